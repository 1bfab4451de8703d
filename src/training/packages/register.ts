import type { Deps } from '#platform/deps.ts';
import { versions } from '../core/xapi/versions.ts';
import { mount } from '../records/mount.ts';
import type { Store } from '../records/store.ts';
import { contentRoute } from './content-route.ts';
import { fetchRoute } from './fetch-route.ts';
import { ownPackageRoutes } from './routes-own.ts';
import { packageRoutes } from './routes.ts';
import { unitKeyOf, unitMount } from './unit-key.ts';
import { unitResources } from './unit-store.ts';

/** Content packages: keeping them, taking them, and the record store as their units see it. */
export function registerPackages(deps: Deps, store: Store, through: () => Promise<string>, url: string | null): void {
  const { db, clock, server } = deps;
  packageRoutes(deps);
  ownPackageRoutes(deps, url);
  contentRoute(deps);
  fetchRoute(deps);
  const version = versions.find((one) => one.name === '1.0.3');
  if (!version) return;
  const keyOf = (authorization: string | undefined) => unitKeyOf(db, authorization, clock.now());
  mount(server, store, version, through, { prefix: unitMount, keyOf, resources: unitResources });
}
