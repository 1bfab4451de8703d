import type { Deps } from '#platform/deps.ts';
import { startSupportJobs } from './jobs.ts';
import type { SupportPorts } from './ports.ts';
import { answeringRoutes } from './routes/answering.ts';
import { askingRoutes, placeRoutes } from './routes/asking.ts';
import { commandCentreRoutes } from './routes/command-centre.ts';
import { deskRoutes } from './routes/desk.ts';
import { helpDeskRoutes } from './routes/help-desk.ts';
import { issueRoutes } from './routes/issues.ts';
import { macroRoutes } from './routes/macros.ts';
import { settingRoutes } from './routes/settings.ts';
import { teachingRoutes } from './routes/teaching.ts';
import { targetRoutes } from './routes/targets.ts';
import { tipRoutes } from './routes/tips.ts';

/** Binds the routes of support and starts its timers and pages; they end when the server closes. */
export function registerSupport(deps: Deps, ports: SupportPorts): void {
  const { db, server } = deps;
  const desk = { db, now: ports.now };
  const endJobs = startSupportJobs(desk, ports.page, (error, doing) => server.log.error({ err: error }, doing));
  server.addHook('preClose', endJobs);
  askingRoutes(deps, desk, ports.telephone);
  placeRoutes(deps);
  answeringRoutes(deps, desk);
  deskRoutes(deps, desk);
  issueRoutes(deps, desk);
  settingRoutes(deps, desk);
  teachingRoutes(deps, desk);
  helpDeskRoutes(deps, desk);
  tipRoutes(deps);
  macroRoutes(deps);
  targetRoutes(deps);
  commandCentreRoutes(deps, desk, ports);
}
