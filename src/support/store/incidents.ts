import { sql, type Insertable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Downtime, Incident } from '../contract.ts';
import { commandTables } from './command-tables.ts';
import type { Reader } from './tables.ts';

const listMax = 100;

export async function openIncident(reader: Reader): Promise<Incident | null> {
  const row = await commandTables(reader).selectFrom('support_incident').selectAll().where('stood_down_at', 'is', null).executeTakeFirst();
  return row ? incidentOf(row) : null;
}

export async function loadIncidents(reader: Reader): Promise<Incident[]> {
  const rows = await commandTables(reader)
    .selectFrom('support_incident')
    .selectAll()
    .orderBy('declared_at', 'desc')
    .limit(listMax)
    .execute();
  return rows.map(incidentOf);
}

type NewIncident = Pick<IncidentRow, 'incident_id' | 'title' | 'text' | 'issue_id' | 'declared_at' | 'declared_by'>;

/** Null: there is one already. */
export async function insertIncident(tx: Tx, row: NewIncident): Promise<Incident | null> {
  const inserted = await commandTables(tx)
    .insertInto('support_incident')
    .values({ ...row, stood_down_by: null })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted ? incidentOf(inserted) : null;
}

/** Null: there is no such incident, or it was stood down before. */
export async function endIncident(tx: Tx, incidentId: string, by: string, outcome: string, at: Instant): Promise<Incident | null> {
  const row = await commandTables(tx)
    .updateTable('support_incident')
    .set({ stood_down_at: new Date(at), stood_down_by: by, outcome })
    .where('incident_id', '=', incidentId)
    .where('stood_down_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row ? incidentOf(row) : null;
}

interface IncidentRow {
  incident_id: string;
  title: string;
  text: string;
  issue_id: string | null;
  declared_at: Date;
  declared_by: string;
  stood_down_at: Date | null;
  stood_down_by: string | null;
  outcome: string;
}

const incidentOf = (row: IncidentRow): Incident => ({
  incidentId: row.incident_id,
  title: row.title,
  text: row.text,
  issueId: row.issue_id,
  declaredAt: row.declared_at.getTime(),
  declaredBy: row.declared_by,
  stoodDownAt: row.stood_down_at?.getTime() ?? null,
  stoodDownBy: row.stood_down_by,
  outcome: row.outcome,
});

const downtimeRows = (reader: Reader) =>
  commandTables(reader)
    .selectFrom('support_downtime')
    .selectAll()
    .select(sql<string>`(select workaround from support_issue where support_issue.issue_id = support_downtime.issue_id)`.as('procedure'));

/** All downtime that touches a span. What was declared for later counts from when it begins. */
export async function loadDowntimes(reader: Reader, from: Instant, to: Instant): Promise<Downtime[]> {
  const rows = await downtimeRows(reader)
    .where('starts_at', '<=', new Date(to))
    .where((e) => e.or([e('ends_at', 'is', null), e('ends_at', '>', new Date(from))]))
    .orderBy('starts_at', 'desc')
    .execute();
  return rows.map(downtimeOf);
}

export async function listDowntimes(reader: Reader): Promise<Downtime[]> {
  return (await downtimeRows(reader).orderBy('starts_at', 'desc').limit(listMax).execute()).map(downtimeOf);
}

export async function findDowntime(reader: Reader, downtimeId: string): Promise<Downtime | null> {
  const row = await downtimeRows(reader).where('downtime_id', '=', downtimeId).executeTakeFirst();
  return row ? downtimeOf(row) : null;
}

type DowntimeRow = Awaited<ReturnType<ReturnType<typeof downtimeRows>['execute']>>[number];
type NewDowntime = Insertable<Omit<DowntimeRow, 'procedure' | 'ended_by'>>;

export const insertDowntime = (tx: Tx, row: NewDowntime): Promise<unknown> =>
  commandTables(tx)
    .insertInto('support_downtime')
    .values({ ...row, ended_by: null })
    .execute();

/** Ends it, or takes back what has not begun: then it ends when it begins and never was. */
export const endDowntimeAt = (tx: Tx, downtimeId: string, by: string, at: Instant): Promise<unknown> =>
  commandTables(tx)
    .updateTable('support_downtime')
    .set({ ends_at: sql<Date>`greatest(starts_at, ${new Date(at)})`, ended_by: by })
    .where('downtime_id', '=', downtimeId)
    .execute();

const downtimeOf = (row: DowntimeRow): Downtime => ({
  downtimeId: row.downtime_id,
  unitId: row.unit_id,
  startsAt: row.starts_at.getTime(),
  endsAt: row.ends_at?.getTime() ?? null,
  reason: row.reason,
  procedure: row.procedure,
  issueId: row.issue_id,
  declaredBy: row.declared_by,
  endedBy: row.ended_by,
});
