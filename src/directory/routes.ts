import type { Deps } from '#platform/deps.ts';
import { registerGoLives } from './go-lives-routes.ts';
import { registerPeople } from './people-routes.ts';
import { registerPlaces } from './places-routes.ts';
import { registerStakeholders } from './stakeholders-routes.ts';

export function registerDirectory(deps: Deps): void {
  registerPlaces(deps);
  registerGoLives(deps);
  registerPeople(deps);
  registerStakeholders(deps);
}
