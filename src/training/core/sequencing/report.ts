import type { ActivityTree } from './activity-tree.ts';
import { rollUp } from './rollup.ts';
import type { ObjectiveState, Tracking } from './tracking.ts';
import { completedOf, objectiveOf, primaryOf, satisfiedOf, setObjective, setProgress, Working } from './working.ts';

/** What a SCO has told of itself, in the words of the tracking model. */
export interface Report extends ObjectiveState {
  /** By the id that the manifest gives them. */
  readonly objectives: ReadonlyMap<string, ObjectiveState>;
  /** It wants to be gone on with later. */
  readonly isSuspended: boolean;
}

const never = (): number => 0;

/** What the current activity tells becomes what is known of it, and is rolled up (RTE 4.2 and SN 4.6). Of others nothing is heard. */
export function takeReport(tree: ActivityTree, from: Tracking, report: Report): Tracking {
  const on = new Working(tree, from, never);
  const activity = on.current;
  if (!activity?.rules.tracked || activity.unit === null || !on.of(activity).isActive) return from;
  const { completedByMeasure, minProgressMeasure, objectives } = activity.rules;
  const { progress, satisfied, measure } = report;
  const completed = completedByMeasure ? (progress === null ? null : progress >= minProgressMeasure) : report.completed;
  on.set(activity, { isSuspended: report.isSuspended });
  setProgress(on, activity, { completed, progress });
  for (const objective of objectives.slice(1)) {
    const told = report.objectives.get(objective.id);
    if (told) setObjective(on, activity, objective, told);
  }
  setObjective(on, activity, primaryOf(activity), { satisfied, measure, completed, progress });
  rollUp(on, activity);
  return on.tracking();
}

/** Somebody who may has waived a unit: it is as if it had been done well. */
export function waive(tree: ActivityTree, from: Tracking, unit: number): Tracking {
  const on = new Working(tree, from, never);
  const activity = tree.leaves[unit];
  if (!activity) return from;
  setProgress(on, activity, { completed: true });
  setObjective(on, activity, primaryOf(activity), { satisfied: true, ...(primaryOf(activity).satisfiedByMeasure ? { measure: 1 } : {}) });
  rollUp(on, activity);
  return on.tracking();
}

export interface Standing {
  readonly completed: boolean | null;
  readonly satisfied: boolean | null;
  readonly attempts: number;
  readonly isActive: boolean;
  readonly isSuspended: boolean;
}

/** How an activity stands; of the root it is how the course does. */
export function standingOf(tree: ActivityTree, tracking: Tracking, id: string): Standing {
  const on = new Working(tree, tracking, never);
  const activity = tree.byId.get(id) ?? tree.root;
  const { attempts, isActive, isSuspended } = on.of(activity);
  return { completed: completedOf(on, activity), satisfied: satisfiedOf(on, activity), attempts, isActive, isSuspended };
}

/** Objectives that have a name, as their SCO finds them when it begins (RTE 4.2.17): with what others have shared. */
export function objectivesFor(tree: ActivityTree, tracking: Tracking, unit: number): readonly (ObjectiveState & { readonly id: string })[] {
  const on = new Working(tree, tracking, never);
  const activity = tree.leaves[unit];
  const named = activity?.rules.objectives.filter(({ id }) => id !== '') ?? [];
  return activity ? named.map((objective) => ({ id: objective.id, ...objectiveOf(on, activity, objective) })) : [];
}
