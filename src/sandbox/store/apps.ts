import { sql, type Insertable, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { SealedColumn } from '#platform/secrets/secrets.ts';
import { tables, type AppGrantTable, type AppTable, type AppTokenTable, type LaunchTable, type Reader } from './tables.ts';

export type AppRow = Selectable<AppTable>;
export type LaunchRow = Selectable<LaunchTable>;
export type GrantRow = Selectable<AppGrantTable>;
export type TokenRow = Selectable<AppTokenTable>;

export const findApp = (on: Reader, clientId: string): Promise<AppRow | undefined> =>
  tables(on).selectFrom('sandbox_app').selectAll().where('client_id', '=', clientId).executeTakeFirst();

export const listApps = (on: Reader): Promise<AppRow[]> =>
  tables(on).selectFrom('sandbox_app').selectAll().orderBy('name').orderBy('client_id').execute();

export async function insertApp(tx: Tx, row: AppRow): Promise<void> {
  await tables(tx)
    .insertInto('sandbox_app')
    .values({ ...row, jwks: row.jwks === null ? null : JSON.stringify(row.jwks) })
    .execute();
}

export async function setAppKeys(tx: Tx, clientId: string, { jwks, jwks_uri }: Pick<AppRow, 'jwks' | 'jwks_uri'>): Promise<void> {
  const set = { jwks: jwks === null ? null : JSON.stringify(jwks), jwks_uri };
  await tables(tx).updateTable('sandbox_app').set(set).where('client_id', '=', clientId).execute();
}

/** False: it was used before. */
export function useAssertion(db: Db, clientId: string, jtiHash: Buffer, until: Instant, now: Instant): Promise<boolean> {
  return db.tx(async (tx) => {
    await tables(tx).deleteFrom('sandbox_app_assertion').where('expires_at', '<', new Date(now)).execute();
    const { numInsertedOrUpdatedRows } = await tables(tx)
      .insertInto('sandbox_app_assertion')
      .values({ client_id: clientId, jti_hash: jtiHash, expires_at: new Date(until) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  });
}

export async function setAppSecret(tx: Tx, clientId: string, hash: Buffer): Promise<void> {
  await tables(tx).updateTable('sandbox_app').set({ secret_hash: hash }).where('client_id', '=', clientId).execute();
}

export interface OwnGrantRow {
  readonly grant_id: string;
  readonly app_name: string;
  readonly attempt_id: string;
  readonly exercise_id: string | null;
  readonly exercise_version: number | null;
  readonly scope: string;
  readonly granted_at: Date;
  readonly ends_at: Date;
}

/** What this account allowed apps and still holds, newest first. */
export async function listOwnGrants(on: Reader, accountId: string, now: Instant, limit: number): Promise<OwnGrantRow[]> {
  const { rows } = await sql<OwnGrantRow>`
    select g.grant_id, p.name as app_name, g.attempt_id, a.exercise_id, a.exercise_version, g.scope, g.granted_at, max(t.expires_at) as ends_at
    from sandbox_app_grant g
    join sandbox_app p on p.client_id = g.client_id
    join sandbox_attempt a on a.attempt_id = g.attempt_id
    join sandbox_app_token t on t.grant_id = g.grant_id and t.used_at is null and t.expires_at > ${new Date(now)}
    where g.account_id = ${accountId} and g.revoked_at is null
    group by g.grant_id, p.name, a.exercise_id, a.exercise_version
    order by g.granted_at desc, g.grant_id limit ${limit}`.execute(tables(on));
  return rows;
}

/** With all that was ever allowed to it. False: there was none. */
export async function deleteApp(tx: Tx, clientId: string): Promise<boolean> {
  const done = await tables(tx).deleteFrom('sandbox_app').where('client_id', '=', clientId).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

export async function insertLaunch(tx: Tx, row: LaunchRow): Promise<void> {
  await tables(tx).insertInto('sandbox_launch').values(row).execute();
}

export const findLaunch = (on: Reader, hash: Buffer): Promise<LaunchRow | undefined> =>
  tables(on).selectFrom('sandbox_launch').selectAll().where('launch_hash', '=', hash).executeTakeFirst();

/** False: it was used before. */
export async function spendLaunch(tx: Tx, hash: Buffer, now: Instant): Promise<boolean> {
  const done = await tables(tx)
    .updateTable('sandbox_launch')
    .set({ used_at: new Date(now) })
    .where('launch_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function insertGrant(tx: Tx, row: Insertable<AppGrantTable>): Promise<void> {
  await tables(tx).insertInto('sandbox_app_grant').values(row).execute();
}

/** Nobody else exchanges this code until the transaction ends. */
export const lockGrantByCode = (tx: Tx, hash: Buffer): Promise<GrantRow | undefined> =>
  tables(tx).selectFrom('sandbox_app_grant').selectAll().where('code_hash', '=', hash).forUpdate().executeTakeFirst();

export const lockGrant = (tx: Tx, grantId: string): Promise<GrantRow | undefined> =>
  tables(tx).selectFrom('sandbox_app_grant').selectAll().where('grant_id', '=', grantId).forUpdate().executeTakeFirst();

export async function changeGrant(tx: Tx, grantId: string, change: Partial<Pick<GrantRow, 'code_used_at' | 'revoked_at'>>): Promise<void> {
  await tables(tx).updateTable('sandbox_app_grant').set(change).where('grant_id', '=', grantId).execute();
}

/** What has run out meanwhile is cleared away; used refresh tokens stay until then, to be recognised. */
export async function insertToken(tx: Tx, row: TokenRow, now: Instant): Promise<void> {
  await tables(tx).deleteFrom('sandbox_app_token').where('expires_at', '<=', new Date(now)).execute();
  await tables(tx).insertInto('sandbox_app_token').values(row).execute();
}

export const findToken = (on: Reader, hash: Buffer): Promise<TokenRow | undefined> =>
  tables(on).selectFrom('sandbox_app_token').selectAll().where('token_hash', '=', hash).executeTakeFirst();

export async function spendToken(tx: Tx, hash: Buffer, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('sandbox_app_token')
    .set({ used_at: new Date(now) })
    .where('token_hash', '=', hash)
    .execute();
}

export type AccessRow = Pick<GrantRow, 'attempt_id' | 'account_id' | 'patient_id' | 'client_id'> & Pick<TokenRow, 'scope'>;

/** What an access token that is still good stands for. */
export const findAccess = (on: Reader, hash: Buffer, now: Instant): Promise<AccessRow | undefined> =>
  tables(on)
    .selectFrom('sandbox_app_token as t')
    .innerJoin('sandbox_app_grant as g', 'g.grant_id', 't.grant_id')
    .select(['g.attempt_id', 'g.account_id', 'g.patient_id', 'g.client_id', 't.scope'])
    .where('t.token_hash', '=', hash)
    .where('t.kind', '=', 'access')
    .where('t.expires_at', '>', new Date(now))
    .where('g.revoked_at', 'is', null)
    .executeTakeFirst();

/** Identity tokens live an hour: with another key they are asked for anew. */
export const appKey: SealedColumn = {
  table: 'sandbox_app_key',
  column: 'private_jwk',
  rowColumn: 'key_id',
  holds: 'signing keys of the practice EHR',
  whenLost: 'delete',
};

export const findKey = (on: Reader): Promise<{ key_id: string; private_jwk: string } | undefined> =>
  tables(on).selectFrom('sandbox_app_key').select(['key_id', 'private_jwk']).orderBy('made_at', 'desc').limit(1).executeTakeFirst();

export async function insertKey(on: Reader, keyId: string, privateJwk: string, now: Instant): Promise<void> {
  await tables(on)
    .insertInto('sandbox_app_key')
    .values({ key_id: keyId, private_jwk: privateJwk, made_at: new Date(now) })
    .onConflict((conflict) => conflict.column('key_id').doNothing())
    .execute();
}
