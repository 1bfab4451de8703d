import { commonAncestor, pathUp, type Activity } from './activity-tree.ts';
import type { SequencingCode } from './exceptions.ts';
import type { SequencingRequest } from './requests.ts';
import type { Termination } from './termination.ts';
import type { Working } from './working.ts';

export const plainRequests = [
  'start',
  'resumeAll',
  'continue',
  'previous',
  'exit',
  'exitAll',
  'abandon',
  'abandonAll',
  'suspendAll',
] as const;
/** What a learner or a SCO asks for (SN 4.3). */
export type NavigationRequest =
  | { readonly kind: (typeof plainRequests)[number] }
  /** The item's identifier. */
  | { readonly kind: 'choice' | 'jump'; readonly target: string };

export type Navigated =
  | { readonly ok: true; readonly termination: Termination | null; readonly sequencing: SequencingRequest }
  | { readonly ok: false; readonly code: SequencingCode };

const no = (code: SequencingCode): Navigated => ({ ok: false, code });
const yes = (sequencing: SequencingRequest, termination: Termination | null = null): Navigated => ({ ok: true, termination, sequencing });

/** NB.2.1 Navigation Request Process: what a request means where one is. */
export function readNavigation(on: Working, request: NavigationRequest): Navigated {
  const { current } = on;
  const isActive = current !== null && on.of(current).isActive;
  const leaving = isActive ? 'exit' : null;
  switch (request.kind) {
    case 'start':
      return current ? no('NB.2.1-1') : yes({ kind: 'start' });
    case 'resumeAll':
      if (current) return no('NB.2.1-1');
      return on.suspended ? yes({ kind: 'resumeAll' }) : no('NB.2.1-3');
    case 'continue':
      if (!current) return no('NB.2.1-2');
      return current.parent?.rules.flow ? yes({ kind: 'continue' }, leaving) : no('NB.2.1-4');
    case 'previous':
      if (!current) return no('NB.2.1-2');
      if (!current.parent) return no('NB.2.1-6');
      return current.parent.rules.flow && !current.parent.rules.forwardOnly ? yes({ kind: 'previous' }, leaving) : no('NB.2.1-5');
    case 'choice':
      return readChoice(on, request.target, leaving);
    case 'jump': {
      const target = on.tree.byId.get(request.target);
      if (!target?.parent || !on.available(target.parent).includes(target)) return no('NB.2.1-11');
      return yes({ kind: 'jump', target }, leaving);
    }
    case 'exit':
    case 'abandon':
      if (!current) return no('NB.2.1-2');
      return isActive ? yes({ kind: 'exit' }, request.kind) : no('NB.2.1-12');
    case 'exitAll':
    case 'abandonAll':
    case 'suspendAll':
      return current ? yes({ kind: 'exit' }, request.kind) : no('NB.2.1-2');
  }
}

function readChoice(on: Working, id: string, leaving: Termination | null): Navigated {
  const target = on.tree.byId.get(id);
  if (!target) return no('NB.2.1-11');
  if (target.parent && !target.parent.rules.choice) return no('NB.2.1-10');
  const { current } = on;
  if (current && current.parent !== target.parent && !mayLeave(on, current, target)) return no('NB.2.1-8');
  return yes({ kind: 'choice', target }, leaving);
}

/** Nothing that would be left forbids it by `choiceExit`. */
function mayLeave(on: Working, current: Activity, target: Activity): boolean {
  const common = commonAncestor(current, target);
  const path = pathUp(current);
  return path.slice(0, path.indexOf(common)).every((one) => !on.of(one).isActive || one.rules.choiceExit);
}
