import type { Deps } from '#platform/deps.ts';
import { versions } from '../core/xapi/versions.ts';
import { mount } from '../records/mount.ts';
import type { Store } from '../records/store.ts';
import { contentRoute } from './content-route.ts';
import { fetchRoute } from './fetch-route.ts';
import type { TrainingPorts } from '../ports.ts';
import { playerRoutes } from './player-routes.ts';
import { ownPackageRoutes } from './routes-own.ts';
import { packageRoutes } from './routes.ts';
import { unitKeyOf, unitMount } from './unit-key.ts';
import { unitResources } from './unit-store.ts';

/** Content packages: keeping them, taking them, and on their own origin their files, their run-time and the record store as units see it. */
export function registerPackages(deps: Deps, store: Store, through: () => Promise<string>, { content }: TrainingPorts): void {
  const { db, clock } = deps;
  packageRoutes(deps);
  ownPackageRoutes(deps, content);
  const outside = { db, clock, server: content.server };
  contentRoute(outside, content);
  playerRoutes(outside, content);
  fetchRoute(outside);
  const version = versions.find((one) => one.name === '1.0.3');
  if (!version) return;
  const keyOf = (authorization: string | undefined) => unitKeyOf(db, authorization, clock.now());
  mount(content.server, store, version, through, { prefix: unitMount, keyOf, resources: unitResources });
}
