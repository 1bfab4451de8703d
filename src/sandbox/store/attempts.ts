import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type AttemptTable, type Reader } from './tables.ts';

export type AttemptRow = Selectable<AttemptTable>;

export async function findAttempt(on: Reader, attemptId: string): Promise<AttemptRow | undefined> {
  return tables(on).selectFrom('sandbox_attempt').selectAll().where('attempt_id', '=', attemptId).executeTakeFirst();
}

export async function insertAttempt(on: Reader, row: Omit<AttemptRow, 'entry_count' | 'submitted_at'>): Promise<void> {
  await tables(on).insertInto('sandbox_attempt').values(row).execute();
}

export async function listAttemptsOf(on: Reader, accountId: string, limit: number): Promise<AttemptRow[]> {
  return tables(on)
    .selectFrom('sandbox_attempt')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .orderBy('attempt_id', 'desc')
    .limit(limit)
    .execute();
}

/** Until the transaction ends nobody else grades or marks this attempt. */
export const lockAttempt = (tx: Tx, attemptId: string): Promise<unknown> =>
  tables(tx).selectFrom('sandbox_attempt').select('attempt_id').where('attempt_id', '=', attemptId).forUpdate().execute();

const atOnce = 200;

/** Attempts at these exercises that are handed in and have no grade. */
export async function listUngraded(on: Reader, exerciseIds: readonly string[]): Promise<string[]> {
  const rows = await tables(on)
    .selectFrom('sandbox_attempt as a')
    .select('a.attempt_id')
    .where('a.submitted_at', 'is not', null)
    .where(sql<boolean>`a.exercise_id = any(${[...exerciseIds]}::text[])`)
    .where((e) => e.not(e.exists(e.selectFrom('sandbox_grade as g').select('g.grade_id').whereRef('g.attempt_id', '=', 'a.attempt_id'))))
    .orderBy('a.submitted_at')
    .limit(atOnce)
    .execute();
  return rows.map(({ attempt_id }) => attempt_id);
}

/** Attempts whose time is up and that nobody handed in. */
export async function listExpired(on: Reader, now: Instant): Promise<string[]> {
  const rows = await tables(on)
    .selectFrom('sandbox_attempt')
    .select('attempt_id')
    .where('ends_at', '<=', new Date(now))
    .where('submitted_at', 'is', null)
    .limit(atOnce)
    .execute();
  return rows.map(({ attempt_id }) => attempt_id);
}
