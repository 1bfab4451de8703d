import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { openHighs } from '#integrations/highs/solver.ts';
import { checkPlan } from './check.ts';
import { planCoverage } from './plan-coverage.ts';
import { PlainProblem } from './testing/plain-check.ts';
import { randomProblem } from './testing/random-problem.ts';

const solver = openHighs(1);
afterAll(() => solver.close());
const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe('what a plan starts from', () => {
  test('what is fixed stays exactly as it is, and the rest is planned around it', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 6, days: 5, unitNeeds: 9, sessions: 6 });
        const free = await planCoverage(problem, { seed, effort: 'quick' });
        const fixed = free.assignments.filter((_, i) => (i + seed) % 3 === 0);
        const held = { ...problem, fixed };
        const plan = await planCoverage(held, { seed: seed + 1, effort: 'quick' });
        for (const assignment of fixed) expect(plan.assignments).toContainEqual(assignment);
        expect(new PlainProblem(problem).faults(plan.assignments)).toEqual([]);
        expect(checkPlan(held, plan)).toEqual([]);
        expect(plan.bound).toBeLessThanOrEqual(plan.cost.total);
      }),
      { numRuns: 40, seed: 21 },
    );
  });

  test('rest, days in a row and hours of the week carry over from before the window', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 5, days: 6, unitNeeds: 14, sessions: 5 });
        const cut = '2027-03-15';
        const early = { ...problem, to: '2027-03-14', needs: problem.needs.filter(({ date }) => date < cut) };
        const first = await planCoverage(early, { seed, effort: 'quick' });
        const late = { ...problem, from: cut, needs: problem.needs.filter(({ date }) => date >= cut), before: first.assignments };
        const second = await planCoverage(late, { seed, solver });
        expect(checkPlan(late, second)).toEqual([]);
        const renamed = second.assignments.map((assignment) => ({ ...assignment, id: `late-${assignment.id}` }));
        expect(new PlainProblem(problem).faults([...first.assignments, ...renamed])).toEqual([]);
      }),
      { numRuns: 40, seed: 22 },
    );
  });

  test('the bound stays below the optimum when changes cost too', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 4, days: 3, unitNeeds: 4, sessions: 4 });
        const { assignments } = await planCoverage({ ...problem, needs: problem.needs.slice(1) }, { seed, effort: 'quick' });
        const again = {
          ...problem,
          supporters: problem.supporters.map((who, i) => (i === 0 ? { ...who, maxHoursWeek: 12 } : who)),
          previous: assignments,
        };
        const exact = await planCoverage(again, { seed, solver });
        const quick = await planCoverage(again, { seed, effort: 'quick' });
        expect(exact.status).toBe('optimal');
        expect(quick.bound).toBeLessThanOrEqual(exact.cost.total + 1e-6);
        expect(quick.cost.total).toBeGreaterThanOrEqual(exact.cost.total - 1e-6);
      }),
      { numRuns: 40, seed: 23 },
    );
  });

  test('planned again, an optimal plan does not change', async () => {
    const problem = randomProblem(5, { people: 4, days: 4, unitNeeds: 5, sessions: 3 });
    const plan = await planCoverage(problem, { seed: 1, solver });
    expect(plan.status).toBe('optimal');
    expect(plan.assignments.length).toBeGreaterThan(2);
    const again = await planCoverage({ ...problem, previous: plan.assignments }, { seed: 2, solver });
    expect(again.assignments).toEqual(plan.assignments);
    expect(again.cost.total).toBeCloseTo(plan.cost.total, 6);
  });

  test('overlapping rounds that may be shared are taken together, and a first live round never', async () => {
    const problem = randomProblem(3, { people: 1, days: 1, unitNeeds: 0, sessions: 0 });
    const start = Date.parse('2027-03-12T15:00Z');
    const round = (id: string, minutesLater: number, shareMax: number): (typeof problem.needs)[number] => ({
      id,
      kind: 'round',
      unitId: 'A',
      personId: id,
      shiftId: null,
      date: '2027-03-12',
      start: start + minutesLater * 60_000,
      end: start + (minutesLater + 60) * 60_000,
      headcount: 1,
      topic: 'nurse',
      minutes: 60,
      shareMax,
      state: 'settling',
      missingCostPerHour: 300,
      confidence: 1,
    });
    const [someone] = problem.supporters;
    const person = {
      ...someone!,
      knows: ['nurse'],
      sites: ['S1'],
      shifts: ['D'],
      maxHoursWeek: 40,
      minRestHours: 10,
      maxConsecutiveDays: 5,
    };
    const able = { ...person, availableFrom: null, availableTo: null, unavailable: [] };
    const plan = (shareMax: number): ReturnType<typeof planCoverage> =>
      planCoverage({ ...problem, supporters: [able], needs: [round('r1', 0, shareMax), round('r2', 30, shareMax)] }, { seed: 1, solver });
    expect((await plan(2)).assignments.map(({ needIds, start: from, end }) => [needIds, end - from])).toEqual([
      [['r1', 'r2'], 90 * 60_000],
    ]);
    expect((await plan(1)).assignments.map(({ needIds }) => needIds.length)).toEqual([1]);
  });
});
