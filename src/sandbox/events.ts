import type { News } from '#platform/realtime/outbox.ts';

/*
 * The news of the practice EHR reaches every signed-in browser: so it says that something happened and not how anybody did. Contexts
 * to the right ask `loadPracticeMarks` for that.
 */

/** Told for each grading and for each override: the newest counts. */
export const attemptGraded = (attemptId: string, exerciseId: string): News => ({
  kind: 'sandbox.attempt-graded',
  subject: attemptId,
  body: { exerciseId },
});
export const classChanged = (classId: string): News => ({ kind: 'sandbox.class-changed', subject: classId });
/** Somebody of a class did something: told once a beat, for who watches it. */
export const classMoved = (classId: string): News => ({ kind: 'sandbox.class-moved', subject: classId });
/** An exercise of the organisation's own was published, withdrawn or given out again. */
export const exercisesChanged = (exerciseId: string): News => ({ kind: 'sandbox.exercise-changed', subject: exerciseId });
