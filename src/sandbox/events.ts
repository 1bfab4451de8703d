import type { News } from '#platform/realtime/outbox.ts';

export interface GradedFacts {
  readonly attemptId: string;
  readonly personId: string | null;
  readonly exerciseId: string;
  /** 0 to 1. */
  readonly score: number;
  readonly passed: boolean;
  readonly unsafe: boolean;
}

/** Told for each grading and for each override: the newest counts. */
export const attemptGraded = ({ attemptId, ...facts }: GradedFacts): News => ({
  kind: 'sandbox.attempt-graded',
  subject: attemptId,
  body: { attemptId, ...facts },
});
export const classChanged = (classId: string): News => ({ kind: 'sandbox.class-changed', subject: classId });
