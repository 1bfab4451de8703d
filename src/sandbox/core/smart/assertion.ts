import { ok, refuse, type Result } from '#kernel/result.ts';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** What an app says of itself, once its signature was found good. Times in seconds since 1970. */
export interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
  readonly jti?: unknown;
}

const lifeMsMax = 300_000;
/** By so much the clocks of an app and ours may differ. */
export const skewMs = 30_000;
const jtiLengthMax = 500;

/**
 * Does the assertion say what it must (RFC 7523, section 3, and SMART App Launch 2)? Answers its id and until when it has to be remembered.
 * @param audiences addresses that may be meant: of the token endpoint, of the issuer
 */
export function readAssertion(
  { iss, sub, aud, exp, jti }: Claims,
  clientId: string,
  audiences: readonly string[],
  now: number,
): Result<{ readonly jti: string; readonly until: number }, 'invalid_client'> {
  const no = (text: string) => refuse('invalid_client', text);
  if (iss !== clientId || sub !== clientId) return no('iss and sub of the assertion must both be the client_id.');
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!named.some((one) => typeof one === 'string' && audiences.includes(one)))
    return no('aud of the assertion must be the token endpoint.');
  if (typeof exp !== 'number' || exp * 1000 <= now - skewMs) return no('The assertion has run out (exp).');
  if (exp * 1000 > now + lifeMsMax + skewMs) return no('The assertion is good for more than five minutes (exp).');
  if (typeof jti !== 'string' || jti === '' || jti.length > jtiLengthMax) return no('The assertion has no id (jti).');
  return ok({ jti, until: exp * 1000 + skewMs });
}
