import type { Activity, ActivityTree } from './activity-tree.ts';
import type { ObjectiveDefinition } from './definition.ts';
import { unknownObjective, untouched, type ActivityState, type ObjectiveState, type Tracking } from './tracking.ts';

/*
 * The state while a request is worked on. The processes of the standard change it step by step; whoever asked keeps the state from before, because
 * only what is changed is copied.
 */
export class Working {
  readonly tree: ActivityTree;
  readonly random: () => number;
  readonly #activities: Record<string, ActivityState>;
  readonly #shared: Record<string, ObjectiveState>;
  current: Activity | null;
  suspended: Activity | null;
  /** How often a shared objective has changed. */
  shares = 0;

  constructor(tree: ActivityTree, from: Tracking, random: () => number) {
    const named = (id: string | null): Activity | null => (id === null ? null : (tree.byId.get(id) ?? null));
    this.tree = tree;
    this.random = random;
    this.#activities = { ...from.activities };
    this.#shared = { ...from.shared };
    this.current = named(from.current);
    this.suspended = named(from.suspended);
  }

  of(activity: Activity): ActivityState {
    return this.#activities[keyOf(activity.id)] ?? untouched;
  }

  set(activity: Activity, change: Partial<ActivityState>): void {
    this.#activities[keyOf(activity.id)] = { ...this.of(activity), ...change };
  }

  shared(target: string): ObjectiveState {
    return this.#shared[keyOf(target)] ?? unknownObjective;
  }

  share(target: string, change: Partial<ObjectiveState>): void {
    const before = this.shared(target);
    if (Object.entries(change).some(([key, value]) => before[key as keyof ObjectiveState] !== value)) this.shares++;
    this.#shared[keyOf(target)] = { ...before, ...change };
  }

  /** Children that there are for this learner, in their order. */
  available(activity: Activity): readonly Activity[] {
    const { children } = this.of(activity);
    return children === null ? activity.children : children.flatMap((id) => activity.children.find((one) => one.id === id) ?? []);
  }

  tracking(): Tracking {
    return {
      activities: { ...this.#activities },
      shared: { ...this.#shared },
      current: this.current?.id ?? null,
      suspended: this.suspended?.id ?? null,
    };
  }
}

/** A package's author may name an item `__proto__`. */
const keyOf = (id: string): string => `.${id}`;

export const primaryOf = (activity: Activity): ObjectiveDefinition => activity.rules.objectives[0];
const localOf = (on: Working, activity: Activity, id: string): ObjectiveState => on.of(activity).objectives[keyOf(id)] ?? unknownObjective;
const setLocal = (on: Working, activity: Activity, id: string, change: Partial<ObjectiveState>): void =>
  on.set(activity, { objectives: { ...on.of(activity).objectives, [keyOf(id)]: { ...localOf(on, activity, id), ...change } } });

/** What a shared objective says comes first where it is read and known; else what the activity itself knows. */
function known<Key extends keyof ObjectiveState>(
  on: Working,
  activity: Activity,
  objective: ObjectiveDefinition,
  key: Key,
): ObjectiveState[Key] {
  for (const { target, read } of objective.maps) {
    const value = read[key] ? on.shared(target)[key] : null;
    if (value !== null) return value;
  }
  return localOf(on, activity, objective.id)[key];
}

export const measureOf = (on: Working, activity: Activity, objective = primaryOf(activity)): number | null =>
  known(on, activity, objective, 'measure');

/** Where the measure decides, nothing else does. */
export function satisfiedOf(on: Working, activity: Activity, objective = primaryOf(activity)): boolean | null {
  if (!objective.satisfiedByMeasure) return known(on, activity, objective, 'satisfied');
  for (const { target, read } of objective.maps) {
    const value = read.satisfied ? on.shared(target).satisfied : null;
    if (value !== null) return value;
  }
  const isOpen = activity.children.length > 0 && on.of(activity).isActive && !activity.rules.measureSatisfactionIfActive;
  const measure = isOpen ? null : measureOf(on, activity, objective);
  return measure === null ? null : measure >= objective.minMeasure;
}

/** Of the activity; its primary objective is what it is shared through. */
export function completedOf(on: Working, activity: Activity): boolean | null {
  for (const { target, read } of primaryOf(activity).maps) {
    const value = read.completed ? on.shared(target).completed : null;
    if (value !== null) return value;
  }
  return on.of(activity).completed;
}

export function progressOf(on: Working, activity: Activity): number | null {
  for (const { target, read } of primaryOf(activity).maps) {
    const value = read.progress ? on.shared(target).progress : null;
    if (value !== null) return value;
  }
  return on.of(activity).progress;
}

/** All that one objective of an activity shows. */
export const objectiveOf = (on: Working, activity: Activity, objective: ObjectiveDefinition): ObjectiveState => ({
  satisfied: satisfiedOf(on, activity, objective),
  measure: measureOf(on, activity, objective),
  completed: known(on, activity, objective, 'completed'),
  progress: known(on, activity, objective, 'progress'),
});

function shareOut(on: Working, objective: ObjectiveDefinition, change: Partial<ObjectiveState>): void {
  for (const { target, write } of objective.maps)
    for (const key of ['satisfied', 'measure', 'completed', 'progress'] as const) {
      const value = change[key];
      if (write[key] && value !== undefined && value !== null) on.share(target, { [key]: value });
    }
}

/** Sets what an activity knows of an objective, and what it shares of it. Not known is never shared. */
export function setObjective(on: Working, activity: Activity, objective: ObjectiveDefinition, change: Partial<ObjectiveState>): void {
  const { measure } = change;
  const decided =
    objective.satisfiedByMeasure && measure !== undefined ? { satisfied: measure === null ? null : measure >= objective.minMeasure } : {};
  const all = { ...change, ...decided };
  setLocal(on, activity, objective.id, all);
  shareOut(on, objective, all);
}

export function setProgress(on: Working, activity: Activity, change: Pick<Partial<ActivityState>, 'completed' | 'progress'>): void {
  on.set(activity, change);
  shareOut(on, primaryOf(activity), change);
}

/** Nothing is known of it any more; what was shared stays shared. */
export const forgetObjectives = (on: Working, activity: Activity): void => on.set(activity, { objectives: {} });
export const forgetProgress = (on: Working, activity: Activity): void => on.set(activity, { completed: null, progress: null });
