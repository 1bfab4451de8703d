import { readFileSync } from 'node:fs';
import type { Plan } from '#coverage/core/plan/plan.ts';
import { readPlanJson } from '#coverage/files/plan-json.ts';
import { folderProblem, type FolderProblem } from '../folder/folder-problem.ts';
import type { FolderReading } from '../folder/folder.ts';
import { InputError, type Terminal } from './command.ts';
import { openFolder } from './open-folder.ts';

export interface OpenPlan extends FolderProblem {
  readonly plan: Plan;
  readonly reading: FolderReading;
}

/** A plan with the folder that it was made from. @throws InputError where they do not fit together. */
export async function openPlan(dir: string, path: string | undefined, timeZone: string | undefined, terminal: Terminal): Promise<OpenPlan> {
  if (path === undefined) throw new InputError('Say which plan: --plan FILE.');
  const read = readPlanJson(readText(path));
  if (!read.ok) throw new InputError(`${path}: ${read.refusal.text}`);
  const { plan, needIds } = read.value;
  const days = { from: plan.from, to: plan.to };
  const reading = await openFolder(dir, { timeZone, days }, terminal);
  const folder = folderProblem(reading, days);
  const now = new Set(folder.needs.map((need) => need.id));
  const gone = [...needIds].filter((id) => !now.has(id));
  const added = [...now].filter((id) => !needIds.has(id));
  if (gone.length + added.length > 0)
    terminal.note(
      `The folder has changed since the plan was made: ${added.length} needs are new and ${gone.length} are gone. "atelbow plan" makes a new one.`,
    );
  return { ...folder, plan, reading };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
