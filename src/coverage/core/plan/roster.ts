import type { ShiftInstance } from './calendar.ts';
import type { Assignment } from './plan.ts';
import { travelMs, type Member, type PlanModel, type Post } from './model.ts';

/** A person on a post. */
export interface Placed {
  readonly post: Post;
  readonly instance: ShiftInstance;
  /** Unit shift: the sharable rounds that this person accompanies besides. */
  readonly carried: readonly number[];
  /** Published, by hand, or worked before: never touched. */
  readonly fixed: boolean;
  /** The assignment that it came from; null for a new one. */
  readonly origin: Assignment | null;
}

/** What stands between a person's roster and one more post, as bits; in the order in which reasons are told. */
export const clash = { busy: 1, span: 2, rest: 4, hours: 8, days: 16 } as const;

/** All clashes of a post with a roster (0 = it fits). Rules that only ask of the person and the post are in posts.ts. */
export function clashes(model: PlanModel, member: Member, roster: readonly Placed[], post: Post, instance: ShiftInstance): number {
  return pairClashes(model, member, roster, post, instance) | loadClashes(member, roster, post);
}

function pairClashes(model: PlanModel, member: Member, roster: readonly Placed[], post: Post, instance: ShiftInstance): number {
  let found = 0;
  let first = post.start;
  let last = post.end;
  for (const held of roster) {
    const gap = post.start >= held.post.end ? post.start - held.post.end : held.post.start - post.end;
    if (gap < travelMs(model, held.post.unit, post.unit)) found |= clash.busy;
    if (held.instance === instance) {
      if (post.kind === 'unit' || held.post.kind === 'unit') found |= clash.busy;
      if (held.post.start < first) first = held.post.start;
      if (held.post.end > last) last = held.post.end;
    } else if (gap >= 0 && gap < member.restMs) found |= clash.rest;
  }
  if (last - first > instance.spanMaxMs) found |= clash.span;
  return found;
}

function loadClashes(member: Member, roster: readonly Placed[], post: Post): number {
  let found = 0;
  let minutes = post.minutes;
  let worked = false;
  for (const { post: held } of roster) {
    if (held.week === post.week) minutes += held.minutes;
    if (held.day === post.day) worked = true;
  }
  if (minutes > member.weekMinutesMax + 1e-6) found |= clash.hours;
  if (!worked && daysInRow(roster, post.day) > member.supporter.maxConsecutiveDays) found |= clash.days;
  return found;
}

/** Length of the run of days worked that contains `day`, were it worked. The roster is in order of start. */
export function daysInRow(roster: readonly Placed[], day: number): number {
  let run = 1;
  let before = day - 1;
  let after = day + 1;
  for (let i = roster.length - 1; i >= 0; i--)
    if (roster[i]!.post.day === before) {
      run++;
      before--;
    }
  for (const { post } of roster)
    if (post.day === after) {
      run++;
      after++;
    }
  return run;
}

/** Two posts of one person, neither of them looked at with anything else: may they stand in one roster? */
export function pairFits(model: PlanModel, member: Member, a: Post, aIn: ShiftInstance, b: Post, bIn: ShiftInstance): boolean {
  const gap = b.start >= a.end ? b.start - a.end : a.start - b.end;
  if (gap < travelMs(model, a.unit, b.unit)) return false;
  if (aIn !== bIn) return gap >= member.restMs;
  if (a.kind === 'unit' || b.kind === 'unit') return false;
  return Math.max(a.end, b.end) - Math.min(a.start, b.start) <= aIn.spanMaxMs;
}

/** Where in a roster a post that starts then belongs. */
export function placeAt(roster: readonly Placed[], start: number): number {
  let at = roster.length;
  while (at > 0 && roster[at - 1]!.post.start > start) at--;
  return at;
}
