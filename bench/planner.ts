import { runPlan } from '../src/coverage/plan-runner.ts';
import { makeInstance, type InstanceSize } from './planner-instance.ts';

const sizes: readonly InstanceSize[] = [
  { supporters: 40, days: 14, units: 8 },
  { supporters: 200, days: 28, units: 40 },
  { supporters: 500, days: 28, units: 100 },
  { supporters: 3000, days: 42, units: 500 },
];

export async function run({ only }: { quick: boolean; only: readonly string[] }): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const size of sizes) {
    const key = String(size.supporters);
    if (only.length > 0 && !only.includes(key)) continue;
    const problem = makeInstance(size);
    let firstSeconds = 0;
    let seconds = 0;
    const plan = await runPlan(problem, {
      seed: 1,
      onProgress: (progress) => {
        if (progress.phase === 'first') firstSeconds = progress.seconds;
        seconds = progress.seconds;
      },
    });
    Object.assign(figures, {
      [`${key}.firstSeconds`]: firstSeconds,
      [`${key}.seconds`]: seconds,
      [`${key}.cost`]: plan.cost.total,
      [`${key}.bound`]: plan.bound,
      [`${key}.gap`]: plan.gap,
    });
  }
  return figures;
}
