import { sql, type RawBuilder } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import { changedMeanwhile, notFound, Problem } from '#platform/http/problem.ts';

/*
 * The directory's tables have the shape of its contract: one column per field, a key of the hospital's own, a version.
 * A table is said once, as a value; single edits and bulk imports both work from it.
 */

type ColumnType = 'text' | 'int' | 'date' | 'text[]' | 'jsonb';

export interface RowTable<Row extends object> {
  readonly name: string;
  /** What a person calls one of its rows. */
  readonly what: string;
  readonly key: readonly (keyof Row & string)[];
  readonly columns: { readonly [Field in keyof Row & string]: readonly [column: string, type: ColumnType] };
}

export type Versioned<Row> = Row & { version: number };
export type Fields = Readonly<Record<string, unknown>>;

const handle = tablesIn<object>;
const entries = (table: RowTable<never>): [field: string, column: readonly [string, ColumnType]][] => Object.entries(table.columns);
const columnOf = (table: RowTable<never>, field: string): string => {
  const found = entries(table).find(([name]) => name === field);
  if (!found) throw new Error(`bug: ${table.name} has no field ${field}`);
  return found[1][0];
};
const as = (table: RowTable<never>): RawBuilder<unknown> =>
  sql.raw(
    `${entries(table)
      .map(([field, [column]]) => `${column} as "${field}"`)
      .join(', ')}, version`,
  );
const conditions = (table: RowTable<never>, where: Fields): RawBuilder<unknown> =>
  sql.join(
    Object.entries(where).map(([field, value]) => sql`${sql.ref(columnOf(table, field))} = ${value}`),
    sql` and `,
  );

/** Rows in order of key; all of them, or those whose fields equal `where`. */
export async function loadRows<Row extends object>(on: Db | Tx, table: RowTable<Row>, where: Partial<Row> = {}): Promise<Versioned<Row>[]> {
  const filter = Object.keys(where).length > 0 ? sql`where ${conditions(table, where as Fields)}` : sql``;
  const order = sql.raw(table.key.map((field) => columnOf(table, field)).join(', '));
  return (await sql<Versioned<Row>>`select ${as(table)} from ${sql.table(table.name)} ${filter} order by ${order}`.execute(handle(on)))
    .rows;
}

/** Of several keys, the rows that exist. Only for tables with one key field. */
export async function loadRowsByKey<Row extends object>(
  on: Db | Tx,
  table: RowTable<Row>,
  keys: readonly string[],
): Promise<Versioned<Row>[]> {
  const key = sql.ref(columnOf(table, table.key[0] ?? ''));
  return (await sql<Versioned<Row>>`select ${as(table)} from ${sql.table(table.name)} where ${key} = any(${[...keys]})`.execute(handle(on)))
    .rows;
}

/** JSON text in, rows out: one statement for any number of rows. */
function given(table: RowTable<never>, rows: readonly object[]): RawBuilder<unknown> {
  const types = entries(table).map(([field, [, type]]) => `"${field}" ${type}`);
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${sql.raw(types.join(', '))})`;
}

/** Until the transaction ends nobody else writes to the table; reading goes on. */
export async function lockTable(tx: Tx, table: RowTable<never>): Promise<void> {
  await sql`lock table ${sql.table(table.name)} in share row exclusive mode`.execute(tx);
}

export async function insertRows<Row extends object>(tx: Tx, table: RowTable<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.raw(
    entries(table)
      .map(([, [column]]) => column)
      .join(', '),
  );
  const fields = sql.raw(
    entries(table)
      .map(([field]) => `given."${field}"`)
      .join(', '),
  );
  await sql`insert into ${sql.table(table.name)} (${columns}) select ${fields} from ${given(table, rows)}`.execute(handle(tx));
}

/** Writes rows that exist, each one version on. */
export async function replaceRows<Row extends object>(tx: Tx, table: RowTable<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const isKey = (field: string): boolean => table.key.some((key) => key === field);
  const set = sql.raw(
    entries(table)
      .filter(([field]) => !isKey(field))
      .map(([field, [column]]) => `${column} = given."${field}"`)
      .join(', '),
  );
  const match = sql.raw(table.key.map((field) => `target.${columnOf(table, field)} = given."${field}"`).join(' and '));
  await sql`update ${sql.table(table.name)} as target set ${set}, version = version + 1 from ${given(table, rows)} where ${match}`.execute(
    handle(tx),
  );
}

/** The one row with this key, locked until the transaction ends. @throws Problem 404, 409 `changed-meanwhile`. */
export async function lockRow<Row extends object>(
  tx: Tx,
  table: RowTable<Row>,
  key: Partial<Row>,
  version: number,
): Promise<Versioned<Row>> {
  const select = sql<
    Versioned<Row>
  >`select ${as(table)} from ${sql.table(table.name)} where ${conditions(table, key as Fields)} for update`;
  const found = (await select.execute(handle(tx))).rows[0];
  if (!found) throw notFound(`This ${table.what}`);
  if (found.version !== version) throw changedMeanwhile(`This ${table.what}`);
  return found;
}

/** @throws Problem 409 `id-taken`. */
export async function addRow<Row extends object>(tx: Tx, table: RowTable<Row>, row: Row): Promise<void> {
  const key = Object.fromEntries(table.key.map((field) => [field, row[field]])) as Partial<Row>;
  if ((await loadRows(tx, table, key)).length > 0)
    throw new Problem(
      409,
      'id-taken',
      `There is a ${table.what} ${Object.values(key).join(', ')} already. Choose another id, or change that one.`,
    );
  await insertRows(tx, table, [row]);
}

/** @throws Problem 404, 409 `changed-meanwhile`, `in-use` where something refers to it. */
export async function removeRow<Row extends object>(tx: Tx, table: RowTable<Row>, key: Partial<Row>, version: number): Promise<void> {
  await lockRow(tx, table, key, version);
  try {
    await sql`delete from ${sql.table(table.name)} where ${conditions(table, key as Fields)}`.execute(handle(tx));
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error; // foreign_key_violation
    throw new Problem(409, 'in-use', `This ${table.what} is still in use. Move or remove what belongs to it first.`);
  }
}
