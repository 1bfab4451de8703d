import { assert } from '#kernel/assert.ts';
import { overlaps, type Interval } from '#kernel/interval.ts';
import { knows, type Member, type PlanModel, type Post } from './model.ts';
import { instanceFor, postsOf, type Posts } from './posts.ts';
import { placeAt, type Placed } from './roster.ts';

/** A plan while it is being made: rosters, and how far each need is covered. All changes go through `place` and `remove`. */
export interface PlanState {
  readonly model: PlanModel;
  readonly posts: Posts;
  readonly rosters: Placed[][];
  /** Heads on each need, and those of them who know its topic. */
  readonly heads: Int32Array;
  readonly knowers: Int32Array;
  /** People on a unit's shift, by need; for carried rounds too. */
  readonly holders: number[][];
  missing: number;
  /** Called out sick: may take nothing in this time. */
  readonly absent: Map<number, Interval>;
}

export function emptyState(model: PlanModel): PlanState {
  const count = model.needs.length;
  let missing = 0;
  model.needs.forEach((need, n) => (missing += need.headcount * model.needMissing[n]!));
  return {
    model,
    posts: postsOf(model),
    rosters: model.members.map(() => []),
    heads: new Int32Array(count),
    knowers: new Int32Array(count),
    holders: model.needs.map(() => []),
    missing,
    absent: new Map(),
  };
}

export function isAbsent(state: PlanState, person: number, post: Post): boolean {
  const away = state.absent.get(person);
  return away !== undefined && overlaps(away, post);
}

export function place(state: PlanState, person: number, placed: Placed): void {
  const roster = state.rosters[person]!;
  roster.splice(placeAt(roster, placed.post.start), 0, placed);
  for (const need of placed.post.needs) count(state, person, need, 1);
  for (const need of placed.carried) count(state, person, need, 1);
}

export function remove(state: PlanState, person: number, placed: Placed): void {
  const roster = state.rosters[person]!;
  const at = roster.indexOf(placed);
  assert(at >= 0, 'a post is taken from somebody who does not hold it');
  roster.splice(at, 1);
  for (const need of placed.post.needs) count(state, person, need, -1);
  for (const need of placed.carried) count(state, person, need, -1);
}

function count(state: PlanState, person: number, need: number, by: 1 | -1): void {
  const { model, heads, knowers, holders } = state;
  const headcount = model.needs[need]!.headcount;
  const before = Math.min(headcount, heads[need]!);
  heads[need]! += by;
  if (knows(model.members[person]!, model.needTopic[need]!)) knowers[need]! += by;
  state.missing -= (Math.min(headcount, heads[need]!) - before) * model.needMissing[need]!;
  const list = holders[need]!;
  if (by === 1) list.push(person);
  else list.splice(list.indexOf(person), 1);
}

/** May this person take a seat of a unit's need: one is free, and not the last one that must know the topic? */
export function seatOpen(state: PlanState, member: Member, need: number): boolean {
  const { model, heads, knowers } = state;
  const headcount = model.needs[need]!.headcount;
  if (heads[need]! >= headcount) return false;
  const topic = model.needTopic[need]!;
  return topic < 0 || knows(member, topic) || heads[need]! - knowers[need]! < headcount - 1;
}

/** The uncovered sharable rounds that this person could accompany while on the unit's shift, beside those carried already. */
export function carryOpen(state: PlanState, member: Member, need: number, carried: readonly number[]): number[] {
  const { model, posts, heads } = state;
  const taken = [...carried];
  for (const round of posts.carriable[need]!)
    if (heads[round] === 0 && knows(member, model.needTopic[round]!) && mayCarry(model, taken, round)) taken.push(round);
  return taken;
}

/** At no time more rounds at once than each of them allows. */
export function mayCarry(model: PlanModel, carried: readonly number[], round: number): boolean {
  const set = [...carried, round];
  return set.every((at) => {
    const time = model.needs[at]!.start;
    const atOnce = set.filter((other) => model.needs[other]!.start <= time && time < model.needs[other]!.end);
    return atOnce.every((other) => model.needs[other]!.shareMax >= atOnce.length);
  });
}

export function newPlaced(model: PlanModel, person: number, post: Post, carried: readonly number[] = []): Placed {
  return { post, instance: instanceFor(model.members[person]!, post), carried, fixed: false, origin: null };
}

/** Puts uncovered sharable rounds on people who are on the unit's shift anyway and know their topics. */
export function carryRounds(state: PlanState, person: number, placed: Placed): Placed {
  if (placed.post.kind !== 'unit' || placed.fixed) return placed;
  const need = placed.post.needs[0];
  if (need === undefined || state.posts.carriable[need]!.length === 0) return placed;
  const carried = carryOpen(state, state.model.members[person]!, need, placed.carried);
  if (carried.length === placed.carried.length) return placed;
  const fuller = { ...placed, carried };
  remove(state, person, placed);
  place(state, person, fuller);
  return fuller;
}

/** Missing heads of a need. */
export const missingHeads = (state: PlanState, need: number): number =>
  Math.max(0, state.model.needs[need]!.headcount - state.heads[need]!);
