import { take } from './construct.ts';
import { assignmentsOf, costOfState, outsiders } from './finish.ts';
import { stateWith } from './load.ts';
import { modelOf, type Post } from './model.ts';
import type { Plan, Uncovered } from './plan.ts';
import type { PlanProblem } from './problem.ts';
import { takersOfPost } from './posts.ts';
import { standingOf, uncoveredNeed } from './reasons.ts';
import type { Placed } from './roster.ts';
import { carryAll, personCost, restore } from './search.ts';
import { missingHeads, remove, type PlanState } from './state.ts';
import { blockersOf, postsFor, tryTake } from './swaps.ts';
import type { CallOut } from './verdict.ts';

export interface Repair {
  readonly plan: Plan;
  /** Others who had to give up something that they held. At most two. */
  readonly moved: readonly string[];
  /** Others who were free and were called in. */
  readonly called: readonly string[];
  /** What is uncovered now and was covered before. */
  readonly uncovered: readonly Uncovered[];
}

/** No more than this many people give up something for one call-out. */
const movedMax = 2;
/** Beyond this many people disturbed at all, those already disturbed are asked first. */
const touchedMax = 2;
/** An outreach can begin at many times; moving somebody for it is tried at this many of them. */
const startsTried = 8;

/**
 * Mends a plan after a call-out: what the sick person held from `at` on (and before `until`) goes to people who are free;
 * failing that, one person moves over and a free one takes their place. Exhaustive in that order, the cheapest first.
 * What has begun stays, and so does what is fixed for anybody else.
 */
export function repairPlan(problem: PlanProblem, plan: Plan, { outSick, at, until = Infinity }: CallOut): Repair {
  const model = modelOf(problem);
  const locked = new Set(problem.fixed.map(({ id }) => id));
  const state = stateWith(model, plan.assignments, ({ id, start, personId }) => start < at || (locked.has(id) && personId !== outSick));
  const sick = model.memberIndex.get(outSick);
  const before = state.rosters.map((roster) => roster.slice());
  const openBefore = model.needs.map((_, need) => missingHeads(state, need));
  if (sick !== undefined) mend(state, sick, at, until);
  const touched = before.flatMap((roster, person) => (person === sick || isSame(roster, state.rosters[person]!) ? [] : [person]));
  const gaveUp = touched.filter((person) => before[person]!.some(({ post }) => !state.rosters[person]!.some((held) => held.post === post)));
  const name = (person: number): string => model.members[person]!.supporter.personId;
  const uncovered = uncoveredAfter(state, plan, sick === undefined ? touched : [sick, ...touched]);
  const outside = outsiders(model, plan.assignments);
  const cost = costOfState(state, outside);
  const bound = Math.min(plan.bound, cost.total);
  return {
    // The old bound stays proven: somebody being away can only make the best plan dearer.
    plan: {
      ...plan,
      status: cost.total - bound <= 1e-6 * cost.total ? 'optimal' : 'feasible',
      cost,
      bound,
      gap: cost.total > 0 ? (cost.total - bound) / cost.total : 0,
      assignments: assignmentsOf(state, outside),
      uncovered,
    },
    moved: gaveUp.map(name),
    called: touched.filter((person) => !gaveUp.includes(person)).map(name),
    uncovered: uncovered.filter(({ needId, missing }) => missing > openBefore[model.needIndex.get(needId)!]!),
  };
}

const isSame = (a: readonly Placed[], b: readonly Placed[]): boolean => a.length === b.length && a.every((placed, i) => placed === b[i]);

function mend(state: PlanState, sick: number, at: number, until: number): void {
  const lost = state.rosters[sick]!.filter(({ post, fixed }) => !fixed && post.start >= at && post.start < until);
  state.absent.set(sick, { start: at, end: until });
  for (const placed of lost) remove(state, sick, placed);
  const disturbed: Disturbed = { moved: new Set(), touched: new Set() };
  const urgency = ({ post, carried }: Placed): number =>
    [...post.needs, ...carried].reduce((sum, need) => sum + state.model.needMissing[need]!, 0);
  for (const placed of lost.toSorted((a, b) => urgency(b) - urgency(a) || a.post.start - b.post.start)) {
    if (!coverPost(state, [placed.post], disturbed))
      for (const need of placed.post.needs) coverPost(state, postsFor(state, need), disturbed);
  }
  carryAll(state);
  for (const need of lost.flatMap(({ carried }) => carried))
    if (missingHeads(state, need) > 0) coverPost(state, postsFor(state, need), disturbed);
}

/** Others disturbed so far: `moved` gave something up, `touched` are these and those called in. */
interface Disturbed {
  readonly moved: Set<number>;
  readonly touched: Set<number>;
}

/** Covers one of these posts (several ways to cover the same need): a free person, else a move and a free person behind it. */
function coverPost(state: PlanState, posts: readonly Post[], { moved, touched }: Disturbed): boolean {
  // Two people to phone are better than three, whatever the third would save.
  const another = touched.size >= touchedMax ? Infinity : state.model.problem.weights.change;
  let best: { person: number; post: Post; rank: number; known: boolean } | null = null;
  for (const post of posts)
    for (const person of takersOfPost(state.model, state.posts, post)) {
      const delta = tryTake(state, person, post, true);
      if (delta >= -1e-6) continue;
      const known = touched.has(person) || another < Infinity;
      const rank = touched.has(person) || another === Infinity ? delta : delta + another;
      if (!best || (known && !best.known) || (known === best.known && rank < best.rank)) best = { person, post, rank, known };
    }
  if (!best) return coverByMove(state, posts, { moved, touched });
  take(state, best.person, best.post);
  touched.add(best.person);
  return true;
}

/** Clashes are freed first, the cheapest way; only if none can be, those who lack hours or days, the first way that is found. */
function coverByMove(state: PlanState, posts: readonly Post[], { moved, touched }: Disturbed): boolean {
  const some = posts.filter((_, i) => i % Math.ceil(posts.length / startsTried) === 0);
  const plan = findMove(state, some, moved, false) ?? findMove(state, some, moved, true);
  if (!plan) return false;
  remove(state, plan.person, plan.held);
  take(state, plan.person, plan.post);
  moved.add(plan.person);
  touched.add(plan.person);
  if (plan.behind === null) return true;
  take(state, plan.behind, plan.held.post);
  touched.add(plan.behind);
  return true;
}

function findMove(state: PlanState, posts: readonly Post[], moved: ReadonlySet<number>, deep: boolean): Move | null {
  let best: Move | null = null;
  for (const post of posts)
    for (const person of takersOfPost(state.model, state.posts, post)) {
      if (!moved.has(person) && moved.size >= movedMax) continue;
      for (const held of blockersOf(state, person, post, deep)) {
        const found = bestMove(state, person, held, post);
        if (found && found.delta < (best?.delta ?? -1e-6)) best = found;
        if (best && deep) return best;
      }
    }
  return best;
}

interface Move {
  readonly person: number;
  readonly held: Placed;
  readonly post: Post;
  /** Who takes what the mover leaves; null: it stays open, being less urgent. */
  readonly behind: number | null;
  readonly delta: number;
}

function bestMove(state: PlanState, person: number, held: Placed, post: Post): Move | null {
  const before = new Map([[person, state.rosters[person]!.slice()]]);
  const costBefore = state.missing + personCost(state, person);
  remove(state, person, held);
  const taken = take(state, person, post);
  const delta = state.missing + personCost(state, person) - costBefore;
  let best: Move | null = taken && { person, held, post, behind: null, delta };
  if (taken && held.post.needs.length > 0)
    for (const behind of takersOfPost(state.model, state.posts, held.post)) {
      if (behind === person) continue;
      const more = tryTake(state, behind, held.post, true);
      if (delta + more < best!.delta) best = { person, held, post, behind, delta: delta + more };
    }
  restore(state, before);
  return best;
}

/** Reasons are told anew where somebody who changed could have been the nearest person; the others are as they were. */
function uncoveredAfter(state: PlanState, plan: Plan, changed: readonly number[]): Uncovered[] {
  const { model } = state;
  const known = new Map(plan.uncovered.map((uncovered) => [uncovered.needId, uncovered]));
  return model.needs.flatMap(({ id }, need) => {
    const missing = missingHeads(state, need);
    if (missing === 0) return [];
    const old = known.get(id);
    const concerned = changed.some((person) => !['topic', 'site', 'shift'].includes(standingOf(state, model.members[person]!, need)));
    return old && old.missing === missing && !concerned ? [old] : (uncoveredNeed(state, need) ?? []);
  });
}
