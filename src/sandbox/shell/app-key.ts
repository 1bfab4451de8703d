import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { appKey, findKey, insertKey } from '../store/apps.ts';

const alg = 'RS256';

/** The key that identity tokens are signed with, made when first needed and shared by all processes. */
async function loadKey(db: Db, now: Instant): Promise<JWK> {
  const found = await findKey(db);
  if (found) return opened(db, found);
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  await insertKey(db, kid, db.secrets.seal(appKey, kid, JSON.stringify({ ...jwk, kid, alg, use: 'sig' })), now);
  // Of two processes that made one at the same time, both then use the newest.
  return opened(db, defined(await findKey(db), 'the key just kept'));
}

const opened = (db: Db, { key_id, private_jwk }: { key_id: string; private_jwk: string }): JWK =>
  JSON.parse(db.secrets.open(appKey, key_id, private_jwk)) as JWK;

/** What whoever checks a signature needs: RFC 7517. */
export async function publicKeys(db: Db, now: Instant): Promise<{ keys: JWK[] }> {
  const { kty, n, e, kid, use } = await loadKey(db, now);
  return { keys: [{ kty, n, e, kid, alg, use } as JWK] };
}

export interface Identity {
  readonly issuer: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly nonce: string | null;
  /** `https://…/Practitioner/ID`, where it is known whom they play. */
  readonly fhirUser: string | null;
}

const lifeSeconds = 3600;

/** https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
export async function signIdentity(db: Db, identity: Identity, now: Instant): Promise<string> {
  const jwk = await loadKey(db, now);
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    ...(identity.nonce === null ? {} : { nonce: identity.nonce }),
    ...(identity.fhirUser === null ? {} : { fhirUser: identity.fhirUser }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg, kid: defined(jwk.kid, 'kid') })
    .setIssuer(identity.issuer)
    .setSubject(identity.accountId)
    .setAudience(identity.clientId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(await importJWK(jwk, alg));
}
