import type { Insertable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type ModuleTables, type Reader } from './tables.ts';

type MediaRow = ModuleTables['training_media'];

export async function findMedia(reader: Reader, name: string): Promise<MediaRow | null> {
  return (await tables(reader).selectFrom('training_media').selectAll().where('name', '=', name).executeTakeFirst()) ?? null;
}

export const listMediaRows = (reader: Reader) =>
  tables(reader)
    .selectFrom('training_media')
    .select(['name', 'content_type', sql<number>`octet_length(bytes)`.as('size_bytes')])
    .orderBy('name')
    .execute();

export async function mediaNames(reader: Reader): Promise<Set<string>> {
  const rows = await tables(reader).selectFrom('training_media').select('name').execute();
  return new Set(rows.map((row) => row.name));
}

export const writeMedia = (tx: Tx, row: Insertable<MediaRow>): Promise<unknown> =>
  tables(tx)
    .insertInto('training_media')
    .values(row)
    .onConflict((conflict) => {
      const { name: _name, ...rest } = row;
      return conflict.column('name').doUpdateSet(rest);
    })
    .execute();
