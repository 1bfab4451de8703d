import type { Activity } from './activity-tree.ts';
import type { Combination, Condition, ConditionName, SequencingRule } from './definition.ts';
import { completedOf, measureOf, primaryOf, satisfiedOf, type Working } from './working.ts';

/** true, false, or null where it cannot be known. */
export type Known = boolean | null;

export function combined(bag: readonly Known[], combination: Combination): Known {
  if (bag.length === 0) return null;
  const decisive = combination === 'any';
  if (bag.includes(decisive)) return decisive;
  return bag.includes(null) ? null : !decisive;
}

/** One condition, without its operator (SN 3.4.3, 3.8.2). */
function conditionHolds(on: Working, activity: Activity, { name, objective, threshold }: Condition): Known {
  const about = activity.rules.objectives.find((one) => one.id === objective && objective !== '') ?? primaryOf(activity);
  const { attempts } = on.of(activity);
  const compared = (holds: (measure: number) => boolean): Known => {
    const measure = measureOf(on, activity, about);
    return measure === null ? null : holds(measure);
  };
  const holds: Readonly<Record<ConditionName, () => Known>> = {
    satisfied: () => satisfiedOf(on, activity, about),
    objectiveStatusKnown: () => satisfiedOf(on, activity, about) !== null,
    objectiveMeasureKnown: () => measureOf(on, activity, about) !== null,
    objectiveMeasureGreaterThan: () => compared((measure) => measure > threshold),
    objectiveMeasureLessThan: () => compared((measure) => measure < threshold),
    completed: () => completedOf(on, activity),
    activityProgressKnown: () => attempts > 0 && completedOf(on, activity) !== null,
    attempted: () => attempts > 0,
    attemptLimitExceeded: () => activity.rules.attemptLimit !== null && attempts > 0 && attempts >= activity.rules.attemptLimit,
    // Clocks are no part of it (SN 3.6: an LMS need not keep them).
    timeLimitExceeded: () => null,
    outsideAvailableTimeRange: () => null,
    always: () => true,
    never: () => false,
  };
  return holds[name]();
}

/** What a set of conditions comes to for an activity: the body of UP.2.1 and of RB.1.4.1. */
export const conditionsHold = (
  on: Working,
  activity: Activity,
  { conditions, combination }: { readonly conditions: readonly Condition[]; readonly combination: Combination },
): Known =>
  combined(
    conditions.map((condition) => {
      const value = conditionHolds(on, activity, condition);
      return condition.not && value !== null ? !value : value;
    }),
    combination,
  );

/** UP.2 Sequencing Rules Check Process, with UP.2.1 Rule Check Subprocess: the action of the first rule of a set that holds. */
export function firstAction<Action extends string>(
  on: Working,
  activity: Activity,
  rules: readonly SequencingRule<Action>[],
): Action | null {
  return rules.find((rule) => conditionsHold(on, activity, rule) === true)?.action ?? null;
}

const hasAction = (on: Working, activity: Activity, action: string): boolean =>
  firstAction(
    on,
    activity,
    activity.rules.pre.filter((rule) => rule.action === action),
  ) !== null;

export const isSkipped = (on: Working, activity: Activity): boolean => hasAction(on, activity, 'skip');
export const isHiddenFromChoice = (on: Working, activity: Activity): boolean => hasAction(on, activity, 'hiddenFromChoice');
export const stopsForward = (on: Working, activity: Activity): boolean => hasAction(on, activity, 'stopForwardTraversal');

/** UP.1 Limit Conditions Check Process. */
export function exceedsLimit(on: Working, activity: Activity): boolean {
  const { tracked, attemptLimit } = activity.rules;
  const { isActive, isSuspended, attempts } = on.of(activity);
  if (!tracked || isActive || isSuspended) return false; // only what would begin a new attempt is limited
  return attemptLimit !== null && attempts >= attemptLimit;
}

/** UP.5 Check Activity Process: true when it may not be delivered. */
export const isClosed = (on: Working, activity: Activity): boolean => hasAction(on, activity, 'disabled') || exceedsLimit(on, activity);
