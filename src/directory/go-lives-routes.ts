import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem } from '#platform/http/problem.ts';
import * as contract from './contract.ts';
import { changeIn, createIn, exists, removeIn } from './edit.ts';
import { ensureWaves } from './imports.ts';
import { loadRows } from './row-table.ts';
import { goLiveTable, unitTable, waveTable } from './row-tables.ts';

export function registerGoLives({ db, clock, server }: Deps): void {
  bind(server, contract.listGoLives, async () => {
    const goLives = await loadRows(db, goLiveTable);
    const first = Map.groupBy(goLives, (goLive) => goLive.wave);
    const firstDate = (wave: string): string =>
      first
        .get(wave)
        ?.map((goLive) => goLive.date)
        .toSorted()[0] ?? '9999';
    const waves = (await loadRows(db, waveTable)).toSorted((a, b) => firstDate(a.wave).localeCompare(firstDate(b.wave)));
    return { waves, goLives };
  });

  bind(server, contract.createWave, async ({ body, actor }) => db.tx((tx) => createIn(tx, waveTable, body, { actor, at: clock.now() })));
  bind(server, contract.changeWave, async ({ params, body, actor }) =>
    db.tx((tx) => changeIn(tx, waveTable, { ...body, ...params }, { actor, at: clock.now() })),
  );
  bind(server, contract.removeWave, async ({ params, query, actor }) =>
    db.tx((tx) => removeIn(tx, waveTable, params, query.version, { actor, at: clock.now() })),
  );

  bind(server, contract.createGoLive, async ({ body, actor }) =>
    db.tx(async (tx) => {
      if (!(await exists(tx, unitTable, { unitId: body.unitId })))
        throw new Problem(409, 'unknown-unit', `There is no unit ${body.unitId}. Add it first.`);
      await ensureWaves(tx, [body.wave]);
      return createIn(tx, goLiveTable, body, { actor, at: clock.now() });
    }),
  );
  bind(server, contract.changeGoLive, async ({ params, body, actor }) =>
    db.tx((tx) => changeIn(tx, goLiveTable, { ...body, ...params }, { actor, at: clock.now() })),
  );
  bind(server, contract.removeGoLive, async ({ params, query, actor }) =>
    db.tx((tx) => removeIn(tx, goLiveTable, params, query.version, { actor, at: clock.now() })),
  );
}
