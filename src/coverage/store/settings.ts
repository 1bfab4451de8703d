import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { ownSettings } from '../own-settings.ts';
import { tables, type Reader } from './tables.ts';

export async function loadOwnSetting(reader: Reader, key: keyof typeof ownSettings): Promise<number> {
  const row = await tables(reader).selectFrom('coverage_setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? ownSettings[key].value;
}

/** What the installation has set itself, by key. */
export async function loadOverrides(reader: Reader): Promise<Record<string, number>> {
  const rows = await tables(reader).selectFrom('coverage_setting').select(['key', 'value']).execute();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

/** Null puts the default back. */
export async function saveOverrides(tx: Tx, values: Readonly<Record<string, number | null>>, at: Instant): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) await tables(tx).deleteFrom('coverage_setting').where('key', '=', key).execute();
    else
      await tables(tx)
        .insertInto('coverage_setting')
        .values({ key, value, at: new Date(at) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, at: sql`excluded.at` }))
        .execute();
  }
}
