import type { Instant } from '#kernel/time.ts';
import type { Assignment } from './plan.ts';

export const hardRuleCodes = [
  'one-place',
  'shift-allowed',
  'knows-topic',
  'rest',
  'week-hours',
  'consecutive-days',
  'unavailable',
  'site',
  'duty-span',
  'duty-shape',
  'sharing',
  'headcount',
  'need-window',
  'fixed-kept',
] as const;
export type HardRuleCode = (typeof hardRuleCodes)[number];

/** A hard rule broken by a plan. `assignmentIds` are those that break it together. */
export interface Breach {
  readonly code: HardRuleCode;
  readonly personId: string | null;
  readonly assignmentIds: readonly string[];
  readonly text: string;
}

/** One thing that a coordinator does to a plan by hand. */
export type PlanChange =
  | { readonly kind: 'add'; readonly assignment: Assignment }
  | { readonly kind: 'remove'; readonly assignmentId: string }
  /** To another person, unit need or time: `to` takes the place of the assignment with this id. */
  | { readonly kind: 'move'; readonly assignmentId: string; readonly to: Assignment };

/** What a rule says about a change: a hard rule that it would break, or a preference that it makes dearer or cheaper. */
export interface Verdict {
  readonly code: string;
  readonly level: 'hard' | 'soft';
  readonly label: string;
  readonly text: string;
  /** Currency; positive = dearer. 0 for hard rules. */
  readonly costDelta: number;
}

/** A call-out: this person cannot come from `at` on, until `until` (absent: to the end of the plan). */
export interface CallOut {
  readonly outSick: string;
  readonly at: Instant;
  readonly until?: Instant;
}
