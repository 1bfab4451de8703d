import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import type { Setting } from '../core/setting.ts';
import { settingCatalogue } from '../core/setting-catalogue.ts';
import { withOverrides } from '../core/settings.ts';
import { settingsChanged } from '../events.ts';
import { ownSettingKeys, ownSettings } from '../own-settings.ts';
import { loadOverrides, saveOverrides } from '../store/settings.ts';
import type { Reader } from '../store/tables.ts';

const catalogue: Readonly<Record<string, Setting>> = { ...settingCatalogue, ...ownSettings };

export function settingRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getSettings, async () => ({ settings: await views(db) }));

  bind(server, contract.changeSettings, ({ body, actor }) =>
    db.tx(async (tx) => {
      const before = await loadOverrides(tx);
      const after = Object.fromEntries(Object.entries({ ...before, ...body.values }).filter(([, value]) => value !== null)) as Record<
        string,
        number
      >;
      mustStand(after);
      await saveOverrides(tx, body.values, clock.now());
      const detail = Object.fromEntries(
        Object.entries(body.values).map(([key, value]) => [key, { was: before[key] ?? null, becomes: value }]),
      );
      await audit(tx, actor, { action: 'coverage.settings-changed', subjectKind: 'settings', subjectId: 'coverage', detail }, clock.now());
      await tell(tx, [settingsChanged()], clock.now());
      return { settings: await views(tx) };
    }),
  );
}

/** @throws Problem 422 with what would stand, for the first value that can not. */
function mustStand(values: Readonly<Record<string, number>>): void {
  const own = Object.entries(values).filter(([key]) => ownSettingKeys.includes(key));
  const planning = withOverrides(Object.fromEntries(Object.entries(values).filter(([key]) => !ownSettingKeys.includes(key))));
  if (!planning.ok) throw invalid(planning.refusal.text);
  for (const [key, value] of own) {
    const setting = catalogue[key];
    if (setting && (value < setting.min || value > setting.max || (setting.whole && !Number.isInteger(value))))
      throw invalid(`"${setting.label}" must be from ${setting.min} to ${setting.max} ${setting.unit}, not ${value}.`);
  }
}

async function views(reader: Reader): Promise<contract.SettingView[]> {
  const overrides = await loadOverrides(reader);
  return Object.entries(catalogue).map(([key, { label, unit, source, value, min, max, whole }]) => ({
    key,
    label,
    unit,
    source,
    byDefault: value,
    value: overrides[key] ?? value,
    min,
    max,
    whole,
  }));
}
