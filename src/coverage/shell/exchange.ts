import { newId } from '#kernel/ids.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import { publishedPlanId, type Verdict } from '../contract.ts';
import type { Assignment } from '../core/plan/plan.ts';
import { findPlan } from '../store/plans.ts';
import { findAssignment, needsByIds } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Reader } from '../store/tables.ts';
import { after, resolveEdit, type Change } from './edit.ts';
import { loadFrame, newBreaches, type Frame } from './frame.ts';
import { plain } from './plan-problem.ts';

/** Shifts that change hands: one given, or two for each other. Judged together, since each may be possible only with the other. */
export interface Exchange {
  readonly frame: Frame;
  readonly changes: readonly Change[];
  readonly breaches: readonly Verdict[];
}

export type ExchangeRefusal = 'gone' | 'begun' | 'not-yours' | 'breaks-rule' | 'no-such-need' | 'locked';

/** `gives` goes to `toPersonId`; `takes`, if any, comes back from them. */
export async function judgeExchange(
  reader: Reader,
  given: { readonly gives: string; readonly toPersonId: string; readonly takes: string | null },
  now: Instant,
): Promise<Result<Exchange, ExchangeRefusal>> {
  const gives = await findAssignment(reader, publishedPlanId, given.gives);
  const takes = given.takes === null ? null : await findAssignment(reader, publishedPlanId, given.takes);
  if (!gives || gives.removed || (given.takes !== null && (!takes || takes.removed)))
    return refuse('gone', 'This shift is not there any more. Look at the list again.');
  if (gives.start <= now || (takes && takes.start <= now)) return refuse('begun', 'This shift has begun already.');
  if (gives.locked || takes?.locked) return refuse('locked', 'A coordinator has locked this shift. Ask them.');
  if (takes && takes.personId !== given.toPersonId) return refuse('not-yours', 'The other shift belongs to somebody else by now.');
  const both = [gives, ...(takes ? [takes] : [])];
  const around = { start: Math.min(...both.map((one) => one.start)), end: Math.max(...both.map((one) => one.end)) };
  const frame = await loadFrame(reader, await findPlan(reader, publishedPlanId), {
    around,
    needIds: both.flatMap((one) => one.needIds),
    personIds: [gives.personId, given.toPersonId],
  });
  return ok(exchangeIn(frame, gives, given.toPersonId, takes));
}

/** Whoever takes a shift takes the rounds along that they can; what they can not becomes a gap that the board shows. */
export function exchangeIn(frame: Frame, gives: PlacedAssignment, toPersonId: string, takes: PlacedAssignment | null): Exchange {
  const changes = [passed(frame, gives, toPersonId), ...(takes ? [passed(frame, takes, gives.personId)] : [])];
  const next = changes.reduce<readonly Assignment[]>(
    (held, change) => after(held as readonly PlacedAssignment[], change),
    frame.assignments,
  );
  const breaches = newBreaches(frame, frame.assignments, next).map(({ rule, text }) => ({ rule, level: 'hard' as const, text }));
  return { frame, changes, breaches };
}

function passed(frame: Frame, one: PlacedAssignment, toPersonId: string): Change {
  const perHour = frame.problem.supporters.find((supporter) => supporter.personId === toPersonId)?.costPerHour ?? 0;
  const knows = frame.problem.supporters.find((supporter) => supporter.personId === toPersonId)?.knows ?? [];
  const can = (needId: string, i: number): boolean => {
    const topic = frame.needs.get(needId)?.topic ?? '';
    return i === 0 || topic === '' || knows.includes('*') || knows.includes(topic);
  };
  const needIds = one.kind === 'unit' ? one.needIds.filter(can) : one.needIds;
  return { was: one, becomes: { ...plain(one), personId: toPersonId, needIds, cost: (perHour * (one.end - one.start)) / hourMs } };
}

/** A need of the plan in force that nobody serves, taken by somebody. */
export async function judgeTaking(
  reader: Reader,
  needId: string,
  personId: string,
  now: Instant,
): Promise<Result<Exchange, ExchangeRefusal>> {
  const [need] = await needsByIds(reader, publishedPlanId, [needId]);
  if (!need) return refuse('no-such-need', 'This is not needed any more. Look at the list again.');
  if (need.start <= now && need.kind !== 'outreach') return refuse('begun', 'This has begun already.');
  const frame = await loadFrame(reader, await findPlan(reader, publishedPlanId), {
    around: need,
    needIds: [needId],
    personIds: [personId],
  });
  return takingIn(frame, needId, personId);
}

export function takingIn(frame: Frame, needId: string, personId: string): Result<Exchange, ExchangeRefusal> {
  const change = resolveEdit(frame, { kind: 'assign', personId, needId }, null, newId('as'));
  if (!change.ok) return refuse('gone', change.refusal.text);
  const next = after(frame.assignments, change.value);
  const breaches = newBreaches(frame, frame.assignments, next).map(({ rule, text }) => ({ rule, level: 'hard' as const, text }));
  return ok({ frame, changes: [change.value], breaches });
}
