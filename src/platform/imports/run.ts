import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '../audit/audit.ts';
import type { Db, Tx } from '../db/open.ts';
import { tell } from '../realtime/outbox.ts';
import type { ImportFile } from './contract.ts';
import type { AnyImportKind } from './kind.ts';
import { lockBytes, saveOutcome, type Outcome, type ShownFile } from './store.ts';

const issuesKeptMax = 5000;
const sampleRowsMax = 8;

class Undo extends Error {}

export interface Run {
  readonly db: Db;
  readonly kinds: readonly AnyImportKind[];
  readonly actor: AuditActor;
  readonly at: Instant;
}

/** Files in the order in which they build on each other; unknown ones are left out. */
export function inOrder<File extends Pick<ShownFile, 'kind'>>(
  kinds: readonly AnyImportKind[],
  files: readonly File[],
): { kind: AnyImportKind; file: File }[] {
  return kinds.flatMap((kind) => files.filter((file) => file.kind === kind.kind).map((file) => ({ kind, file })));
}

/**
 * Applies all files in one transaction, notes what each would do, and undoes everything: the truest preview there is,
 * since later files see the rows of earlier ones. A file that fails is undone by itself.
 */
export async function previewAll({ db, kinds, actor, at }: Run, importId: string, files: readonly ShownFile[]): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const dryRun = db.tx(async (tx) => {
    outcomes.clear();
    for (const { kind, file } of inOrder(kinds, files)) {
      const bytes = await lockBytes(tx, importId, file.file);
      if (!bytes) continue;
      const outcome = await attempt(tx, kind, bytes, actor, at);
      await saveOutcome(tx, importId, file.file, outcome); // later files may ask what was applied before them
      outcomes.set(file.file, { ...outcome, state: 'previewed', applied_at: null });
    }
    throw new Undo();
  });
  await dryRun.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  await db.tx(async (tx) => {
    for (const [file, outcome] of outcomes) if (await lockBytes(tx, importId, file)) await saveOutcome(tx, importId, file, outcome);
  });
}

/** Applies the files one by one, each wholly or not at all: its rows, its outcome, its audit line and its news in one transaction. */
export async function applyAll({ db, kinds, actor, at }: Run, importId: string, files: readonly ShownFile[]): Promise<void> {
  for (const { kind, file } of inOrder(kinds, files)) {
    await db.tx(async (tx) => {
      const bytes = await lockBytes(tx, importId, file.file);
      if (!bytes) return; // somebody else applied it meanwhile, or it was removed
      const outcome = await attempt(tx, kind, bytes, actor, at);
      await saveOutcome(tx, importId, file.file, outcome);
      const { diff } = outcome;
      if (!diff || diff.added + diff.changed + diff.withdrawn === 0) return;
      const counts = { file: kind.kind, added: diff.added, changed: diff.changed, withdrawn: diff.withdrawn };
      await audit(tx, actor, { action: 'import.applied', subjectKind: 'import', subjectId: importId, detail: counts }, at);
      await tell(tx, [{ kind: 'platform.file-imported', subject: importId, body: { file: kind.kind } }], at);
    });
  }
}

async function attempt(tx: Tx, kind: AnyImportKind, bytes: Uint8Array, actor: AuditActor, at: Instant): Promise<Outcome> {
  const reading = await kind.read(tx, bytes, actor, at);
  const errors = reading.issues.filter((issue) => issue.severity === 'error').length;
  const noted = {
    rows: reading.rows.length,
    errors,
    warnings: reading.issues.length - errors,
    issues: reading.issues.slice(0, issuesKeptMax),
    sample: sampleOf(
      kind,
      reading.rows.slice(0, sampleRowsMax).map(({ row }) => row),
    ),
  };
  if (reading.rows.length === 0 && errors > 0)
    return {
      ...noted,
      state: 'failed',
      diff: null,
      failure: 'No row could be read; the issues say why. Mend the file and upload it again.',
      applied_at: null,
    };
  const diff = await kind.apply(
    tx,
    reading.rows.map(({ row }) => row),
    actor,
    at,
  );
  return { ...noted, state: 'applied', diff, failure: null, applied_at: new Date(at) };
}

function sampleOf(kind: AnyImportKind, rows: readonly never[]): ImportFile['sample'] {
  const cells = rows.map((row) => kind.sample(row));
  const columns = Object.keys(cells[0] ?? {});
  return columns.length === 0 ? null : { columns, rows: cells.map((row) => columns.map((column) => row[column] ?? '')) };
}
