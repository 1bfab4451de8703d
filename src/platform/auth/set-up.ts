import { sql } from 'kysely';
import { isTimeZone, type Instant } from '#kernel/time.ts';
import { audit } from '../audit/audit.ts';
import type { Db, Tx } from '../db/open.ts';
import { Problem, invalid, refused } from '../http/problem.ts';
import { anyAccount, insertAccount } from './accounts.ts';
import { accountsPermission, type AuthOptions, type FirstRun } from './options.ts';
import { hashPassword } from './password.ts';
import { checkPassword } from './password-rules.ts';
import { letIn, type Browser } from './sign-in.ts';
import type { AccountRow } from './tables.ts';

const lockKey = 724_010;

/** Creates the first administrator, once: of two who try at the same time, the second is refused. */
export async function setUpFirst(
  db: Db,
  options: AuthOptions,
  given: FirstRun & { name: string; email: string; password: string },
  browser: Browser,
  now: Instant,
): Promise<{ account: AccountRow; token: string }> {
  if (await anyAccount(db)) throw alreadySetUp(); // sooner than hashing a password
  if (given.site && !isTimeZone(given.site.timeZone))
    throw invalid(`"${given.site.timeZone}" is not a time zone. Use one such as America/Chicago.`);
  const fit = checkPassword(given.password, given);
  if (!fit.ok) throw refused(fit.refusal);
  const password_hash = await hashPassword(given.password);
  return db.tx(async (tx) => {
    await lockFirstRun(tx);
    if (await anyAccount(tx)) throw alreadySetUp();
    const roles = options.roles.filter((role) => options.can([role], accountsPermission));
    const account = await insertAccount(tx, { email: given.email, name: given.name, person_id: null, password_hash, roles }, now);
    const actor = { accountId: account.account_id, name: account.name };
    await options.onSetUp(tx, given, actor, now);
    await audit(tx, actor, { action: 'account.created', subjectKind: 'account', subjectId: account.account_id, detail: { roles } }, now);
    return { account, token: await letIn(tx, account, browser, 'set-up', now) };
  });
}

const lockFirstRun = (tx: Tx) => sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);

const alreadySetUp = (): Problem =>
  new Problem(409, 'already-set-up', 'This installation has an administrator already. Sign in, or ask them for an account.');
