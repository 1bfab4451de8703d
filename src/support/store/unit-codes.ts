import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type Reader } from './tables.ts';

const firstCode = 11;

/** The code of each of these units; those without one get the next, for good: a printed code never means another unit. */
export async function unitCodes(tx: Tx, unitIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  await sql`lock table support_unit_code in share row exclusive mode`.execute(tx);
  await sql`insert into support_unit_code (unit_id, code)
    select unit_id, coalesce((select max(code) from support_unit_code), ${firstCode - 1}) + row_number() over (order by unit_id)
    from unnest(${[...unitIds]}::text[]) as unit_id
    where unit_id not in (select unit_id from support_unit_code)`.execute(tx);
  const rows = await tables(tx)
    .selectFrom('support_unit_code')
    .selectAll()
    .where('unit_id', 'in', [...unitIds, ''])
    .execute();
  return new Map(rows.map(({ unit_id, code }) => [unit_id, code]));
}

/** Null: no unit has this code. */
export async function unitOfCode(reader: Reader, code: number): Promise<string | null> {
  const row = await tables(reader).selectFrom('support_unit_code').select('unit_id').where('code', '=', code).executeTakeFirst();
  return row?.unit_id ?? null;
}
