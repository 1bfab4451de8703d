import { commonAncestor, isLeaf, isWithin, pathDown, pathUp, type Activity } from './activity-tree.ts';
import { endAttempt, terminateDescendents } from './attempts.ts';
import type { SequencingCode } from './exceptions.ts';
import { flow, type Direction, type Flowed } from './flow.ts';
import { isHiddenFromChoice, stopsForward } from './rules.ts';
import type { Working } from './working.ts';

const refused = (code: SequencingCode): Flowed => ({ to: null, ends: false, code });

/** SB.2.9 Choice Sequencing Request Process. */
export function choose(on: Working, target: Activity): Flowed {
  const fault = cannotBeChosen(on, target) ?? (on.current === target ? null : notReachable(on, target));
  if (fault !== null) return refused(fault);
  if (isLeaf(target)) return { to: target };
  const common = on.current ? commonAncestor(on.current, target) : on.tree.root;
  const flowed = flow(on, target, 'forward', true);
  if (flowed.to !== null) return flowed;
  terminateDescendents(on, common);
  endAttempt(on, common);
  on.current = target;
  return refused('SB.2.9-9');
}

function cannotBeChosen(on: Working, target: Activity): SequencingCode | null {
  for (const activity of pathDown(target)) {
    if (activity.parent && !on.available(activity.parent).includes(activity)) return 'SB.2.9-2';
    if (isHiddenFromChoice(on, activity)) return 'SB.2.9-3';
  }
  return target.parent && !target.parent.rules.choice ? 'SB.2.9-4' : null;
}

/** The cases of SB.2.9 by how the current activity and the target lie to each other. */
function notReachable(on: Working, target: Activity): SequencingCode | null {
  const { current } = on;
  const common = current ? commonAncestor(current, target) : on.tree.root;
  if (current?.parent && current.parent === target.parent) return siblingFault(on, current, target);
  if (!current || current === common) return common === target ? 'SB.2.9-5' : entryFault(on, common, target, true);
  if (target === common) {
    const left = pathUp(current).slice(0, pathUp(current).indexOf(common));
    return left.every((one) => one.rules.choiceExit) ? null : 'SB.2.9-7';
  }
  // Among siblings the standard lets nobody choose back what is gone through forwards only (SB.2.4-2); it means the same for what lies deeper.
  const isBack = target.order < current.order;
  if (isBack && common.rules.forwardOnly) return 'SB.2.4-2';
  return exitFault(current, common) ?? constraintFault(on, { current, common, target }) ?? entryFault(on, common, target, !isBack);
}

function siblingFault(on: Working, current: Activity, target: Activity): SequencingCode | null {
  const siblings = on.available(target.parent as Activity);
  const [from, to] = [siblings.indexOf(current), siblings.indexOf(target)];
  if (from < 0) return null; // it is not among those that were drawn last
  const direction: Direction = to > from ? 'forward' : 'backward';
  const passed = direction === 'forward' ? siblings.slice(from, to) : siblings.slice(to + 1, from + 1);
  for (const activity of passed) {
    const fault = traversalFault(on, activity, direction);
    if (fault !== null) return fault;
  }
  return null;
}

/** SB.2.4 Choice Activity Traversal Subprocess. */
function traversalFault(on: Working, activity: Activity, direction: Direction): SequencingCode | null {
  if (direction === 'forward') return stopsForward(on, activity) ? 'SB.2.4-1' : null;
  if (!activity.parent) return 'SB.2.4-3';
  return activity.parent.rules.forwardOnly ? 'SB.2.4-2' : null;
}

/** On the way down to the target: what stops one there, and what may not be entered by choosing. */
function entryFault(on: Working, common: Activity, target: Activity, isForward: boolean): SequencingCode | null {
  const path = pathDown(target);
  for (const activity of path.slice(path.indexOf(common), -1)) {
    const fault = isForward ? traversalFault(on, activity, 'forward') : null;
    if (fault !== null) return fault;
    if (activity !== common && !on.of(activity).isActive && activity.rules.preventActivation) return 'SB.2.9-6';
  }
  return null;
}

/** Up to, and without, what both have in common. */
const leaving = (current: Activity, common: Activity): readonly Activity[] => {
  const path = pathUp(current);
  return path.slice(0, path.indexOf(common));
};
const exitFault = (current: Activity, common: Activity): SequencingCode | null =>
  leaving(current, common).every((one) => one.rules.choiceExit) ? null : 'SB.2.9-7';

/** Constrained choice: only what comes next to the constrained activity in the flow. */
function constraintFault(
  on: Working,
  { current, common, target }: { readonly current: Activity; readonly common: Activity; readonly target: Activity },
): SequencingCode | null {
  const constrained = leaving(current, common).find((one) => one.rules.constrainChoice);
  if (!constrained) return null;
  const direction: Direction = target.order > constrained.order ? 'forward' : 'backward';
  const neighbour = besides(on, constrained, direction) ?? constrained;
  return isWithin(target, neighbour) || target === constrained ? null : 'SB.2.9-8';
}

/** SB.2.9.1 Choice Flow Subprocess with SB.2.9.2 Choice Flow Tree Traversal Subprocess: the neighbour, as if nothing were skipped. */
function besides(on: Working, activity: Activity, direction: Direction): Activity | null {
  if (!activity.parent) return null;
  const siblings = on.available(activity.parent);
  const next = siblings[siblings.indexOf(activity) + (direction === 'forward' ? 1 : -1)];
  return next ?? besides(on, activity.parent, direction);
}
