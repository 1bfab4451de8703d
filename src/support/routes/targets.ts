import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { deskTargetCatalogue, deskTargetsWith, targetMinutesMax, targetMinutesMin } from '../core/desk/targets.ts';
import { targetsChanged } from '../events.ts';
import type { Reader } from '../store/tables.ts';
import { loadTargetOverrides, saveTargets } from '../store/targets.ts';

export function targetRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.getDeskTargets, () => view(db));

  bind(server, contract.changeDeskTargets, async ({ body, actor }) => {
    await db.tx(async (tx) => {
      const before = await loadTargetOverrides(tx);
      const after = Object.fromEntries(Object.entries({ ...before, ...body.values }).filter(([, value]) => value !== null));
      const stands = deskTargetsWith(after);
      if (!stands.ok) throw invalid(stands.refusal.text);
      await saveTargets(tx, body.values, clock.now());
      const detail = Object.fromEntries(Object.entries(body.values).map(([key, becomes]) => [key, { was: before[key] ?? null, becomes }]));
      await audit(tx, actor, { action: 'support.targets-changed', subjectKind: 'settings', subjectId: 'targets', detail }, clock.now());
      await tell(tx, [targetsChanged()], clock.now());
    });
    return view(db);
  });
}

async function view(reader: Reader) {
  const own = await loadTargetOverrides(reader);
  const targets = Object.entries(deskTargetCatalogue).map(([key, { value, label, source }]) => ({
    key,
    label,
    source,
    byDefault: value,
    value: own[key] ?? value,
  }));
  return { targets, min: targetMinutesMin, max: targetMinutesMax };
}
