import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/settings.ts';
import { gateSettingKeys, gateSettings, settingsWith } from '../core/gate/settings.ts';
import { matrixChanged } from '../events.ts';
import { loadSettings } from '../shell/load-gate.ts';
import { tables, type Reader } from '../store/tables.ts';

export function settingRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getGateSettings, async () => ({ settings: await views(db) }));

  bind(server, contract.changeGateSettings, ({ body: { values }, actor }) =>
    db.tx(async (tx) => {
      for (const [key, value] of Object.entries(values)) {
        const known = gateSettingKeys.find((one) => one === key);
        if (known === undefined) throw invalid(`There is no setting ${key}.`);
        const { label, min, max, unit } = gateSettings[known];
        if (value !== null && (value < min || value > max)) throw invalid(`${label}: between ${min} and ${max} ${unit}.`);
        await tables(tx).deleteFrom('training_setting').where('key', '=', known).execute();
        if (value !== null) await tables(tx).insertInto('training_setting').values({ key: known, value }).execute();
      }
      const entry = { action: 'training.settings-changed', subjectKind: 'training-settings', subjectId: 'gate', detail: { values } };
      await audit(tx, actor, entry, clock.now());
      await tell(tx, [matrixChanged()], clock.now());
      return { settings: await views(tx) };
    }),
  );
}

async function views(on: Reader): Promise<contract.GateSettingView[]> {
  const inForce = settingsWith(await loadSettings(on));
  return gateSettingKeys.map((key) => ({ key, ...gateSettings[key], value: inForce[key] }));
}
