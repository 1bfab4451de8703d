import { isUnitNeed, makePost, type PlanModel, type Post } from './model.ts';
import { dayNumber } from './calendar.ts';
import type { Assignment } from './plan.ts';
import { instanceFor, postsOf } from './posts.ts';
import type { Placed } from './roster.ts';
import { emptyState, place, type PlanState } from './state.ts';

/** An assignment as the planner holds it. Needs that the problem does not list are passed over. */
export function placedFrom(model: PlanModel, assignment: Assignment, fixed: boolean): Placed {
  const needs = assignment.needIds.flatMap((id) => model.needIndex.get(id) ?? []);
  const unit = assignment.unitId === null ? -1 : (model.unitIndex.get(assignment.unitId) ?? -1);
  const own = assignment.kind === 'unit' ? needs.filter((need) => isUnitNeed(model.needs[need]!)) : needs;
  const carried = assignment.kind === 'unit' ? needs.filter((need) => !isUnitNeed(model.needs[need]!)) : [];
  const post = knownPost(model, assignment, own) ?? loosePost(model, assignment, unit, own);
  return { post, instance: instanceOf(model, assignment, post), carried, fixed, origin: assignment };
}

/** Identity matters to the search: the same post is the same object. */
function knownPost(model: PlanModel, { kind, start, end }: Assignment, own: readonly number[]): Post | null {
  const first = own[0];
  if (first === undefined) return null;
  const posts = postsOf(model);
  if (kind === 'unit') {
    const post = own.length === 1 ? posts.ofUnitNeed[first]! : null;
    return post && post.start === start && post.end === end ? post : null;
  }
  const same = (post: Post): boolean =>
    post.start === start && post.end === end && post.needs.length === own.length && own.every((need) => post.needs.includes(need));
  return posts.sessionsOfNeed[first]!.map((s) => posts.sessions[s]!).find(same) ?? null;
}

function loosePost(model: PlanModel, { kind, start, end, shiftId }: Assignment, unit: number, needs: readonly number[]): Post {
  const session = makePost(model, { unit, start, end, needs });
  if (kind !== 'unit') return session;
  const shift = model.shiftIndex.get(shiftId ?? '');
  const zone = unit < 0 ? 0 : model.unitZone[unit]!;
  const instance = shift === undefined ? session.instances[0]! : model.calendar.instance(shift, session.day, zone);
  return { ...session, kind: 'unit', instances: [instance], night: instance.night };
}

function instanceOf(model: PlanModel, assignment: Assignment, post: Post): Placed['instance'] {
  const shift = assignment.shiftId === null ? undefined : model.shiftIndex.get(assignment.shiftId);
  const named = post.instances.find((instance) => instance.shift === shift);
  const person = model.memberIndex.get(assignment.personId);
  if (named) return named;
  return person === undefined ? post.instances[0]! : instanceFor(model.members[person]!, post);
}

/** The state in which planning begins: what was worked before and what is fixed, and nothing else. */
export function startState(model: PlanModel): PlanState {
  return stateWith(model, model.problem.fixed, () => true);
}

/** The state of a plan. `isFixed`: whether an assignment must stay as it is. */
export function stateWith(model: PlanModel, assignments: readonly Assignment[], isFixed: (assignment: Assignment) => boolean): PlanState {
  const state = emptyState(model);
  for (const assignment of model.problem.before) {
    const person = model.memberIndex.get(assignment.personId);
    if (person === undefined) continue;
    const { needs: _, ...post } = placedFrom(model, assignment, true).post;
    const instance = instanceOf(model, assignment, { ...post, needs: [] });
    place(state, person, { post: { ...post, needs: [] }, instance, carried: [], fixed: true, origin: assignment });
  }
  for (const assignment of assignments) {
    const person = model.memberIndex.get(assignment.personId);
    const placed = placedFrom(model, assignment, isFixed(assignment));
    if (person === undefined) countOutside(state, placed);
    else place(state, person, placed);
  }
  return state;
}

/** Somebody who is no supporter of this problem covers a head; what they know is not on record, so they fill an open seat. */
function countOutside(state: PlanState, placed: Placed): void {
  for (const need of [...placed.post.needs, ...placed.carried]) {
    const headcount = state.model.needs[need]!.headcount;
    if (state.heads[need]! < headcount) state.missing -= state.model.needMissing[need]!;
    state.heads[need]!++;
  }
}

/** Was it worked before the window opened? Such posts are in rosters for rest and hours only. */
export const isBefore = (model: PlanModel, placed: Placed): boolean => placed.post.day < dayNumber(model.problem.from);
