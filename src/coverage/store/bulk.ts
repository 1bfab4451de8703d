import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#platform/db/open.ts';

/** Column name -> PostgreSQL type, in the order of insertion. */
export type Columns = Readonly<Record<string, string>>;

const names = (columns: Columns): RawBuilder<unknown> => sql.join(Object.keys(columns).map((name) => sql.ref(name)));
const typed = (columns: Columns): RawBuilder<unknown> =>
  sql.join(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));

/** Rows a statement: one parameter of JSON each time, so that neither the count of parameters nor a message grows without end. */
const rowsAtOnce = 5000;

/** Inserts many rows in few statements. `rows` have the columns as keys; times are ISO text. */
export async function insertRows(tx: Tx, table: string, columns: Columns, rows: readonly object[]): Promise<void> {
  for (const part of parts(rows))
    await sql`insert into ${sql.table(table)} (${names(columns)})
      select ${names(columns)} from jsonb_to_recordset(${part}::jsonb) as row(${typed(columns)})`.execute(tx);
}

/** Inserts, or changes the rows that have these keys already; a change counts `version` up. */
export async function upsertRows(tx: Tx, table: string, columns: Columns, key: readonly string[], rows: readonly object[]): Promise<void> {
  const set = sql.join(
    Object.keys(columns)
      .filter((name) => !key.includes(name))
      .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  );
  for (const part of parts(rows))
    await sql`insert into ${sql.table(table)} as kept (${names(columns)})
      select ${names(columns)} from jsonb_to_recordset(${part}::jsonb) as row(${typed(columns)})
      on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${set}, version = kept.version + 1`.execute(tx);
}

function* parts(rows: readonly object[]): Generator<string> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield JSON.stringify(rows.slice(from, from + rowsAtOnce));
}

export const iso = (instant: number): string => new Date(instant).toISOString();
