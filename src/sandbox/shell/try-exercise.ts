import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/http/actor.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { runOf } from '../core/sitting/run.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import type { Run } from '../core/exercise/model.ts';
import { findTrial, findExerciseRow, insertTrial, trialPrefix } from '../store/exercises.ts';
import type { Practice } from './practice.ts';
import { startAttempt } from './start-attempt.ts';

/** Begins an attempt of the author's own at a draft. Answers its id. @throws Problem 404, 422 while the draft can't be read */
export async function tryExercise(practice: Practice, exerciseId: string, source: string, actor: Actor): Promise<string> {
  const { db, clock, rehearsals, live, runs } = practice;
  if (!(await findExerciseRow(db, exerciseId))) throw notFound('The exercise');
  const { issues } = await rehearsals.run('outline', { exerciseId, source });
  const [first] = issues;
  if (first) throw invalid(`It can't be tried out yet. Line ${first.line}: ${first.text}`, { issues });
  const trialId = newId(trialPrefix.slice(0, -1));
  const now = clock.now();
  await db.tx((tx) =>
    insertTrial(tx, { trial_id: trialId, exercise_id: exerciseId, source, made_at: new Date(now), made_by: actor.accountId }),
  );
  const attemptId = await startAttempt(practice, { exerciseId: trialId, trial: true }, actor, now);
  await live.within(attemptId, (work) => runs.catchUp(work));
  return attemptId;
}

/**
 * What was done in an attempt, as rules see it, for patients that the author's text names. A look at somebody else's is noted.
 * @throws Problem 404 also for an attempt at something else
 */
export async function runOfAttempt(
  { db, clock, live, runs }: Practice,
  exerciseId: string,
  attemptId: string,
  patients: readonly string[],
  actor: Actor,
): Promise<Run> {
  const { row, run } = await live.within(attemptId, (work) => {
    const { sitting } = work;
    if (work.row.account_id === actor.accountId) runs.catchUp(work);
    const now = sitting.submittedAt === null ? virtualNow(sitting.clock, work.now) : sitting.clock.virtualAt;
    return { row: work.row, run: runOf(sitting, { patients }, now, work.row.time_zone) };
  });
  const isTrial = row.exercise_id?.startsWith(trialPrefix) ?? false;
  const of = isTrial ? (await findTrial(db, row.exercise_id ?? ''))?.exercise_id : row.exercise_id;
  if (of !== exerciseId || (isTrial && row.account_id !== actor.accountId)) throw notFound('The attempt');
  if (row.account_id !== actor.accountId) {
    const entry = { action: 'practice.attempt-read', subjectKind: 'practice-attempt', subjectId: attemptId };
    await db.tx((tx) => audit(tx, actor, entry, clock.now()));
  }
  return run;
}
