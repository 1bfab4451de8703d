/*
 * What is known of one learner's way through a course (SN chapter 4: the tracking model). null: not known.
 */
export interface ObjectiveState {
  readonly satisfied: boolean | null;
  /** -1 … 1. */
  readonly measure: number | null;
  readonly completed: boolean | null;
  /** 0 … 1. */
  readonly progress: number | null;
}
export interface ActivityState {
  readonly isActive: boolean;
  readonly isSuspended: boolean;
  readonly attempts: number;
  readonly completed: boolean | null;
  readonly progress: number | null;
  readonly objectives: Readonly<Record<string, ObjectiveState>>;
  /** Which children there are and in which order, once they were selected and shuffled. */
  readonly children: readonly string[] | null;
}

/** All of it; it is what is kept between two requests. */
export interface Tracking {
  readonly activities: Readonly<Record<string, ActivityState>>;
  /** Objectives that activities share. */
  readonly shared: Readonly<Record<string, ObjectiveState>>;
  /** Id of the activity that is delivered or was last; null: no sequencing session is going on. */
  readonly current: string | null;
  /** Where to go on. */
  readonly suspended: string | null;
}

export const unknownObjective: ObjectiveState = { satisfied: null, measure: null, completed: null, progress: null };
export const untouched: ActivityState = {
  isActive: false,
  isSuspended: false,
  attempts: 0,
  completed: null,
  progress: null,
  objectives: {},
  children: null,
};
export const noTracking: Tracking = { activities: {}, shared: {}, current: null, suspended: null };
