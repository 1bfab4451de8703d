import { take } from './construct.ts';
import type { Post } from './model.ts';
import { clash, clashes, pairFits, type Placed } from './roster.ts';
import { instanceFor, takersOfPost } from './posts.ts';
import { personCost, restore } from './search.ts';
import { missingHeads, remove, seatOpen, type PlanState } from './state.ts';

/*
 * The last word before a need is declared uncovered: somebody takes it as they are, or gives up one other post for it,
 * which a third person may take. What stays open after this is open for a reason that no such step removes.
 */

const eps = 1e-6;

/**
 * Works through all uncovered needs, the most urgent first, until nothing more helps. Returns how many heads it placed.
 * `deep`: also frees people who lack hours or days, which takes longer; for a plan's last word.
 */
export function closeGaps(state: PlanState, deep: boolean, shouldStop: () => boolean): number {
  let placed = 0;
  for (let round = 0; round < 3; round++) {
    const open = openNeeds(state);
    let helped = 0;
    for (const need of open) {
      if (shouldStop()) return placed;
      while (missingHeads(state, need) > 0 && (takeDirectly(state, need) || takeBySwap(state, need, deep))) helped++;
    }
    if (helped === 0) break;
    placed += helped;
  }
  return placed;
}

export const openNeeds = (state: PlanState): number[] =>
  state.model.needs
    .keys()
    .filter((need) => missingHeads(state, need) > 0)
    .toArray()
    .toSorted((a, b) => state.model.needMissing[b]! - state.model.needMissing[a]! || a - b);

/** The posts by which a need can be covered at all. */
export function postsFor(state: PlanState, need: number): readonly Post[] {
  const { posts } = state;
  const unit = posts.ofUnitNeed[need];
  return unit ? [unit] : posts.sessionsOfNeed[need]!.map((s) => posts.sessions[s]!);
}

/** The cheapest person who can take the need beside all that they hold, if that is cheaper than leaving it open. */
export function takeDirectly(state: PlanState, need: number): boolean {
  let bestDelta = -eps;
  let best: { person: number; post: Post } | null = null;
  for (const post of postsFor(state, need))
    for (const person of takersOfPost(state.model, state.posts, post)) {
      const delta = tryTake(state, person, post, true);
      if (delta < bestDelta) {
        bestDelta = delta;
        best = { person, post };
      }
    }
  return best !== null && take(state, best.person, best.post) !== null;
}

/** What it would cost if this person took the post (negative = worth it); Infinity where a rule forbids it. */
export function tryTake(state: PlanState, person: number, post: Post, undo: boolean): number {
  const { model } = state;
  const member = model.members[person]!;
  const seatless = post.kind === 'unit' ? !seatOpen(state, member, post.needs[0]!) : post.needs.some((need) => state.heads[need]! > 0);
  // Most people are stopped here; only the others are worth the price of working out their costs.
  if (seatless || clashes(model, member, state.rosters[person]!, post, instanceFor(member, post)) !== 0) return Infinity;
  const before = state.missing + personCost(state, person);
  const roster = state.rosters[person]!.slice();
  if (!take(state, person, post)) return Infinity;
  const delta = state.missing + personCost(state, person) - before;
  if (undo) restore(state, new Map([[person, roster]]));
  return delta;
}

/** Somebody gives up the one post that is in the way; a third person, or nobody, takes that. */
export function takeBySwap(state: PlanState, need: number, deep: boolean): boolean {
  for (const post of postsFor(state, need))
    for (const person of takersOfPost(state.model, state.posts, post)) {
      for (const held of blockersOf(state, person, post, deep)) if (swap(state, person, held, post)) return true;
    }
  return false;
}

/**
 * The posts of which giving up one could free this person for another: the only one that is in its way, or, where hours
 * or days in a row are in the way, any of those that count for them. None of what is fixed.
 */
export function blockersOf(state: PlanState, person: number, post: Post, deep: boolean): Placed[] {
  const { model } = state;
  const member = model.members[person]!;
  const roster = state.rosters[person]!;
  const instance = instanceFor(member, post);
  const inTheWay = roster.filter(
    (held) => Math.abs(held.post.day - post.day) <= 3 && !pairFits(model, member, held.post, held.instance, post, instance),
  );
  if (inTheWay.length > 0) return inTheWay.length === 1 && !inTheWay[0]!.fixed ? inTheWay : [];
  if (!deep || (clashes(model, member, roster, post, instance) & (clash.hours | clash.days)) === 0) return [];
  const reach = member.supporter.maxConsecutiveDays;
  return roster.filter(({ post: held, fixed }) => !fixed && (held.week === post.week || Math.abs(held.day - post.day) <= reach));
}

function swap(state: PlanState, person: number, held: Placed, post: Post): boolean {
  const before = new Map([[person, state.rosters[person]!.slice()]]);
  const costBefore = state.missing + personCost(state, person);
  remove(state, person, held);
  if (!take(state, person, post)) {
    restore(state, before);
    return false;
  }
  const delta = state.missing + personCost(state, person) - costBefore;
  if (delta < -eps) return true;
  const worth = held.post.needs.reduce((sum, need) => sum + state.model.needMissing[need]!, 0);
  if (delta >= worth - eps) {
    restore(state, before); // whoever took the post left behind could not make up for it
    return false;
  }
  for (const other of takersOfPost(state.model, state.posts, held.post)) {
    if (other === person) continue;
    const roster = state.rosters[other]!.slice();
    const more = tryTake(state, other, held.post, false);
    if (delta + more < -eps) return true;
    if (more < Infinity) restore(state, new Map([[other, roster]]));
  }
  restore(state, before);
  return false;
}
