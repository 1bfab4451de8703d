/*
 * What a package says of its sequencing (SCORM 2004 4th edition, SN chapter 3: the sequencing definition model). Names are the standard's.
 */
export const conditionNames = [
  'satisfied',
  'objectiveStatusKnown',
  'objectiveMeasureKnown',
  'objectiveMeasureGreaterThan',
  'objectiveMeasureLessThan',
  'completed',
  'activityProgressKnown',
  'attempted',
  'attemptLimitExceeded',
  'timeLimitExceeded',
  'outsideAvailableTimeRange',
  'always',
  'never',
] as const;
export type ConditionName = (typeof conditionNames)[number];
export type Combination = 'all' | 'any';

export interface Condition {
  readonly name: ConditionName;
  readonly not: boolean;
  /** Id of the activity's objective that it is about; null: the one that contributes to rollup. */
  readonly objective: string | null;
  /** -1 … 1; of objectiveMeasureGreaterThan and -LessThan. */
  readonly threshold: number;
}

export const preActions = ['skip', 'disabled', 'hiddenFromChoice', 'stopForwardTraversal'] as const;
export const postActions = ['exitParent', 'exitAll', 'retry', 'retryAll', 'continue', 'previous'] as const;
export const exitActions = ['exit'] as const;
export type PreAction = (typeof preActions)[number];
export type PostAction = (typeof postActions)[number];
export interface SequencingRule<Action extends string = string> {
  readonly action: Action;
  readonly combination: Combination;
  readonly conditions: readonly Condition[];
}

export const rollupActions = ['satisfied', 'notSatisfied', 'completed', 'incomplete'] as const;
export type RollupAction = (typeof rollupActions)[number];
export const childSets = ['all', 'any', 'none', 'atLeastCount', 'atLeastPercent'] as const;
export interface RollupRule {
  readonly action: RollupAction;
  readonly childSet: (typeof childSets)[number];
  readonly minimumCount: number;
  /** 0 … 1. */
  readonly minimumPercent: number;
  readonly combination: Combination;
  readonly conditions: readonly Condition[];
}
export const considerations = ['always', 'ifAttempted', 'ifNotSkipped', 'ifNotSuspended'] as const;
export type Consideration = (typeof considerations)[number];

/** What of an objective is read from, or written to, an objective that activities share. */
export interface MapFlags {
  readonly satisfied: boolean;
  readonly measure: boolean;
  readonly completed: boolean;
  readonly progress: boolean;
}
export interface ObjectiveMap {
  readonly target: string;
  readonly read: MapFlags;
  readonly write: MapFlags;
}
export interface ObjectiveDefinition {
  /** Empty: the primary objective of an activity that names none. */
  readonly id: string;
  readonly satisfiedByMeasure: boolean;
  /** -1 … 1. */
  readonly minMeasure: number;
  readonly maps: readonly ObjectiveMap[];
}

export const timings = ['never', 'once', 'onEachNewAttempt'] as const;
export type Timing = (typeof timings)[number];

export interface Sequencing {
  readonly choice: boolean;
  readonly choiceExit: boolean;
  readonly flow: boolean;
  readonly forwardOnly: boolean;
  readonly useCurrentAttemptObjectiveInfo: boolean;
  readonly useCurrentAttemptProgressInfo: boolean;
  readonly constrainChoice: boolean;
  readonly preventActivation: boolean;
  readonly pre: readonly SequencingRule<PreAction>[];
  readonly exit: readonly SequencingRule<'exit'>[];
  readonly post: readonly SequencingRule<PostAction>[];
  readonly attemptLimit: number | null;
  /** Told to the SCO as `cmi.max_time_allowed`, as the manifest has it. */
  readonly durationLimit: string | null;
  readonly rollupRules: readonly RollupRule[];
  readonly rollupObjectiveSatisfied: boolean;
  readonly rollupProgressCompletion: boolean;
  readonly objectiveMeasureWeight: number;
  readonly requiredFor: Readonly<Record<RollupAction, Consideration>>;
  readonly measureSatisfactionIfActive: boolean;
  /** The first is the primary one: it alone contributes to rollup. */
  readonly objectives: readonly [ObjectiveDefinition, ...ObjectiveDefinition[]];
  readonly selectionTiming: Timing;
  readonly selectCount: number | null;
  readonly randomizationTiming: Timing;
  readonly reorderChildren: boolean;
  readonly tracked: boolean;
  readonly completionSetByContent: boolean;
  readonly objectiveSetByContent: boolean;
  readonly completedByMeasure: boolean;
  /** 0 … 1. */
  readonly minProgressMeasure: number;
  readonly progressWeight: number;
}

export const plainObjective: ObjectiveDefinition = { id: '', satisfiedByMeasure: false, minMeasure: 1, maps: [] };

/** What holds where a manifest says nothing (SN 3.2 … 3.13). */
export const plainSequencing: Sequencing = {
  choice: true,
  choiceExit: true,
  flow: false,
  forwardOnly: false,
  useCurrentAttemptObjectiveInfo: true,
  useCurrentAttemptProgressInfo: true,
  constrainChoice: false,
  preventActivation: false,
  pre: [],
  exit: [],
  post: [],
  attemptLimit: null,
  durationLimit: null,
  rollupRules: [],
  rollupObjectiveSatisfied: true,
  rollupProgressCompletion: true,
  objectiveMeasureWeight: 1,
  requiredFor: { satisfied: 'always', notSatisfied: 'always', completed: 'always', incomplete: 'always' },
  measureSatisfactionIfActive: true,
  objectives: [plainObjective],
  selectionTiming: 'never',
  selectCount: null,
  randomizationTiming: 'never',
  reorderChildren: false,
  tracked: true,
  completionSetByContent: false,
  objectiveSetByContent: false,
  completedByMeasure: false,
  minProgressMeasure: 1,
  progressWeight: 1,
};
