import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { HandOver, HandOverSheet, Period } from '../contract.ts';
import { commandTables } from './command-tables.ts';
import type { Reader } from './tables.ts';

const listMax = 60;

export async function loadPeriods(reader: Reader, only: string | null = null): Promise<Period[]> {
  const query = commandTables(reader).selectFrom('support_period').selectAll().orderBy('starts_at', 'desc').limit(listMax);
  const rows = await (only === null ? query : query.where('period_id', '=', only)).execute();
  const positions = await commandTables(reader)
    .selectFrom('support_position')
    .selectAll()
    .where(sql<boolean>`period_id = any(${rows.map((row) => row.period_id)}::text[])`)
    .execute();
  const byPeriod = Map.groupBy(positions, (one) => one.period_id);
  return rows.map((row) => ({
    periodId: row.period_id,
    name: row.name,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at.getTime(),
    objectives: row.objectives,
    positions: (byPeriod.get(row.period_id) ?? []).map(({ position, holder, person_id, jobs }) => ({
      position,
      holder,
      personId: person_id,
      jobs,
    })),
    version: row.version,
    createdBy: row.created_by,
  }));
}

type PeriodFields = Pick<Period, 'name' | 'startsAt' | 'endsAt' | 'objectives' | 'positions'>;

const columnsOf = ({ name, startsAt, endsAt, objectives }: PeriodFields) => ({
  name,
  starts_at: new Date(startsAt),
  ends_at: new Date(endsAt),
  objectives: JSON.stringify(objectives),
});

export async function insertPeriod(tx: Tx, periodId: string, fields: PeriodFields, by: string, at: Instant): Promise<void> {
  await commandTables(tx)
    .insertInto('support_period')
    .values({ period_id: periodId, ...columnsOf(fields), created_at: new Date(at), created_by: by })
    .execute();
  await insertPositions(tx, periodId, fields.positions);
}

/** False: somebody else changed it meanwhile. */
export async function savePeriod(tx: Tx, periodId: string, fields: PeriodFields, version: number): Promise<boolean> {
  const row = await commandTables(tx)
    .updateTable('support_period')
    .set({ ...columnsOf(fields), version: version + 1 })
    .where('period_id', '=', periodId)
    .where('version', '=', version)
    .returning('period_id')
    .executeTakeFirst();
  if (!row) return false;
  await commandTables(tx).deleteFrom('support_position').where('period_id', '=', periodId).execute();
  await insertPositions(tx, periodId, fields.positions);
  return true;
}

async function insertPositions(tx: Tx, period_id: string, positions: Period['positions']): Promise<void> {
  if (positions.length === 0) return;
  const rows = positions.map(({ position, holder, personId, jobs }) => ({
    period_id,
    position,
    holder,
    person_id: personId,
    jobs: JSON.stringify(jobs),
  }));
  await commandTables(tx).insertInto('support_position').values(rows).execute();
}

export async function loadHandOvers(reader: Reader, only: string | null = null): Promise<(HandOver & { byAccount: string })[]> {
  const query = commandTables(reader).selectFrom('support_hand_over').selectAll().orderBy('at', 'desc').limit(listMax);
  const rows = await (only === null ? query : query.where('hand_over_id', '=', only)).execute();
  return rows.map((row) => ({
    handOverId: row.hand_over_id,
    at: row.at.getTime(),
    byAccount: row.by_account,
    byName: row.by_name,
    notes: row.notes,
    acceptedAt: row.accepted_at?.getTime() ?? null,
    acceptedBy: row.accepted_by,
    sheet: row.sheet as HandOverSheet,
  }));
}

export async function lastHandOverAt(reader: Reader): Promise<Instant | null> {
  const row = await commandTables(reader).selectFrom('support_hand_over').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst();
  return row?.at.getTime() ?? null;
}

export const insertHandOver = (
  tx: Tx,
  row: { hand_over_id: string; at: Date; since: Date; by_account: string; by_name: string; notes: string; sheet: HandOverSheet },
) =>
  commandTables(tx)
    .insertInto('support_hand_over')
    .values({ ...row, sheet: JSON.stringify(row.sheet), accepted_by: null })
    .execute();

/** False: somebody accepted it before. */
export async function markAccepted(tx: Tx, handOverId: string, by: string, at: Instant): Promise<boolean> {
  const row = await commandTables(tx)
    .updateTable('support_hand_over')
    .set({ accepted_at: new Date(at), accepted_by: by })
    .where('hand_over_id', '=', handOverId)
    .where('accepted_at', 'is', null)
    .returning('hand_over_id')
    .executeTakeFirst();
  return row !== undefined;
}
