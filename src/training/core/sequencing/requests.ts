import { isLeaf, type Activity } from './activity-tree.ts';
import { choose } from './choice.ts';
import type { SequencingCode } from './exceptions.ts';
import { flow, type Flowed } from './flow.ts';
import type { Working } from './working.ts';

export type SequencingRequest =
  | { readonly kind: 'start' | 'resumeAll' | 'continue' | 'previous' | 'retry' | 'exit' }
  | { readonly kind: 'choice' | 'jump'; readonly target: Activity };

const refused = (code: SequencingCode): Flowed => ({ to: null, ends: false, code });

/** SB.2.12 Sequencing Request Process. `to: null` without a code: nothing is delivered; the session ends, or waits for the learner. */
export function takeRequest(on: Working, request: SequencingRequest): Flowed {
  switch (request.kind) {
    case 'start':
      return start(on);
    case 'resumeAll':
      return resumeAll(on);
    case 'continue':
      return goOn(on);
    case 'previous':
      return goBack(on);
    case 'retry':
      return retry(on);
    case 'exit':
      return exit(on);
    case 'choice':
      return choose(on, request.target);
    case 'jump':
      return on.current ? { to: request.target } : refused('SB.2.13-1'); // SB.2.13 Jump Sequencing Request Process
  }
}

/** SB.2.5 Start Sequencing Request Process. */
function start(on: Working): Flowed {
  if (on.current) return refused('SB.2.5-1');
  const { root } = on.tree;
  return isLeaf(root) ? { to: root } : flow(on, root, 'forward', true);
}

/** SB.2.6 Resume All Sequencing Request Process. */
function resumeAll(on: Working): Flowed {
  if (on.current) return refused('SB.2.6-1');
  return on.suspended ? { to: on.suspended } : refused('SB.2.6-2');
}

/** SB.2.7 Continue Sequencing Request Process. */
function goOn(on: Working): Flowed {
  if (!on.current) return refused('SB.2.7-1');
  if (on.current.parent && !on.current.parent.rules.flow) return refused('SB.2.7-2');
  return flow(on, on.current, 'forward', false);
}

/** SB.2.8 Previous Sequencing Request Process. */
function goBack(on: Working): Flowed {
  if (!on.current) return refused('SB.2.8-1');
  if (on.current.parent && !on.current.parent.rules.flow) return refused('SB.2.8-2');
  return flow(on, on.current, 'backward', false);
}

/** SB.2.10 Retry Sequencing Request Process. */
function retry(on: Working): Flowed {
  const { current } = on;
  if (!current) return refused('SB.2.10-1');
  const { isActive, isSuspended } = on.of(current);
  if (isActive || isSuspended) return refused('SB.2.10-2');
  if (isLeaf(current)) return { to: current };
  const flowed = flow(on, current, 'forward', true);
  return flowed.to === null ? refused('SB.2.10-3') : flowed;
}

/** SB.2.11 Exit Sequencing Request Process. */
function exit(on: Working): Flowed {
  if (!on.current) return refused('SB.2.11-1');
  if (on.of(on.current).isActive) return refused('SB.2.11-2');
  return { to: null, ends: on.current.parent === null, code: null };
}
