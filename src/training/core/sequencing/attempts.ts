import { commonAncestor, isLeaf, pathUp, type Activity } from './activity-tree.ts';
import { rollUp } from './rollup.ts';
import { orderChildren } from './select-children.ts';
import { forgetObjectives, forgetProgress, primaryOf, satisfiedOf, setObjective, setProgress, type Working } from './working.ts';

/** UP.4 End Attempt Process. */
export function endAttempt(on: Working, activity: Activity): void {
  const { isActive, isSuspended } = on.of(activity);
  if (isLeaf(activity)) {
    if (activity.rules.tracked && !isSuspended) assumeDone(on, activity);
    on.set(activity, { isActive: false });
  } else {
    const holds = on.available(activity).some((child) => on.of(child).isSuspended);
    on.set(activity, { isActive: false, isSuspended: holds });
    if (isActive && !holds && activity.rules.tracked) orderChildren(on, activity, 'onEachNewAttempt');
  }
  rollUp(on, activity);
}

/** What content says nothing about, it is taken to have done well, unless the package says that content tells by itself (SN 3.13). */
function assumeDone(on: Working, activity: Activity): void {
  const { completionSetByContent, objectiveSetByContent, completedByMeasure } = activity.rules;
  const objective = primaryOf(activity);
  if (!completionSetByContent && !completedByMeasure && on.of(activity).completed === null) setProgress(on, activity, { completed: true });
  // What others have shared is not what it said itself; and a measure that was never told is none that was reached.
  const isUnsaid = satisfiedOf(on, activity, { ...objective, maps: [] }) === null && !objective.satisfiedByMeasure;
  if (!objectiveSetByContent && isUnsaid) setObjective(on, activity, objective, { satisfied: true });
}

/** UP.3 Terminate Descendent Attempts Process: of all that lies between the current activity and what it has in common with the other one. */
export function terminateDescendents(on: Working, activity: Activity): void {
  if (!on.current) return;
  const top = commonAncestor(on.current, activity);
  const path = pathUp(on.current);
  for (const one of path.slice(1, Math.max(1, path.indexOf(top)))) endAttempt(on, one);
}

/** Begins a new attempt, or goes on with one that was suspended: a step of DB.2. */
export function beginAttempt(on: Working, activity: Activity): void {
  const { isActive, isSuspended, attempts } = on.of(activity);
  if (isActive) return;
  if (activity.rules.tracked && !isSuspended) {
    forgetObjectives(on, activity);
    forgetProgress(on, activity);
    forgetChildren(on, activity);
    on.set(activity, { attempts: attempts + 1 });
  }
  on.set(activity, { isActive: true, isSuspended: false });
}

/** What children did in an earlier attempt of what they lie in does not count in the new one, where the package has it so (SN 3.2.6, 3.2.7). */
function forgetChildren(on: Working, cluster: Activity): void {
  const { useCurrentAttemptObjectiveInfo: objectives, useCurrentAttemptProgressInfo: progress } = cluster.rules;
  if (!objectives && !progress) return;
  for (const child of cluster.children) {
    if (objectives) forgetObjectives(on, child);
    if (progress) forgetProgress(on, child);
    forgetChildren(on, child);
  }
}
