import type { Interval } from '#kernel/interval.ts';
import { addDays, dayMs, toLocal } from '#kernel/time.ts';
import { publishedPlanId } from '../contract.ts';
import { travelMinutes } from '../core/demand/travel.ts';
import type { Need } from '../core/need.ts';
import { checkPlan } from '../core/plan/check.ts';
import { stateWith } from '../core/plan/load.ts';
import { modelOf } from '../core/plan/model.ts';
import type { Assignment, Plan, Uncovered } from '../core/plan/plan.ts';
import { buildProblem, type PlanProblem } from '../core/plan/problem.ts';
import { uncoveredOf } from '../core/plan/reasons.ts';
import { loadSettings, loadSupply, type SupplyFacts } from '../store/facts.ts';
import type { PlanRow } from '../store/plans.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { assignmentsServing, loadAssignments, needsByIds } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { lookBackDays, plain } from './plan-problem.ts';
import { placesOf, type Places } from './places.ts';
import { namesOf } from '../words.ts';

/**
 * The part of a plan that a rule can look at: everybody concerned with all they do some days around, and everybody else on
 * the needs concerned. Small enough to be judged while the mouse moves, whatever the size of the plan.
 */
export interface Frame {
  readonly planId: string;
  readonly supply: SupplyFacts;
  /** A person's full name; an id of nobody stands for itself. */
  readonly nameOf: (personId: string) => string;
  readonly places: Places;
  readonly needs: ReadonlyMap<string, Need>;
  readonly assignments: readonly PlacedAssignment[];
  readonly problem: PlanProblem;
}

export interface FrameOf {
  /** What the question is about; the frame reaches two weeks further on both sides. */
  readonly around: Interval;
  readonly needIds: readonly string[];
  /** Absent: everybody. */
  readonly personIds?: readonly string[];
  /** Needs that are about to be part of the plan. */
  readonly comingNeeds?: readonly Need[];
}

export async function loadFrame(reader: Reader, plan: PlanRow, of: FrameOf): Promise<Frame> {
  const supply = await loadSupply(reader);
  const settings = await loadSettings(reader, plan.settings as Record<string, number>);
  const places = placesOf(supply);
  const window = { start: of.around.start - lookBackDays * dayMs, end: of.around.end + lookBackDays * dayMs };
  const only = of.personIds ? { personIds: of.personIds } : {};
  const own = await loadAssignments(reader, plan.plan_id, window, only);
  const serving = await assignmentsServing(reader, plan.plan_id, of.needIds);
  const assignments = [...new Map([...own, ...serving].map((one) => [one.id, one])).values()].toSorted((a, b) => a.start - b.start);
  const needIds = [...new Set([...of.needIds, ...assignments.flatMap((one) => one.needIds)])];
  const held = await needsByIds(reader, plan.plan_id, needIds);
  const needs = [...new Map([...held, ...(of.comingNeeds ?? [])].map((need) => [need.id, need])).values()].toSorted(
    (a, b) => a.start - b.start || (a.id < b.id ? -1 : 1),
  );
  const before = await workedBefore(reader, plan, window, places, only);
  const zone = places.zone(null);
  const used = new Set([...needs, ...assignments].flatMap((one) => one.unitId ?? []));
  const people = new Set([...(of.personIds ?? supply.supporters.map((one) => one.personId)), ...assignments.map((one) => one.personId)]);
  const nothing = { unitNeeds: [], presences: [], exposures: [], outreaches: [], trainedOn: new Map(), signOffs: [] };
  const facts = {
    ...supply,
    ...nothing,
    units: supply.units.filter((unit) => used.has(unit.unitId)),
    supporters: supply.supporters.filter((one) => people.has(one.personId)),
  };
  const problem = buildProblem(facts, needs, {
    // A day more on both sides: a need's own date may be another one in its own time zone.
    from: addDays(toLocal(window.start, zone).date, -1),
    to: addDays(toLocal(window.end, zone).date, 1),
    travelMinutes: (a, b) => travelMinutes(a, b, settings),
    before,
    fixed: assignments.filter((one) => one.locked).map(plain),
  });
  return {
    planId: plan.plan_id,
    supply,
    nameOf: namesOf(supply.people),
    places,
    needs: new Map(needs.map((need) => [need.id, need])),
    assignments,
    problem,
  };
}

/** A draft begins in the middle of people's lives: what is published for the days before it counts for rest and hours. */
async function workedBefore(
  reader: Reader,
  plan: PlanRow,
  window: Interval,
  places: Places,
  only: { readonly personIds?: readonly string[] },
): Promise<Assignment[]> {
  if (plan.plan_id === publishedPlanId || plan.from_date === null || plan.to_date === null) return [];
  const { start } = places.window(plan.from_date, plan.to_date);
  if (start <= window.start) return [];
  const published = await loadAssignments(reader, publishedPlanId, { start: window.start, end: start }, only);
  return published.filter((one) => one.start < start).map(plain);
}

/** The gaps of these needs if the frame's people worked `assignments`. The frame must hold everybody, or reasons would be guesses. */
export function gapsOf(frame: Frame, assignments: readonly Assignment[], needIds: ReadonlySet<string>): Uncovered[] {
  const state = stateWith(modelOf(frame.problem), assignments, () => false);
  return uncoveredOf(state).filter((gap) => needIds.has(gap.needId));
}

/** Hard rules that `after` breaks and `before` does not, each once. */
export function newBreaches(
  frame: Frame,
  before: readonly Assignment[],
  after: readonly Assignment[],
): { rule: string; personId: string | null; text: string }[] {
  const problem = { ...frame.problem, fixed: [] };
  const known = new Set(checkPlan(problem, { assignments: before }).map((breach) => breach.text));
  return checkPlan(problem, { assignments: after })
    .filter((breach) => !known.has(breach.text))
    .map(({ code, personId, text }) => ({ rule: code, personId, text: withName(frame, personId, text) }));
}

/** The rules speak of people by id; people do not. */
export const withName = (frame: Pick<Frame, 'nameOf'>, personId: string | null, text: string): string =>
  personId !== null && text.startsWith(`${personId} `) ? `${frame.nameOf(personId)}${text.slice(personId.length)}` : text;

/** The frame's part of the plan, as the cores take it. Cost and bound are of a whole plan and not known here. */
export function planOf(frame: Frame): Plan {
  return {
    from: frame.problem.from,
    to: frame.problem.to,
    seed: 0,
    status: 'feasible',
    cost: { wages: 0, missing: 0, preferences: 0, total: 0 },
    bound: 0,
    gap: 0,
    assignments: frame.assignments.map(plain),
    uncovered: [],
  };
}

/** The frame of a few people, and of all who serve these needs: judging hundreds one by one then takes a moment, not minutes. */
export function narrow(frame: Frame, personIds: readonly string[], needIds: readonly string[] = []): Frame {
  const people = new Set(personIds);
  const wanted = new Set(needIds);
  const assignments = frame.assignments.filter((one) => people.has(one.personId) || one.needIds.some((id) => wanted.has(id)));
  const kept = new Set([...needIds, ...assignments.flatMap((one) => one.needIds)]);
  const { problem } = frame;
  return {
    ...frame,
    assignments,
    problem: {
      ...problem,
      supporters: problem.supporters.filter((one) => people.has(one.personId)),
      before: problem.before.filter((one) => people.has(one.personId)),
      needs: problem.needs.filter((need) => kept.has(need.id)),
    },
  };
}
