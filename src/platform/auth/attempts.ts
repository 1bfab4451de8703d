import { createHash } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '../db/open.ts';
import { Problem } from '../http/problem.ts';
import type { AuthTables } from './tables.ts';

const windowMinutes = 15;
/** From one origin at one address: a person who mistypes. */
const failuresPerOriginMax = 8;
/** From anywhere at one address: high enough that a stranger locks nobody out by a few tries. */
const failuresMax = 50;

/** What guesses are aimed at. Unknown addresses are counted like known ones, so that the answer tells nothing. */
export interface Target {
  readonly any: Buffer;
  readonly fromHere: Buffer;
}

export function targetOf(email: string, origin: string): Target {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const address = email.trim().toLowerCase();
  return { any: hash(address), fromHere: hash(`${address} ${origin}`) };
}

/** @throws Problem 429 when there were too many failures at this address lately. */
export async function mayTry(db: Db, target: Target, now: Instant): Promise<void> {
  const since = new Date(now - windowMinutes * 60_000);
  const count = async (hash: Buffer): Promise<number> => {
    const tables = db.for<AuthTables>();
    const found = tables.selectFrom('sign_in_failure').select((e) => e.fn.countAll<number>().as('n'));
    return (await found.where('target', '=', hash).where('at', '>', since).executeTakeFirstOrThrow()).n;
  };
  const [any, fromHere] = await Promise.all([count(target.any), count(target.fromHere)]);
  if (any >= failuresMax || fromHere >= failuresPerOriginMax)
    throw new Problem(
      429,
      'too-many-attempts',
      `Too many failed tries. Wait ${windowMinutes} minutes, or ask an administrator for a link.`,
    );
}

export async function noteFailure(db: Db, target: Target, now: Instant): Promise<void> {
  const tables = db.for<AuthTables>();
  const at = new Date(now);
  await tables
    .insertInto('sign_in_failure')
    .values([
      { target: target.any, at },
      { target: target.fromHere, at },
    ])
    .execute();
  await tables
    .deleteFrom('sign_in_failure')
    .where('at', '<', new Date(now - windowMinutes * 60_000))
    .execute();
}

/** The right person was here: their own typing errors no longer count. */
export async function forgetFailures(db: Db, target: Target): Promise<void> {
  await db.for<AuthTables>().deleteFrom('sign_in_failure').where('target', '=', target.fromHere).execute();
}
