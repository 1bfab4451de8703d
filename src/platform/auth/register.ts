import type { Deps } from '../deps.ts';
import { registerAccounts } from './account-routes.ts';
import { registerOidc } from './oidc-routes.ts';
import type { AuthOptions } from './options.ts';
import { registerSession } from './session-routes.ts';

/** Sign-in, own account, administration of accounts, single sign-on. Needs `makeAuthenticate` in the server it binds to. */
export function registerAuth(deps: Deps, options: AuthOptions): void {
  registerSession(deps, options);
  registerAccounts(deps, options);
  registerOidc(deps, options);
}
