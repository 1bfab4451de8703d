import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK, type JWTPayload } from 'jose';
import { sql, type ColumnType } from 'kysely';
import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { SealedColumn, Secrets } from '#platform/secrets/secrets.ts';

/*
 * The keys under which we sign what others check: LTI messages, client assertions, badges. RS256, which all of these must take.
 */
const alg = 'RS256';

interface Keys {
  training_signing_key: {
    kid: string;
    /** Sealed; null once it signs no more. */
    private_jwk: string | null;
    public_jwk: ColumnType<JWK, string, never>;
    created_at: Date;
    retired_at: Date | null;
  };
}
const keys = tablesIn<Keys>;
const lock = 724_091;

/** What was signed under a lost key can still be checked: its public half is not sealed. */
export const signingKeyColumn: SealedColumn = {
  table: 'training_signing_key',
  column: 'private_jwk',
  rowColumn: 'kid',
  holds: 'signing keys of badges and learning tools',
  whenLost: { set: 'private_jwk = null, retired_at = coalesce(retired_at, now())' },
};

async function current(on: Db | Tx, secrets: Secrets): Promise<JWK | null> {
  const row = await keys(on)
    .selectFrom('training_signing_key')
    .select(['kid', 'private_jwk'])
    .where('retired_at', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row?.private_jwk ? (JSON.parse(secrets.open(signingKeyColumn, row.kid, row.private_jwk)) as JWK) : null;
}

/** The key to sign with, made when first needed; of processes that need it at once one makes it. */
async function signingKey(db: Db, now: Instant): Promise<JWK> {
  const { secrets } = db;
  return (
    (await current(db, secrets)) ??
    (await db.tx(async (tx) => (await locked(tx, () => current(tx, secrets))) ?? (await makeKey(tx, secrets, now))))
  );
}

async function locked<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`select pg_advisory_xact_lock(${lock})`.execute(tx);
  return work();
}

async function makeKey(tx: Tx, secrets: Secrets, now: Instant): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const full = { ...jwk, kid, alg, use: 'sig' };
  await keys(tx)
    .insertInto('training_signing_key')
    .values({
      kid,
      private_jwk: secrets.seal(signingKeyColumn, kid, JSON.stringify(full)),
      public_jwk: JSON.stringify(publicHalf(full)),
      created_at: new Date(now),
      retired_at: null,
    })
    .execute();
  return full;
}

const publicHalf = ({ kty, n, e, kid }: JWK): JWK => ({ kty, n, e, kid, alg, use: 'sig' }) as JWK;

/** From now on a new key signs. What the old one has signed can still be checked; its private half is forgotten. */
export async function rotateKey(tx: Tx, secrets: Secrets, now: Instant): Promise<string> {
  return locked(tx, async () => {
    await keys(tx)
      .updateTable('training_signing_key')
      .set({ retired_at: new Date(now), private_jwk: null })
      .where('retired_at', 'is', null)
      .execute();
    return defined((await makeKey(tx, secrets, now)).kid, 'kid');
  });
}

export const listKeys = (on: Db | Tx) =>
  keys(on).selectFrom('training_signing_key').select(['kid', 'created_at', 'retired_at']).orderBy('created_at', 'desc').execute();

/** What whoever checks a signature needs: RFC 7517. */
export async function publicKeys(db: Db, now: Instant): Promise<{ keys: JWK[] }> {
  await signingKey(db, now);
  const rows = await keys(db).selectFrom('training_signing_key').select('public_jwk').orderBy('created_at', 'desc').execute();
  return { keys: rows.map((row) => publicHalf(row.public_jwk)) };
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
