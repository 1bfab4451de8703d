import type { Deps } from '#platform/deps.ts';
import { startSupportJobs } from './jobs.ts';
import type { SupportPorts } from './ports.ts';
import { answeringRoutes } from './routes/answering.ts';
import { askingRoutes, placeRoutes } from './routes/asking.ts';
import { commandCentreRoutes } from './routes/command-centre.ts';
import { contactRoutes } from './routes/contacts.ts';
import { deskRoutes } from './routes/desk.ts';
import { helpDeskRoutes } from './routes/help-desk.ts';
import { helpSheetRoutes } from './routes/help-sheets.ts';
import { issueRoutes } from './routes/issues.ts';
import { macroRoutes } from './routes/macros.ts';
import { pushRoutes } from './routes/push.ts';
import { settingRoutes } from './routes/settings.ts';
import { teachingRoutes } from './routes/teaching.ts';
import { targetRoutes } from './routes/targets.ts';
import { ticketSystemRoutes } from './routes/ticket-systems.ts';
import { tipRoutes } from './routes/tips.ts';
import { pushChannel } from './shell/push-channel.ts';

/** Binds the routes of support and starts its timers and pages; they end when the server closes. */
export function registerSupport(deps: Deps, ports: SupportPorts): void {
  const { db, server } = deps;
  const desk = { db, now: ports.now };
  const channels = { ...ports.channels, ...(ports.push ? { push: pushChannel(db, ports.push) } : {}) };
  const endJobs = startSupportJobs(desk, { ...ports, channels }, (error, doing) => server.log.error({ err: error }, doing));
  server.addHook('preClose', endJobs);
  askingRoutes(deps, desk, ports.telephone);
  placeRoutes(deps);
  answeringRoutes(deps, desk);
  deskRoutes(deps, desk);
  issueRoutes(deps, desk);
  settingRoutes(deps, desk);
  helpSheetRoutes(deps, ports);
  teachingRoutes(deps, desk);
  pushRoutes(deps, ports.push);
  helpDeskRoutes(deps, desk, ports.ticketSystems);
  ticketSystemRoutes(deps, desk, ports.ticketSystems);
  contactRoutes(deps, desk, ports.telephone);
  tipRoutes(deps);
  macroRoutes(deps);
  targetRoutes(deps);
  commandCentreRoutes(deps, desk, ports);
}
