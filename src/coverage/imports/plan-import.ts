import type { Selectable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import type { Shape } from '../store/rows.ts';
import { tables, type CoverageTables } from '../store/tables.ts';

/** One row that a file would change: `was` and `becomes` per field that differs, as text. */
export interface RowChange {
  readonly key: string;
  readonly fields: readonly { readonly field: string; readonly was: string; readonly becomes: string }[];
}

/** What a file would do. `absent`: keys on record that the file does not have; `withdrawn`: those that it takes away by being silent. */
export interface ImportPlan<Fact> {
  readonly insert: readonly Fact[];
  readonly update: readonly { readonly fact: Fact; readonly change: RowChange }[];
  readonly unchanged: number;
  readonly absent: readonly string[];
  readonly withdrawn: readonly string[];
}

/** The rows on record that a file of this kind speaks about, and which of them its silence withdraws. */
export interface Scope<T extends keyof CoverageTables> {
  readonly rows: readonly Selectable<CoverageTables[T]>[];
  readonly withdraws: (row: Selectable<CoverageTables[T]>) => boolean;
}

type Cells = Record<string, unknown>;

export function planImport<Fact, T extends keyof CoverageTables>(
  shape: Shape<Fact, T>,
  facts: readonly Fact[],
  scope: Scope<T>,
): ImportPlan<Fact> {
  const keyOf = (cells: Cells): string => shape.key.map((name) => String(cells[name])).join(' ');
  // Both sides go through `toRow`: what is compared is what is stored, whatever the order of keys in the database's JSON.
  const onRecord = new Map(
    scope.rows.map((row) => {
      const cells = shape.toRow(shape.toFact(row));
      return [keyOf(cells), { row, cells }] as const;
    }),
  );
  const insert: Fact[] = [];
  const update: { fact: Fact; change: RowChange }[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  for (const fact of facts) {
    const cells = shape.toRow(fact);
    const key = keyOf(cells);
    if (seen.has(key)) continue;
    seen.add(key);
    const known = onRecord.get(key);
    const fields = known ? changedFields(known.cells, cells) : [];
    if (!known) insert.push(fact);
    else if (fields.length > 0) update.push({ fact, change: { key, fields } });
    else unchanged++;
  }
  const silent = [...onRecord].filter(([key]) => !seen.has(key));
  return {
    insert,
    update,
    unchanged,
    absent: silent.filter(([, { row }]) => !scope.withdraws(row)).map(([key]) => key),
    withdrawn: silent.filter(([, { row }]) => scope.withdraws(row)).map(([key]) => key),
  };
}

function changedFields(was: Cells, becomes: Cells): RowChange['fields'] {
  return Object.keys(becomes)
    .map((field) => ({ field, was: shown(was[field]), becomes: shown(becomes[field]) }))
    .filter((change) => change.was !== change.becomes);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => (typeof item === 'object' ? span(item as Cells) : String(item))).join(';');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const span = (item: Cells): string => `${new Date(Number(item['start'])).toISOString()}/${new Date(Number(item['end'])).toISOString()}`;

/** Rows on record, by table; the whole of it unless `source` narrows presences to one file's own. */
export const allRows = async <T extends keyof CoverageTables>(tx: Tx, table: T): Promise<Selectable<CoverageTables[T]>[]> =>
  (await tables(tx)
    .selectFrom(table as 'coverage_shift')
    .selectAll()
    .execute()) as unknown as Selectable<CoverageTables[T]>[];
