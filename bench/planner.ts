import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlannerJob } from './planner-size.ts';

const sizes = [
  { supporters: 40, days: 14, units: 8 },
  { supporters: 200, days: 28, units: 40 },
  { supporters: 500, days: 28, units: 100 },
  { supporters: 3000, days: 42, units: 500 },
] as const;

/** What `--quick` makes of each size: the same work on less. */
const quickSizes = [
  { supporters: 40, days: 7, units: 8 },
  { supporters: 100, days: 14, units: 20 },
] as const;

/** Each size runs in a process of its own, so that its peak memory is its own. */
export async function run({ quick, only }: { quick: boolean; only: readonly string[] }): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const size of quick ? quickSizes : sizes) {
    const key = String(size.supporters);
    if (only.length > 0 && !only.includes(key)) continue;
    const job: PlannerJob = {
      size,
      seconds: quick ? 12 : size.supporters === 3000 ? 600 : null,
      milpSeconds: quick ? 8 : size.supporters <= 200 ? 120 : 0,
      repairs: quick ? 40 : size.supporters >= 500 ? 200 : 0,
    };
    Object.assign(figures, await inProcess(job));
  }
  return figures;
}

function inProcess(job: PlannerJob): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./planner-size.ts', import.meta.url)), [JSON.stringify(job)], { stdio: 'inherit' });
    let figures: Record<string, number> | null = null;
    child.on('message', (message) => (figures = message as Record<string, number>));
    child.once('exit', (code) =>
      figures ? resolve(figures) : reject(new Error(`the bench of ${job.size.supporters} ended with code ${code}`)),
    );
  });
}
