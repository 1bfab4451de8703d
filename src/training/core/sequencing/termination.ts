import { pathDown, pathUp } from './activity-tree.ts';
import { endAttempt, terminateDescendents } from './attempts.ts';
import type { SequencingCode } from './exceptions.ts';
import type { SequencingRequest } from './requests.ts';
import { rollUp } from './rollup.ts';
import { firstAction } from './rules.ts';
import type { Working } from './working.ts';

export type Termination = 'exit' | 'exitAll' | 'abandon' | 'abandonAll' | 'suspendAll';

/** `sequencing`: what rules of the package ask for instead of what the learner asked for. */
export type Terminated =
  | { readonly ok: true; readonly sequencing: SequencingRequest | null }
  | { readonly ok: false; readonly code: SequencingCode };

const done = (sequencing: SequencingRequest | null = null): Terminated => ({ ok: true, sequencing });
const leave = { kind: 'exit' } as const;

/** TB.2.3 Termination Request Process. */
export function terminate(on: Working, request: Termination): Terminated {
  if (!on.current) return { ok: false, code: 'TB.2.3-1' };
  if ((request === 'exit' || request === 'abandon') && !on.of(on.current).isActive) return { ok: false, code: 'TB.2.3-2' };
  switch (request) {
    case 'exit':
      return exit(on);
    case 'exitAll':
      return exitAll(on, leave);
    case 'suspendAll':
      return suspendAll(on);
    case 'abandon':
      on.set(on.current, { isActive: false });
      return done();
    case 'abandonAll':
      for (const activity of pathUp(on.current)) on.set(activity, { isActive: false });
      on.current = on.tree.root;
      return done(leave);
  }
}

function exit(on: Working): Terminated {
  if (on.current) endAttempt(on, on.current);
  followExitRules(on);
  for (;;) {
    const current = on.current ?? on.tree.root;
    const after = postCondition(on);
    if (after === 'exitAll') return exitAll(on, leave);
    if (after === 'retryAll') return exitAll(on, { kind: 'retry' });
    if (after === 'exitParent') {
      if (!current.parent) return { ok: false, code: 'TB.2.3-4' };
      on.current = current.parent;
      endAttempt(on, current.parent);
      continue;
    }
    // Whoever has left the root has left the course, unless it is to be taken again.
    if (!current.parent && after !== 'retry') return done(leave);
    return done(after === null ? null : { kind: after });
  }
}

/** TB.2.1 Sequencing Exit Action Rules Subprocess: the outermost activity that is to be left is. */
function followExitRules(on: Working): void {
  if (!on.current?.parent) return;
  const target = pathDown(on.current.parent).find((activity) => firstAction(on, activity, activity.rules.exit) !== null);
  if (!target) return;
  terminateDescendents(on, target);
  endAttempt(on, target);
  on.current = target;
}

/** TB.2.2 Sequencing Post Condition Rules Subprocess. */
const postCondition = (on: Working) =>
  on.current && !on.of(on.current).isSuspended ? firstAction(on, on.current, on.current.rules.post) : null;

function exitAll(on: Working, then: SequencingRequest): Terminated {
  const { root } = on.tree;
  if (on.current && on.of(on.current).isActive) endAttempt(on, on.current);
  terminateDescendents(on, root);
  endAttempt(on, root);
  on.current = root;
  return done(then);
}

function suspendAll(on: Working): Terminated {
  const { current } = on;
  if (!current) return { ok: false, code: 'TB.2.3-1' };
  const { isActive, isSuspended } = on.of(current);
  if (isActive || isSuspended) {
    rollUp(on, current);
    on.suspended = current;
  } else if (current.parent) on.suspended = current.parent;
  else return { ok: false, code: 'TB.2.3-3' };
  for (const activity of pathUp(on.suspended)) on.set(activity, { isActive: false, isSuspended: true });
  on.current = on.tree.root;
  return done(leave);
}
