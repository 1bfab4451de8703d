import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Mark } from '../contract.ts';
import type { Grade } from '../core/exercise/model.ts';
import { tables, type Reader } from './tables.ts';

/** What is kept of a grading: enough to show it for ever, whatever becomes of the exercise. */
export interface GradeRecord {
  readonly attemptId: string;
  readonly gradedAt: Instant;
  readonly grader: string;
  readonly exerciseDigest: string;
  readonly grade: Grade;
}

export async function insertGrade(tx: Tx, { attemptId, gradedAt, grader, exerciseDigest, grade }: GradeRecord): Promise<void> {
  const { score, passed, unsafe } = grade;
  const row = { attempt_id: attemptId, graded_at: new Date(gradedAt), grader, exercise_digest: exerciseDigest, score, passed, unsafe };
  await tables(tx)
    .insertInto('sandbox_grade')
    .values({ ...row, result: JSON.stringify(grade) })
    .execute();
}

export interface MarkOverride {
  readonly attemptId: string;
  readonly at: Instant;
  readonly byAccount: string;
  readonly byName: string;
  readonly score: number;
  readonly passed: boolean;
  readonly reason: string;
}

export async function insertOverride(tx: Tx, { attemptId, at, byAccount, byName, ...word }: MarkOverride): Promise<void> {
  const row = { attempt_id: attemptId, at: new Date(at), by_account: byAccount, by_name: byName, ...word };
  await tables(tx).insertInto('sandbox_mark_override').values(row).execute();
}

/** The newest grade of each of these attempts, whole. */
export async function loadGrades(on: Reader, attemptIds: readonly string[]): Promise<Map<string, GradeRecord>> {
  const rows = await tables(on)
    .selectFrom('sandbox_grade')
    .distinctOn('attempt_id')
    .selectAll()
    .where(sql<boolean>`attempt_id = any(${[...attemptIds]}::text[])`)
    .orderBy('attempt_id')
    .orderBy('grade_id', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      row.attempt_id,
      {
        attemptId: row.attempt_id,
        gradedAt: row.graded_at.getTime(),
        grader: row.grader,
        exerciseDigest: row.exercise_digest,
        grade: row.result as Grade,
      },
    ]),
  );
}

/** What counts of each of these attempts: the newest grade, and the newest word over it. */
export async function loadMarks(on: Reader, attemptIds: readonly string[]): Promise<Map<string, Mark>> {
  const { rows } = await sql<{
    attempt_id: string;
    score: number;
    passed: boolean;
    unsafe: boolean;
    graded_at: Date;
    by_name: string | null;
    at: Date | null;
    own_score: number | null;
    own_passed: boolean | null;
    reason: string | null;
  }>`
    select g.attempt_id, g.score, g.passed, g.unsafe, g.graded_at, o.by_name, o.at, o.score as own_score, o.passed as own_passed, o.reason
    from (select distinct on (attempt_id) * from sandbox_grade where attempt_id = any(${[...attemptIds]}::text[])
      order by attempt_id, grade_id desc) g
    left join lateral (select * from sandbox_mark_override o where o.attempt_id = g.attempt_id order by override_id desc limit 1) o on true
  `.execute(tables(on));
  return new Map(
    rows.map((row) => {
      const word = row.at === null ? null : { score: row.own_score ?? 0, passed: row.own_passed ?? false, reason: row.reason ?? '' };
      return [
        row.attempt_id,
        {
          score: word?.score ?? row.score,
          passed: word?.passed ?? row.passed,
          unsafe: row.unsafe,
          gradedAt: row.graded_at.getTime(),
          override: word && { ...word, byName: row.by_name ?? '', at: row.at?.getTime() ?? 0 },
        },
      ];
    }),
  );
}

/** The newest grade of each learner's first attempt at an exercise that was handed in, newest learners first. */
export async function loadFirstGrades(on: Reader, exerciseId: string, limit: number): Promise<Grade[]> {
  const { rows } = await sql<{ result: Grade }>`
    select g.result
    from (select distinct on (account_id) attempt_id, submitted_at from sandbox_attempt
      where exercise_id = ${exerciseId} and submitted_at is not null order by account_id, submitted_at) a
    cross join lateral (select result from sandbox_grade g where g.attempt_id = a.attempt_id order by grade_id desc limit 1) g
    order by a.submitted_at desc limit ${limit}`.execute(tables(on));
  return rows.map(({ result }) => result);
}
