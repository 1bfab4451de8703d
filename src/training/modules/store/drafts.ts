import type { Insertable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type ModuleTables, type Reader } from './tables.ts';

export type DraftRow = ModuleTables['training_module_draft'];

export async function findDraft(reader: Reader, moduleId: string, lock = false): Promise<DraftRow | null> {
  const query = tables(reader).selectFrom('training_module_draft').selectAll().where('module_id', '=', moduleId);
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null;
}

export const listDrafts = (reader: Reader) => tables(reader).selectFrom('training_module_draft').selectAll().orderBy('module_id').execute();

/** False: somebody else has saved since `row.revision - 1`. */
export async function writeDraft(tx: Tx, row: Insertable<DraftRow>): Promise<boolean> {
  if (row.revision === 1) {
    const done = await tables(tx)
      .insertInto('training_module_draft')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const { source, revision, saved_at, saved_by } = row;
  const done = await tables(tx)
    .updateTable('training_module_draft')
    .set({ source, revision, saved_at, saved_by })
    .where('module_id', '=', row.module_id)
    .where('revision', '=', revision - 1)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function deleteDraft(tx: Tx, moduleId: string): Promise<boolean> {
  return (await tables(tx).deleteFrom('training_module_draft').where('module_id', '=', moduleId).executeTakeFirst()).numDeletedRows > 0n;
}
