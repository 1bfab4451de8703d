import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { dispatchSettingCatalogue, dispatchSettingsWith } from '../core/dispatch/settings.ts';
import { settingsChanged } from '../events.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { lockDesk } from '../store/desk.ts';
import { loadOverrides, saveOverrides } from '../store/settings.ts';
import type { Reader } from '../store/tables.ts';

export function settingRoutes({ db, clock, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.getDispatchSettings, async () => ({ settings: await views(db) }));

  bind(server, contract.changeDispatchSettings, async ({ body, actor }) => {
    await db.tx(async (tx) => {
      await lockDesk(tx);
      const before = await loadOverrides(tx);
      const after = Object.fromEntries(Object.entries({ ...before, ...body.values }).filter(([, value]) => value !== null));
      const stands = dispatchSettingsWith(after);
      if (!stands.ok) throw invalid(stands.refusal.text);
      await saveOverrides(tx, body.values, clock.now());
      const detail = Object.fromEntries(
        Object.entries(body.values).map(([key, value]) => [key, { was: before[key] ?? null, becomes: value }]),
      );
      await audit(tx, actor, { action: 'support.settings-changed', subjectKind: 'settings', subjectId: 'support', detail }, clock.now());
    });
    await changeDesk(desk, (state) => ({ state, news: [settingsChanged()], answer: undefined }));
    return { settings: await views(db) };
  });
}

async function views(reader: Reader) {
  const overrides = await loadOverrides(reader);
  return Object.entries(dispatchSettingCatalogue).map(([key, { value, label, unit, source, min, max }]) => ({
    key,
    label,
    unit,
    source,
    byDefault: value,
    value: overrides[key] ?? value,
    min,
    max,
  }));
}
