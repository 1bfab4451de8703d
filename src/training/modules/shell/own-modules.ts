import { isMet, missingFor } from '../../core/modules/curriculum.ts';
import type { Module } from '../../core/modules/module.ts';
import type { LearningModule } from '../../contract/learning.ts';
import { curriculumOf, givenOut } from '../store/curriculum.ts';
import { checksOf, runsOf } from '../store/runs.ts';
import { findVersion, moduleOf } from '../store/versions.ts';
import type { CheckRow, Reader, RunRow } from '../store/tables.ts';

/** A person's modules: those of their role in order, then what they began besides. */
export async function ownModules(reader: Reader, personId: string, jobRole: string): Promise<LearningModule[]> {
  const all = await givenOut(reader);
  const runs = await runsOf(reader, personId);
  const checks = await checksOf(
    reader,
    runs.map((run) => run.run_id),
  );
  const passed = passedIds(runs);
  const placed = await curriculumOf(reader, jobRole);
  const begunBesides = [...new Set(runs.map((run) => run.module_id))].filter(
    (id) => !placed.some((one) => one.module.moduleId === id) && all.some((one) => one.module.moduleId === id),
  );
  const listed = [...placed, ...all.filter((one) => begunBesides.includes(one.module.moduleId)).map((one) => ({ ...one, optional: true }))];
  const modules = all.map((one) => one.module);
  return Promise.all(
    listed.map(async ({ module, version, optional }) => {
      const mine = runs.filter((run) => run.module_id === module.moduleId);
      const open = mine.find((run) => run.ended_at === null);
      const pinned = open ? await findVersion(reader, open.module_id, open.version) : null;
      return line(pinned ? moduleOf(pinned) : module, { version, optional, mine, checks, modules, passed });
    }),
  );
}

interface Known {
  readonly version: number;
  readonly optional: boolean;
  readonly mine: readonly RunRow[];
  readonly checks: readonly CheckRow[];
  readonly modules: readonly Module[];
  readonly passed: ReadonlySet<string>;
}

function line(module: Module, { version, optional, mine, checks, modules, passed }: Known): LearningModule {
  const open = mine.find((run) => run.ended_at === null);
  const last = mine.findLast((run) => run.passed_at !== null);
  const missing = open ? [] : missingFor(module, modules, passed).map((id) => titleOf(modules, id));
  const state = open ? 'running' : last ? 'passed' : isMet(module, modules, passed) ? 'counted' : missing.length > 0 ? 'locked' : 'open';
  const runIds = new Set(mine.map((run) => run.run_id));
  return {
    moduleId: module.moduleId,
    title: module.title,
    summary: module.summary,
    kind: module.kind,
    minutes: module.minutes,
    version: open?.version ?? version,
    optional,
    due: null,
    pages: module.pages.length,
    state,
    missing,
    page: open?.page ?? 0,
    attempts: checks.filter((check) => runIds.has(check.run_id) && check.ended_at !== null).length,
    passedAt: last?.passed_at?.getTime() ?? null,
  };
}

const passedIds = (runs: readonly RunRow[]): Set<string> =>
  new Set(runs.filter((run) => run.passed_at !== null).map((run) => run.module_id));
const titleOf = (modules: readonly Module[], id: string): string => modules.find((module) => module.moduleId === id)?.title ?? id;

/** Titles of modules that this person must pass before this one. */
export async function missingOf(reader: Reader, personId: string, module: Module): Promise<string[]> {
  const modules = (await givenOut(reader)).map((one) => one.module);
  return missingFor(module, modules, passedIds(await runsOf(reader, personId))).map((id) => titleOf(modules, id));
}
