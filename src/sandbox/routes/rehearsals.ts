import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { Play } from '../rehearsal/jobs.ts';
import { attemptAsSteps } from '../shell/attempt-as-steps.ts';
import type { Practice } from '../shell/practice.ts';
import { runOfAttempt, tryExercise } from '../shell/try-exercise.ts';
import { listAttemptsToTry, trialPrefix } from '../store/exercises.ts';

const attemptsListedMax = 60;

/** Trying out what is being written. Nothing of it is kept but trials. */
export function rehearsalRoutes(practice: Practice): void {
  const { db, server, rehearsals } = practice;

  bind(server, contract.checkExercise, ({ params, body }) => rehearsals.run('check', { ...params, ...body }));

  bind(server, contract.rehearseExercise, async ({ params, body: { source, play, expression }, actor }) => {
    const { exerciseId } = params;
    if (play.run !== 'attempt') return rehearsals.run('rehearse', { exerciseId, source, expression, play: play as Play });
    const { issues, patients } = await rehearsals.run('outline', { exerciseId, source });
    if (patients === null) return { issues: [...issues], result: null };
    const given = await runOfAttempt(practice, exerciseId, play.attemptId, patients, actor);
    return rehearsals.run('rehearse', { exerciseId, source, expression, play: { run: 'given', given } });
  });

  bind(server, contract.suggestMutants, ({ params, body }) => rehearsals.run('suggest', { ...params, ...body }));

  bind(server, contract.tryExercise, async ({ params, body, actor }) => ({
    attemptId: await tryExercise(practice, params.exerciseId, body.source, actor),
  }));

  bind(server, contract.listAttemptsForAuthor, async ({ params, actor }) => ({
    attempts: (await listAttemptsToTry(db, params.exerciseId, actor.accountId, attemptsListedMax)).map((row) => ({
      attemptId: row.attempt_id,
      learnerName: row.learner_name,
      own: row.account_id === actor.accountId,
      trial: row.exercise_id.startsWith(trialPrefix),
      startedAt: row.started_at.getTime(),
      submittedAt: row.submitted_at?.getTime() ?? null,
      entryCount: row.entry_count,
    })),
  }));

  bind(server, contract.attemptAsSteps, async ({ params, body, actor }) => {
    const known = await listAttemptsToTry(db, params.exerciseId, actor.accountId, attemptsListedMax);
    if (!known.some(({ attempt_id }) => attempt_id === body.attemptId)) throw notFound('The attempt');
    return attemptAsSteps(practice, body.attemptId, actor);
  });

  bind(server, contract.getHospitalForAuthors, () => rehearsals.run('hospital', {}));
}
