import type { Interval } from '#kernel/interval.ts';
import { publishedPlanId, type OpenShift } from '../contract.ts';
import type { Need } from '../core/need.ts';
import { findPlan } from '../store/plans.ts';
import { openOffers } from '../store/exchanges.ts';
import { loadUncovered, needsByIds } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { tables, type Reader } from '../store/tables.ts';
import { assignmentOf } from '../store/rows.ts';
import { exchangeIn, takingIn } from './exchange.ts';
import { loadFrame, narrowing, type Frame } from './frame.ts';
import { whereWords } from './shift-cards.ts';
import { sql } from 'kysely';

const shownMax = 200;

/** What colleagues offer and what nobody serves, each judged for one person; those that they may take first. */
export async function openShiftsFor(reader: Reader, personId: string, window: Interval): Promise<OpenShift[]> {
  const offers = (await openOffers(reader)).filter((offer) => offer.status === 'open' && offer.person_id !== personId);
  const offered = await assignmentsByIds(
    reader,
    offers.map((offer) => offer.assignment_id),
  );
  const gaps = (await loadUncovered(reader, publishedPlanId, window)).filter((gap) => gap.start >= window.start).slice(0, shownMax);
  const needIds = [...new Set([...gaps.map((gap) => gap.needId), ...offered.flatMap((one) => one.needIds)])];
  const plan = await findPlan(reader, publishedPlanId);
  const personIds = [...new Set([personId, ...offered.map((one) => one.personId)])];
  const frame = await loadFrame(reader, plan, { around: window, needIds, personIds });
  const name = frame.nameOf;
  const fromOffers = offers.flatMap((offer): OpenShift[] => {
    const shift = offered.find((one) => one.id === offer.assignment_id);
    if (!shift || shift.start < window.start) return [];
    const { breaches } = exchangeIn(frame, shift, personId, null);
    const offeredBy = { personId: shift.personId, name: name(shift.personId) };
    return [
      {
        ...open(frame, `offer:${offer.offer_id}`, shift, topicOf(frame, shift)),
        offeredBy,
        allowed: breaches.length === 0,
        verdicts: [...breaches],
      },
    ];
  });
  const needs = new Map((await needsByIds(reader, publishedPlanId, needIds)).map((need) => [need.id, need]));
  const fromGaps = gaps.flatMap((gap): OpenShift[] => {
    const need = needs.get(gap.needId);
    if (!need) return [];
    return [{ ...open(frame, `need:${need.id}`, need, need.topic), offeredBy: null, ...judgedNeed(frame, need, personId) }];
  });
  return [...fromOffers, ...fromGaps].toSorted((a, b) => Number(b.allowed) - Number(a.allowed) || a.start - b.start).slice(0, shownMax);
}

function judgedNeed(frame: Frame, need: Need, personId: string): Pick<OpenShift, 'allowed' | 'verdicts'> {
  const taking = takingIn(frame, need.id, personId);
  if (!taking.ok) return { allowed: false, verdicts: [{ rule: taking.refusal.code, level: 'hard', text: taking.refusal.text }] };
  return { allowed: taking.value.breaches.length === 0, verdicts: [...taking.value.breaches] };
}

type Placed = Interval & { readonly kind: Need['kind']; readonly unitId: string | null };

const open = (frame: Frame, key: string, one: Placed, topic: string): Omit<OpenShift, 'offeredBy' | 'allowed' | 'verdicts'> => ({
  key,
  kind: one.kind,
  start: one.start,
  end: one.end,
  timeZone: frame.places.zone(one.unitId),
  unitId: one.unitId,
  unitName: frame.places.unit(one.unitId)?.name ?? null,
  where: whereWords(frame.places, one.unitId),
  topic,
});

const topicOf = (frame: Frame, shift: PlacedAssignment): string =>
  shift.needIds.map((id) => frame.needs.get(id)?.topic ?? '').find((topic) => topic !== '') ?? '';

async function assignmentsByIds(reader: Reader, ids: readonly string[]): Promise<PlacedAssignment[]> {
  if (ids.length === 0) return [];
  const rows = await tables(reader)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', publishedPlanId)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`assignment_id = any(${[...ids]}::text[])`)
    .execute();
  return rows.map(assignmentOf);
}

/** Supporters who could take this shift over as things stand: those worth telling of an offer. */
export async function supportersWhoMay(reader: Reader, shift: PlacedAssignment): Promise<string[]> {
  const frame = await loadFrame(reader, await findPlan(reader, publishedPlanId), { around: shift, needIds: shift.needIds });
  const narrow = narrowing(frame);
  const others = frame.problem.supporters.map((supporter) => supporter.personId).filter((personId) => personId !== shift.personId);
  return others.filter((personId) => exchangeIn(narrow.frame([personId, shift.personId]), shift, personId, null).breaches.length === 0);
}
