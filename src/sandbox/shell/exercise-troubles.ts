import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { exercisesChanged } from '../events.ts';
import { lockExercise, notifyExercises } from '../store/exercises.ts';
import { deleteTroubles, insertTrouble, type TroubleRow } from '../store/exercise-troubles.ts';

/** Keeps that an exercise of the organisation's own was given up on, for its author to see; once, however many processes find it. */
export const noteTrouble = (db: Db, trouble: Omit<TroubleRow, 'found_at'>, now: Instant): Promise<void> =>
  db.tx(async (tx) => {
    const isNew = await insertTrouble(tx, { ...trouble, found_at: new Date(now) });
    if (isNew) await tell(tx, [exercisesChanged(trouble.exercise_id)], now);
  });

/** It is tried again, by every process. @throws Problem 404 */
export const tryAgain = (db: Db, exerciseId: string, actor: Actor, now: Instant): Promise<void> =>
  db.tx(async (tx) => {
    if (!(await lockExercise(tx, exerciseId)) || !(await deleteTroubles(tx, exerciseId))) throw notFound('The trouble');
    await notifyExercises(tx);
    const subject = { subjectKind: 'practice-exercise', subjectId: exerciseId };
    await audit(tx, actor, { action: 'practice.exercise-tried-again', ...subject }, now);
    await tell(tx, [exercisesChanged(exerciseId)], now);
  });
