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
  /** Names a grade that was made again or that an instructor had the last word over; empty: the first grade, as it was made. */
  readonly word: string;
  /** Graded, and not shown to the learner yet: their class waits for its marks. */
  readonly held: boolean;
}

/** For training: by person, one attempt (of the news `sandbox.attempt-graded`), or a class (`sandbox.class-changed`). Oldest first. */
export async function loadPracticeMarks(
  on: Reader,
  of: { personId: string } | { attemptId: string } | { classId: string },
): Promise<PracticeMark[]> {
  const wanted =
    'personId' in of
      ? sql`a.person_id = ${of.personId}`
      : 'attemptId' in of
        ? sql`a.attempt_id = ${of.attemptId}`
        : sql`a.class_id = ${of.classId}`;
  const { rows } = await sql<Omit<PracticeMark, 'startedAt' | 'submittedAt'> & { startedAt: Date; submittedAt: Date | null }>`
    select a.attempt_id as "attemptId", a.person_id as "personId", a.exercise_id as "exerciseId", a.class_id as "classId", a.exam,
      a.started_at as "startedAt", a.submitted_at as "submittedAt", coalesce(o.score, g.score) as score,
      coalesce(o.passed, g.passed, false) as passed, coalesce(g.unsafe, false) as unsafe,
      case when o.override_id is null and g.grade_id is not distinct from
          (select min(grade_id) from sandbox_grade first where first.attempt_id = a.attempt_id) then ''
        else g.grade_id || '.' || coalesce(o.override_id, 0) end as word, a.class_id is not null and c.marks_released_at is null and g.grade_id is not null as held
    from sandbox_attempt a left join sandbox_class c using (class_id)
    left join lateral (select * from sandbox_grade g where g.attempt_id = a.attempt_id order by grade_id desc limit 1) g on true
    left join lateral (select * from sandbox_mark_override o where o.attempt_id = a.attempt_id order by override_id desc limit 1) o on true
    where ${wanted} and a.exercise_id is not null
    order by a.started_at, a.attempt_id`.execute(tables(on));
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.getTime(), submittedAt: row.submittedAt?.getTime() ?? null }));
}
