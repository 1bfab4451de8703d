import type { Deps } from '#platform/deps.ts';
import { versions } from './core/xapi/versions.ts';
import { consistentThrough } from './records/consistent.ts';
import { openLedger, type Ledger } from './records/ledger.ts';
import { mount } from './records/mount.ts';
import { moduleRoutes } from './modules/register.ts';
import { matrixRoutes } from './routes/matrix.ts';

/** The record store at `/xapi/1.0.3` and `/xapi/2.0.0`, and the routes of training. Answers the ledger, for whoever writes statements from inside. */
export function registerTraining(deps: Deps): Ledger {
  const { db, clock, server } = deps;
  const ledger = openLedger(db, clock);
  const through = consistentThrough(db, clock);
  for (const version of versions) mount(server, { db, clock, ledger }, version, through);
  matrixRoutes(deps);
  moduleRoutes(deps);
  return ledger;
}
