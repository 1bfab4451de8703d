import { postCost, habitsOf } from './cost.ts';
import { Line } from './line.ts';
import { thingCount, unitThing, type Member, type PlanModel, type Post } from './model.ts';
import { instanceFor } from './posts.ts';
import { clashes, type Placed } from './roster.ts';
import { carryOpen, carryRounds, isAbsent, newPlaced, place, seatOpen, type PlanState } from './state.ts';

/** What a person can be put on, in order of day and start: unit shifts as their index, sessions as -1 - index. */
const lines = new WeakMap<PlanModel, Int32Array[]>();

export function linesOf(state: PlanState): Int32Array[] {
  const { model, posts } = state;
  let known = lines.get(model);
  if (!known) {
    const postOf = (code: number): Post => (code >= 0 ? posts.unitShifts[code]!.post : posts.sessions[-1 - code]!);
    known = model.members.map((_, p) => {
      const codes = [...posts.shiftsOf[p]!, ...posts.sessionsOf[p]!.map((s) => -1 - s)];
      return Int32Array.from(codes.toSorted((a, b) => postOf(a).day - postOf(b).day || postOf(a).start - postOf(b).start));
    });
    lines.set(model, known);
  }
  return known;
}

const travelMax = new WeakMap<PlanModel, number>();

/** The longest walk of all. */
export function travelMaxMs(model: PlanModel): number {
  let most = travelMax.get(model);
  if (most === undefined) travelMax.set(model, (most = model.problem.travelMin.reduce((a, b) => Math.max(a, b), 0) * 60_000));
  return most;
}

/** Prices of the hours and nights of one person at their present load: the slopes of the convex fairness costs. */
export interface Slopes {
  readonly hour: number;
  readonly night: number;
}

export function slopesOf(model: PlanModel, member: Member, roster: readonly Placed[]): Slopes {
  const { weights } = model.problem;
  let minutes = 0;
  let nights = 0;
  roster.forEach(({ post, instance }, i) => {
    if (post.day < model.firstDay) return;
    minutes += post.minutes;
    if (post.night && roster[i - 1]?.instance !== instance) nights++;
  });
  const [loaded, full] = member.loadMinutes;
  const hour = (minutes > loaded ? weights.loadPerHour : 0) + (minutes > full ? 2 * weights.loadPerHour : 0);
  return { hour, night: weights.night * Math.min(3, Math.floor(nights / model.weeks)) };
}

/**
 * What a unit's shift is worth to the plan if this person takes it; -Infinity where no seat is open to them. `values`: what
 * a head on each need is worth: its missing cost, or its dual price, which keeps dear people for where they are needed.
 */
export function unitWorth(state: PlanState, member: Member, need: number, values: Float64Array): number {
  if (!seatOpen(state, member, need)) return -Infinity;
  const { model } = state;
  const carried = state.posts.carriable[need]!.length > 0 ? carryOpen(state, member, need, []) : [];
  let worth = values[need]! - newThing(model, member, unitThing(model, model.needUnit[need]!), model.problem.weights.newUnit);
  for (const round of carried) worth += values[round]!;
  return worth - postCost(model, member, state.posts.ofUnitNeed[need]!, carried);
}

export function sessionWorth(state: PlanState, member: Member, post: Post, values: Float64Array): number {
  const { model, heads } = state;
  let worth = -postCost(model, member, post);
  for (const need of post.needs) {
    if (heads[need]! > 0) return -Infinity;
    worth += values[need]!;
    const clinician = model.needClinician[need]!;
    if (clinician >= 0) worth -= newThing(model, member, clinician, model.problem.weights.newClinician);
  }
  return worth;
}

const newThing = (model: PlanModel, member: Member, thing: number, weight: number): number =>
  habitsOf(model).familiar.has(member.index * thingCount(model) + thing) ? 0 : weight / 2; // shared by the posts that will use the pair

export interface Window {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Fills one person's free days in the window with what is worth most to the plan now. `noise` shakes the choice. */
export function fillLine(state: PlanState, person: number, window: Window, values: Float64Array, noise: () => number = () => 1): void {
  const { model, posts } = state;
  const member = model.members[person]!;
  const roster = state.rosters[person]!;
  const slopes = slopesOf(model, member, roster);
  const line = new Line(model, member, roster.slice(), travelMaxMs(model), slopes);
  const needOf = new Map<Post, number>();
  for (const code of linesOf(state)[person]!) {
    const post = code >= 0 ? posts.unitShifts[code]!.post : posts.sessions[-1 - code]!;
    if (post.day < window.firstDay) continue;
    if (post.day > window.lastDay) break;
    if (code < 0) {
      line.offer(
        post,
        instanceFor(member, post),
        (sessionWorth(state, member, post, values) - slopes.hour * (post.minutes / 60)) * noise(),
      );
      continue;
    }
    let best = -Infinity;
    let bestNeed = -1;
    for (const need of posts.unitShifts[code]!.needs) {
      const worth = unitWorth(state, member, need, values);
      if (worth > best) {
        best = worth;
        bestNeed = need;
      }
    }
    if (bestNeed < 0) continue;
    needOf.set(post, bestNeed);
    line.offer(post, posts.unitShifts[code]!.instance, (best - slopes.hour * (post.minutes / 60)) * noise());
  }
  for (const { post } of line.solve().chosen) take(state, person, needOf.has(post) ? posts.ofUnitNeed[needOf.get(post)!]! : post);
}

/** Puts a person on a post if all rules allow it, with the rounds that they can accompany there. */
export function take(state: PlanState, person: number, post: Post): Placed | null {
  const { model } = state;
  const member = model.members[person]!;
  if (isAbsent(state, person, post)) return null;
  if (post.kind === 'unit' ? !seatOpen(state, member, post.needs[0]!) : post.needs.some((need) => state.heads[need]! > 0)) return null;
  const placed = newPlaced(model, person, post);
  if (clashes(model, member, state.rosters[person]!, post, placed.instance) !== 0) return null;
  place(state, person, placed);
  return carryRounds(state, person, placed);
}
