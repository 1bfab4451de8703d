import { every, type LogError } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { readNews } from '#platform/realtime/news-reader.ts';
import { versions } from './core/xapi/versions.ts';
import { consistentThrough } from './records/consistent.ts';
import { openLedger, type Ledger } from './records/ledger.ts';
import { mount } from './records/mount.ts';
import { startGlassMail } from './glass-mail.ts';
import { startGateJobs } from './gate-jobs.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import type { TrainingPorts } from './ports.ts';
import { practiceReader } from './practice/hear-grades.ts';
import { pullRoutes } from './pull.ts';
import { glassRoutes } from './routes/glass.ts';
import { registerBadges } from './badges/routes.ts';
import { registerLti } from './lti/register.ts';
import { moduleRoutes } from './modules/register.ts';
import { needsRoutes } from './needs/routes.ts';
import { registerPackages } from './packages/register.ts';
import { matrixRoutes } from './routes/matrix.ts';
import { ownRoutes } from './routes/own.ts';
import { readinessRoutes } from './routes/readiness.ts';
import { recallRoutes } from './recall/routes.ts';
import { recordRoutes } from './routes/record.ts';
import { releaseRoutes } from './routes/releases.ts';
import { settingRoutes } from './routes/settings.ts';

const newsBeatMs = 500;

/** The record store at `/xapi/1.0.3` and `/xapi/2.0.0`, and the routes of training. Answers the ledger, for whoever writes statements from inside. */
export function registerTraining(deps: Deps, ports: TrainingPorts): Ledger {
  const { db, clock, server } = deps;
  const logError: LogError = (error, doing) => server.log.error({ err: error }, doing);
  const ledger = openLedger(db, clock);
  const through = consistentThrough(db, clock);
  const store = { db, clock, ledger, bytesMax: ports.recordBytesMax };
  for (const version of versions) mount(server, store, version, through);
  matrixRoutes(deps);
  needsRoutes(deps);
  ownRoutes(deps);
  recordRoutes(deps);
  glassRoutes(deps);
  releaseRoutes(deps);
  settingRoutes(deps);
  readinessRoutes(
    deps,
    ports.gateTargets.map((one) => one.name),
  );
  pullRoutes(deps, ports.gateToken);
  server.addHook('preClose', startGateJobs(deps, ports.gateTargets, logError));
  server.addHook(
    'preClose',
    every(newsBeatMs, () => readNews(db, practiceReader(clock)), logError, 'practice grades'),
  );
  server.addHook('preClose', startGlassMail(deps, ports, logError));
  moduleRoutes(deps);
  feedbackRoutes(deps);
  recallRoutes(deps);
  registerPackages(deps, store, through, ports);
  registerLti(deps, ports);
  registerBadges(deps, ports.url);
  return ledger;
}
