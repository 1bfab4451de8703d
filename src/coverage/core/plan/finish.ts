import type { Assignment, Plan, PlanCost } from './plan.ts';
import type { PlanModel } from './model.ts';
import { rosterCost, sumOf } from './cost.ts';
import { isBefore } from './load.ts';
import { uncoveredOf } from './reasons.ts';
import type { Placed } from './roster.ts';
import type { PlanState } from './state.ts';

/** The cost of a state in its parts. Fixed assignments of people who are not supporters here cost what they say. */
export function costOfState(state: PlanState, outside: readonly Assignment[]): PlanCost {
  let wages = outside.reduce((sum, assignment) => sum + assignment.cost, 0);
  let preferences = 0;
  for (const member of state.model.members) {
    const cost = rosterCost(state.model, member, state.rosters[member.index]!);
    wages += cost.wages;
    preferences += sumOf(cost) - cost.wages;
  }
  return { wages, missing: state.missing, preferences, total: wages + state.missing + preferences };
}

export const outsiders = (model: PlanModel, assignments: readonly Assignment[]): Assignment[] =>
  assignments.filter((assignment) => !model.memberIndex.has(assignment.personId));

/** The plan that a state is, with reasons for all that is uncovered. `bound` is proven from outside. */
export function toPlan(state: PlanState, seed: number, bound: number, outside: readonly Assignment[]): Plan {
  const { problem } = state.model;
  const cost = costOfState(state, outside);
  const proven = Math.min(bound, cost.total);
  const gap = cost.total > 0 ? (cost.total - proven) / cost.total : 0;
  return {
    from: problem.from,
    to: problem.to,
    seed,
    status: gap <= 1e-6 ? 'optimal' : 'feasible',
    cost,
    bound: proven,
    gap,
    assignments: assignmentsOf(state, outside),
    uncovered: uncoveredOf(state),
  };
}

export function assignmentsOf(state: PlanState, outside: readonly Assignment[]): Assignment[] {
  const { model } = state;
  const names = new Names(model, outside);
  const made = state.rosters.flatMap((roster, person) =>
    roster
      .filter((placed) => !isBefore(model, placed))
      .map((placed) => ({ person, placed, assignment: toAssignment(model, person, placed) })),
  );
  made.sort((a, b) => a.assignment.start - b.assignment.start || a.person - b.person);
  for (const { placed } of made) if (placed.origin) names.taken.add(placed.origin.id);
  return [
    ...outside,
    ...made.map(({ placed, assignment }) => (placed.origin ? assignment : { ...assignment, id: names.next(assignment) })),
  ].toSorted((a, b) => a.start - b.start);
}

/** Ids stay where the previous plan had the same person at the same place and time; others are numbered. */
class Names {
  readonly taken: Set<string>;
  private readonly previous = new Map<string, string>();
  private readonly reserved: ReadonlySet<string>;
  private count = 0;

  constructor(model: PlanModel, outside: readonly Assignment[]) {
    this.taken = new Set(outside.map((assignment) => assignment.id));
    for (const assignment of model.problem.previous ?? []) this.previous.set(this.key(assignment), assignment.id);
    this.reserved = new Set(this.previous.values());
  }

  private key({ personId, start, end, unitId }: Assignment): string {
    return `${personId} ${start} ${end} ${unitId}`;
  }

  next(assignment: Assignment): string {
    const known = this.previous.get(this.key(assignment));
    if (known !== undefined && !this.taken.has(known)) {
      this.taken.add(known);
      return known;
    }
    let id: string;
    do id = `a${++this.count}`;
    while (this.taken.has(id) || this.reserved.has(id));
    this.taken.add(id);
    return id;
  }
}

export function toAssignment(model: PlanModel, person: number, placed: Placed): Assignment {
  const { post, instance, carried, origin } = placed;
  if (placed.fixed && origin) return origin;
  const { supporter } = model.members[person]!;
  const needs = [...post.needs, ...carried];
  const first = needs[0];
  return {
    id: origin?.id ?? '',
    personId: supporter.personId,
    start: post.start,
    end: post.end,
    kind: post.kind === 'unit' ? 'unit' : first === undefined ? 'round' : model.needs[first]!.kind,
    unitId: post.unit < 0 ? null : model.problem.units[post.unit]!.unitId,
    shiftId: model.problem.shifts[instance.shift]?.shiftId ?? null,
    needIds: [...needs.map((need) => model.needs[need]!.id), ...(origin?.needIds.filter((id) => !model.needIndex.has(id)) ?? [])],
    cost: (post.minutes / 60) * supporter.costPerHour,
  };
}
