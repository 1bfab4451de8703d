import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { PushKeys } from '../ports.ts';
import type { PushTable } from './floor-tables.ts';
import { tables, type Reader } from './tables.ts';

/** Kept on first need; two instances that make keys at once agree on those that came first. */
export async function pushKeys(db: Db, make: () => PushKeys, now: Instant): Promise<PushKeys> {
  const kept = await loadKeys(db);
  if (kept) return kept;
  const made = make();
  await tables(db)
    .insertInto('support_push_key')
    .values({ public_key: made.publicKey, private_key: made.privateKey, made_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await loadKeys(db)) ?? made;
}

async function loadKeys(reader: Reader): Promise<PushKeys | null> {
  const row = await tables(reader).selectFrom('support_push_key').selectAll().executeTakeFirst();
  return row ? { publicKey: row.public_key, privateKey: row.private_key } : null;
}

export const subscriptionsOf = (reader: Reader, personId: string): Promise<PushTable[]> =>
  tables(reader).selectFrom('support_push').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();

/** A browser belongs to whoever is signed in there now. */
export const saveSubscription = (tx: Tx, row: PushTable) =>
  tables(tx)
    .insertInto('support_push')
    .values(row)
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
    .execute();

export const dropSubscription = (reader: Reader, endpoint: string) =>
  tables(reader).deleteFrom('support_push').where('endpoint', '=', endpoint).execute();
export const dropOwnSubscription = (reader: Reader, endpoint: string, accountId: string) =>
  tables(reader).deleteFrom('support_push').where('endpoint', '=', endpoint).where('account_id', '=', accountId).execute();
