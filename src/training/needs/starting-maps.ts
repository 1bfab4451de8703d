import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { stepKindNames } from '../contract/needs.ts';
import type { WorkflowStep } from '../core/needs/workflow.ts';
import type { TaskRow } from './store.ts';

const folder = join(import.meta.dirname, '../content/needs');

const Next = z.union([z.string().transform((to) => ({ to, when: '' })), z.object({ to: z.string(), when: z.string() })]);
const Step = z.object({ id: z.string(), kind: z.enum(stepKindNames), name: z.string(), who: z.string(), next: z.array(Next) });
const Task = z.object({
  id: z.string(),
  name: z.string(),
  timesAWeek: z.number(),
  harm: z.int(),
  change: z.int(),
  competency: z.string().nullable(),
});
const File = z.object({ jobRole: z.string(), today: z.array(Step), future: z.array(Step), tasks: z.array(Task) });

export interface StartingMap {
  readonly jobRole: string;
  readonly today: readonly WorkflowStep[];
  readonly future: readonly WorkflowStep[];
  readonly tasks: readonly TaskRow[];
}

/** What the product ships to begin with: one file a job role. @throws when a file is not what it must be. */
export function startingMaps(): StartingMap[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => {
      const { jobRole, today, future, tasks } = File.parse(parse(readFileSync(join(folder, name), 'utf8')));
      const stepOf = ({ id: stepId, ...step }: z.infer<typeof Step>): WorkflowStep => ({ stepId, ...step });
      return {
        jobRole,
        today: today.map(stepOf),
        future: future.map(stepOf),
        tasks: tasks.map(({ id: taskId, competency: competencyId, ...task }) => ({ taskId, jobRole, competencyId, ...task })),
      };
    });
}
