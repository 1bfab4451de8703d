import type { Selectable } from 'kysely';
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
