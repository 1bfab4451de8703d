import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { BadgeCheck } from '../contract/badges.ts';
import { tokenIn } from '../core/badges/picture.ts';
import { objectOf, textOf, type JsonObject } from '../core/xapi/json.ts';
import { publicKeys } from '../keys/signing-keys.ts';
import { reviewBadges } from './review.ts';
import { findBadge } from './store.ts';

const nothing: BadgeCheck = {
  good: false,
  faults: ['This is no badge of ours: no key of ours has signed it.'],
  name: '',
  issuer: '',
  validFrom: '',
  validUntil: '',
};

/** Is it ours, unchanged, in its time, and not taken back? */
export async function checkOne(db: Db, badge: string, now: Instant): Promise<BadgeCheck> {
  const payload = await payloadOf(db, tokenIn(badge), now);
  if (payload === null) return nothing;
  await reviewBadges(db, now);
  const [id, until] = [textOf(payload, 'id').replace('urn:uuid:', ''), textOf(payload, 'validUntil')];
  const row = /^[0-9a-f-]{36}$/.test(id) ? await findBadge(db, id) : null;
  const faults = [
    ...(row === null ? ['It was never given out here.'] : []),
    ...(row !== null && row.revoked_at !== null ? [`It was taken back: ${row.revoked_why}.`] : []),
    ...(until !== '' && Date.parse(until) <= now ? ['Its time is over.'] : []),
  ];
  return {
    good: faults.length === 0,
    faults,
    name: textOf(payload, 'name'),
    issuer: textOf(objectOf(payload, 'issuer') ?? {}, 'name'),
    validFrom: textOf(payload, 'validFrom'),
    validUntil: until,
  };
}

async function payloadOf(db: Db, token: string, now: Instant): Promise<JsonObject | null> {
  try {
    const { kid = '' } = decodeProtectedHeader(token);
    const { keys } = await publicKeys(db, now);
    const key = keys.find((one) => kid.endsWith(`/${one.kid}`));
    if (!key) return null;
    // Its time is judged by us, so that the answer can say that it is over.
    const anyTime = { currentDate: new Date(0), clockTolerance: Number.MAX_SAFE_INTEGER };
    const { payload } = await jwtVerify(token, await importJWK(key, 'RS256'), { algorithms: ['RS256'], ...anyTime });
    return payload as JsonObject;
  } catch {
    return null;
  }
}
