import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem } from '#platform/http/problem.ts';
import * as contract from './contract.ts';
import { changeIn, createIn, exists, removeIn } from './edit.ts';
import { changeOrganisation, loadOrganisation, mustBeTimeZone } from './organisation.ts';
import { loadRows } from './row-table.ts';
import { siteTable, unitTable } from './row-tables.ts';

export function registerPlaces({ db, clock, server }: Deps): void {
  bind(server, contract.getOrganisation, async () => loadOrganisation(db));
  bind(server, contract.changeOrganisation, async ({ body, actor }) => db.tx((tx) => changeOrganisation(tx, body, actor, clock.now())));

  bind(server, contract.listPlaces, async () => ({
    sites: byName(await loadRows(db, siteTable)),
    units: byName(await loadRows(db, unitTable)),
  }));

  bind(server, contract.createSite, async ({ body, actor }) => {
    mustBeTimeZone(body.timeZone);
    return db.tx((tx) => createIn(tx, siteTable, body, { actor, at: clock.now() }));
  });
  bind(server, contract.changeSite, async ({ params, body, actor }) => {
    mustBeTimeZone(body.timeZone);
    return db.tx((tx) => changeIn(tx, siteTable, { ...body, ...params }, { actor, at: clock.now() }));
  });
  bind(server, contract.removeSite, async ({ params, query, actor }) =>
    db.tx((tx) => removeIn(tx, siteTable, params, query.version, { actor, at: clock.now() })),
  );

  bind(server, contract.createUnit, async ({ body, actor }) =>
    db.tx(async (tx) => {
      await mustHaveSite(tx, body.siteId);
      return createIn(tx, unitTable, body, { actor, at: clock.now() });
    }),
  );
  bind(server, contract.changeUnit, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      await mustHaveSite(tx, body.siteId);
      return changeIn(tx, unitTable, { ...body, ...params }, { actor, at: clock.now() });
    }),
  );
  bind(server, contract.removeUnit, async ({ params, query, actor }) =>
    db.tx((tx) => removeIn(tx, unitTable, params, query.version, { actor, at: clock.now() })),
  );
}

const byName = <T extends { name: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => a.name.localeCompare(b.name));

async function mustHaveSite(tx: Tx, siteId: string): Promise<void> {
  if (!(await exists(tx, siteTable, { siteId }))) throw new Problem(409, 'unknown-site', `There is no site ${siteId}. Add it first.`);
}
