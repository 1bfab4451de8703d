import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { SealedColumn } from '#platform/secrets/secrets.ts';
import type { PushKeys } from '../ports.ts';
import type { PushTable } from './floor-tables.ts';
import { tables, type Reader } from './tables.ts';

const onlyRow = 'true';
/** With another key pair browsers subscribe anew when their page is opened next. */
export const pushKey: SealedColumn = {
  table: 'support_push_key',
  column: 'private_key',
  rowColumn: 'only_one',
  holds: 'keys for pushes',
  whenLost: 'delete',
};
export const pushAuth: SealedColumn = {
  table: 'support_push',
  column: 'auth',
  rowColumn: 'endpoint',
  holds: 'secrets of browsers that take pushes',
  whenLost: 'delete',
};

/** Kept on first need; two instances that make keys at once agree on those that came first. */
export async function pushKeys(db: Db, make: () => PushKeys, now: Instant): Promise<PushKeys> {
  const kept = await loadKeys(db);
  if (kept) return kept;
  const made = make();
  await tables(db)
    .insertInto('support_push_key')
    .values({ public_key: made.publicKey, private_key: db.secrets.seal(pushKey, onlyRow, made.privateKey), made_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await loadKeys(db)) ?? made;
}

async function loadKeys(db: Db): Promise<PushKeys | null> {
  const row = await tables(db).selectFrom('support_push_key').selectAll().executeTakeFirst();
  return row ? { publicKey: row.public_key, privateKey: db.secrets.open(pushKey, onlyRow, row.private_key) } : null;
}

export async function subscriptionsOf(db: Db, personId: string): Promise<PushTable[]> {
  const rows = await tables(db).selectFrom('support_push').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();
  return rows.map((row) => ({ ...row, auth: db.secrets.open(pushAuth, row.endpoint, row.auth) }));
}

/** A browser belongs to whoever is signed in there now. */
export async function saveSubscription(db: Db, given: PushTable): Promise<void> {
  const row = { ...given, auth: db.secrets.seal(pushAuth, given.endpoint, given.auth) };
  await tables(db)
    .insertInto('support_push')
    .values(row)
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
    .execute();
}

export const dropSubscription = (reader: Reader, endpoint: string) =>
  tables(reader).deleteFrom('support_push').where('endpoint', '=', endpoint).execute();
export const dropOwnSubscription = (reader: Reader, endpoint: string, accountId: string) =>
  tables(reader).deleteFrom('support_push').where('endpoint', '=', endpoint).where('account_id', '=', accountId).execute();
