import type { Priority, RequestState } from '../dispatch/model.ts';

export type TheirState = 'open' | 'resolved';

interface Seen {
  readonly state: RequestState;
  readonly priority: Priority;
}

/**
 * What the other system is to be told of a change, if anything. That the help has ended is no news for it: only the asker's word closes. What they
 * said or were told already is not told again, so that no change runs round in a circle.
 */
export function tellTheirs(
  was: Seen,
  is: Seen,
  theirs: TheirState,
): { readonly state: TheirState | null; readonly priority: Priority | null } {
  const closed = is.state === 'resolved' || is.state === 'withdrawn';
  const reopened = is.state === 'waiting' && (was.state === 'done' || was.state === 'resolved' || was.state === 'withdrawn');
  const state: TheirState | null = closed ? 'resolved' : reopened ? 'open' : null;
  return { state: state === theirs ? null : state, priority: is.priority === was.priority ? null : is.priority };
}
