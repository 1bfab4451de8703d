import type { Instant } from '#kernel/time.ts';
import { tablesOf, type Db, type Tx } from '../db/open.ts';
import type { ImportDiff, ImportFile, ImportIssue } from './contract.ts';

export interface FileRow {
  import_id: string;
  file: string;
  kind: string | null;
  bytes: Buffer | null;
  size: number;
  state: ImportFile['state'];
  rows: number;
  errors: number;
  warnings: number;
  issues: ImportIssue[];
  diff: ImportDiff | null;
  sample: ImportFile['sample'];
  failure: string | null;
  applied_at: Date | null;
}

export interface ImportTables {
  import: { import_id: string; created_at: Date; created_by: string };
  import_file: Omit<FileRow, 'issues' | 'diff' | 'sample'> & { issues: unknown; diff: unknown; sample: unknown };
}

/** Everything but the bytes, which are read only when they are worked on. */
const shown = [
  'import_id',
  'file',
  'kind',
  'size',
  'state',
  'rows',
  'errors',
  'warnings',
  'issues',
  'diff',
  'sample',
  'failure',
  'applied_at',
] as const;
export type ShownFile = Omit<FileRow, 'bytes'>;

export async function insertImport(tx: Tx, importId: string, createdBy: string, at: Instant): Promise<void> {
  await tablesOf<ImportTables>(tx)
    .insertInto('import')
    .values({ import_id: importId, created_at: new Date(at), created_by: createdBy })
    .execute();
}

export async function findImport(
  db: Db,
  importId: string,
): Promise<{ import_id: string; created_at: Date; created_by: string; files: ShownFile[] } | null> {
  const tables = db.for<ImportTables>();
  const found = await tables.selectFrom('import').selectAll().where('import_id', '=', importId).executeTakeFirst();
  if (!found) return null;
  const files = await tables.selectFrom('import_file').select(shown).where('import_id', '=', importId).execute();
  return { ...found, files: files as unknown as ShownFile[] };
}

export async function listImports(
  db: Db,
  limit: number,
): Promise<{ import_id: string; created_at: Date; created_by: string; files: ShownFile[] }[]> {
  const tables = db.for<ImportTables>();
  const imports = await tables.selectFrom('import').selectAll().orderBy('created_at', 'desc').limit(limit).execute();
  if (imports.length === 0) return [];
  const ids = imports.map((item) => item.import_id);
  const files = (await tables.selectFrom('import_file').select(shown).where('import_id', 'in', ids).execute()) as unknown as ShownFile[];
  const byImport = Map.groupBy(files, (file) => file.import_id);
  return imports.map((item) => ({ ...item, files: byImport.get(item.import_id) ?? [] }));
}

/** Uploading the same name again replaces what was there, unless that was applied already. Answers whether it was stored. */
export async function saveUpload(
  tx: Tx,
  row: { import_id: string; file: string; kind: string | null; bytes: Uint8Array },
): Promise<boolean> {
  const fresh = {
    state: 'uploaded' as const,
    rows: 0,
    errors: 0,
    warnings: 0,
    issues: '[]',
    diff: null,
    sample: null,
    failure: null,
    applied_at: null,
  };
  const bytes = Buffer.from(row.bytes);
  const stored = await tablesOf<ImportTables>(tx)
    .insertInto('import_file')
    .values({ ...row, ...fresh, bytes, size: bytes.length })
    .onConflict((conflict) =>
      conflict
        .columns(['import_id', 'file'])
        .doUpdateSet({ ...fresh, kind: row.kind, bytes, size: bytes.length })
        .where('import_file.state', '!=', 'applied'),
    )
    .executeTakeFirst();
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The bytes of a file that is not applied yet, locked until the transaction ends; null when it is gone or done. */
export async function lockBytes(tx: Tx, importId: string, file: string): Promise<Buffer | null> {
  const row = await tablesOf<ImportTables>(tx)
    .selectFrom('import_file')
    .select('bytes')
    .where('import_id', '=', importId)
    .where('file', '=', file)
    .where('state', '!=', 'applied')
    .forUpdate()
    .executeTakeFirst();
  return row?.bytes ?? null;
}

export type Outcome = Pick<FileRow, 'state' | 'rows' | 'errors' | 'warnings' | 'issues' | 'diff' | 'sample' | 'failure' | 'applied_at'>;

export async function saveOutcome(tx: Tx, importId: string, file: string, outcome: Outcome): Promise<void> {
  const set = {
    ...outcome,
    issues: JSON.stringify(outcome.issues),
    diff: outcome.diff && JSON.stringify(outcome.diff),
    sample: outcome.sample && JSON.stringify(outcome.sample),
    ...(outcome.state === 'applied' ? { bytes: null } : {}),
  };
  await tablesOf<ImportTables>(tx).updateTable('import_file').set(set).where('import_id', '=', importId).where('file', '=', file).execute();
}

export async function removeFile(tx: Tx, importId: string, file: string): Promise<boolean> {
  const gone = await tablesOf<ImportTables>(tx)
    .deleteFrom('import_file')
    .where('import_id', '=', importId)
    .where('file', '=', file)
    .where('state', '!=', 'applied')
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Deletes an import none of whose files was applied; one that changed something stays as history. */
export async function removeImport(tx: Tx, importId: string): Promise<boolean> {
  const tables = tablesOf<ImportTables>(tx);
  const applied = await tables
    .selectFrom('import_file')
    .select('file')
    .where('import_id', '=', importId)
    .where('state', '=', 'applied')
    .limit(1)
    .executeTakeFirst();
  if (applied) return false;
  return (await tables.deleteFrom('import').where('import_id', '=', importId).executeTakeFirst()).numDeletedRows > 0n;
}

/** Whether a file of this kind was ever applied: what it says is then the hospital's own word. */
export async function wasApplied(tx: Tx, kind: string): Promise<boolean> {
  const found = await tablesOf<ImportTables>(tx)
    .selectFrom('import_file')
    .select('file')
    .where('kind', '=', kind)
    .where('state', '=', 'applied')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
