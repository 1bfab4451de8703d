import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { addRow, loadRows, lockRow, removeRow, replaceRows, type RowTable, type Versioned } from './row-table.ts';

/** Changes by hand, one row at a time: each is audited and told as news, in the same transaction. */
export interface Editor {
  readonly actor: AuditActor;
  readonly at: Instant;
}

/** @throws Problem 409 `id-taken`. */
export async function createIn<Row extends object>(tx: Tx, table: RowTable<Row>, row: Row, editor: Editor): Promise<Versioned<Row>> {
  await addRow(tx, table, row);
  await note(tx, table, 'created', row, {}, editor);
  return { ...row, version: 1 };
}

/** Saves the fields that differ; where none does, nothing happens at all. @throws Problem 404, 409 `changed-meanwhile`. */
export async function changeIn<Row extends object>(
  tx: Tx,
  table: RowTable<Row>,
  row: Row & { readonly version: number },
  editor: Editor,
  /** What else follows, before the change is told. */
  then: (after: Row) => Promise<void> = async () => undefined,
): Promise<Versioned<Row>> {
  const before = await lockRow(tx, table, keyIn(table, row), row.version);
  const fields = Object.keys(table.columns).filter(
    (field) => JSON.stringify(before[field as keyof Row]) !== JSON.stringify(row[field as keyof Row]),
  );
  if (fields.length === 0) return before;
  await replaceRows(tx, table, [row]);
  await then(row);
  await note(tx, table, 'changed', row, { fields }, editor);
  return { ...row, version: before.version + 1 };
}

/** @throws Problem 404, 409 `changed-meanwhile` or `in-use`. */
export async function removeIn<Row extends object>(
  tx: Tx,
  table: RowTable<Row>,
  key: Partial<Row>,
  version: number,
  editor: Editor,
): Promise<Record<string, never>> {
  await removeRow(tx, table, key, version);
  await note(tx, table, 'removed', key, {}, editor);
  return {};
}

export async function exists<Row extends object>(tx: Tx, table: RowTable<Row>, key: Partial<Row>): Promise<boolean> {
  return (await loadRows(tx, table, key)).length > 0;
}

const keyIn = <Row extends object>(table: RowTable<Row>, row: Row): Partial<Row> =>
  Object.fromEntries(table.key.map((field) => [field, row[field]])) as Partial<Row>;

async function note<Row extends object>(
  tx: Tx,
  table: RowTable<Row>,
  verb: 'created' | 'changed' | 'removed',
  row: Partial<Row>,
  detail: Record<string, unknown>,
  { actor, at }: Editor,
): Promise<void> {
  const subjectId = table.key.map((field) => String(row[field])).join(' ');
  await audit(tx, actor, { action: `${table.what}.${verb}`, subjectKind: table.what, subjectId, detail }, at);
  await tell(tx, [{ kind: `directory.${table.what}-${verb}`, subject: subjectId }], at);
}
