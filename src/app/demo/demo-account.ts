import type { Instant } from '#kernel/time.ts';
import { findAccountByPerson } from '#platform/auth/accounts.ts';
import { addAccount } from '#platform/auth/administer.ts';
import type { Tx } from '#platform/db/open.ts';
import { can, roles } from '../permissions.ts';

export const nobody = { accountId: null, name: 'demo' };

interface Given {
  readonly email: string;
  readonly name: string;
  readonly roles: string[];
  readonly personId: string | null;
}

/** An account for somebody of the demo. Whoever the plan made its busiest supporter may be a learner as well: they keep the account that they have. */
export async function demoAccount(tx: Tx, given: Given, at: Instant): Promise<string> {
  const known = given.personId === null ? null : await findAccountByPerson(tx, given.personId);
  return (known ?? (await addAccount(tx, { roles, can }, given, nobody, at))).account_id;
}
