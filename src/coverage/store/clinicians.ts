import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { OutreachView } from '../contract.ts';
import type { Exposure, Outreach } from '../core/facts.ts';
import { tables, type CoverageTables, type OutreachTable, type Reader } from './tables.ts';

export type OutreachRow = Selectable<OutreachTable>;

export const exposuresOf = (reader: Reader, personId: string): Promise<Selectable<CoverageTables['coverage_exposure']>[]> =>
  tables(reader).selectFrom('coverage_exposure').selectAll().where('person_id', '=', personId).orderBy('on_date', 'desc').execute();

/** What was recorded before for that day and unit is replaced. */
export async function saveExposure(tx: Tx, one: Exposure): Promise<void> {
  const counts = { live_rounds: one.liveRounds, supported_rounds: one.supportedRounds };
  await tables(tx)
    .insertInto('coverage_exposure')
    .values({ person_id: one.personId, on_date: one.date, unit_id: one.unitId, ...counts })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'on_date', 'unit_id']).doUpdateSet({ ...counts, version: sql`coverage_exposure.version + 1` }),
    )
    .execute();
}

export const outreachesOf = (reader: Reader, personId: string): Promise<OutreachRow[]> =>
  tables(reader).selectFrom('coverage_outreach').selectAll().where('person_id', '=', personId).orderBy('starts_at', 'desc').execute();

export const insertOutreach = (tx: Tx, one: Outreach, by: string): Promise<OutreachRow> =>
  tables(tx)
    .insertInto('coverage_outreach')
    .values({
      outreach_id: one.outreachId,
      person_id: one.personId,
      starts_at: new Date(one.start),
      ends_at: new Date(one.end),
      minutes: one.minutes,
      note: one.note,
      source: 'page',
      by_name: by,
      cancelled_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Null: there is none, or it was cancelled already. */
export async function cancelOutreachRow(tx: Tx, outreachId: string, at: Instant): Promise<OutreachRow | null> {
  const row = await tables(tx)
    .updateTable('coverage_outreach')
    .set((e) => ({ cancelled_at: new Date(at), version: e('version', '+', 1) }))
    .where('outreach_id', '=', outreachId)
    .where('cancelled_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export const outreachView = (row: OutreachRow): OutreachView => ({
  outreachId: row.outreach_id,
  personId: row.person_id,
  start: row.starts_at.getTime(),
  end: row.ends_at.getTime(),
  minutes: row.minutes,
  note: row.note,
  source: row.source as OutreachView['source'],
  by: row.by_name,
  cancelled: row.cancelled_at !== null,
  version: row.version,
});
