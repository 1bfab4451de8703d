import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { tablesIn, tablesOf, type Db, type Tx } from '../db/open.ts';
import type { AccountRow, AuthTables } from './tables.ts';

/** Reads and writes of the account table; who may and what it means is decided by the callers. */

const columns = [
  'account_id',
  'email',
  'name',
  'person_id',
  'password_hash',
  'totp_secret',
  'totp_last_step',
  'totp_pending_secret',
  'oidc_issuer',
  'oidc_subject',
  'roles',
  'disabled_at',
  'created_at',
  'version',
] as const;

const handle = tablesIn<AuthTables>;

export async function findAccount(on: Db | Tx, accountId: string): Promise<AccountRow | null> {
  return (await handle(on).selectFrom('account').select(columns).where('account_id', '=', accountId).executeTakeFirst()) ?? null;
}

/** As `findAccount`, and nobody else changes it until the transaction ends. */
export async function lockAccount(tx: Tx, accountId: string): Promise<AccountRow | null> {
  const found = tablesOf<AuthTables>(tx).selectFrom('account').select(columns).where('account_id', '=', accountId);
  return (await found.forUpdate().executeTakeFirst()) ?? null;
}

export async function findAccountByEmail(on: Db | Tx, email: string): Promise<AccountRow | null> {
  const found = handle(on).selectFrom('account').select(columns);
  return (await found.where(sql`lower(email)`, '=', email.trim().toLowerCase()).executeTakeFirst()) ?? null;
}

export async function findAccountByOidc(on: Db | Tx, issuer: string, subject: string): Promise<AccountRow | null> {
  const found = handle(on).selectFrom('account').select(columns).where('oidc_issuer', '=', issuer);
  return (await found.where('oidc_subject', '=', subject).executeTakeFirst()) ?? null;
}

export async function findAccountByPerson(on: Db | Tx, personId: string): Promise<AccountRow | null> {
  return (await handle(on).selectFrom('account').select(columns).where('person_id', '=', personId).executeTakeFirst()) ?? null;
}

export async function anyAccount(on: Db | Tx): Promise<boolean> {
  return (await handle(on).selectFrom('account').select('account_id').limit(1).executeTakeFirst()) !== undefined;
}

type NewAccount = Pick<AccountRow, 'email' | 'name' | 'person_id' | 'password_hash' | 'roles'>;

export async function insertAccount(tx: Tx, account: NewAccount, at: Instant): Promise<AccountRow> {
  const row = { ...account, account_id: newId('acc'), created_at: new Date(at) };
  return tablesOf<AuthTables>(tx).insertInto('account').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** Saves what an administrator sees and so raises the version; `saveQuietly` is for what the owner's own sign-ins change. */
export async function saveAccount(tx: Tx, accountId: string, set: Partial<AccountRow>): Promise<AccountRow> {
  return tablesOf<AuthTables>(tx)
    .updateTable('account')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('account_id', '=', accountId)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function saveQuietly(tx: Tx, accountId: string, set: Partial<AccountRow>): Promise<void> {
  await tablesOf<AuthTables>(tx).updateTable('account').set(set).where('account_id', '=', accountId).execute();
}

interface ListedAccount extends AccountRow {
  last_seen_at: Date | null;
}

/** Accounts after `after` in order of (name, id), whose name or address contains `q`. */
export async function listAccounts(
  db: Db,
  { q, after, limit }: { q: string; after: readonly [name: string, id: string] | null; limit: number },
): Promise<ListedAccount[]> {
  const like = `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  let found = handle(db)
    .selectFrom('account')
    .select(columns)
    .select((e) =>
      e
        .selectFrom('session')
        .select((s) => s.fn.max('session.last_seen_at').as('seen'))
        .whereRef('session.account_id', '=', 'account.account_id')
        .as('last_seen_at'),
    )
    .orderBy('name')
    .orderBy('account_id')
    .limit(limit);
  if (q) found = found.where((e) => e.or([e(sql`lower(name)`, 'like', like), e(sql`lower(email)`, 'like', like)]));
  if (after) found = found.where(sql<boolean>`(name, account_id) > (${after[0]}, ${after[1]})`);
  return found.execute();
}

/** How many accounts that are switched on hold one of `roles`. Locks them, so that two cannot step down at once. */
export async function countHolders(tx: Tx, roles: readonly string[], except: string): Promise<number> {
  const found = await tablesOf<AuthTables>(tx)
    .selectFrom('account')
    .select('account_id')
    .where('disabled_at', 'is', null)
    .where('account_id', '!=', except)
    .where(sql<boolean>`roles && ${[...roles]}::text[]`)
    .forUpdate()
    .execute();
  return found.length;
}
