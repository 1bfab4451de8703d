import { createHash } from 'node:crypto';
import { defined } from '#kernel/assert.ts';
import { refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { lifetimes, readCode, readRefresh, type Grant } from '../core/smart/exchange.ts';
import { scopesOf } from '../core/smart/scopes.ts';
import { changeGrant, findToken, insertToken, lockGrant, lockGrantByCode, spendToken, type GrantRow } from '../store/apps.ts';

/** A form as it came: of a name that comes twice, nothing is known. */
export type Form = Readonly<Record<string, string | undefined>>;

export interface Issued {
  readonly grant: GrantRow;
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly scope: string;
}

type Exchange = Result<Issued, string>;

const grantOf = (row: GrantRow): Grant => ({
  clientId: row.client_id,
  attemptId: row.attempt_id,
  redirectUri: row.redirect_uri,
  scope: row.scope,
  challenge: row.challenge,
  codeExpiresAt: row.code_expires_at.getTime(),
  codeUsedAt: row.code_used_at?.getTime() ?? null,
  revokedAt: row.revoked_at?.getTime() ?? null,
});

/** Error codes of RFC 6749, section 5.2. `revoke` is ours: to the app it is the same as any code that is not good. */
async function refusal(tx: Tx, grantId: string | undefined, no: { code: string; text: string }, now: Instant): Promise<Exchange> {
  if (no.code !== 'revoke') return refuse(no.code, no.text);
  if (grantId !== undefined) await changeGrant(tx, grantId, { revoked_at: new Date(now) });
  return refuse('invalid_grant', no.text);
}

async function issue(tx: Tx, grant: GrantRow, scope: string, now: Instant): Promise<Issued> {
  const accessToken = newToken();
  const row = { grant_id: grant.grant_id, scope, used_at: null };
  const access = { ...row, kind: 'access' as const, token_hash: hashToken(accessToken), expires_at: new Date(now + lifetimes.access) };
  await insertToken(tx, access, now);
  if (!scopesOf(grant.scope).includes('offline_access')) return { grant, accessToken, refreshToken: null, scope };
  const refreshToken = newToken();
  const refresh = { ...row, kind: 'refresh' as const, token_hash: hashToken(refreshToken), expires_at: new Date(now + lifetimes.refresh) };
  await insertToken(tx, refresh, now);
  return { grant, accessToken, refreshToken, scope };
}

export function exchangeCode(db: Db, attemptId: string, form: Form, now: Instant): Promise<Exchange> {
  return db.tx(async (tx) => {
    const row = await lockGrantByCode(tx, hashToken(form.code ?? ''));
    const verifierHash = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    const wish = { clientId: form.client_id ?? '', attemptId, redirectUri: form.redirect_uri, verifierHash, now };
    const read = readCode(row ? grantOf(row) : null, wish);
    if (!read.ok) return refusal(tx, row?.grant_id, read.refusal, now);
    const grant = defined(row, 'the grant of a good code');
    await changeGrant(tx, grant.grant_id, { code_used_at: new Date(now) });
    return { ok: true, value: await issue(tx, grant, grant.scope, now) };
  });
}

export function exchangeRefresh(db: Db, attemptId: string, form: Form, now: Instant): Promise<Exchange> {
  return db.tx(async (tx) => {
    const hash = hashToken(form.refresh_token ?? '');
    const named = await findToken(tx, hash);
    const row = named?.kind === 'refresh' ? await lockGrant(tx, named.grant_id) : undefined;
    // Read again behind the lock: two that come at once must not both find it unused.
    const token = row && (await findToken(tx, hash));
    const known =
      row && token ? { grant: grantOf(row), expiresAt: token.expires_at.getTime(), usedAt: token.used_at?.getTime() ?? null } : null;
    const read = readRefresh(known, { clientId: form.client_id ?? '', attemptId, scope: form.scope, now });
    if (!read.ok) return refusal(tx, row?.grant_id, read.refusal, now);
    await spendToken(tx, hash, now);
    return { ok: true, value: await issue(tx, defined(row, 'the grant of a good token'), read.value, now) };
  });
}

/** RFC 7009: whichever of its tokens is given, all that was allowed ends. What is unknown is no error. */
export function revoke(db: Db, attemptId: string, form: Form, now: Instant): Promise<void> {
  return db.tx(async (tx) => {
    const token = await findToken(tx, hashToken(form.token ?? ''));
    const grant = token && (await lockGrant(tx, token.grant_id));
    if (grant?.client_id === form.client_id && grant?.attempt_id === attemptId)
      await changeGrant(tx, grant.grant_id, { revoked_at: new Date(now) });
  });
}
