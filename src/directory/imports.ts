import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { goLivesFile } from './files/go-lives-file.ts';
import { peopleFile } from './files/people-file.ts';
import { sitesFile } from './files/sites-file.ts';
import { unitsFile } from './files/units-file.ts';
import { recordRoles } from './history.ts';
import { importOf, keyOf } from './import-kind.ts';
import { today } from './organisation.ts';
import { loadRows, type RowTable } from './row-table.ts';
import { goLiveTable, personTable, siteTable, unitTable } from './row-tables.ts';

const idsOf = async <Row extends object>(tx: Tx, table: RowTable<Row>): Promise<ReadonlySet<string>> =>
  new Set((await loadRows(tx, table)).map((row) => keyOf(table, row)));

/** A go-live names its wave; one that nobody described yet begins empty. */
export async function ensureWaves(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`insert into wave (wave) select distinct unnest(${[...names]}::text[]) on conflict do nothing`.execute(tx);
}

/**
 * The four files of the directory, in the order in which they refer to each other. Nothing is ever deleted by a file:
 * who is no longer in it is reported as absent, since plans and histories name them.
 */
export const directoryImports = {
  'sites.csv': importOf({
    spec: sitesFile,
    table: siteTable,
    title: 'Sites',
    alsoNamed: /^(sites?|facilities|hospitals|campus(es)?)\b.*\.csv$/,
    known: async () => ({}),
  }),
  'units.csv': importOf({
    spec: unitsFile,
    table: unitTable,
    title: 'Units',
    alsoNamed: /^(units?|departments?|wards?)\b.*\.csv$/,
    known: async (tx) => ({ site: await idsOf(tx, siteTable) }),
  }),
  'people.csv': importOf({
    spec: peopleFile,
    table: personTable,
    title: 'People',
    alsoNamed: /^(people|staff|employees?|hr)\b.*\.csv$/,
    known: async (tx, rows) => ({
      unit: await idsOf(tx, unitTable),
      person: (await idsOf(tx, personTable)).union(new Set(rows.map((row) => row.personId))),
    }),
    after: async (tx, rows, at) => recordRoles(tx, rows, await today(tx, at)),
  }),
  'go-lives.csv': importOf({
    spec: goLivesFile,
    table: goLiveTable,
    title: 'Go-lives',
    alsoNamed: /^(go-?lives?|waves?)\b.*\.csv$/,
    known: async (tx) => ({ unit: await idsOf(tx, unitTable) }),
    before: async (tx, rows) =>
      ensureWaves(
        tx,
        rows.map((row) => row.wave),
      ),
  }),
} as const;
