import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan, costOf, judge } from './check.ts';
import type { Assignment } from './plan.ts';
import { planCoverage } from './plan-coverage.ts';
import type { PlanProblem } from './problem.ts';
import { randomProblem } from './testing/random-problem.ts';
import type { PlanChange } from './verdict.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });

function changed(assignments: readonly Assignment[], change: PlanChange): Assignment[] {
  const rest = assignments.filter((a) => change.kind === 'add' || a.id !== change.assignmentId);
  return change.kind === 'remove' ? rest : [...rest, change.kind === 'add' ? change.assignment : change.to];
}

function someChange(problem: PlanProblem, assignments: readonly Assignment[], seed: number): PlanChange {
  const old = assignments[seed % assignments.length]!;
  const { personId } = problem.supporters[seed % problem.supporters.length]!;
  const kinds: PlanChange[] = [
    { kind: 'remove', assignmentId: old.id },
    { kind: 'move', assignmentId: old.id, to: { ...old, personId } },
    { kind: 'move', assignmentId: old.id, to: { ...old, start: old.start + 3_600_000, end: old.end + 3_600_000 } },
    { kind: 'add', assignment: { ...old, id: 'new', personId } },
  ];
  return kinds[seed % kinds.length]!;
}

describe('judge', () => {
  test('says exactly what checking the whole changed plan anew would say, and what it would cost', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const problem = randomProblem(seed, { people: 6, days: 4, unitNeeds: 8, sessions: 6 });
        const { assignments } = await planCoverage(problem, { seed, effort: 'quick' });
        if (assignments.length === 0) return;
        const change = someChange(problem, assignments, seed);
        const verdicts = judge(problem, { assignments }, change);
        const after = { assignments: changed(assignments, change) };
        const hard = verdicts.filter(({ level }) => level === 'hard').map(({ code, text }) => `${code} ${text}`);
        expect(hard.toSorted()).toEqual(
          checkPlan(problem, after)
            .map(({ code, text }) => `${code} ${text}`)
            .toSorted(),
        );
        const delta = verdicts.reduce((sum, { costDelta }) => sum + costDelta, 0);
        expect(delta).toBeCloseTo(costOf(problem, after).total - costOf(problem, { assignments }).total, 4);
      }),
      { numRuns: 120, seed: 8 },
    );
  });
});
