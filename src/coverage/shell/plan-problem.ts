import { addDays, type Instant, type LocalDate } from '#kernel/time.ts';
import type { WhatIf } from '../contract.ts';
import { publishedPlanId } from '../contract.ts';
import { buildNeeds } from '../core/demand/build-needs.ts';
import { travelMinutes } from '../core/demand/travel.ts';
import type { CoverageFacts } from '../core/facts.ts';
import type { Need } from '../core/need.ts';
import type { Assignment } from '../core/plan/plan.ts';
import { buildProblem, type PlanProblem } from '../core/plan/problem.ts';
import type { CoverageSettings } from '../core/settings.ts';
import { loadFacts, loadSettings } from '../store/facts.ts';
import { dividedNeeds, loadAssignments } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Reader } from '../store/tables.ts';
import { withParts } from './mid-shift.ts';
import { placesOf } from './places.ts';
import { applyWhatIf } from './what-if.ts';

/** Rest, days in a row and hours of the week reach back this far at most. */
export const lookBackDays = 14;

export interface RunFacts {
  readonly facts: CoverageFacts;
  readonly settings: CoverageSettings;
  readonly needs: readonly Need[];
  readonly problem: PlanProblem;
}

export interface RunOf {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly settings: Readonly<Record<string, number>>;
  readonly changes: readonly WhatIf[];
}

/** Reads everything a run decides from, once: what is published before the window is worked, what is locked in it is kept. */
export async function loadRunProblem(reader: Reader, run: RunOf, now: Instant): Promise<RunFacts> {
  const settings = await loadSettings(reader, run.settings);
  const facts = applyWhatIf(await loadFacts(reader, now), run.changes);
  const places = placesOf(facts);
  const divided = await dividedNeeds(reader, publishedPlanId, places.window(run.from, run.to));
  const needs = withParts(buildNeeds(facts, settings, { from: run.from, to: run.to }), divided);
  const published = await loadAssignments(reader, publishedPlanId, places.window(addDays(run.from, -lookBackDays), run.to));
  const { start } = places.window(run.from, run.to);
  const known = new Set(needs.map((need) => need.id));
  const inWindow = published.filter((one) => one.start >= start);
  const problem = buildProblem(facts, needs, {
    from: run.from,
    to: run.to,
    travelMinutes: (a, b) => travelMinutes(a, b, settings),
    before: published.filter((one) => one.start < start).map(plain),
    fixed: inWindow.filter((one) => one.locked || one.start < now).map(plain),
  });
  const kept = inWindow.filter((one) => one.needIds.every((id) => known.has(id)));
  const previous = kept.length > 0 ? kept.map(plain) : null;
  return { facts, settings, needs: problem.needs, problem: { ...problem, previous } };
}

/** Without what hands have done to it: threads are sent only what planning needs. */
export const plain = (one: PlacedAssignment): Assignment => ({
  id: one.id,
  personId: one.personId,
  start: one.start,
  end: one.end,
  kind: one.kind,
  unitId: one.unitId,
  shiftId: one.shiftId,
  needIds: one.needIds,
  cost: one.cost,
});
