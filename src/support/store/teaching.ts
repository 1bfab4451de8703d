import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { TeachingTable } from './floor-tables.ts';
import { tables, type Reader } from './tables.ts';

/** False: a line with this key is there already. */
export async function insertTeaching(tx: Tx, row: TeachingTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('support_teaching')
    .values(row)
    .onConflict((conflict) => conflict.column('client_key').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export const findTeaching = (reader: Reader, clientKey: string) =>
  tables(reader).selectFrom('support_teaching').selectAll().where('client_key', '=', clientKey).executeTakeFirstOrThrow();

const listedMax = 200;

export const teachingRows = (reader: Reader, of: 'by_person' | 'person_id', personId: string): Promise<TeachingTable[]> =>
  tables(reader).selectFrom('support_teaching').selectAll().where(of, '=', personId).orderBy('at', 'desc').limit(listedMax).execute();

/** Taught, as contexts to the right read it. */
export interface Taught {
  readonly personId: string;
  readonly byPersonId: string;
  readonly topic: string;
  readonly result: TeachingTable['result'];
  readonly unitId: string | null;
  readonly at: Instant;
}

/** Everything taught since a moment, oldest first. */
export async function loadTeaching(reader: Reader, since: Instant): Promise<Taught[]> {
  const rows = await tables(reader).selectFrom('support_teaching').selectAll().where('at', '>=', new Date(since)).orderBy('at').execute();
  return rows.map((row) => ({
    personId: row.person_id,
    byPersonId: row.by_person,
    topic: row.topic,
    result: row.result,
    unitId: row.unit_id,
    at: row.at.getTime(),
  }));
}

/** Askers whom this supporter has or had since `since`, the latest first. */
export async function helpedBy(reader: Reader, personId: string, since: Instant): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select request.person_id
    from support_offer as offer join support_request as request using (request_id)
    where offer.person_id = ${personId} and offer.state = 'accepted' and offer.offered_at >= ${new Date(since)}
      and request.person_id is not null
    group by request.person_id order by max(offer.offered_at) desc`.execute(tables(reader));
  return rows.map((row) => row.person_id);
}
