import { noticePages } from '../contract.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { NewNotice } from '../store/notices.ts';
import type { Places } from './places.ts';
import { placeWords, type RosterDiff } from './publish-diff.ts';

/** What each person concerned is told of a change. Nobody is told what they did themselves. */
export function noticesOf(diff: Omit<RosterDiff, 'unchanged'>, places: Places, byPersonId: string | null): NewNotice[] {
  const words = (one: Assignment): string => placeWords(one, places);
  const notice = (one: Assignment, kind: string, text: string): NewNotice => ({
    personId: one.personId,
    kind,
    text,
    link: noticePages.shifts,
  });
  return [
    ...diff.remove.map((one) => notice(one, 'removed', `You are no longer on ${words(one)}.`)),
    ...diff.add.map((one) => notice(one, 'assigned', `You are on ${words(one)}.`)),
    ...diff.change.map(({ was, becomes }) => notice(becomes, 'changed', `Your shift ${words(was)} becomes ${words(becomes)}.`)),
    ...diff.restated.map((one) => notice(one, 'changed', `Your shift ${words(one)} now serves other rounds.`)),
  ].filter(({ personId }) => personId !== byPersonId);
}
