import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { Instant } from '#kernel/time.ts';

/** One for each address for as long as the process lives: it asks again when a key is not among those it has, at most every half minute. */
const sets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const setsMax = 200;
const options = { timeoutDuration: 5000, cooldownDuration: 30_000, cacheMaxAge: 600_000 };

function setAt(url: string): ReturnType<typeof createRemoteJWKSet> {
  const known = sets.get(url);
  if (known) return known;
  if (sets.size >= setsMax) sets.clear();
  const made = createRemoteJWKSet(new URL(url), options);
  sets.set(url, made);
  return made;
}

const skewSeconds = 60;

/**
 * The claims of a token that one of the sender's published keys has signed, within its times. RS256 and nothing else: neither `none` nor a secret.
 * @throws when it is not (jose's errors).
 */
export async function verified(token: string, jwksUrl: string, now: Instant): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, setAt(jwksUrl), {
    algorithms: ['RS256'],
    clockTolerance: skewSeconds,
    currentDate: new Date(now),
    requiredClaims: ['iss', 'aud', 'exp', 'iat'],
  });
  return payload;
}
