import type { Deps } from '#platform/deps.ts';
import type { SupportPorts } from '../ports.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { huddleRoutes } from './huddles.ts';
import { downtimeRoutes, incidentRoutes } from './incidents.ts';
import { messageRoutes } from './messages.ts';
import { handOverRoutes, periodRoutes } from './periods.ts';
import { resolutionRoutes } from './resolutions.ts';
import { shareRoutes } from './share.ts';

/** All of the command centre, and seeing a caller's screen. */
export function commandCentreRoutes(deps: Deps, desk: DeskDeps, { iceServers }: Pick<SupportPorts, 'iceServers'>): void {
  incidentRoutes(deps, desk);
  downtimeRoutes(deps, desk);
  periodRoutes(deps, desk);
  handOverRoutes(deps, desk);
  resolutionRoutes(deps, desk);
  huddleRoutes(deps, desk);
  messageRoutes(deps, desk);
  shareRoutes(deps, desk, iceServers);
}
