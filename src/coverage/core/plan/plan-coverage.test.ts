import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { openHighs } from '#integrations/highs/solver.ts';
import { checkPlan, costOf } from './check.ts';
import { planCoverage } from './plan-coverage.ts';
import { enumerateOptimum } from './testing/enumerate.ts';
import { PlainProblem } from './testing/plain-check.ts';
import { randomProblem } from './testing/random-problem.ts';

const solver = openHighs(2);
afterAll(() => solver.close());
const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('planCoverage', () => {
  test('breaks no hard rule, by its own check and by a plain one, and its cost adds up', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 8, days: 7, unitNeeds: 12, sessions: 10 });
        const plan = await planCoverage(problem, { seed, effort: 'quick' });
        const plain = new PlainProblem(problem);
        expect(plain.faults(plan.assignments)).toEqual([]);
        expect(checkPlan(problem, plan)).toEqual([]);
        expect(costOf(problem, plan).total).toBeCloseTo(plan.cost.total, 6);
        expect(plain.cost(plan.assignments)).toBeCloseTo(plan.cost.total, 6);
        expect(plan.bound).toBeLessThanOrEqual(plan.cost.total);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('costs what the best of all enumerated plans costs, and never proves more than that', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 3, days: 3, unitNeeds: 2, sessions: 3 });
        const optimum = enumerateOptimum(problem);
        const quick = await planCoverage(problem, { seed, effort: 'quick' });
        expect(quick.bound).toBeLessThanOrEqual(optimum + 1e-6);
        expect(quick.cost.total).toBeGreaterThanOrEqual(optimum - 1e-6);
        const plan = await planCoverage(problem, { seed, solver });
        expect(plan.cost.total).toBeCloseTo(optimum, 5);
        expect(plan.status).toBe('optimal');
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  test('gives the same plan for the same seed', async () => {
    const problem = (): ReturnType<typeof randomProblem> => randomProblem(7, { people: 10, days: 7, unitNeeds: 20, sessions: 12 });
    const first = await planCoverage(problem(), { seed: 3, solver });
    const again = await planCoverage(problem(), { seed: 3, solver });
    expect(again).toEqual(first);
  });

  test('has an answer when there is nothing to plan, or nobody to plan with', async () => {
    const problem = randomProblem(4, { people: 3, days: 2, unitNeeds: 3, sessions: 2 });
    const idle = await planCoverage({ ...problem, needs: [] }, { seed: 1, solver });
    expect([idle.assignments, idle.uncovered, idle.cost.total, idle.status]).toEqual([[], [], 0, 'optimal']);
    const alone = await planCoverage({ ...problem, supporters: [] }, { seed: 1, solver });
    expect(alone.uncovered.map(({ needId, reason }) => [needId, reason])).toEqual(
      problem.needs.map(({ id }) => [id, 'nobody-knows-topic']),
    );
    expect(alone.status).toBe('optimal');
  });

  test('stops when told to, with a whole plan', async () => {
    const problem = randomProblem(11, { people: 10, days: 7, unitNeeds: 20, sessions: 12 });
    const plan = await planCoverage(problem, { seed: 1, solver, shouldStop: () => true });
    expect(new PlainProblem(problem).faults(plan.assignments)).toEqual([]);
    expect(plan.assignments.length).toBeGreaterThan(0);
  });
});
