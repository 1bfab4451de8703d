import type { Instant } from '#kernel/time.ts';
import { audit } from '../audit/audit.ts';
import type { Db, Tx } from '../db/open.ts';
import { Problem } from '../http/problem.ts';
import { findAccountByEmail, findAccount, lockAccount, saveQuietly } from './accounts.ts';
import { forgetFailures, mayTry, noteFailure, targetOf, type Target } from './attempts.ts';
import { lockLink, useUpLink } from './links.ts';
import { isPassword } from './password.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { endSession, openSession } from './sessions.ts';
import type { AccountRow } from './tables.ts';
import { plainCode, stepOfCode } from './totp.ts';
import { totpSecret } from './sealed.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** Where a try comes from. `oldToken`: the session that this browser had; it never survives a sign-in (session fixation). */
export interface Browser {
  readonly origin: string;
  readonly userAgent: string;
  readonly oldToken: string | null;
}

export type Entry =
  | { readonly outcome: 'signed-in'; readonly token: string; readonly account: AccountRow }
  | { readonly outcome: 'code-needed' };

const wrongCredentials = (): Problem =>
  new Problem(401, 'wrong-credentials', 'Address or password is not right. Try again, or ask an administrator for a link.');
const wrongCode = (): Problem =>
  new Problem(401, 'wrong-code', 'This code is not right, or was used already. Wait for the next one, or use a recovery code.');
const linkExpired = (): Problem =>
  new Problem(410, 'link-expired', 'This link was used already or has run out. Ask an administrator for a new one.');
export const switchedOff = (): Problem => new Problem(403, 'account-disabled', 'Your account is switched off. Ask an administrator.');

/**
 * Unknown address, wrong password and an account without a password do the same work and get the same answer.
 * @throws Problem 401 `wrong-credentials` or `wrong-code`, 403 `account-disabled`, 429 `too-many-attempts`.
 */
export async function signInByPassword(
  db: Db,
  given: { email: string; password: string; code?: string | undefined },
  browser: Browser,
  now: Instant,
): Promise<Entry> {
  const target = targetOf(given.email, browser.origin);
  await mayTry(db, target, now);
  const account = await findAccountByEmail(db, given.email);
  if (!(await isPassword(given.password, account?.password_hash ?? null)) || !account) {
    await noteWrong(db, target, account, browser, now);
    throw wrongCredentials();
  }
  return enter(db, account.account_id, { code: given.code, target, browser, how: 'password' }, now);
}

/** @throws Problem 410 `link-expired`, 401 `wrong-code`, 403 `account-disabled`, 429 `too-many-attempts`. */
export async function signInByLink(
  db: Db,
  given: { token: string; code?: string | undefined },
  browser: Browser,
  now: Instant,
): Promise<Entry> {
  const accountId = await db.tx((tx) => lockLink(tx, given.token, 'sign-in', now));
  const account = accountId === null ? null : await findAccount(db, accountId);
  if (!account) throw linkExpired();
  const target = targetOf(account.email, browser.origin);
  await mayTry(db, target, now);
  return enter(db, account.account_id, { code: given.code, target, browser, how: 'link', link: given.token }, now);
}

interface Door {
  readonly code: string | undefined;
  readonly target: Target;
  readonly browser: Browser;
  readonly how: 'password' | 'link';
  readonly link?: string;
}

type Refused = { readonly outcome: 'link-expired' } | { readonly outcome: 'wrong-code'; readonly account: AccountRow };

/** The first factor was right: the second, then a new session. */
async function enter(db: Db, accountId: string, { code, target, browser, how, link }: Door, now: Instant): Promise<Entry> {
  const entry = await db.tx(async (tx): Promise<Entry | Refused> => {
    const account = await lockAccount(tx, accountId);
    // A link is locked and checked again here, where it is used up: two browsers may hold the same one.
    if (!account || (link !== undefined && (await lockLink(tx, link, 'sign-in', now)) === null)) return { outcome: 'link-expired' };
    if (account.disabled_at) throw switchedOff();
    if (account.totp_secret !== null) {
      if (code === undefined) return { outcome: 'code-needed' };
      if (!(await isSecondFactor(tx, db.secrets, account, code, now))) return { outcome: 'wrong-code', account };
    }
    if (link !== undefined) await useUpLink(tx, link, now);
    return { outcome: 'signed-in', token: await letIn(tx, account, browser, how, now), account };
  });
  if (entry.outcome === 'link-expired') throw linkExpired();
  if (entry.outcome === 'wrong-code') {
    await noteWrong(db, target, entry.account, browser, now);
    throw wrongCode();
  }
  if (entry.outcome === 'signed-in') await forgetFailures(db, target);
  return entry;
}

/** Opens a new session for an account that has shown who it is, and ends the one that the browser had. */
export async function letIn(
  tx: Tx,
  account: AccountRow,
  browser: Browser,
  how: 'password' | 'link' | 'oidc' | 'lti' | 'set-up',
  now: Instant,
): Promise<string> {
  if (browser.oldToken !== null) await endSession(tx, browser.oldToken);
  const token = await openSession(tx, account.account_id, browser.userAgent, now);
  const entry = {
    action: 'account.signed-in',
    subjectKind: 'account',
    subjectId: account.account_id,
    detail: { how, origin: browser.origin },
  };
  await audit(tx, { accountId: account.account_id, name: account.name }, entry, now);
  return token;
}

/** Takes a code of the authenticator app or a recovery code, each once. */
async function isSecondFactor(tx: Tx, secrets: Secrets, account: AccountRow, typed: string, now: Instant): Promise<boolean> {
  if (account.totp_secret === null) return false;
  const code = plainCode(typed);
  const step = stepOfCode(secrets.open(totpSecret, account.account_id, account.totp_secret), code, now, account.totp_last_step);
  if (step === null) return useRecoveryCode(tx, account.account_id, code, now);
  await saveQuietly(tx, account.account_id, { totp_last_step: step });
  return true;
}

/** Before an account's owner changes how they sign in. @throws Problem 401 `wrong-credentials`, 429 `too-many-attempts`. */
export async function demandPassword(db: Db, account: AccountRow, password: string, browser: Browser, now: Instant): Promise<void> {
  const target = targetOf(account.email, browser.origin);
  await mayTry(db, target, now);
  if (await isPassword(password, account.password_hash)) return;
  await noteWrong(db, target, account, browser, now);
  throw new Problem(401, 'wrong-credentials', 'The present password is not right. Try again.');
}

/** As `demandPassword`, with a code. @throws Problem 401 `wrong-code`, 429 `too-many-attempts`. */
export async function demandCode(db: Db, accountId: string, code: string, browser: Browser, now: Instant): Promise<void> {
  const account = await findAccount(db, accountId);
  if (!account) throw wrongCode();
  const target = targetOf(account.email, browser.origin);
  await mayTry(db, target, now);
  const right = await db.tx(async (tx) => {
    const locked = await lockAccount(tx, accountId);
    return locked !== null && isSecondFactor(tx, db.secrets, locked, code, now);
  });
  if (right) return;
  await noteWrong(db, target, account, browser, now);
  throw wrongCode();
}

async function noteWrong(db: Db, target: Target, account: AccountRow | null, { origin }: Browser, now: Instant): Promise<void> {
  await noteFailure(db, target, now);
  // Written for unknown addresses too: a line less would answer measurably sooner.
  const entry = {
    action: 'account.sign-in-failed',
    subjectKind: 'account',
    subjectId: account?.account_id ?? 'unknown',
    detail: { origin },
  };
  await db.tx((tx) => audit(tx, { accountId: null, name: 'nobody signed in' }, entry, now));
}
