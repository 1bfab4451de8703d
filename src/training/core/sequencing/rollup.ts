import { pathUp, type Activity } from './activity-tree.ts';
import type { Condition, ConditionName, RollupAction, RollupRule } from './definition.ts';
import { conditionsHold, isSkipped, type Known } from './rules.ts';
import { measureOf, primaryOf, progressOf, setObjective, setProgress, type Working } from './working.ts';

const about = (name: ConditionName): Condition => ({ name, not: false, objective: null, threshold: 0 });
const ifAll = (action: RollupAction, name: ConditionName): RollupRule => ({
  action,
  childSet: 'all',
  minimumCount: 0,
  minimumPercent: 0,
  combination: 'any',
  conditions: [about(name)],
});
/** What rolls up where a cluster has no rules of the kind (RB.1.2 and RB.1.3, default rules). */
const defaults: Readonly<Record<RollupAction, RollupRule>> = {
  notSatisfied: ifAll('notSatisfied', 'objectiveStatusKnown'),
  satisfied: ifAll('satisfied', 'satisfied'),
  incomplete: ifAll('incomplete', 'activityProgressKnown'),
  completed: ifAll('completed', 'completed'),
};

const trackedChildren = (on: Working, cluster: Activity): readonly Activity[] => on.available(cluster).filter((one) => one.rules.tracked);

/** RB.1.1 Measure Rollup Process: the weighted mean; a child without a measure weighs as one with 0. */
function rollUpMeasure(on: Working, cluster: Activity): void {
  const measures = trackedChildren(on, cluster).map((child) => [child.rules.objectiveMeasureWeight, measureOf(on, child)] as const);
  setObjective(on, cluster, primaryOf(cluster), { measure: weighted(measures) });
}

/** RB.1.1.b Completion Measure Rollup Process. */
function rollUpProgressMeasure(on: Working, cluster: Activity): void {
  const amounts = trackedChildren(on, cluster).map((child) => [child.rules.progressWeight, progressOf(on, child)] as const);
  setProgress(on, cluster, { progress: weighted(amounts) });
}

function weighted(values: readonly (readonly [weight: number, value: number | null])[]): number | null {
  const weight = values.reduce((sum, [one]) => sum + one, 0);
  if (weight <= 0 || values.every(([, value]) => value === null)) return null;
  return values.reduce((sum, [one, value]) => sum + one * (value ?? 0), 0) / weight;
}

/** RB.1.2.a (by measure) and RB.1.2.b (by rules) Objective Rollup. Where the measure decides, `satisfiedOf` compares it. */
function rollUpObjective(on: Working, cluster: Activity): void {
  if (primaryOf(cluster).satisfiedByMeasure) return;
  const satisfied = ruled(on, cluster, 'satisfied', 'notSatisfied');
  if (satisfied !== null) setObjective(on, cluster, primaryOf(cluster), { satisfied });
}

/** RB.1.3.a (by measure) and RB.1.3.b (by rules) Activity Progress Rollup. */
function rollUpProgress(on: Working, cluster: Activity): void {
  const { completedByMeasure, minProgressMeasure } = cluster.rules;
  if (completedByMeasure) {
    const { progress } = on.of(cluster);
    setProgress(on, cluster, { completed: progress === null ? null : progress >= minProgressMeasure });
    return;
  }
  const completed = ruled(on, cluster, 'completed', 'incomplete');
  if (completed !== null) setProgress(on, cluster, { completed });
}

/** The better action is looked at last, so that it wins. null: no rule holds, and what was known stays. */
function ruled(on: Working, cluster: Activity, better: RollupAction, worse: RollupAction): Known {
  const own = cluster.rules.rollupRules.filter(({ action }) => action === better || action === worse);
  const rules = own.length > 0 ? own : [defaults[better], defaults[worse]];
  const holds = (action: RollupAction): boolean => rules.some((rule) => rule.action === action && ruleHolds(on, cluster, rule));
  return holds(better) ? true : holds(worse) ? false : null;
}

/** RB.1.4 Rollup Rule Check Subprocess, for one rule. A cluster of which no child counts changes nothing. */
function ruleHolds(on: Working, cluster: Activity, rule: RollupRule): boolean {
  const bag = trackedChildren(on, cluster)
    .filter((child) => counts(on, child, rule.action))
    .map((child) => conditionsHold(on, child, rule)); // RB.1.4.1 Evaluate Rollup Conditions Subprocess
  if (bag.length === 0) return false;
  const positive = bag.filter((value) => value === true).length;
  switch (rule.childSet) {
    case 'all':
      return positive === bag.length;
    case 'any':
      return positive > 0;
    case 'none':
      return bag.every((value) => value === false);
    case 'atLeastCount':
      return positive >= rule.minimumCount;
    case 'atLeastPercent':
      return positive / bag.length >= rule.minimumPercent;
  }
}

/** RB.1.4.2 Check Child for Rollup Subprocess. */
function counts(on: Working, child: Activity, action: RollupAction): boolean {
  const { rollupObjectiveSatisfied, rollupProgressCompletion, requiredFor } = child.rules;
  const contributes = action === 'satisfied' || action === 'notSatisfied' ? rollupObjectiveSatisfied : rollupProgressCompletion;
  const { attempts, isSuspended } = on.of(child);
  if (!contributes) return false;
  switch (requiredFor[action]) {
    case 'always':
      return true;
    case 'ifNotSuspended':
      return attempts > 0 && !isSuspended;
    case 'ifAttempted':
      return attempts > 0;
    case 'ifNotSkipped':
      return !isSkipped(on, child);
  }
}

function rollUpOne(on: Working, cluster: Activity): void {
  rollUpMeasure(on, cluster);
  rollUpProgressMeasure(on, cluster);
  rollUpObjective(on, cluster);
  rollUpProgress(on, cluster);
}

const passesMax = 10;

/**
 * RB.1.5 Overall Rollup Process: from the activity to the root. Where activities read what others share, what they lie in is rolled up too (SN
 * 4.6.2), until nothing more is shared.
 */
export function rollUp(on: Working, from: Activity): void {
  const readers = on.tree.all.filter(({ rules }) => rules.objectives.some(({ maps }) => maps.length > 0));
  const due = new Set([from, ...readers].flatMap(pathUp));
  const clusters = on.tree.all.filter((one) => due.has(one) && one.children.length > 0 && one.rules.tracked).toReversed();
  for (let pass = 0, before = -1; before !== on.shares && pass < passesMax; pass++) {
    before = on.shares;
    for (const cluster of clusters) rollUpOne(on, cluster);
  }
}
