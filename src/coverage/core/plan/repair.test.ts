import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assignment, Plan } from './plan.ts';
import { planCoverage } from './plan-coverage.ts';
import type { PlanProblem } from './problem.ts';
import { repairPlan } from './repair.ts';
import { PlainProblem } from './testing/plain-check.ts';
import { randomProblem } from './testing/random-problem.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });

async function planned(
  seed: number,
  people: number,
  unitNeeds: number,
): Promise<{ problem: PlanProblem; plan: Plan; lost: Assignment } | null> {
  const problem = randomProblem(seed, { people, days: 3, unitNeeds, sessions: 0 });
  const plan = await planCoverage(problem, { seed, effort: 'quick' });
  const lost = plan.assignments[seed % Math.max(1, plan.assignments.length)];
  return lost ? { problem, plan, lost } : null;
}

const coveredBy = (plan: Pick<Plan, 'assignments'>, needId: string): number =>
  plan.assignments.filter((a) => a.needIds.includes(needId)).length;

describe('repairPlan', () => {
  test('keeps every rule, leaves the sick person alone, moves two others at most, and is the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const made = await planned(seed, 6, 6);
        if (!made) return;
        const { problem, plan, lost } = made;
        const call = { outSick: lost.personId, at: lost.start, until: lost.end };
        const repair = repairPlan(problem, plan, call);
        expect(new PlainProblem(problem).faults(repair.plan.assignments)).toEqual([]);
        expect(repair.plan.assignments.some((a) => a.personId === lost.personId && a.start >= lost.start && a.start < lost.end)).toBe(
          false,
        );
        expect(repair.moved.length).toBeLessThanOrEqual(2);
        expect(repair.moved).not.toContain(lost.personId);
        const begun = (list: readonly Assignment[]): string[] =>
          list.filter((a) => a.start < lost.start).map((a) => `${a.personId} ${a.id}`);
        expect(begun(repair.plan.assignments).toSorted()).toEqual(begun(plan.assignments).toSorted());
        expect(repairPlan(problem, plan, call)).toEqual(repair);
        expect(new PlainProblem(problem).cost(repair.plan.assignments)).toBeCloseTo(repair.plan.cost.total, 6);
      }),
      { numRuns: 80, seed: 3 },
    );
  });

  test('covers the shift whenever one free person, or one move and a free person behind it, can', async () => {
    let possible = 0;
    let byMove = 0;
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const made = await planned(seed, 8, 12);
        if (!made) return;
        const { problem, plan, lost } = made;
        const repair = repairPlan(problem, plan, { outSick: lost.personId, at: lost.start, until: lost.end });
        const open = plan.assignments.filter((a) => !(a.personId === lost.personId && a.start >= lost.start && a.start < lost.end));
        const ways = enumerateRepairs(problem, open, lost);
        const worthIt = (way: readonly Assignment[]): boolean =>
          new PlainProblem(problem).cost(way) < new PlainProblem(problem).cost(open) - 1e-6;
        const best = ways.filter(({ plan: way }) => worthIt(way)).toSorted((a, b) => a.moved - b.moved)[0];
        if (!best) return;
        possible++;
        if (best.moved > 0) byMove++;
        const needId = lost.needIds[0]!;
        expect(coveredBy(repair.plan, needId)).toBe(coveredBy(plan, needId));
        expect(repair.moved.length).toBe(best.moved);
      }),
      { numRuns: 250, seed: 4 },
    );
    expect(possible).toBeGreaterThan(20);
    expect(byMove).toBeGreaterThan(1);
  });
});

function enumerateRepairs(problem: PlanProblem, open: readonly Assignment[], lost: Assignment): { plan: Assignment[]; moved: number }[] {
  const plain = new PlainProblem(problem);
  const others = problem.supporters.map((who) => who.personId).filter((id) => id !== lost.personId);
  const put = (post: Assignment, personId: string, id: string): Assignment => ({ ...post, personId, id });
  const direct = others.map((id) => ({ plan: [...open, put(lost, id, 'new')], moved: 0 }));
  const moves = open
    .filter((held) => held.personId !== lost.personId && held.start >= lost.start)
    .flatMap((held) => {
      const rest = open.filter((a) => a !== held);
      const moved = put(lost, held.personId, 'moved');
      return others.filter((id) => id !== held.personId).map((id) => ({ plan: [...rest, moved, put(held, id, 'behind')], moved: 1 }));
    });
  return [...direct, ...moves].filter(({ plan }) => plain.faults(plan).length === 0);
}
