import type { Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type Reader, type VisitTable } from './tables.ts';

export type VisitRow = Selectable<VisitTable>;

/** One open wish a person: what is noticed again while it waits is the same visit. False: it was wanted already. */
export async function wantVisit(tx: Tx, personId: string, at: Date): Promise<boolean> {
  const row = { visit_id: newId('vis'), person_id: personId, wanted_at: at, outcome: null, outreach_id: null };
  const added = await tables(tx)
    .insertInto('coverage_visit')
    .values({ ...row, closed_by: null, closed_at: null })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export const openVisits = (on: Reader): Promise<VisitRow[]> =>
  tables(on).selectFrom('coverage_visit').selectAll().where('closed_at', 'is', null).orderBy('wanted_at').execute();

export const closedVisits = (on: Reader, limit: number): Promise<VisitRow[]> =>
  tables(on)
    .selectFrom('coverage_visit')
    .selectAll()
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .limit(limit)
    .execute();

export async function lockVisit(tx: Tx, visitId: string): Promise<VisitRow | null> {
  const query = tables(tx).selectFrom('coverage_visit').selectAll().where('visit_id', '=', visitId).where('closed_at', 'is', null);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export const closeVisit = (
  tx: Tx,
  visitId: string,
  set: Pick<VisitRow, 'outcome' | 'outreach_id' | 'reason' | 'closed_by' | 'closed_at'>,
): Promise<unknown> => tables(tx).updateTable('coverage_visit').set(set).where('visit_id', '=', visitId).execute();
