import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import type { Instant } from '#kernel/time.ts';
import { assert } from '#kernel/assert.ts';
import type { Module } from '../../core/modules/module.ts';
import { readModule } from '../read-module.ts';
import { tables, type Reader, type VersionRow } from './tables.ts';

/** Line ends and trailing blanks are no change. */
export const normalSource = (source: string): string =>
  `${source
    .replaceAll('\r\n', '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .trim()}\n`;
export const contentHash = (source: string): Buffer => createHash('sha256').update(normalSource(source)).digest();

// A published version never changes, so it is read once in the life of the process.
const read = new Map<string, Module>();
const readMax = 500;

export function moduleOf(row: Pick<VersionRow, 'module_id' | 'version' | 'source' | 'content_hash'>): Module {
  const key = row.content_hash.toString('hex');
  let module = read.get(key);
  if (!module) {
    const found = readModule(row.source);
    assert(found.module, `published module ${row.module_id} version ${row.version} can be read`);
    module = found.module;
    if (read.size >= readMax) read.clear();
    read.set(key, module);
  }
  return module;
}

export async function findVersion(reader: Reader, moduleId: string, version: number): Promise<VersionRow | null> {
  const query = tables(reader).selectFrom('training_module_version').selectAll();
  return (await query.where('module_id', '=', moduleId).where('version', '=', version).executeTakeFirst()) ?? null;
}

export const versionsOf = (reader: Reader, moduleId: string) =>
  tables(reader).selectFrom('training_module_version').selectAll().where('module_id', '=', moduleId).orderBy('version', 'desc').execute();

/** Present versions, whether withdrawn or not. */
export const currentVersions = (reader: Reader) =>
  tables(reader)
    .selectFrom('training_module')
    .innerJoin('training_module_version as v', (join) =>
      join.onRef('v.module_id', '=', 'training_module.module_id').onRef('v.version', '=', 'training_module.current_version'),
    )
    .selectAll('v')
    .select('training_module.withdrawn_at')
    .orderBy('v.module_id')
    .execute();

export async function currentVersion(reader: Reader, moduleId: string): Promise<(VersionRow & { withdrawn_at: Date | null }) | null> {
  const row = await tables(reader)
    .selectFrom('training_module')
    .innerJoin('training_module_version as v', (join) =>
      join.onRef('v.module_id', '=', 'training_module.module_id').onRef('v.version', '=', 'training_module.current_version'),
    )
    .selectAll('v')
    .select('training_module.withdrawn_at')
    .where('training_module.module_id', '=', moduleId)
    .executeTakeFirst();
  return row ?? null;
}

const lockKey = 724_044;
/** Publishing is one at a time: numbers have no gaps, and no two together close a circle of prerequisites. */
export const lockPublishing = (tx: Tx): Promise<unknown> => sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);

export interface Publication {
  readonly module: Module;
  readonly source: string;
  readonly changeNote: string;
  readonly answers: readonly string[];
  readonly by: string;
  readonly at: Instant;
}

/** Answers the new number. The caller holds the lock and knows that no version says the same. */
export async function insertVersion(tx: Tx, { module, source, changeNote, answers, by, at }: Publication): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) + 1 as version from training_module_version where module_id = ${module.moduleId}`.execute(tx);
  const version = rows[0]?.version ?? 1;
  await tables(tx)
    .insertInto('training_module_version')
    .values({
      module_id: module.moduleId,
      version,
      title: module.title,
      source: normalSource(source),
      content_hash: contentHash(source),
      change_note: changeNote,
      answers: [...answers],
      published_at: new Date(at),
      published_by: by,
    })
    .execute();
  await tables(tx)
    .insertInto('training_module')
    .values({ module_id: module.moduleId, current_version: version, withdrawn_at: null })
    .onConflict((conflict) => conflict.column('module_id').doUpdateSet({ current_version: version, withdrawn_at: null }))
    .execute();
  return version;
}

export async function setWithdrawn(tx: Tx, moduleId: string, at: Date | null): Promise<boolean> {
  const done = await tables(tx)
    .updateTable('training_module')
    .set({ withdrawn_at: at })
    .where('module_id', '=', moduleId)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
