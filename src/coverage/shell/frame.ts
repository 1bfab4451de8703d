import type { Interval } from '#kernel/interval.ts';
import { addDays, dayMs, toLocal } from '#kernel/time.ts';
import { findPeople, loadSites, loadUnits } from '#directory/index.ts';
import { publishedPlanId } from '../contract.ts';
import { travelMinutes } from '../core/demand/travel.ts';
import type { PersonFact } from '../core/facts.ts';
import type { Need } from '../core/need.ts';
import { checkPlan } from '../core/plan/check.ts';
import { stateWith } from '../core/plan/load.ts';
import { modelOf } from '../core/plan/model.ts';
import type { Assignment, Plan, Uncovered } from '../core/plan/plan.ts';
import { buildProblem, type PlanProblem } from '../core/plan/problem.ts';
import { uncoveredOf } from '../core/plan/reasons.ts';
import { loadSettings, loadShifts, loadSupporters, longestRunDays } from '../store/facts.ts';
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
  /** Everybody whom the frame can speak of. */
  readonly people: readonly PersonFact[];
  /** A person's full name; an id of nobody stands for itself. */
  readonly nameOf: (personId: string) => string;
  readonly places: Places;
  readonly needs: ReadonlyMap<string, Need>;
  readonly assignments: readonly PlacedAssignment[];
  readonly problem: PlanProblem;
}

export interface FrameOf {
  /** What the question is about; the frame reaches as far on both sides as a rule can look, two weeks at most. */
  readonly around: Interval;
  readonly needIds: readonly string[];
  /** Absent: everybody. */
  readonly personIds?: readonly string[];
  /** Needs that are about to be part of the plan. */
  readonly comingNeeds?: readonly Need[];
}

export async function loadFrame(reader: Reader, plan: PlanRow, of: FrameOf): Promise<Frame> {
  const settings = await loadSettings(reader, plan.settings as Record<string, number>);
  const sites = await loadSites(reader);
  const allUnits = await loadUnits(reader);
  const places = placesOf({ sites, units: allUnits });
  // Hours look at a week, days in a row at as many as anybody may work and one more; no rule looks further.
  const reachMs = Math.min(lookBackDays, Math.max(7, (await longestRunDays(reader)) + 1)) * dayMs;
  const window = { start: of.around.start - reachMs, end: of.around.end + reachMs };
  const only = of.personIds ? { personIds: of.personIds } : {};
  const own = await loadAssignments(reader, plan.plan_id, window, only);
  const serving = await assignmentsServing(reader, plan.plan_id, of.needIds);
  const assignments = [...new Map([...own, ...serving].map((one) => [one.id, one])).values()].toSorted((a, b) => a.start - b.start);
  const needIds = [...new Set([...of.needIds, ...assignments.flatMap((one) => one.needIds)])];
  const held = await needsByIds(reader, plan.plan_id, needIds);
  const needs = [...new Map([...held, ...(of.comingNeeds ?? [])].map((need) => [need.id, need])).values()].toSorted(inOrder);
  const before = await workedBefore(reader, plan, window, places, only);
  const zone = places.zone(null);
  const units = new Set([...needs, ...assignments].flatMap((one) => one.unitId ?? []));
  const working = new Set([...(of.personIds ?? []), ...assignments.map((one) => one.personId)]);
  const supporters = await loadSupporters(reader, of.personIds ? { personIds: [...working] } : {});
  // Only whom the frame can speak of: most people of a hospital are no supporters.
  const named = new Set([...working, ...supporters.map((one) => one.personId), ...needs.flatMap((need) => need.personId ?? [])]);
  const people = await findPeople(reader, [...named]);
  const nothing = { goLives: [], unitNeeds: [], presences: [], exposures: [], outreaches: [], trainedOn: new Map(), signOffs: [] };
  const shifts = await loadShifts(reader);
  const facts = { ...nothing, sites, units: allUnits.filter((unit) => units.has(unit.unitId)), people, shifts, supporters };
  const problem = buildProblem(facts, needs, {
    // A day more on both sides: a need's own date may be another one in its own time zone.
    from: addDays(toLocal(window.start, zone).date, -1),
    to: addDays(toLocal(window.end, zone).date, 1),
    travelMinutes: (a, b) => travelMinutes(a, b, settings),
    before,
    fixed: assignments.filter((one) => one.locked).map(plain),
  });
  const needsById = new Map(needs.map((need) => [need.id, need]));
  return { planId: plan.plan_id, people, nameOf: namesOf(people), places, needs: needsById, assignments, problem };
}

const inOrder = (a: Need, b: Need): number => a.start - b.start || (a.id < b.id ? -1 : 1);

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
  // The same problem where it can be: what is worked out of it once is kept with it.
  const problem = frame.problem.fixed.length === 0 ? frame.problem : { ...frame.problem, fixed: [] };
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

export interface Narrow {
  /** Of these people, and of all who serve these needs. */
  readonly assignments: (personIds: readonly string[], needIds?: readonly string[]) => PlacedAssignment[];
  readonly frame: (personIds: readonly string[], needIds?: readonly string[]) => Frame;
}

/** Makes the frame of a few people, and of all who serve these needs: judging hundreds one by one then takes a moment, not minutes. */
export function narrowing(frame: Frame): Narrow {
  const { problem } = frame;
  const ofPerson = Map.groupBy(frame.assignments, (one) => one.personId);
  const beforeOf = Map.groupBy(problem.before, (one) => one.personId);
  const supporters = new Map(problem.supporters.map((one) => [one.personId, one]));
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  const serving = new Map<string, PlacedAssignment[]>();
  for (const one of frame.assignments)
    for (const id of one.needIds) {
      const list = serving.get(id);
      if (list) list.push(one);
      else serving.set(id, [one]);
    }
  const assignmentsOf: Narrow['assignments'] = (personIds, needIds = []) => {
    const found = [...personIds.flatMap((id) => ofPerson.get(id) ?? []), ...needIds.flatMap((id) => serving.get(id) ?? [])];
    return [...new Set(found)].toSorted((a, b) => a.start - b.start);
  };
  const frameOf: Narrow['frame'] = (personIds, needIds = []) => {
    const assignments = assignmentsOf(personIds, needIds);
    const kept = new Set([...needIds, ...assignments.flatMap((one) => one.needIds)]);
    return {
      ...frame,
      assignments,
      problem: {
        ...problem,
        supporters: personIds.flatMap((id) => supporters.get(id) ?? []),
        before: personIds.flatMap((id) => beforeOf.get(id) ?? []),
        needs: [...kept].flatMap((id) => needs.get(id) ?? []).toSorted(inOrder),
      },
    };
  };
  return { assignments: assignmentsOf, frame: frameOf };
}
