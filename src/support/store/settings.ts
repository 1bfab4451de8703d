import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { defaultDispatchSettings, dispatchSettingsWith, type DispatchSettings } from '../core/dispatch/settings.ts';
import { tables, type Reader } from './tables.ts';

export async function loadOverrides(reader: Reader): Promise<Record<string, number>> {
  const rows = await tables(reader).selectFrom('support_setting').select(['key', 'value']).execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** The settings in force. A stored value that a newer version no longer allows must not stop dispatch: the defaults then hold. */
export async function loadSettings(reader: Reader): Promise<DispatchSettings> {
  const settings = dispatchSettingsWith(await loadOverrides(reader));
  return settings.ok ? settings.value : defaultDispatchSettings;
}

/** Null puts the default back. */
export async function saveOverrides(tx: Tx, values: Readonly<Record<string, number | null>>, at: Instant): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const table = tables(tx);
    if (value === null) await table.deleteFrom('support_setting').where('key', '=', key).execute();
    else
      await table
        .insertInto('support_setting')
        .values({ key, value, at: new Date(at) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, at: new Date(at) }))
        .execute();
  }
}
