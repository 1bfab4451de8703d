import type { Tx } from '#platform/db/open.ts';
import type { Instant } from '#kernel/time.ts';
import { loadExercises } from '#sandbox/index.ts';
import { findCycle } from '../../core/modules/curriculum.ts';
import { lintModule, type LintIssue } from '../../core/modules/lint.ts';
import type { Module } from '../../core/modules/module.ts';
import { loadCompetencies, setTeachings } from '../../store/matrix.ts';
import { readModule } from '../read-module.ts';
import { mediaNames } from '../store/media.ts';
import { contentHash, currentVersions, insertVersion, lockPublishing, moduleOf, versionsOf } from '../store/versions.ts';
import type { Reader } from '../store/tables.ts';

export type Published =
  | {
      readonly outcome: 'published' | 'unchanged';
      readonly moduleId: string;
      readonly version: number;
      readonly issues: readonly LintIssue[];
    }
  | { readonly outcome: 'refused'; readonly moduleId: string | null; readonly issues: readonly LintIssue[] };

interface Asked {
  readonly source: string;
  readonly changeNote: string;
  readonly answers?: readonly string[];
  readonly by: string;
  readonly at: Instant;
  /** The module that it must be; null: whichever the file says. */
  readonly moduleId: string | null;
}

/** Reads, checks, and publishes as the next version; what the present version says already is left as it is. */
export async function publishSource(tx: Tx, { source, changeNote, answers = [], by, at, moduleId }: Asked): Promise<Published> {
  await lockPublishing(tx);
  const { module, issues } = await lintSource(tx, source);
  const errors = [...issues];
  if (module && moduleId !== null && module.moduleId !== moduleId)
    errors.unshift({ line: 1, severity: 'error', text: `The head says module: ${module.moduleId}, but this is ${moduleId}.` });
  if (!module || errors.some((issue) => issue.severity === 'error'))
    return { outcome: 'refused', moduleId: module?.moduleId ?? null, issues: errors };
  const hash = contentHash(source);
  const versions = await versionsOf(tx, module.moduleId);
  if (versions[0]?.content_hash.equals(hash))
    return { outcome: 'unchanged', moduleId: module.moduleId, version: versions[0].version, issues: errors };
  const same = versions.find((version) => version.content_hash.equals(hash));
  const refusal = same ? `Version ${same.version} says exactly this already. Change something, or leave it.` : await cycleIn(tx, module);
  if (refusal !== null)
    return { outcome: 'refused', moduleId: module.moduleId, issues: [...errors, { line: 1, severity: 'error', text: refusal }] };
  const version = await insertVersion(tx, { module, source, changeNote, answers, by, at });
  await teach(tx, module);
  return { outcome: 'published', moduleId: module.moduleId, version, issues: errors };
}

/** All that can be said of a file here: how it reads, and whether what it names exists. */
export async function lintSource(reader: Reader, source: string): Promise<{ module: Module | null; issues: readonly LintIssue[] }> {
  const { module, issues } = readModule(source);
  if (!module) return { module, issues };
  const competencies = await loadCompetencies(reader);
  const known = {
    media: await mediaNames(reader),
    exercises: new Set((await loadExercises(reader)).map((one) => one.id)),
    ...(competencies.length > 0 ? { competencies: new Set(competencies.map((one) => one.competencyId)) } : {}),
  };
  return { module, issues: lintModule(module, known) };
}

async function cycleIn(tx: Tx, module: Module): Promise<string | null> {
  const others = (await currentVersions(tx)).map(moduleOf).filter((other) => other.moduleId !== module.moduleId);
  const cycle = findCycle([...others, module]);
  return cycle === null ? null : `These come before each other in a circle: ${cycle.join(' → ')}. Take one prerequisite out.`;
}

/** What passing it proves. Competencies that the matrix does not have are left out; the linter has said so. */
async function teach(tx: Tx, module: Module): Promise<void> {
  const known = new Set((await loadCompetencies(tx)).map((one) => one.competencyId));
  const teaches = module.teaches.filter((one) => known.has(one.competencyId)).map((one) => ({ ...one, proof: 'passed' as const }));
  if (known.size > 0) await setTeachings(tx, 'module', module.moduleId, teaches);
}
