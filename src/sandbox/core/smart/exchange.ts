import { ok, refuse, type Result } from '#kernel/result.ts';
import { scopesOf } from './scopes.ts';

/** Milliseconds. */
export const lifetimes = { launch: 300_000, code: 60_000, access: 3_600_000, refresh: 30 * 86_400_000 } as const;

/** What a person allowed an app, and the code that it got for it. */
export interface Grant {
  readonly clientId: string;
  readonly attemptId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string;
  readonly codeExpiresAt: number;
  readonly codeUsedAt: number | null;
  readonly revokedAt: number | null;
}

export interface CodeWish {
  readonly clientId: string;
  readonly attemptId: string;
  readonly redirectUri: string | undefined;
  /** SHA-256 of the verifier, base64url. */
  readonly verifierHash: string;
  readonly now: number;
}

/** `revoke`: the code or token was there before, so it is in wrong hands: whatever came of it ends. RFC 9700, 2.1.1 and 4.14.2 */
type Wrong = 'invalid_grant' | 'revoke';
const unusable = refuse('invalid_grant', 'The code is not valid, or not any more.');

/** May this code be exchanged for tokens? */
export function readCode(grant: Grant | null, wish: CodeWish): Result<null, Wrong> {
  if (!grant || grant.clientId !== wish.clientId || grant.attemptId !== wish.attemptId) return unusable;
  if (grant.codeUsedAt !== null) return refuse('revoke', 'The code was used before. What was allowed with it has ended.');
  if (grant.revokedAt !== null || wish.now >= grant.codeExpiresAt) return unusable;
  if (grant.redirectUri !== wish.redirectUri) return refuse('invalid_grant', 'redirect_uri is not the one that the code was sent to.');
  if (grant.challenge !== wish.verifierHash) return refuse('invalid_grant', 'code_verifier does not belong to this code.');
  return ok(null);
}

export interface RefreshToken {
  readonly grant: Pick<Grant, 'clientId' | 'attemptId' | 'scope' | 'revokedAt'>;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

export interface RefreshWish {
  readonly clientId: string;
  readonly attemptId: string;
  /** Less than was allowed may be asked for; absent: the same. */
  readonly scope: string | undefined;
  readonly now: number;
}

/** May this refresh token be exchanged? Answers the scope of the new access token. Each works once. */
export function readRefresh(token: RefreshToken | null, wish: RefreshWish): Result<string, Wrong | 'invalid_scope'> {
  if (!token || token.grant.clientId !== wish.clientId || token.grant.attemptId !== wish.attemptId)
    return refuse('invalid_grant', 'The refresh token is not valid.');
  if (token.usedAt !== null) return refuse('revoke', 'The refresh token was used before. What was allowed with it has ended.');
  if (token.grant.revokedAt !== null || wish.now >= token.expiresAt)
    return refuse('invalid_grant', 'The refresh token is not valid any more.');
  if (wish.scope === undefined || wish.scope === '') return ok(token.grant.scope);
  const allowed = new Set(scopesOf(token.grant.scope));
  const wanted = scopesOf(wish.scope);
  return wanted.every((one) => allowed.has(one))
    ? ok(wanted.join(' '))
    : refuse('invalid_scope', 'More than was allowed cannot be asked for.');
}
