import { dayMs, hourMs } from '#kernel/time.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, invalid } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { hoursByWeek, placesOf } from '../shell/places.ts';
import { shiftCards } from '../shell/shift-cards.ts';
import { loadSupply } from '../store/facts.ts';
import { markRead, noticesOf } from '../store/notices.ts';
import { loadAssignments } from '../store/roster.ts';
import { fullName } from '../words.ts';

const shownDaysMax = 120;

export function ownShiftRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getMyShifts, async ({ query, actor }) => {
    const personId = ownPerson(actor);
    const start = query.from ?? clock.now() - 12 * hourMs;
    const end = query.to ?? start + shownDaysMax * dayMs;
    if (end <= start || end - start > shownDaysMax * dayMs) throw invalid(`At most ${shownDaysMax} days at once.`);
    const supply = await loadSupply(db);
    const places = placesOf(supply);
    const own = await loadAssignments(db, contract.publishedPlanId, { start, end }, { personIds: [personId] });
    const person = supply.people.find((one) => one.personId === personId);
    return {
      personId,
      name: person ? fullName(person) : actor.name,
      shifts: await shiftCards(db, own, supply, places),
      hours: hoursByWeek(own, places).get(personId) ?? {},
    };
  });

  bind(server, contract.listNotices, async ({ actor }) => {
    if (actor.personId === null) return { notices: [], unread: 0 };
    const { rows, unread } = await noticesOf(db, actor.personId);
    const notices = rows.map((row) => ({
      noticeId: row.notice_id,
      kind: row.kind,
      text: row.text,
      at: row.at.getTime(),
      readAt: row.read_at?.getTime() ?? null,
      link: row.link,
    }));
    return { notices, unread };
  });

  bind(server, contract.readNotices, async ({ body, actor }) => {
    if (actor.personId !== null) await markRead(db, actor.personId, body.noticeIds, clock.now());
    return { done: true as const };
  });
}

/** @throws Problem 409 for an account that stands for nobody of the directory. */
export function ownPerson(actor: Actor): string {
  if (actor.personId === null)
    throw new Problem(409, 'no-person', 'Your account is not joined to a person of the directory. Ask an administrator to join it.');
  return actor.personId;
}
