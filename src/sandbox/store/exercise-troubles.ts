import type { Selectable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type Reader, type TroubleTable } from './tables.ts';

export type TroubleRow = Selectable<TroubleTable>;

export const listTroubles = (on: Reader): Promise<TroubleRow[]> => tables(on).selectFrom('sandbox_exercise_trouble').selectAll().execute();

/** False: it is known already. */
export async function insertTrouble(tx: Tx, row: TroubleRow): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('sandbox_exercise_trouble')
    .values(row)
    .onConflict((conflict) => conflict.columns(['exercise_id', 'version']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** False: there was none. */
export async function deleteTroubles(tx: Tx, exerciseId: string): Promise<boolean> {
  const gone = await tables(tx).deleteFrom('sandbox_exercise_trouble').where('exercise_id', '=', exerciseId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
