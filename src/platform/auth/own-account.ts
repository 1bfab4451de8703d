import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '../audit/audit.ts';
import type { Db } from '../db/open.ts';
import { Problem, notFound, refused } from '../http/problem.ts';
import { findAccount, lockAccount, saveAccount, saveQuietly } from './accounts.ts';
import { dropLinks, lockLink, useUpLink } from './links.ts';
import { hashPassword } from './password.ts';
import { checkPassword } from './password-rules.ts';
import { dropRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import { endSession, endSessions, openSession } from './sessions.ts';
import { demandCode, demandPassword, switchedOff, type Browser } from './sign-in.ts';
import { pendingTotpSecret, totpSecret } from './sealed.ts';
import type { AccountRow } from './tables.ts';
import { offerTotp, plainCode, stepOfCode, type TotpOffer } from './totp.ts';

/** What people change about their own way in. */

async function own(db: Db, accountId: string): Promise<AccountRow> {
  const account = await findAccount(db, accountId);
  if (!account) throw notFound('Your account');
  return account;
}

const noPassword = (): Problem =>
  new Problem(409, 'no-password', 'You sign in with your hospital account; password and second factor are looked after there.');

const entryOf = (action: string, accountId: string) => ({ action, subjectKind: 'account', subjectId: accountId });
const actorOf = (account: AccountRow): AuditActor => ({ accountId: account.account_id, name: account.name });

/** Ends every session of the account and answers the token of a new one for this browser. */
export async function changePassword(
  db: Db,
  accountId: string,
  given: { password: string; newPassword: string },
  browser: Browser,
  now: Instant,
): Promise<string> {
  const account = await own(db, accountId);
  if (account.password_hash === null) throw noPassword();
  await demandPassword(db, account, given.password, browser, now);
  const fit = checkPassword(given.newPassword, account);
  if (!fit.ok) throw refused(fit.refusal);
  const password_hash = await hashPassword(given.newPassword);
  return db.tx(async (tx) => {
    await saveAccount(tx, accountId, { password_hash });
    await endSessions(tx, accountId);
    await dropLinks(tx, accountId);
    const token = await openSession(tx, accountId, browser.userAgent, now);
    await audit(tx, actorOf(account), entryOf('account.password-changed', accountId), now);
    return token;
  });
}

/** With a link from an administrator. Every session ends; the authenticator app stays on. Answers the address to sign in with. */
export async function setPasswordByLink(db: Db, given: { token: string; newPassword: string }, now: Instant): Promise<string> {
  const expired = new Problem(410, 'link-expired', 'This link was used already or has run out. Ask an administrator for a new one.');
  const accountId = await db.tx((tx) => lockLink(tx, given.token, 'set-password', now));
  const account = accountId === null ? null : await findAccount(db, accountId);
  if (!account) throw expired;
  if (account.disabled_at) throw switchedOff();
  const fit = checkPassword(given.newPassword, account);
  if (!fit.ok) throw refused(fit.refusal);
  const password_hash = await hashPassword(given.newPassword);
  return db.tx(async (tx) => {
    if ((await lockLink(tx, given.token, 'set-password', now)) !== account.account_id) throw expired;
    await useUpLink(tx, given.token, now);
    await saveAccount(tx, account.account_id, { password_hash });
    await endSessions(tx, account.account_id);
    await audit(tx, actorOf(account), entryOf('account.password-set', account.account_id), now);
    return account.email;
  });
}

export async function beginTotp(db: Db, accountId: string, password: string, browser: Browser, now: Instant): Promise<TotpOffer> {
  const account = await own(db, accountId);
  if (account.password_hash === null) throw noPassword();
  if (account.totp_secret !== null)
    throw new Problem(409, 'totp-on', 'An authenticator app is on already. Turn it off first, with a code from it.');
  await demandPassword(db, account, password, browser, now);
  const offer = await offerTotp(account.email);
  const sealed = db.secrets.seal(pendingTotpSecret, accountId, offer.secret);
  await db.tx((tx) => saveQuietly(tx, accountId, { totp_pending_secret: sealed }));
  return offer;
}

/** Answers the recovery codes. */
export async function confirmTotp(db: Db, accountId: string, typed: string, now: Instant): Promise<string[]> {
  return db.tx(async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (!account?.totp_pending_secret) throw new Problem(409, 'totp-not-begun', 'Begin again: there is no secret to confirm.');
    const secret = db.secrets.open(pendingTotpSecret, accountId, account.totp_pending_secret);
    const step = stepOfCode(secret, plainCode(typed), now, null);
    if (step === null)
      throw new Problem(
        401,
        'wrong-code',
        "This code is not right. Check that your phone's clock is set automatically, then type the next one.",
      );
    const sealed = db.secrets.seal(totpSecret, accountId, secret);
    await saveAccount(tx, accountId, { totp_secret: sealed, totp_pending_secret: null, totp_last_step: step });
    const codes = await replaceRecoveryCodes(tx, accountId);
    await audit(tx, actorOf(account), entryOf('account.totp-on', accountId), now);
    return codes;
  });
}

export async function removeTotp(db: Db, accountId: string, typed: string, browser: Browser, now: Instant): Promise<void> {
  const account = await own(db, accountId);
  await demandCode(db, accountId, typed, browser, now);
  await db.tx(async (tx) => {
    await saveAccount(tx, accountId, { totp_secret: null, totp_pending_secret: null, totp_last_step: null });
    await dropRecoveryCodes(tx, accountId);
    await audit(tx, actorOf(account), entryOf('account.totp-off', accountId), now);
  });
}

export async function signOut(db: Db, account: AuditActor & { accountId: string }, token: string, now: Instant): Promise<void> {
  await db.tx(async (tx) => {
    await endSession(tx, token);
    await audit(tx, account, entryOf('account.signed-out', account.accountId), now);
  });
}
