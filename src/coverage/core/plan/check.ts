import { rosterCost, type RosterCost } from './cost.ts';
import { costOfState, outsiders } from './finish.ts';
import { placedFrom, stateWith } from './load.ts';
import { modelOf, type PlanModel } from './model.ts';
import type { Assignment, Plan, PlanCost } from './plan.ts';
import { preferences } from './preferences.ts';
import type { PlanProblem } from './problem.ts';
import { hardRules, type Held, type NeedView, type PlanView } from './rules.ts';
import type { Breach, PlanChange, Verdict } from './verdict.ts';

/** Every hard rule that a plan breaks, with who and which assignments; empty = it keeps them all. */
export function checkPlan(problem: PlanProblem, plan: Pick<Plan, 'assignments'>): Breach[] {
  const model = modelOf(problem);
  const view = viewOf(model, plan.assignments, problem.fixed);
  return hardRules.flatMap((rule) => rule.breaches(view));
}

/** What a plan costs, worked out from its assignments alone. */
export function costOf(problem: PlanProblem, plan: Pick<Plan, 'assignments'>): PlanCost {
  const model = modelOf(problem);
  return costOfState(
    stateWith(model, plan.assignments, () => true),
    outsiders(model, plan.assignments),
  );
}

/**
 * What a change by hand would do: hard rules that it breaks and the plan did not break before, then preferences that it
 * makes dearer or cheaper. Looks only at the people and needs concerned, so it answers within a drag of the mouse.
 */
export function judge(problem: PlanProblem, plan: Pick<Plan, 'assignments'>, change: PlanChange): Verdict[] {
  const model = modelOf(problem);
  const known = indexOf(plan.assignments);
  const old = change.kind === 'add' ? undefined : known.byId.get(change.assignmentId);
  const fresh = change.kind === 'remove' ? undefined : change.kind === 'add' ? change.assignment : change.to;
  const people = new Set([old?.personId, fresh?.personId]);
  const needs = new Set([...(old?.needIds ?? []), ...(fresh?.needIds ?? [])]);
  const of = (index: ReadonlyMap<string, readonly Assignment[]>, id: string | undefined): readonly Assignment[] =>
    index.get(id ?? '') ?? [];
  const concerned = [
    ...new Set([...[...people].flatMap((id) => of(known.byPerson, id)), ...[...needs].flatMap((id) => of(known.byNeed, id))]),
  ];
  const changed = concerned.filter((assignment) => assignment !== old).concat(fresh ?? []);
  const fixed = problem.fixed.filter(({ id }) => id === old?.id);
  const only = { people, needs };
  const before = viewOf(model, concerned, fixed, only);
  const after = viewOf(model, changed, fixed, only);
  return [...newBreaches(before, after), ...costVerdicts(before, after)];
}

interface AssignmentIndex {
  readonly byId: ReadonlyMap<string, Assignment>;
  readonly byPerson: ReadonlyMap<string, readonly Assignment[]>;
  readonly byNeed: ReadonlyMap<string, readonly Assignment[]>;
}

/** Made once per plan: a drag asks for a verdict at every cell that it crosses. */
const indexes = new WeakMap<readonly Assignment[], AssignmentIndex>();

function indexOf(assignments: readonly Assignment[]): AssignmentIndex {
  let index = indexes.get(assignments);
  if (!index) {
    const pairs = assignments.flatMap((assignment) => assignment.needIds.map((id) => ({ id, assignment })));
    const byNeed = new Map(
      Map.groupBy(pairs, ({ id }) => id)
        .entries()
        .map(([id, list]) => [id, list.map(({ assignment }) => assignment)]),
    );
    index = { byId: new Map(assignments.map((a) => [a.id, a])), byPerson: Map.groupBy(assignments, ({ personId }) => personId), byNeed };
    indexes.set(assignments, index);
  }
  return index;
}

function newBreaches(before: PlanView, after: PlanView): Verdict[] {
  const known = new Set(hardRules.flatMap((rule) => rule.breaches(before).map(({ code, text }) => `${code} ${text}`)));
  return hardRules.flatMap((rule) =>
    rule
      .breaches(after)
      .filter(({ code, text }) => !known.has(`${code} ${text}`))
      .map(({ code, text }) => ({ code, level: 'hard' as const, label: rule.label, text, costDelta: 0 })),
  );
}

function costVerdicts(before: PlanView, after: PlanView): Verdict[] {
  const was = costsOf(before);
  const is = costsOf(after);
  const verdicts = preferences.map(({ code, label }) => ({
    code: code as string,
    label,
    costDelta: (is.get(code) ?? 0) - (was.get(code) ?? 0),
  }));
  const missing = { code: 'missing', label: 'Hours that nobody covers', costDelta: missingOf(after) - missingOf(before) };
  return [missing, ...verdicts]
    .filter(({ costDelta }) => Math.abs(costDelta) > 1e-6)
    .map((verdict) => ({ ...verdict, level: 'soft' as const, text: `${verdict.label}: ${told(verdict.costDelta)}` }));
}

const told = (delta: number): string => `${delta > 0 ? 'dearer' : 'cheaper'} by ${Math.abs(delta).toFixed(0)}`;

function costsOf({ model, people }: PlanView): Map<keyof RosterCost, number> {
  const sums = new Map<keyof RosterCost, number>();
  for (const { member, held } of people) {
    const cost = rosterCost(
      model,
      member,
      held.map(({ placed }) => placed),
    );
    for (const { code } of preferences) sums.set(code, (sums.get(code) ?? 0) + cost[code]);
  }
  return sums;
}

const missingOf = ({ model, needs }: PlanView): number =>
  needs.reduce((sum, { need, on }) => sum + Math.max(0, model.needs[need]!.headcount - on.length) * model.needMissing[need]!, 0);

/** What a view is confined to. */
interface Only {
  readonly people: ReadonlySet<string | undefined>;
  readonly needs: ReadonlySet<string>;
}

/** Assignments by person and by need, as the rules look at them; `only`: of these people and needs. */
function viewOf(model: PlanModel, assignments: readonly Assignment[], fixed: readonly Assignment[], only?: Only): PlanView {
  const people = new Map<number, Held[]>();
  const needs = new Map<number, NeedView['on'][number][]>();
  const asked = only ? [...only.needs].flatMap((id) => model.needIndex.get(id) ?? []) : model.needs.keys();
  for (const need of asked) needs.set(need, []);
  const hold = (assignment: Assignment, person: number | undefined, isFixed: boolean): void => {
    if (person === undefined || (only && !only.people.has(assignment.personId))) return;
    const held = { assignment, placed: placedFrom(model, assignment, isFixed) };
    const list = people.get(person);
    if (list) list.push(held);
    else people.set(person, [held]);
  };
  for (const assignment of model.problem.before) hold(assignment, model.memberIndex.get(assignment.personId), true);
  for (const assignment of assignments) {
    const person = model.memberIndex.get(assignment.personId);
    hold(assignment, person, false);
    for (const id of assignment.needIds)
      needs.get(model.needIndex.get(id) ?? -1)?.push({ assignment, member: model.members[person ?? -1] ?? null });
  }
  return {
    model,
    people: [...people]
      .toSorted(([a], [b]) => a - b)
      .map(([person, held]) => ({
        member: model.members[person]!,
        held: held.toSorted((a, b) => a.placed.post.start - b.placed.post.start),
      })),
    needs: [...needs].map(([need, on]) => ({ need, on })),
    assignments: new Map(assignments.map((assignment) => [assignment.id, assignment])),
    fixed,
  };
}
