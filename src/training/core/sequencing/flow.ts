import { isLeaf, type Activity } from './activity-tree.ts';
import { terminateDescendents } from './attempts.ts';
import type { SequencingCode } from './exceptions.ts';
import { isClosed, isSkipped } from './rules.ts';
import type { Working } from './working.ts';

export type Direction = 'forward' | 'backward';

/** Where one comes to; or why nowhere: walked off the tree (`ends`) or stopped by a rule. */
export type Step = { readonly to: Activity; readonly direction: Direction } | Stop;
export type Stop = { readonly to: null; readonly ends: boolean; readonly code: SequencingCode | null };
const stopped = (code: SequencingCode): Stop => ({ to: null, ends: false, code });

/** `to` is what can be delivered. */
export type Flowed = { readonly to: Activity } | Stop;

interface Walk {
  readonly activity: Activity;
  readonly direction: Direction;
  readonly before: Direction | null;
}

/** SB.2.1 Flow Tree Traversal Subprocess. */
export function stepInTree(on: Working, { activity, direction: asked, before }: Walk, enters: boolean): Step {
  const siblings = activity.parent ? on.available(activity.parent) : [];
  const [first, last] = [siblings[0], siblings.at(-1)];
  // A cluster that is only gone through forwards was entered from behind: from its last child one comes back out of it.
  const isReversed = before === 'backward' && activity === last && first !== undefined;
  const at = isReversed ? first : activity;
  const direction = isReversed ? 'backward' : asked;
  if (direction === 'forward') {
    const isCluster = enters && !isLeaf(at);
    if (isCluster) return entered(on.available(at)[0], 'forward');
    if (!at.parent || isLastOfTree(on, at)) {
      terminateDescendents(on, on.tree.root);
      return { to: null, ends: true, code: null };
    }
    if (at === last) return stepInTree(on, { activity: at.parent, direction, before: null }, false);
    return entered(siblings[siblings.indexOf(at) + 1], direction);
  }
  if (!at.parent) return stopped('SB.2.1-3');
  if (!enters || isLeaf(at)) {
    if (!isReversed && at.parent.rules.forwardOnly) return stopped('SB.2.1-4');
    if (at === first) return stepInTree(on, { activity: at.parent, direction, before: null }, false);
    return entered(siblings[siblings.indexOf(at) - 1], direction);
  }
  const within = on.available(at);
  return at.rules.forwardOnly ? entered(within[0], 'forward') : entered(within.at(-1), 'backward');
}

const entered = (to: Activity | undefined, direction: Direction): Step => (to ? { to, direction } : stopped('SB.2.1-2'));

/** The last at each level: nothing comes after it. */
function isLastOfTree(on: Working, activity: Activity): boolean {
  for (let at = activity; at.parent; at = at.parent) if (on.available(at.parent).at(-1) !== at) return false;
  return true;
}

/** SB.2.2 Flow Activity Traversal Subprocess. */
function flowThrough(on: Working, { activity, direction, before }: Walk): Flowed {
  if (activity.parent && !activity.parent.rules.flow) return stopped('SB.2.2-1');
  if (isSkipped(on, activity)) {
    const step = stepInTree(on, { activity, direction, before }, false);
    if (step.to === null) return step;
    const isBack = before === 'backward' && step.direction === 'backward';
    return flowThrough(on, { activity: step.to, direction: step.direction, before: isBack ? null : before });
  }
  if (isClosed(on, activity)) return stopped('SB.2.2-2');
  if (isLeaf(activity)) return { to: activity };
  const step = stepInTree(on, { activity, direction, before: null }, true);
  if (step.to === null) return step;
  const isTurned = direction === 'backward' && step.direction === 'forward';
  return flowThrough(on, { activity: step.to, direction: step.direction, before: isTurned ? 'backward' : null });
}

/** SB.2.3 Flow Subprocess. */
export function flow(on: Working, from: Activity, direction: Direction, enters: boolean): Flowed {
  const step = stepInTree(on, { activity: from, direction, before: null }, enters);
  return step.to === null ? step : flowThrough(on, { activity: step.to, direction: step.direction, before: null });
}
