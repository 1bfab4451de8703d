import { sql } from 'kysely';
import { tablesIn, tablesOf, type Db, type Tx } from '#platform/db/open.ts';
import type { ScimRecord } from './user.ts';

/** Which people the identity system looks after, and by what names it knows them. */
interface ScimTables {
  scim_user: { person_id: string; external_id: string | null; user_name: string; created_at: Date; changed_at: Date };
}

const handle = tablesIn<ScimTables>;
const records = (on: Db | Tx) =>
  handle(on)
    .selectFrom('scim_user')
    .select([
      'person_id as personId',
      'external_id as externalId',
      'user_name as userName',
      'created_at as createdAt',
      'changed_at as changedAt',
    ]);

export interface ScimFilter {
  readonly attribute: 'id' | 'userName' | 'externalId';
  readonly value: string;
}

const columns = { id: sql`person_id`, userName: sql`lower(user_name)`, externalId: sql`external_id` };

/** A page of records in order of id, from `offset` (0 = first), and how many there are. */
export async function listRecords(
  db: Db,
  filter: ScimFilter | null,
  page: { offset: number; limit: number },
): Promise<{ found: ScimRecord[]; total: number }> {
  const value = filter?.attribute === 'userName' ? filter.value.toLowerCase() : filter?.value;
  const where = filter ? sql<boolean>`${columns[filter.attribute]} = ${value}` : sql<boolean>`true`;
  const found = await records(db).where(where).orderBy('person_id').offset(page.offset).limit(page.limit).execute();
  const counted = handle(db)
    .selectFrom('scim_user')
    .select((e) => e.fn.countAll<number>().as('total'));
  return { found, total: (await counted.where(where).executeTakeFirstOrThrow()).total };
}

export async function findRecord(on: Db | Tx, personId: string): Promise<ScimRecord | null> {
  return (await records(on).where('person_id', '=', personId).executeTakeFirst()) ?? null;
}

/** Whoever else has one of these names already. */
export async function findRival(tx: Tx, personId: string | null, userName: string, externalId: string | null): Promise<ScimRecord | null> {
  let rivals = records(tx).where((e) => e.or([e(sql`lower(user_name)`, '=', userName.toLowerCase()), e('external_id', '=', externalId)]));
  if (personId !== null) rivals = rivals.where('person_id', '!=', personId);
  return (await rivals.executeTakeFirst()) ?? null;
}

export async function saveRecord(tx: Tx, { personId, externalId, userName, createdAt, changedAt }: ScimRecord): Promise<void> {
  const changing = { external_id: externalId, user_name: userName, changed_at: changedAt };
  await tablesOf<ScimTables>(tx)
    .insertInto('scim_user')
    .values({ person_id: personId, created_at: createdAt, ...changing })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(changing))
    .execute();
}

export async function removeRecord(tx: Tx, personId: string): Promise<void> {
  await tablesOf<ScimTables>(tx).deleteFrom('scim_user').where('person_id', '=', personId).execute();
}
