import { jwtVerify, type JWTPayload } from 'jose';
import type { Instant } from '#kernel/time.ts';
import { publishedKeys } from '#platform/auth/published-keys.ts';

const skewSeconds = 60;

/**
 * The claims of a token that one of the sender's published keys has signed, within its times. RS256 and nothing else: neither `none` nor a secret.
 * @throws when it is not (jose's errors).
 */
export async function verified(token: string, jwksUrl: string, now: Instant): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, publishedKeys(jwksUrl), {
    algorithms: ['RS256'],
    clockTolerance: skewSeconds,
    currentDate: new Date(now),
    requiredClaims: ['iss', 'aud', 'exp', 'iat'],
  });
  return payload;
}
