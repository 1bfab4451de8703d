import type { Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type Reader, type SignOffTable } from './tables.ts';

export type SignOffRow = Selectable<SignOffTable>;

export const listSignOffRows = (reader: Reader): Promise<SignOffRow[]> =>
  tables(reader).selectFrom('coverage_sign_off').selectAll().orderBy('at', 'desc').execute();

export async function findSignOff(reader: Reader, signOffId: string): Promise<SignOffRow | null> {
  const row = await tables(reader).selectFrom('coverage_sign_off').selectAll().where('sign_off_id', '=', signOffId).executeTakeFirst();
  return row ?? null;
}

export const saveSignOff = (tx: Tx, row: SignOffTable): Promise<unknown> =>
  tables(tx).insertInto('coverage_sign_off').values(row).execute();

export const setWithdrawn = (tx: Tx, signOffId: string, at: Instant): Promise<unknown> =>
  tables(tx)
    .updateTable('coverage_sign_off')
    .set({ withdrawn_at: new Date(at) })
    .where('sign_off_id', '=', signOffId)
    .execute();
