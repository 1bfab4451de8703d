import { toLocal } from '#kernel/time.ts';
import { knows, zoneOfUnit, type Member, type Post } from './model.ts';
import type { Uncovered, UncoveredReason } from './plan.ts';
import { instanceFor, isAvailable, knowsAll, mayGoTo, mayWorkShift } from './posts.ts';
import { clash, clashes } from './roster.ts';
import { isAbsent, missingHeads, seatOpen, type PlanState } from './state.ts';
import { postsFor } from './swaps.ts';

/**
 * How near somebody is to covering a need: the rules are asked in this order, and the first that says no is where they
 * stand. The need's reason is where the nearest person stands.
 */
export const standings = ['topic', 'site', 'shift', 'away', 'busy', 'span', 'rest', 'hours', 'days', 'cost'] as const;
export type Standing = (typeof standings)[number];

const reasonOf: Record<Standing, UncoveredReason> = {
  topic: 'nobody-knows-topic',
  site: 'nobody-knows-topic',
  shift: 'nobody-free',
  away: 'nobody-free',
  busy: 'nobody-free',
  span: 'nobody-free',
  rest: 'rest',
  hours: 'hour-limit',
  days: 'hour-limit',
  cost: 'too-dear',
};

/** Where one person stands before one need, over all posts by which it could be covered. */
export function standingOf(state: PlanState, member: Member, need: number): Standing {
  let nearest = 0;
  for (const post of postsFor(state, need)) nearest = Math.max(nearest, standings.indexOf(standingBefore(state, member, post)));
  return standings[nearest]!;
}

export function standingBefore(state: PlanState, member: Member, post: Post): Standing {
  const { model } = state;
  if (!knowsAll(model, member, post) || lacksSeat(state, member, post)) return 'topic';
  if (!mayGoTo(member, post)) return 'site';
  if (!mayWorkShift(member, post)) return 'shift';
  if (!isAvailable(member, post) || isAbsent(state, member.index, post)) return 'away';
  const found = clashes(model, member, state.rosters[member.index]!, post, instanceFor(member, post));
  if (found & clash.busy || post.needs.some((need) => state.posts.ofUnitNeed[need] === null && state.heads[need]! > 0)) return 'busy';
  if (found & clash.span) return 'span';
  if (found & clash.rest) return 'rest';
  if (found & clash.hours) return 'hours';
  if (found & clash.days) return 'days';
  return 'cost';
}

/** The only seat left is the one that must know the topic, and this person does not. */
const lacksSeat = (state: PlanState, member: Member, post: Post): boolean =>
  post.kind === 'unit' && !knows(member, state.model.needTopic[post.needs[0]!]!) && !seatOpen(state, member, post.needs[0]!);

export type Census = ReadonlyMap<Standing, readonly number[]>;

/** Everybody by where they stand. */
export function census(state: PlanState, need: number): Census {
  return Map.groupBy(
    state.model.members.map((member) => member.index),
    (person) => standingOf(state, state.model.members[person]!, need),
  );
}

/** All uncovered needs with their reasons, in the order of the problem's needs. */
export function uncoveredOf(state: PlanState): Uncovered[] {
  return state.model.needs.flatMap((_, need) => uncoveredNeed(state, need) ?? []);
}

/** Null for a need that is covered. */
export function uncoveredNeed(state: PlanState, need: number): Uncovered | null {
  const missing = missingHeads(state, need);
  if (missing === 0) return null;
  const { id: needId, start, end, minutes } = state.model.needs[need]!;
  if (postsFor(state, need).length === 0) return { needId, missing, start, end, reason: 'nobody-free', text: tooShort(minutes) };
  const people = census(state, need);
  const nearest = standings.findLast((standing) => people.has(standing)) ?? 'topic';
  return { needId, missing, start, end, reason: reasonOf[nearest], text: tell(state, need, people) };
}

const tooShort = (minutes: number): string =>
  `The window is shorter than the session of ${minutes} minutes, so nobody can be there for all of it.`;

function tell(state: PlanState, need: number, people: Census): string {
  const { model } = state;
  const { topic } = model.needs[need]!;
  const of = (standing: Standing): number => people.get(standing)?.length ?? 0;
  const knowing = model.members.length - of('topic');
  const what = topic === '' || seatsLeft(state, need) ? 'could fill it' : `${knowing === 1 ? 'knows' : 'know'} ${topic}`;
  if (model.members.length === 0) return 'There are no supporters.';
  if (knowing === 0) return `Nobody of ${model.members.length} knows ${topic}.`;
  const parts = standings.flatMap((standing) =>
    standing === 'topic' || of(standing) === 0 ? [] : part(state, need, standing, people.get(standing)!),
  );
  return `${knowing} ${what}: ${parts.join(', ')}.`;
}

const seatsLeft = (state: PlanState, need: number): boolean => {
  const { model, heads, knowers } = state;
  return model.needs[need]!.kind === 'unit' && heads[need]! - knowers[need]! < model.needs[need]!.headcount - 1;
};

function part(state: PlanState, need: number, standing: Standing, people: readonly number[]): string {
  const n = people.length;
  const is = n === 1 ? 'is' : 'are';
  const has = n === 1 ? 'has' : 'have';
  const limit = (pick: (member: Member) => number): string =>
    [...new Set(people.map((p) => pick(state.model.members[p]!)))].toSorted((a, b) => a - b).join(' or ');
  switch (standing) {
    case 'site':
      return `${n} may not work at that site`;
    case 'shift':
      return `${n} ${n === 1 ? 'does' : 'do'} not work that shift`;
    case 'away':
      return `${n} ${is} unavailable`;
    case 'busy':
      return `${n} ${is} placed elsewhere at that time`;
    case 'span':
      return `${n} would be on duty for too long at a stretch`;
    case 'rest':
      return `${n} ${is} resting${n === 1 ? restUntil(state, need, people[0]!) : ''}`;
    case 'hours':
      return `${n} ${has} too little left of ${limit((m) => m.supporter.maxHoursWeek)} h that week`;
    case 'days':
      return `${n} ${has} reached ${limit((m) => m.supporter.maxConsecutiveDays)} days in a row`;
    case 'cost':
      return `${n} would cost more than the help is worth`;
    default:
      return `${n} ${n === 1 ? 'does' : 'do'} not know it`;
  }
}

/** ` until 13:00`, when rest after an earlier duty is what stands in the way; a rest before a later duty has no such time. */
function restUntil(state: PlanState, need: number, person: number): string {
  const { model } = state;
  const { start } = model.needs[need]!;
  const member = model.members[person]!;
  const last = state.rosters[person]!.findLast((held) => held.post.end <= start);
  if (!last || last.post.end + member.restMs <= start) return ' before a later duty';
  return ` until ${toLocal(last.post.end + member.restMs, model.calendar.zones[zoneOfUnit(model, model.needUnit[need]!)]!).time}`;
}
