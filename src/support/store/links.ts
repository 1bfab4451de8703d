import type { Tx } from '#platform/db/open.ts';
import { anyOf, tables, type Reader } from './tables.ts';

/** Links that begin or end at one of these requests. */
export const linksOf = (reader: Reader, requestIds: readonly string[]) =>
  tables(reader)
    .selectFrom('support_link')
    .innerJoin('support_request as mine', 'mine.request_id', 'support_link.request_id')
    .innerJoin('support_request as theirs', 'theirs.request_id', 'support_link.other_id')
    .select([
      'support_link.request_id',
      'other_id',
      'kind',
      'mine.number as number',
      'mine.state as state',
      'mine.unit_id as unit_id',
      'theirs.number as other_number',
      'theirs.state as other_state',
      'theirs.unit_id as other_unit_id',
    ])
    .where((e) => e.or([anyOf('support_link.request_id', requestIds), anyOf('other_id', requestIds)]))
    .orderBy('mine.number')
    .execute();

/** Requests that hang on these. */
export async function hangingOn(reader: Reader, requestIds: readonly string[]) {
  if (requestIds.length === 0) return [];
  return tables(reader)
    .selectFrom('support_link')
    .select(['request_id', 'other_id', 'kind'])
    .where(anyOf('other_id', requestIds))
    .execute();
}

export const saveLink = (
  tx: Tx,
  link: { request_id: string; other_id: string; kind: 'child' | 'duplicate'; at: Date; by_name: string },
) => {
  const { other_id, kind, at, by_name } = link;
  return tables(tx)
    .insertInto('support_link')
    .values(link)
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet({ other_id, kind, at, by_name }))
    .execute();
};

export const removeLink = (tx: Tx, requestId: string) =>
  tables(tx).deleteFrom('support_link').where('request_id', '=', requestId).execute();

export async function findByNumber(reader: Reader, number: number) {
  return (
    (await tables(reader).selectFrom('support_request').select(['request_id']).where('number', '=', number).executeTakeFirst())
      ?.request_id ?? null
  );
}
