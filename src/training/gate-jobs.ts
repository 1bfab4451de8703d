import { every, type LogError } from '#platform/beat.ts';
import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { GateTarget } from './ports.ts';
import { refreshStandings } from './shell/refresh-standings.ts';
import { leaseDeliveries, noteDelivery } from './store/deliveries.ts';

const beatMs = 2000;
const sendAtOnce = 20;

/** Decides anew whatever may be another, and tells the targets, for as long as the process lives. Answers how to end it. */
export const startGateJobs = (deps: { db: Db; clock: Clock }, targets: readonly GateTarget[], logError: LogError): (() => Promise<void>) =>
  every(beatMs, () => gateBeat(deps, targets, logError), logError, 'gate');

async function gateBeat({ db, clock }: { db: Db; clock: Clock }, targets: readonly GateTarget[], logError: LogError): Promise<void> {
  const names = targets.map((one) => one.name);
  await db.tx((tx) => refreshStandings(tx, names, clock.now()));
  if (targets.length === 0) return;
  const due = await leaseDeliveries(db, clock.now(), sendAtOnce);
  await Promise.all(
    due.map(async (row) => {
      const target = targets.find((one) => one.name === row.target);
      try {
        if (!target) throw new Error('This target is not set up any more.');
        await target.send(row.change);
        await noteDelivery(db, row, null, clock.now());
      } catch (error) {
        logError(error, `gate delivery ${row.delivery_id}`);
        await noteDelivery(db, row, error instanceof Error ? error.message : 'unknown', clock.now());
      }
    }),
  );
}
