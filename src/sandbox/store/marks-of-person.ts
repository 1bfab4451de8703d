import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { tables, type Reader } from './tables.ts';

/** An attempt at an exercise with what counts of it: failed ones and those that nobody handed in are there too. */
export interface PracticeMark {
  readonly attemptId: string;
  readonly personId: string | null;
  readonly exerciseId: string;
  readonly classId: string | null;
  readonly exam: boolean;
  readonly startedAt: Instant;
  readonly submittedAt: Instant | null;
  /** Null: not handed in, or not graded yet. 0 to 1. */
  readonly score: number | null;
  readonly passed: boolean;
  readonly unsafe: boolean;
}

/** For training: by person, or one attempt (of the news `sandbox.attempt-graded`). Oldest first. */
export async function loadPracticeMarks(on: Reader, of: { personId: string } | { attemptId: string }): Promise<PracticeMark[]> {
  const wanted = 'personId' in of ? sql`a.person_id = ${of.personId}` : sql`a.attempt_id = ${of.attemptId}`;
  const { rows } = await sql<Omit<PracticeMark, 'startedAt' | 'submittedAt'> & { startedAt: Date; submittedAt: Date | null }>`
    select a.attempt_id as "attemptId", a.person_id as "personId", a.exercise_id as "exerciseId", a.class_id as "classId", a.exam,
      a.started_at as "startedAt", a.submitted_at as "submittedAt", coalesce(o.score, g.score) as score,
      coalesce(o.passed, g.passed, false) as passed, coalesce(g.unsafe, false) as unsafe
    from sandbox_attempt a
    left join lateral (select * from sandbox_grade g where g.attempt_id = a.attempt_id order by grade_id desc limit 1) g on true
    left join lateral (select * from sandbox_mark_override o where o.attempt_id = a.attempt_id order by override_id desc limit 1) o on true
    where ${wanted} and a.exercise_id is not null
    order by a.started_at, a.attempt_id`.execute(tables(on));
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.getTime(), submittedAt: row.submittedAt?.getTime() ?? null }));
}
