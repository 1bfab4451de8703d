import { every } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { readNews } from '#platform/realtime/news-reader.ts';
import { startRunWorker } from './jobs.ts';
import { startMailJob } from './mail-job.ts';
import type { CoveragePorts } from './ports.ts';
import { boardRoutes } from './routes/board.ts';
import { callOutRoutes } from './routes/call-outs.ts';
import { clinicianRoutes } from './routes/clinicians.ts';
import { compareRoutes } from './routes/compare.ts';
import { editRoutes } from './routes/edits.ts';
import { exchangeRoutes } from './routes/exchanges.ts';
import { feedRoutes } from './routes/feeds.ts';
import { ownShiftRoutes } from './routes/own-shifts.ts';
import { planRoutes } from './routes/plans.ts';
import { printRoutes } from './routes/print.ts';
import { publishRoutes } from './routes/publish.ts';
import { settingRoutes } from './routes/settings.ts';
import { signOffRoutes } from './routes/sign-offs.ts';
import { visitReader, visitRoutes } from './routes/visits.ts';
import { swapRoutes } from './routes/swaps.ts';
import { whyRoutes } from './routes/why.ts';

const newsBeatMs = 1000;

/** Binds the routes of coverage and starts its jobs; they end when the server closes. */
export function registerCoverage(deps: Deps, ports: CoveragePorts): void {
  const { db, clock, server } = deps;
  const logError = (error: unknown, doing: string): void => server.log.error({ err: error }, doing);
  const worker = startRunWorker({ db, clock, runPlan: ports.runPlan, logError });
  const endMail = startMailJob({ db, mail: ports.mail, url: ports.url, logError });
  const endNews = every(newsBeatMs, () => readNews(db, visitReader(clock)), logError, 'visits wanted');
  server.addHook('preClose', async () => {
    await worker.close();
    await endMail();
    await endNews();
  });
  boardRoutes(deps);
  planRoutes(deps, worker);
  publishRoutes(deps);
  compareRoutes(deps, ports);
  editRoutes(deps);
  whyRoutes(deps);
  callOutRoutes(deps);
  ownShiftRoutes(deps);
  exchangeRoutes(deps);
  swapRoutes(deps);
  clinicianRoutes(deps);
  visitRoutes(deps);
  signOffRoutes(deps);
  settingRoutes(deps);
  feedRoutes(deps, ports);
  printRoutes(deps, ports);
}
