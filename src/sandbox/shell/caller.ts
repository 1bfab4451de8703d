import type { Actor } from '#platform/http/actor.ts';
import { forbidden, notFound, Problem } from '#platform/http/problem.ts';
import type { Work } from './live-attempts.ts';

/** Its learner and instructors may look. Others are not told that it exists. @throws Problem 404 */
export function mayLook({ row }: Pick<Work, 'row'>, actor: Actor): void {
  if (row.account_id !== actor.accountId && !actor.can('sandbox.instruct')) throw notFound('The attempt');
}

/** Only its learner may work in it, until it is handed in. @throws Problem 403, 404, 409 */
export function mayWork(work: Pick<Work, 'row' | 'sitting' | 'now'>, actor: Actor): void {
  mayLook(work, actor);
  if (work.row.account_id !== actor.accountId) throw forbidden("This attempt is its learner's: you may look, and change nothing.");
  if (work.sitting.submittedAt !== null)
    throw new Problem(409, 'handed-in', 'This attempt is handed in. Begin a new one to go on practising.');
  if (work.row.ends_at !== null && work.now >= work.row.ends_at.getTime())
    throw new Problem(409, 'time-is-up', 'The time is up. What you did is handed in for you.');
}
