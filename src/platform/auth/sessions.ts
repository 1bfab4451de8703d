import { dayMs, hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import { tablesOf, type Db, type Tx } from '../db/open.ts';
import type { AccountRow, AuthTables } from './tables.ts';
import { hashToken, newToken } from './token.ts';

const idleMs = 12 * hourMs;
const wholeMs = 7 * dayMs;
/** A session in use is written to the table this often, not at every request. */
const touchMs = minuteMs;
const userAgentCharsMax = 300;

const expiry = (created: Instant, now: Instant): Date => new Date(Math.min(now + idleMs, created + wholeMs));

/** Opens a session and answers its token, which is stored nowhere. What has run out meanwhile is cleared away. */
export async function openSession(tx: Tx, accountId: string, userAgent: string, now: Instant): Promise<string> {
  const tables = tablesOf<AuthTables>(tx);
  await tables.deleteFrom('session').where('expires_at', '<=', new Date(now)).execute();
  const token = newToken();
  const at = new Date(now);
  await tables
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: at,
      last_seen_at: at,
      expires_at: expiry(now, now),
      user_agent: userAgent.slice(0, userAgentCharsMax),
    })
    .execute();
  return token;
}

export type SessionOwner = Pick<AccountRow, 'account_id' | 'name' | 'person_id' | 'roles'>;

/** Whose session this token opens; null when it has run out, or its account is switched off. Keeps it alive. */
export async function useSession(db: Db, token: string, now: Instant): Promise<SessionOwner | null> {
  const tables = db.for<AuthTables>();
  const hash = hashToken(token);
  const found = await tables
    .selectFrom('session')
    .innerJoin('account', 'account.account_id', 'session.account_id')
    .select(['account.account_id', 'account.name', 'account.person_id', 'account.roles', 'session.created_at', 'session.last_seen_at'])
    .where('session.token_hash', '=', hash)
    .where('session.expires_at', '>', new Date(now))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!found) return null;
  const { created_at, last_seen_at, ...owner } = found;
  if (now - last_seen_at.getTime() >= touchMs)
    await tables
      .updateTable('session')
      .set({ last_seen_at: new Date(now), expires_at: expiry(created_at.getTime(), now) })
      .where('token_hash', '=', hash)
      .execute();
  return owner;
}

export async function endSession(tx: Tx, token: string): Promise<void> {
  await tablesOf<AuthTables>(tx).deleteFrom('session').where('token_hash', '=', hashToken(token)).execute();
}

/** Ends all of an account's sessions, but the one with the token `keep`. */
export async function endSessions(tx: Tx, accountId: string, keep: string | null = null): Promise<void> {
  let ending = tablesOf<AuthTables>(tx).deleteFrom('session').where('account_id', '=', accountId);
  if (keep !== null) ending = ending.where('token_hash', '!=', hashToken(keep));
  await ending.execute();
}

const idChars = 24;
/** Names a session to its owner without being able to open it. */
const idOf = (hash: Buffer): string => hash.toString('hex').slice(0, idChars);

export async function listSessions(db: Db, accountId: string, now: Instant, currentToken: string) {
  const current = idOf(hashToken(currentToken));
  const found = await db
    .for<AuthTables>()
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', new Date(now))
    .orderBy('last_seen_at', 'desc')
    .execute();
  return found.map((row) => ({
    sessionId: idOf(row.token_hash),
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    userAgent: row.user_agent,
    current: idOf(row.token_hash) === current,
  }));
}

/** Ends the account's own session of that name; false when there is none. */
export async function endSessionById(tx: Tx, accountId: string, sessionId: string): Promise<boolean> {
  const tables = tablesOf<AuthTables>(tx);
  const found = await tables.selectFrom('session').select('token_hash').where('account_id', '=', accountId).execute();
  const match = found.find((row) => idOf(row.token_hash) === sessionId);
  if (!match) return false;
  await tables.deleteFrom('session').where('token_hash', '=', match.token_hash).execute();
  return true;
}
