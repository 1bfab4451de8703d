import { sql, type Insertable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type MacroTable, type Reader } from './tables.ts';

export const listMacroRows = (reader: Reader) =>
  tables(reader).selectFrom('support_macro').selectAll().orderBy('used', 'desc').orderBy('name').execute();

export async function findMacro(reader: Reader, macroId: string) {
  return (await tables(reader).selectFrom('support_macro').selectAll().where('macro_id', '=', macroId).executeTakeFirst()) ?? null;
}

export async function isMacroName(reader: Reader, name: string, except: string): Promise<boolean> {
  const found = await tables(reader)
    .selectFrom('support_macro')
    .select('macro_id')
    .where('name', '=', name)
    .where('macro_id', '<>', except)
    .executeTakeFirst();
  return found !== undefined;
}

export const saveMacro = (tx: Tx, row: Insertable<MacroTable>) => {
  const { macro_id: _id, ...rest } = row;
  return tables(tx)
    .insertInto('support_macro')
    .values(row)
    .onConflict((conflict) => conflict.column('macro_id').doUpdateSet(rest))
    .execute();
};

export async function removeMacroRow(tx: Tx, macroId: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx).deleteFrom('support_macro').where('macro_id', '=', macroId).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export const countMacroUse = (tx: Tx, macroId: string) =>
  tables(tx)
    .updateTable('support_macro')
    .set({ used: sql<number>`used + 1` })
    .where('macro_id', '=', macroId)
    .execute();
