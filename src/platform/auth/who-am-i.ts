import type { WhoAmI } from './contract.ts';
import type { AuthOptions } from './options.ts';
import type { AccountRow } from './tables.ts';

export function toWhoAmI(account: AccountRow, { permissions, can }: Pick<AuthOptions, 'permissions' | 'can'>): WhoAmI {
  return {
    accountId: account.account_id,
    email: account.email,
    name: account.name,
    personId: account.person_id,
    roles: account.roles,
    permissions: permissions.filter((permission) => can(account.roles, permission)),
    totpOn: account.totp_secret !== null,
    hasPassword: account.password_hash !== null,
  };
}
