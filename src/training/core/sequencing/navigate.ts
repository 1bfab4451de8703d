import { randomStream } from '#kernel/random.ts';
import type { ActivityTree } from './activity-tree.ts';
import { endAttempt, terminateDescendents } from './attempts.ts';
import { deliver, deliveryFault } from './delivery.ts';
import type { SequencingCode } from './exceptions.ts';
import { readNavigation, type NavigationRequest } from './navigation.ts';
import { takeRequest } from './requests.ts';
import { orderAll } from './select-children.ts';
import { terminate } from './termination.ts';
import type { Tracking } from './tracking.ts';
import { Working } from './working.ts';

export type Outcome =
  /** `isResumed`: the attempt that was suspended goes on. */
  | { readonly kind: 'deliver'; readonly activity: string; readonly unit: number; readonly isResumed: boolean }
  /** The sequencing session is over: left, suspended, or gone through to the end. */
  | { readonly kind: 'end' }
  /** The unit is over and nothing follows by itself: the learner chooses. */
  | { readonly kind: 'stay' }
  | { readonly kind: 'exception'; readonly code: SequencingCode };

export interface Navigation {
  readonly tracking: Tracking;
  readonly outcome: Outcome;
}

/**
 * OP.1 Overall Sequencing Process: what follows when a learner or a SCO asks to go somewhere. A request that means nothing here changes nothing; one that
 * fails later has ended the attempt that it was made from.
 * @param seed of what is drawn where a package selects or shuffles.
 */
export function navigate(tree: ActivityTree, from: Tracking, request: NavigationRequest, seed: number): Navigation {
  const on = new Working(tree, from, randomStream(seed));
  const outcome = followed(on, request);
  return { tracking: on.tracking(), outcome };
}

const fault = (code: SequencingCode): Outcome => ({ kind: 'exception', code });

function followed(on: Working, request: NavigationRequest): Outcome {
  const read = readNavigation(on, request);
  if (!read.ok) return fault(read.code);
  if (!on.current) orderAll(on);
  let { sequencing } = read;
  if (read.termination) {
    const ended = terminate(on, read.termination);
    if (!ended.ok) return fault(ended.code);
    sequencing = ended.sequencing ?? sequencing;
  }
  const flowed = takeRequest(on, sequencing);
  if (flowed.to === null) {
    if (flowed.ends) endSession(on);
    return flowed.code === null ? { kind: flowed.ends ? 'end' : 'stay' } : fault(flowed.code);
  }
  const isResumed = on.of(flowed.to).isSuspended;
  const refused = deliveryFault(on, flowed.to) ?? deliver(on, flowed.to);
  if (refused !== null) return fault(refused);
  return { kind: 'deliver', activity: flowed.to.id, unit: flowed.to.unit ?? 0, isResumed };
}

/** Nothing is going on any more; what was suspended can be resumed. */
function endSession(on: Working): void {
  const { root } = on.tree;
  if (on.of(root).isActive) {
    terminateDescendents(on, root);
    endAttempt(on, root);
  }
  on.current = null;
}
