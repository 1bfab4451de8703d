import { fillLine, type Window } from './construct.ts';
import { rosterCost, sumOf } from './cost.ts';
import type { PlanModel } from './model.ts';
import type { Placed } from './roster.ts';
import { carryRounds, missingHeads, place, remove, type PlanState } from './state.ts';

/** Total cost of a state: rosters and missing heads. */
export const totalCost = (state: PlanState): number =>
  state.missing + state.model.members.reduce((sum, _, p) => sum + personCost(state, p), 0);

export const personCost = (state: PlanState, person: number): number =>
  sumOf(rosterCost(state.model, state.model.members[person]!, state.rosters[person]!));

export const wholeWindow = (model: PlanModel): Window => ({ firstDay: model.firstDay, lastDay: model.lastDay });

/** A first plan: everybody in turn takes the best roster that is left; those with the fewest choices go first. */
export function construct(state: PlanState, random: () => number, prices: Float64Array | null = null): void {
  const { model, posts } = state;
  const choices = model.members.map(
    (member, p) => posts.shiftsOf[p]!.length + 4 * posts.sessionsOf[p]!.length + 40 * Number(member.outside),
  );
  const order = model.members.map((_, p) => p).toSorted((a, b) => choices[a]! - choices[b]! || a - b);
  if (prices) for (const person of order) fillLine(state, person, wholeWindow(model), prices);
  for (const person of order) fillLine(state, person, wholeWindow(model), model.needMissing, () => 1 + 0.02 * random());
}

export interface SearchOptions {
  readonly steps: number;
  /** Dual prices by need: every other recreation is led by them before the rest is filled. */
  readonly prices?: Float64Array;
  readonly random: () => number;
  readonly shouldStop: () => boolean;
}

type Rosters = Map<number, readonly Placed[]>;

/**
 * Ruin and recreate (Schrimpf et al. 2000) with annealing: a few related people give up some days, and each takes the
 * best roster again by the line programme. Leaves the state at the best plan met.
 */
export function improve(state: PlanState, { steps, prices, random, shouldStop }: SearchOptions): void {
  if (state.model.needs.length === 0 || state.rosters.length === 0) return;
  let worse = 0; // how far the present plan is above the best one
  const best: Rosters = new Map(); // where the best plan differs from the present one
  let temperature = startTemperature(state);
  const cooling = steps > 1 ? Math.pow(0.002, 1 / steps) : 1;
  for (let step = 0; step < steps && !(step % 16 === 0 && shouldStop()); step++) {
    const { chosen, window } = choosePeople(state, random);
    const before: Rosters = new Map(chosen.map((person) => [person, state.rosters[person]!.slice()]));
    const delta = ruinAndRecreate(state, before, window, random, prices);
    if (delta > 1e-9 && delta > -temperature * Math.log(Math.max(random(), 1e-12))) restore(state, before);
    else {
      worse += delta;
      if (worse < -1e-6) {
        worse = 0;
        best.clear();
      } else for (const [person, roster] of before) if (!best.has(person)) best.set(person, roster);
    }
    temperature *= cooling;
  }
  if (worse > 1e-6) restore(state, best);
}

/** Returns by how much the plan became dearer. */
function ruinAndRecreate(state: PlanState, before: Rosters, window: Window, random: () => number, prices?: Float64Array): number {
  const cost = (): number => before.keys().reduce((sum, person) => sum + personCost(state, person), state.missing);
  const costBefore = cost();
  for (const [person, roster] of before)
    for (const placed of roster)
      if (!placed.fixed && placed.post.day >= window.firstDay && placed.post.day <= window.lastDay) remove(state, person, placed);
  const { needMissing } = state.model;
  if (prices && random() < 0.7)
    for (const person of before.keys()) fillLine(state, person, window, prices, () => 1 + 0.02 * (random() - 0.5));
  for (const person of before.keys()) fillLine(state, person, window, needMissing, () => 1 + 0.05 * (random() - 0.5));
  return cost() - costBefore;
}

function startTemperature(state: PlanState): number {
  const wages = state.model.members.reduce((sum, member) => sum + member.hourCost, 0) / Math.max(1, state.model.members.length);
  return wages * 3;
}

/** Gives these people these rosters. All posts are freed first: a need may pass from one of them to another. */
export function restore(state: PlanState, rosters: ReadonlyMap<number, readonly Placed[]>): void {
  for (const [person, roster] of rosters)
    for (const placed of state.rosters[person]!.slice()) if (!roster.includes(placed)) remove(state, person, placed);
  for (const [person, roster] of rosters)
    for (const placed of roster) if (!state.rosters[person]!.includes(placed)) place(state, person, placed);
}

/** Related people: around an uncovered need if there is one (half of the time), else around somebody's duty. */
function choosePeople(state: PlanState, random: () => number): { chosen: number[]; window: Window } {
  const { model } = state;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const span = pick([3, 7, 14])!;
  let near: readonly number[] = [];
  let day = model.firstDay + Math.floor(random() * (model.lastDay - model.firstDay + 1));
  for (let attempt = 0; attempt < 30 && near.length === 0; attempt++) {
    const need = Math.floor(random() * model.needs.length);
    if (attempt < 20 && missingHeads(state, need) === 0) continue;
    near = takersOf(state, need);
    if (near.length > 0) day = dayOf(state, need);
  }
  if (near.length === 0) near = model.members.map((member) => member.index);
  const count = 1 + Math.floor(random() * Math.min(4, near.length));
  const chosen = new Set<number>();
  for (let i = 0; i < count; i++) chosen.add(pick(near)!);
  const firstDay = day - Math.floor(random() * span);
  return { chosen: [...chosen], window: { firstDay, lastDay: firstDay + span - 1 } };
}

export function takersOf(state: PlanState, need: number): readonly number[] {
  const { posts } = state;
  const shift = posts.shiftOfNeed[need]!;
  if (shift >= 0) return posts.takersOfShift[shift]!;
  const session = posts.sessionsOfNeed[need]![0];
  return session === undefined ? [] : posts.takersOfSession[session]!;
}

function dayOf(state: PlanState, need: number): number {
  const { posts } = state;
  const shift = posts.shiftOfNeed[need]!;
  return shift >= 0 ? posts.unitShifts[shift]!.post.day : posts.sessions[posts.sessionsOfNeed[need]![0]!]!.day;
}

/** Lets everybody on a unit's shift take the sharable rounds that nobody accompanies. */
export function carryAll(state: PlanState): void {
  for (let person = 0; person < state.rosters.length; person++)
    for (const placed of state.rosters[person]!.slice()) carryRounds(state, person, placed);
}
