import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#platform/db/open.ts';

/** Column name -> PostgreSQL type. */
type Columns = Readonly<Record<string, string>>;

const rowsOf = (columns: Columns, rows: readonly object[]): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(${sql.join(
    Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
  )})`;

/** Inserts many rows in one statement; times are ISO text. */
export async function insertRows(tx: Tx, table: string, columns: Columns, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${rowsOf(columns, rows)}`.execute(tx);
}

/** Sets these columns of many rows in one statement, found by `key`. */
export async function updateRows(tx: Tx, table: string, columns: Columns, key: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const set = Object.keys(columns)
    .filter((name) => name !== key)
    .map((name) => sql`${sql.ref(name)} = row.${sql.ref(name)}`);
  await sql`update ${sql.table(table)} as kept set ${sql.join(set)} from ${rowsOf(columns, rows)}
    where kept.${sql.ref(key)} = row.${sql.ref(key)}`.execute(tx);
}

export const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString());
