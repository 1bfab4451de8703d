import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import { tablesOf, type Tx } from '../db/open.ts';
import type { AuthTables, LinkPurpose } from './tables.ts';
import { hashToken, newToken } from './token.ts';

const lifeMs: Record<LinkPurpose, number> = { 'sign-in': 30 * minuteMs, 'set-password': 72 * hourMs };
const pages: Record<LinkPurpose, string> = { 'sign-in': '/sign-in/link', 'set-password': '/set-password' };

export interface Link {
  /** Path on this installation; the token stands behind `#`, so it reaches no server log and no mail scanner uses it up. */
  readonly path: string;
  readonly expiresAt: string;
}

/** A link that works once. Earlier ones of the same purpose stop working. */
export async function issueLink(tx: Tx, accountId: string, purpose: LinkPurpose, now: Instant): Promise<Link> {
  const tables = tablesOf<AuthTables>(tx);
  await tables.deleteFrom('sign_in_link').where('account_id', '=', accountId).where('purpose', '=', purpose).execute();
  const token = newToken();
  const expires = new Date(now + lifeMs[purpose]);
  await tables
    .insertInto('sign_in_link')
    .values({ token_hash: hashToken(token), account_id: accountId, purpose, expires_at: expires, used_at: null })
    .execute();
  return { path: `${pages[purpose]}#${token}`, expiresAt: expires.toISOString() };
}

/** The account that a link is for, locked until the transaction ends; null when it was used, has run out or never was. */
export async function lockLink(tx: Tx, token: string, purpose: LinkPurpose, now: Instant): Promise<string | null> {
  const found = await tablesOf<AuthTables>(tx)
    .selectFrom('sign_in_link')
    .select('account_id')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .forUpdate()
    .executeTakeFirst();
  return found?.account_id ?? null;
}

export async function useUpLink(tx: Tx, token: string, now: Instant): Promise<void> {
  await tablesOf<AuthTables>(tx)
    .updateTable('sign_in_link')
    .set({ used_at: new Date(now) })
    .where('token_hash', '=', hashToken(token))
    .execute();
}

export async function dropLinks(tx: Tx, accountId: string): Promise<void> {
  await tablesOf<AuthTables>(tx).deleteFrom('sign_in_link').where('account_id', '=', accountId).execute();
}
