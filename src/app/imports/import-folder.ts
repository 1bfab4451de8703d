import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Db } from '#platform/db/open.ts';
import { kindOf } from '#platform/imports/kind.ts';
import { applyAll, inOrder, previewAll } from '#platform/imports/run.ts';
import { findImport, insertImport, removeImport, saveUpload, type ShownFile } from '#platform/imports/store.ts';
import { importKinds } from './kinds.ts';

/** The wizard's own steps on the files of a folder; answers them with their outcome, in the order of applying. */
export async function importFolder(
  db: Db,
  dir: string,
  { actor, at, dryRun = false }: { actor: AuditActor; at: Instant; dryRun?: boolean },
): Promise<ShownFile[]> {
  const importId = newId('imp');
  const known = readdirSync(dir).flatMap((file) => {
    const kind = kindOf(importKinds, file);
    return kind ? [{ file, kind }] : [];
  });
  if (known.length === 0) return [];
  await db.tx((tx) => insertImport(tx, importId, actor.name, at));
  for (const { file, kind } of known) {
    const raw = readFileSync(join(dir, file));
    const bytes = kind.redact?.(raw) ?? raw;
    await db.tx((tx) => saveUpload(tx, { import_id: importId, file, kind: kind.kind, bytes }));
  }
  const files = async (): Promise<ShownFile[]> =>
    inOrder(importKinds, (await findImport(db, importId))?.files ?? []).map((one) => one.file);
  const run = { db, kinds: importKinds, actor, at };
  if (!dryRun) {
    await applyAll(run, importId, await files());
    return files();
  }
  await previewAll(run, importId, await files());
  const outcomes = await files();
  await db.tx((tx) => removeImport(tx, importId));
  return outcomes;
}
