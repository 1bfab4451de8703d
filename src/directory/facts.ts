import { sql } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { GoLive, Person, PersonRow, Site, Unit } from './contract.ts';
import { loadRows, loadRowsByKey } from './row-table.ts';
import { goLiveTable, personTable, siteTable, unitTable } from './row-tables.ts';

/** What other contexts decide from: the directory as it is now, whole. */
export const loadSites = (on: Db | Tx): Promise<readonly Site[]> => loadRows(on, siteTable);
export const loadUnits = (on: Db | Tx): Promise<readonly Unit[]> => loadRows(on, unitTable);
export const loadPeople = (on: Db | Tx): Promise<readonly Person[]> => loadRows(on, personTable);
export const loadGoLives = (on: Db | Tx): Promise<readonly GoLive[]> => loadRows(on, goLiveTable);

/** For programs that need one person's facts. A page that shows a person reads through its audited route instead. */
export async function findPerson(on: Db | Tx, personId: string): Promise<PersonRow | null> {
  return (await loadRows(on, personTable, { personId }))[0] ?? null;
}

/** In no particular order; unknown ids are left out. */
export const findPeople = (on: Db | Tx, personIds: readonly string[]): Promise<readonly PersonRow[]> =>
  loadRowsByKey(on, personTable, personIds);

/** Who has one of these mail addresses, compared without case. */
export async function findMailOwners(on: Db | Tx, emails: readonly string[]): Promise<readonly Pick<Person, 'personId' | 'email'>[]> {
  const wanted = emails.map((one) => one.toLowerCase());
  const found = await sql<Pick<Person, 'personId' | 'email'>>`
    select person_id as "personId", email from person where email <> '' and lower(email) = any(${wanted}::text[])`.execute(tablesIn(on));
  return found.rows;
}

/** Everybody, with no more than their mail address. */
export async function loadMailOwners(on: Db | Tx): Promise<readonly Pick<Person, 'personId' | 'email'>[]> {
  const found = await sql<Pick<Person, 'personId' | 'email'>>`
    select person_id as "personId", email from person order by person_id`.execute(tablesIn(on));
  return found.rows;
}

/** Another one after every change of people, places, go-lives or the organisation, from the moment at which the change can be read. */
export async function directoryStamp(on: Db | Tx): Promise<string> {
  const found = await sql<{ revision: number }>`select revision from directory_revision`.execute(tablesIn(on));
  return String(found.rows[0]?.revision);
}
