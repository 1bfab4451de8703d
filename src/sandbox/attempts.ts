import { problem } from './core/fhir/problem.ts';
import { fork, openAttempt, reset, undo, type Attempt } from './core/store/attempt.ts';
import type { Base } from './core/store/base.ts';

/** The attempts that are open in this process, by id. */
export interface Attempts {
  /** @throws FhirProblem 404 */
  find(id: string): Attempt;
  open(id: string): void;
  fork(from: string, id: string): void;
  reset(id: string): void;
  /** False when there was nothing to take back. */
  undo(id: string): boolean;
  close(id: string): void;
  readonly count: number;
}

export function makeAttempts(base: Base): Attempts {
  const attempts = new Map<string, Attempt>();
  const find = (id: string): Attempt => {
    const attempt = attempts.get(id);
    if (!attempt) throw problem(404, 'not-found', `There is no attempt "${id.slice(0, 80)}" here. Open one first: POST /sandbox`);
    return attempt;
  };
  return {
    find,
    open: (id) => void attempts.set(id, openAttempt(base)),
    fork: (from, id) => void attempts.set(id, fork(find(from))),
    reset: (id) => void reset(find(id)),
    undo: (id) => undo(find(id)),
    close: (id) => void attempts.delete(id),
    get count() {
      return attempts.size;
    },
  };
}
