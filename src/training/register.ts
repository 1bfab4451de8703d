import type { Deps } from '#platform/deps.ts';
import { versions } from './core/xapi/versions.ts';
import { consistentThrough } from './records/consistent.ts';
import { openLedger, type Ledger } from './records/ledger.ts';
import { mount } from './records/mount.ts';

/** The record store at `/xapi/1.0.3` and `/xapi/2.0.0`. Answers the ledger, for whoever writes statements from inside. */
export function registerTraining({ db, clock, server }: Deps): Ledger {
  const ledger = openLedger(db, clock);
  const through = consistentThrough(db, clock);
  for (const version of versions) mount(server, { db, clock, ledger }, version, through);
  return ledger;
}
