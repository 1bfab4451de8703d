import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '../audit/audit.ts';
import type { Tx } from '../db/open.ts';
import { Problem, changedMeanwhile, notFound } from '../http/problem.ts';
import { countHolders, findAccountByEmail, findAccountByPerson, insertAccount, lockAccount, saveAccount } from './accounts.ts';
import { dropLinks } from './links.ts';
import { accountsPermission, type AuthOptions } from './options.ts';
import { dropRecoveryCodes } from './recovery-codes.ts';
import { endSessions } from './sessions.ts';
import type { AccountRow } from './tables.ts';

/** What administrators, the command line and the hospital's identity system do with accounts. */

type House = Pick<AuthOptions, 'roles' | 'can'>;

/** @throws Problem 409 `email-taken`, `person-taken`, `unknown-role`. */
export async function addAccount(
  tx: Tx,
  house: House,
  given: { email: string; name: string; roles: readonly string[]; personId: string | null; passwordHash?: string },
  actor: AuditActor,
  at: Instant,
): Promise<AccountRow> {
  const roles = knownRoles(house, given.roles);
  await mustBeFree(tx, given, null);
  const row = { email: given.email, name: given.name, person_id: given.personId, password_hash: given.passwordHash ?? null, roles };
  const account = await insertAccount(tx, row, at);
  const detail = { roles, personId: given.personId };
  await audit(tx, actor, { action: 'account.created', subjectKind: 'account', subjectId: account.account_id, detail }, at);
  return account;
}

interface AccountChange {
  readonly version: number;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly personId?: string | null | undefined;
  readonly disabled?: boolean | undefined;
}

/** @throws Problem 404, 409 `changed-meanwhile`, `last-administrator`, `email-taken`, `person-taken`, `unknown-role`. */
export async function changeAccount(
  tx: Tx,
  house: House,
  accountId: string,
  change: AccountChange,
  actor: AuditActor,
  at: Instant,
): Promise<AccountRow> {
  const before = await lockAccount(tx, accountId);
  if (!before) throw notFound('This account');
  if (before.version !== change.version) throw changedMeanwhile('This account');
  const set = differences(house, before, change, at);
  const changed = Object.keys(set);
  if (changed.length === 0) return before;
  await mustBeFree(tx, { email: set.email ?? before.email, personId: set.person_id ?? null }, accountId);
  const after = await saveAccount(tx, accountId, set);
  await keepOneAdministrator(tx, house, before, after);
  if (after.disabled_at) {
    await endSessions(tx, accountId);
    await dropLinks(tx, accountId);
  }
  const detail = { changed, ...(set.roles ? { roles: after.roles, rolesBefore: before.roles } : {}) };
  await audit(tx, actor, { action: 'account.changed', subjectKind: 'account', subjectId: accountId, detail }, at);
  return after;
}

function differences(house: House, before: AccountRow, change: AccountChange, at: Instant): Partial<AccountRow> {
  const set: Partial<AccountRow> = {};
  if (change.email !== undefined && change.email !== before.email) set.email = change.email;
  if (change.name !== undefined && change.name !== before.name) set.name = change.name;
  if (change.personId !== undefined && change.personId !== before.person_id) set.person_id = change.personId;
  if (change.roles !== undefined && change.roles.toSorted().join() !== before.roles.toSorted().join())
    set.roles = knownRoles(house, change.roles);
  if (change.disabled !== undefined && change.disabled !== (before.disabled_at !== null))
    set.disabled_at = change.disabled ? new Date(at) : null;
  return set;
}

/** For a lost phone. */
export async function removeTotpOf(tx: Tx, accountId: string, actor: AuditActor, at: Instant): Promise<AccountRow> {
  const account = await lockAccount(tx, accountId);
  if (!account) throw notFound('This account');
  await dropRecoveryCodes(tx, accountId);
  const after = await saveAccount(tx, accountId, { totp_secret: null, totp_pending_secret: null, totp_last_step: null });
  await audit(tx, actor, { action: 'account.totp-off', subjectKind: 'account', subjectId: accountId }, at);
  return after;
}

function knownRoles(house: House, roles: readonly string[]): string[] {
  const unknown = roles.find((role) => !house.roles.includes(role));
  if (unknown !== undefined) throw new Problem(409, 'unknown-role', `There is no role "${unknown}". Roles are ${house.roles.join(', ')}.`);
  return house.roles.filter((role) => roles.includes(role));
}

async function mustBeFree(tx: Tx, { email, personId }: { email: string; personId: string | null }, mine: string | null): Promise<void> {
  const byEmail = await findAccountByEmail(tx, email);
  if (byEmail && byEmail.account_id !== mine) throw new Problem(409, 'email-taken', `${email} has an account already.`);
  const byPerson = personId === null ? null : await findAccountByPerson(tx, personId);
  if (byPerson && byPerson.account_id !== mine)
    throw new Problem(409, 'person-taken', `Person ${personId} has an account already: ${byPerson.email}.`);
}

/** Nobody may lock the whole house out, not even themselves. */
async function keepOneAdministrator(tx: Tx, house: House, before: AccountRow, after: AccountRow): Promise<void> {
  const administers = (account: AccountRow): boolean => account.disabled_at === null && house.can(account.roles, accountsPermission);
  if (!administers(before) || administers(after)) return;
  const roles = house.roles.filter((role) => house.can([role], accountsPermission));
  if ((await countHolders(tx, roles, after.account_id)) === 0)
    throw new Problem(
      409,
      'last-administrator',
      'This is the last account that can administer accounts. Give another one that role first.',
    );
}
