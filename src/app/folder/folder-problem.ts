import { buildNeeds } from '#coverage/core/demand/build-needs.ts';
import { travelMinutes } from '#coverage/core/demand/travel.ts';
import type { Need } from '#coverage/core/need.ts';
import { buildProblem, type PlanProblem } from '#coverage/core/plan/problem.ts';
import { defaultSettings } from '#coverage/core/settings.ts';
import { zonesOf, type Zones } from '#coverage/files/zones.ts';
import type { LocalDate } from '#kernel/time.ts';
import type { FolderReading } from './folder.ts';

export interface FolderProblem {
  readonly problem: PlanProblem;
  readonly needs: readonly Need[];
  readonly zones: Zones;
}

/** What the planner is asked for a folder's days. The same folder and days give the same needs, by the same ids. */
export function folderProblem({ facts }: FolderReading, days: { readonly from: LocalDate; readonly to: LocalDate }): FolderProblem {
  const needs = buildNeeds(facts, defaultSettings, days);
  const problem = buildProblem(facts, needs, { ...days, travelMinutes: (a, b) => travelMinutes(a, b, defaultSettings) });
  return { problem, needs, zones: zonesOf(facts.sites, facts.units, facts.people) };
}
