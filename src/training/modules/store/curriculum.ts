import type { Tx } from '#platform/db/open.ts';
import { inOrder } from '../../core/modules/curriculum.ts';
import type { Module } from '../../core/modules/module.ts';
import { currentVersions, moduleOf } from './versions.ts';
import { tables, type Reader } from './tables.ts';

export interface Placed {
  readonly module: Module;
  readonly version: number;
  readonly optional: boolean;
  /** Set by hand for this role; otherwise it names the role in its head. */
  readonly placed: boolean;
}

/** Modules that are given out, with their versions. */
export async function givenOut(reader: Reader): Promise<{ module: Module; version: number }[]> {
  const rows = await currentVersions(reader);
  return rows.filter((row) => row.withdrawn_at === null).map((row) => ({ module: moduleOf(row), version: row.version }));
}

/** The modules of a job role: those placed by hand in their order, then those that name the role, prerequisites first, bursts last. `known`: what is given out, where it was read already. */
export async function curriculumOf(
  reader: Reader,
  jobRole: string,
  known?: readonly { readonly module: Module; readonly version: number }[],
): Promise<Placed[]> {
  const all = known ?? (await givenOut(reader));
  const entries = await entriesOf(reader, jobRole);
  const byId = new Map(all.map((one) => [one.module.moduleId, one]));
  const placed = entries.flatMap((entry): Placed[] => {
    const one = byId.get(entry.module_id);
    return one ? [{ ...one, optional: entry.optional, placed: true }] : [];
  });
  const rest = all.filter((one) => one.module.roles.includes(jobRole) && !entries.some((entry) => entry.module_id === one.module.moduleId));
  const bursts = (kind: Module['kind']) => rest.filter((one) => one.module.kind === kind);
  const ordered = inOrder([...bursts('module'), ...bursts('burst')].map((one) => ({ ...one, ...linksOf(one.module) })));
  return [...placed, ...ordered.map(({ module, version }) => ({ module, version, optional: module.kind === 'burst', placed: false }))];
}

const linksOf = ({ moduleId, prerequisites, equivalents }: Module) => ({ moduleId, prerequisites, equivalents });

export const entriesOf = (reader: Reader, jobRole: string) =>
  tables(reader).selectFrom('training_curriculum_entry').selectAll().where('job_role', '=', jobRole).orderBy('place').execute();

export async function writeEntries(tx: Tx, jobRole: string, entries: readonly { moduleId: string; optional: boolean }[]): Promise<void> {
  await tables(tx).deleteFrom('training_curriculum_entry').where('job_role', '=', jobRole).execute();
  if (entries.length === 0) return;
  const rows = entries.map(({ moduleId, optional }, place) => ({ job_role: jobRole, place, module_id: moduleId, optional }));
  await tables(tx).insertInto('training_curriculum_entry').values(rows).execute();
}
