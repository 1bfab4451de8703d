import { every } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { ltiLinkRoutes } from './link-routes.ts';
import { tellResults } from './placements.ts';
import { platformRoutes } from './platform-routes.ts';
import { ltiSettingRoutes } from './routes.ts';
import { serviceRoutes } from './service-routes.ts';
import { toolRoutes } from './tool-routes.ts';

const beatMs = 5000;

/** LTI 1.3 in both directions. `url`: by which name we sign; without one by the address at which we are called. */
export function registerLti(deps: Deps, { url, version }: { readonly url: string | null; readonly version: string }): void {
  ltiSettingRoutes(deps, url);
  ltiLinkRoutes(deps);
  platformRoutes(deps, { url, version });
  serviceRoutes(deps, url);
  toolRoutes(deps, url);
  const logError = (error: unknown, doing: string): void => deps.server.log.error({ err: error }, doing);
  deps.server.addHook(
    'preClose',
    every(beatMs, () => tellResults(deps), logError, 'LTI results'),
  );
}
