import type { Deps } from '#platform/deps.ts';
import { startRunWorker } from './jobs.ts';
import { boardRoutes } from './routes/board.ts';
import { callOutRoutes } from './routes/call-outs.ts';
import { clinicianRoutes } from './routes/clinicians.ts';
import { editRoutes } from './routes/edits.ts';
import { exchangeRoutes } from './routes/exchanges.ts';
import { ownShiftRoutes } from './routes/own-shifts.ts';
import { planRoutes } from './routes/plans.ts';
import { publishRoutes } from './routes/publish.ts';
import { settingRoutes } from './routes/settings.ts';
import { signOffRoutes } from './routes/sign-offs.ts';
import { swapRoutes } from './routes/swaps.ts';
import { whyRoutes } from './routes/why.ts';

/** Binds the routes of coverage and starts its jobs; they end when the server closes. */
export function registerCoverage(deps: Deps): void {
  const { db, clock, server } = deps;
  const worker = startRunWorker({ db, clock, logError: (error, doing) => server.log.error({ err: error }, doing) });
  server.addHook('preClose', () => worker.close());
  boardRoutes(deps);
  planRoutes(deps, worker);
  publishRoutes(deps);
  editRoutes(deps);
  whyRoutes(deps);
  callOutRoutes(deps);
  ownShiftRoutes(deps);
  exchangeRoutes(deps);
  swapRoutes(deps);
  clinicianRoutes(deps);
  signOffRoutes(deps);
  settingRoutes(deps);
}
