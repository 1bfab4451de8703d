import { sql } from 'kysely';
import { isTimeZone, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import { changedMeanwhile, invalid } from '#platform/http/problem.ts';
import type { Organisation, Site } from './contract.ts';
import { insertRows } from './row-table.ts';
import { siteTable } from './row-tables.ts';

type OrganisationRow = Organisation & { version: number };
const handle = tablesIn<object>;

/** Its time zone is its own, else that of its first site, else UTC. */
export async function loadOrganisation(on: Db | Tx): Promise<OrganisationRow> {
  const found = await sql<OrganisationRow>`
    select name, version, coalesce(time_zone, (select time_zone from site order by site_id limit 1), 'UTC') as "timeZone"
    from organisation`.execute(handle(on));
  const row = found.rows[0];
  if (!row) throw new Error('bug: the organisation row is missing');
  return row;
}

/** Today, as the organisation counts days. */
export async function today(on: Db | Tx, at: Instant): Promise<LocalDate> {
  return toLocal(at, (await loadOrganisation(on)).timeZone).date;
}

/** @throws Problem 409 `changed-meanwhile`, 422 for a time zone that does not exist. */
export async function changeOrganisation(tx: Tx, change: OrganisationRow, actor: AuditActor, at: Instant): Promise<OrganisationRow> {
  mustBeTimeZone(change.timeZone);
  const saved = await sql`
    update organisation set name = ${change.name}, time_zone = ${change.timeZone}, version = version + 1
    where version = ${change.version}`.execute(handle(tx));
  if (saved.numAffectedRows !== 1n) throw changedMeanwhile('The organisation');
  await audit(tx, actor, { action: 'organisation.changed', subjectKind: 'organisation', subjectId: 'organisation' }, at);
  return loadOrganisation(tx);
}

/** First run: the organisation's name, and its first site where the administrator knows it already. */
export async function setUpOrganisation(
  tx: Tx,
  { organisation, site }: { organisation: string; site?: Site | undefined },
  actor: AuditActor,
  at: Instant,
): Promise<void> {
  await sql`update organisation set name = ${organisation}, time_zone = ${site?.timeZone ?? null}, version = version + 1`.execute(
    handle(tx),
  );
  if (site) {
    mustBeTimeZone(site.timeZone);
    await insertRows(tx, siteTable, [site]);
    await audit(tx, actor, { action: 'site.created', subjectKind: 'site', subjectId: site.siteId }, at);
  }
  await audit(tx, actor, { action: 'organisation.changed', subjectKind: 'organisation', subjectId: 'organisation' }, at);
}

export function mustBeTimeZone(zone: string): void {
  if (!isTimeZone(zone)) throw invalid(`"${zone}" is not a time zone. Use one such as America/Chicago.`);
}
