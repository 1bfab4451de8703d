import { sql } from 'kysely';
import { directoryStamp } from '#directory/index.ts';
import { tablesIn } from '#platform/db/open.ts';
import type { Reader } from '../store/tables.ts';

/** Another one after every change of the directory or of the gate's rules: what is kept of either is kept under it. */
export async function revisionOf(on: Reader): Promise<string> {
  const { rows } = await sql<{ revision: number }>`select revision from training_revision`.execute(tablesIn(on));
  return `${await directoryStamp(on)}/${rows[0]?.revision}`;
}
