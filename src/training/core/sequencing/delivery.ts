import { commonAncestor, isLeaf, pathDown, pathUp, type Activity } from './activity-tree.ts';
import { beginAttempt, terminateDescendents } from './attempts.ts';
import type { SequencingCode } from './exceptions.ts';
import { isClosed } from './rules.ts';
import { Working } from './working.ts';

/**
 * DB.1.1 Delivery Request Process: why an activity is not delivered; null when it may be. What is suspended elsewhere is looked at as DB.2.1 will
 * leave it, so that what begins anew does not escape its limit by having been suspended.
 */
export function deliveryFault(on: Working, activity: Activity): SequencingCode | null {
  if (!isLeaf(activity)) return 'DB.1.1-1';
  const then = new Working(on.tree, on.tracking(), on.random);
  if (then.suspended && then.suspended !== activity) clearSuspended(then, then.suspended, activity);
  return pathDown(activity).some((one) => isClosed(then, one)) ? 'DB.1.1-3' : null;
}

/** DB.2 Content Delivery Environment Process: from here on the activity is the current one, in a new attempt or in one that goes on. */
export function deliver(on: Working, activity: Activity): SequencingCode | null {
  if (on.current && on.of(on.current).isActive && isLeaf(on.current)) return 'DB.2-1';
  if (on.suspended && on.suspended !== activity) clearSuspended(on, on.suspended, activity);
  terminateDescendents(on, activity);
  for (const one of pathDown(activity)) beginAttempt(on, one);
  on.current = activity;
  on.suspended = null;
  return null;
}

/** DB.2.1 Clear Suspended Activity Subprocess: whoever goes elsewhere leaves what was suspended. */
function clearSuspended(on: Working, suspended: Activity, activity: Activity): void {
  const path = pathUp(suspended);
  for (const one of path.slice(0, path.indexOf(commonAncestor(suspended, activity)) + 1)) {
    const holds = on.available(one).some((child) => on.of(child).isSuspended);
    on.set(one, { isSuspended: !isLeaf(one) && holds });
  }
  on.suspended = null;
}
