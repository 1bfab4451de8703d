import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan, costOf } from './check.ts';
import { explainAssignment, explainNeed } from './explain.ts';
import { planCoverage } from './plan-coverage.ts';
import { randomProblem } from './testing/random-problem.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const size = { people: 6, days: 4, unitNeeds: 8, sessions: 5 };

describe('explanations', () => {
  test('a runner-up could really take it, for just so much more, and whoever is stopped could not', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, size);
        const plan = await planCoverage(problem, { seed, effort: 'quick' });
        const chosen = plan.assignments[seed % Math.max(1, plan.assignments.length)];
        if (!chosen || chosen.needIds.length > 1) return;
        const told = explainAssignment(problem, plan, chosen.id)!;
        const put = (personId: string): { assignments: typeof plan.assignments } => ({
          assignments: plan.assignments.map((a) => (a === chosen ? { ...a, personId } : a)),
        });
        for (const { personId, extraCost } of told.runnersUp) {
          expect(checkPlan(problem, put(personId))).toEqual([]);
          // Whoever takes a unit's shift also accompanies the rounds there that nobody has: never dearer than told.
          expect(costOf(problem, put(personId)).total - plan.cost.total).toBeGreaterThanOrEqual(extraCost - 1e-6);
        }
        for (const { personIds } of told.stopped)
          for (const personId of personIds) expect(checkPlan(problem, put(personId))).not.toEqual([]);
        const people = told.runnersUpCount + told.stopped.reduce((sum, { personIds }) => sum + personIds.length, 0);
        expect(people).toBe(problem.supporters.length - 1);
      }),
      { numRuns: 80, seed: 9 },
    );
  });

  test('a need names everybody once: on it, or where they stand', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, size);
        const plan = await planCoverage(problem, { seed, effort: 'quick' });
        const need = problem.needs[seed % problem.needs.length]!;
        const told = explainNeed(problem, plan, need.id)!;
        const on = plan.assignments.filter(({ id }) => told.assignmentIds.includes(id)).map(({ personId }) => personId);
        const everybody = [...on, ...told.groups.flatMap(({ personIds }) => personIds)];
        expect(everybody.toSorted()).toEqual(problem.supporters.map(({ personId }) => personId).toSorted());
        expect(told.uncovered === null).toBe(on.length >= need.headcount);
      }),
      { numRuns: 60, seed: 10 },
    );
  });

  test('what does not exist is not explained', async () => {
    const problem = randomProblem(1, size);
    const plan = await planCoverage(problem, { seed: 1, effort: 'quick' });
    expect(explainAssignment(problem, plan, 'nowhere')).toBeNull();
    expect(explainNeed(problem, plan, 'nowhere')).toBeNull();
  });
});
