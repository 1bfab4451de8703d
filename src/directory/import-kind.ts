import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { readCsv } from '#platform/files/read-csv.ts';
import { checkReferences, type KnownIds } from '#platform/files/references.ts';
import { columnsOf, type FileReading, type FileSpec } from '#platform/files/spec.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { changesShownMax, keysShownMax, type ImportKind } from '#platform/imports/kind.ts';
import { compareRows, type Comparison } from './core/compare-rows.ts';
import { insertRows, loadRows, lockTable, replaceRows, type RowTable } from './row-table.ts';

/** How the rows of one of our files become rows of one of our tables. */
interface Landing<Row extends object> {
  readonly spec: FileSpec<Row>;
  readonly table: RowTable<Row>;
  readonly title: string;
  readonly alsoNamed: RegExp;
  /** What rows of this file may refer to. */
  readonly known: (tx: Tx, rows: readonly Row[]) => Promise<KnownIds>;
  /** What must be there before the rows are written. */
  readonly before?: (tx: Tx, rows: readonly Row[]) => Promise<void>;
  /** What follows from rows that were added or changed. */
  readonly after?: (tx: Tx, rows: readonly Row[], at: Instant) => Promise<void>;
}

/** Compares rows with the record, without changing anything. */
async function planRows<Row extends object>(tx: Tx, table: RowTable<Row>, rows: readonly Row[]): Promise<Comparison<Row>> {
  const fields = Object.keys(table.columns) as (keyof Row & string)[];
  return compareRows(await loadRows(tx, table), rows, (row) => keyOf(table, row), fields);
}

export const keyOf = <Row extends object>(table: RowTable<Row>, row: Row): string => table.key.map((field) => String(row[field])).join(' ');

export function importOf<Row extends object>({ spec, table, title, alsoNamed, known, before, after }: Landing<Row>): ImportKind<Row> {
  return {
    kind: spec.file,
    title,
    needed: true,
    columns: columnsOf(spec).map((column) => column.name),
    alsoNamed,
    async read(tx, bytes): Promise<FileReading<Row>> {
      const reading = await readCsv(spec, [bytes]);
      return checkReferences(
        spec,
        reading,
        await known(
          tx,
          reading.rows.map(({ row }) => row),
        ),
      );
    },
    async apply(tx, rows, actor, at) {
      await lockTable(tx, table); // nobody edits between comparing and writing
      const plan = await planRows(tx, table, rows);
      const changed = plan.changed.map((change) => change.after);
      const touched = [...plan.added, ...changed];
      if (touched.length > 0) {
        await before?.(tx, touched);
        await insertRows(tx, table, plan.added);
        await replaceRows(tx, table, changed);
        await after?.(tx, touched, at);
        await auditPlan(tx, table, plan, actor, at);
      }
      return diffOf(table, plan);
    },
    sample: (row) =>
      Object.fromEntries(Object.entries(spec.columns).map(([field, column]) => [nameOf(column), shown(row[field as keyof Row])])),
  };
}

const nameOf = (column: unknown): string => (column as { name: string }).name;
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

/** One line tells which rows came and which fields of which rows changed: enough to answer 'since when, and by whom'. */
async function auditPlan<Row extends object>(
  tx: Tx,
  table: RowTable<Row>,
  plan: Comparison<Row>,
  actor: AuditActor,
  at: Instant,
): Promise<void> {
  const detail = {
    added: plan.added.map((row) => keyOf(table, row)),
    changed: Object.fromEntries(plan.changed.map(({ after, fields }) => [keyOf(table, after), fields])),
  };
  await audit(
    tx,
    actor,
    { action: `${table.name.replace('_', '-')}.imported`, subjectKind: 'directory', subjectId: table.name, detail },
    at,
  );
}

function diffOf<Row extends object>(table: RowTable<Row>, plan: Comparison<Row>): ImportDiff {
  const keys = (rows: readonly Row[]): string[] => rows.slice(0, keysShownMax).map((row) => keyOf(table, row));
  return {
    added: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    withdrawn: 0,
    absent: plan.absent.length,
    addedKeys: keys(plan.added),
    absentKeys: keys(plan.absent),
    changes: plan.changed.slice(0, changesShownMax).map(({ before, after, fields }) => ({
      key: keyOf(table, after),
      fields: fields.map((field) => ({ field, was: shown(before[field]), becomes: shown(after[field]) })),
    })),
  };
}
