import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { sql } from 'kysely';
import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';

/*
 * The keys under which we sign what others check: LTI messages, client assertions, badges. RS256, which all of these must take.
 */
const alg = 'RS256';

interface Keys {
  training_signing_key: { kid: string; private_jwk: string; created_at: Date; retired_at: Date | null };
}
const keys = tablesIn<Keys>;
const lock = 724_091;

async function current(on: Db | Tx): Promise<JWK | null> {
  const row = await keys(on)
    .selectFrom('training_signing_key')
    .select('private_jwk')
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row ? (JSON.parse(row.private_jwk) as JWK) : null;
}

/** The key to sign with, made when first needed; of processes that need it at once one makes it. */
async function signingKey(db: Db, now: Instant): Promise<JWK> {
  return (await current(db)) ?? (await db.tx(async (tx) => (await locked(tx, () => current(tx))) ?? (await makeKey(tx, now))));
}

async function locked<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select pg_advisory_xact_lock(${lock})`.execute(tx);
  return work();
}

async function makeKey(tx: Tx, now: Instant): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const full = { ...jwk, kid, alg, use: 'sig' };
  await keys(tx)
    .insertInto('training_signing_key')
    .values({ kid, private_jwk: JSON.stringify(full), created_at: new Date(now), retired_at: null })
    .execute();
  return full;
}

/** From now on a new key signs. What the old one has signed can still be checked. */
export async function rotateKey(tx: Tx, now: Instant): Promise<string> {
  return locked(tx, async () => {
    await keys(tx)
      .updateTable('training_signing_key')
      .set({ retired_at: new Date(now) })
      .where('retired_at', 'is', null)
      .execute();
    return defined((await makeKey(tx, now)).kid, 'kid');
  });
}

export const listKeys = (on: Db | Tx) =>
  keys(on).selectFrom('training_signing_key').select(['kid', 'created_at', 'retired_at']).orderBy('created_at', 'desc').execute();

/** What whoever checks a signature needs: RFC 7517. */
export async function publicKeys(db: Db, now: Instant): Promise<{ keys: JWK[] }> {
  await signingKey(db, now);
  const rows = await keys(db).selectFrom('training_signing_key').select('private_jwk').orderBy('created_at', 'desc').execute();
  return {
    keys: rows.map((row) => {
      const { kty, n, e, kid } = JSON.parse(row.private_jwk) as JWK;
      return { kty, n, e, kid, alg, use: 'sig' } as JWK;
    }),
  };
}

/** Signs as it stands: whoever calls sets times, issuer and audience. `keyAt`: for formats that name the key by an address. */
export async function sign(db: Db, payload: JWTPayload, now: Instant, how: { keyAt?: (kid: string) => string } = {}): Promise<string> {
  const jwk = await signingKey(db, now);
  const kid = defined(jwk.kid, 'kid');
  return new SignJWT(payload).setProtectedHeader({ alg, kid: how.keyAt?.(kid) ?? kid, typ: 'JWT' }).sign(await importJWK(jwk, alg));
}

export const messageSeconds = 300;
/** With times and an expiry of five minutes, as LTI messages have them. */
export const signMessage = (db: Db, payload: JWTPayload, now: Instant): Promise<string> => {
  const iat = Math.floor(now / 1000);
  return sign(db, { ...payload, iat, exp: iat + messageSeconds }, now);
};
