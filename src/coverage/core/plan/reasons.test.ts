import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Need } from '../need.ts';
import type { Assignment, UncoveredReason } from './plan.ts';
import { planCoverage } from './plan-coverage.ts';
import type { PlanProblem, PlanSupporter } from './problem.ts';
import { PlainProblem } from './testing/plain-check.ts';
import { randomProblem } from './testing/random-problem.ts';

/** The reason by brute force: everybody is put on the need, alone, in every way, and the plain check says what breaks. */
function reasonByForce(plain: PlainProblem, need: Need, assignments: readonly Assignment[]): UncoveredReason {
  const order: UncoveredReason[] = ['nobody-knows-topic', 'nobody-free', 'rest', 'hour-limit', 'too-dear'];
  const standing = (who: PlanSupporter, start: number): number => {
    const end = need.kind === 'unit' ? need.end : start + need.minutes * 60_000;
    const shiftId = need.shiftId ?? plain.dutiesOf(start, end, need.unitId)[0]!.shiftId;
    const extra: Assignment = {
      id: 'extra',
      personId: who.personId,
      start,
      end,
      kind: need.kind,
      unitId: need.unitId,
      shiftId,
      needIds: [need.id],
      cost: 0,
    };
    const before = plain.faults(assignments);
    const faults = plain.faults([...assignments, extra]).filter((fault) => !before.includes(fault));
    const has = (...words: string[]): boolean => faults.some((fault) => words.some((word) => fault.includes(word)));
    if (has('topic', 'site')) return 0;
    if (has('shift ', 'unavailable', 'out of', 'clash', 'one duty', 'too long')) return 1;
    if (has('rest')) return 2;
    if (has('hours', 'days')) return 3;
    return 4;
  };
  let nearest = 0;
  const last = need.kind === 'unit' ? need.start : need.end - need.minutes * 60_000;
  for (const who of plain.problem.supporters)
    for (let start = need.start; start <= last; start += 900_000) nearest = Math.max(nearest, standing(who, start));
  return order[nearest]!;
}

describe('reasons', () => {
  test('every uncovered need has the reason that brute force finds, and a text', async () => {
    const seen = new Set<UncoveredReason>();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const problem = randomProblem(seed, { people: 4, days: 4, unitNeeds: 7, sessions: 5 });
        const plain = new PlainProblem(problem);
        const plan = await planCoverage(problem, { seed, effort: 'quick' });
        for (const { needId, reason, missing, text } of plan.uncovered) {
          const need = plain.needs.get(needId)!;
          seen.add(reason);
          expect([needId, reason]).toEqual([needId, reasonByForce(plain, need, plan.assignments)]);
          expect(missing).toBe(need.headcount - plan.assignments.filter((a) => a.needIds.includes(needId)).length);
          expect(text).toMatch(/\.$/);
        }
      }),
      { numRuns: 80, seed: 5 },
    );
    expect([...seen].toSorted()).toEqual(['hour-limit', 'nobody-free', 'nobody-knows-topic', 'rest', 'too-dear']);
  });

  test('nobody who is called not free could be freed by a swap that makes the plan cheaper', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const problem = randomProblem(seed, { people: 4, days: 3, unitNeeds: 5, sessions: 0 });
        const plain = new PlainProblem(problem);
        const plan = await planCoverage(problem, { seed, effort: 'quick' });
        const best = plain.cost(plan.assignments);
        const cheaper = plan.uncovered.flatMap(({ needId }) =>
          swapsFor(problem, plain.needs.get(needId)!, plan.assignments)
            .filter((swapped) => plain.faults(swapped).length === 0 && plain.cost(swapped) < best - 1e-6)
            .toArray(),
        );
        expect(cheaper).toEqual([]);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

/** Somebody leaves one post for the need, and anybody or nobody takes that post. */
function* swapsFor({ supporters }: PlanProblem, need: Need, assignments: readonly Assignment[]): Generator<Assignment[]> {
  const put = (
    who: string,
    id: string,
    base: Pick<Assignment, 'start' | 'end' | 'kind' | 'unitId' | 'shiftId' | 'needIds'>,
  ): Assignment => ({ ...base, id, personId: who, cost: 0 });
  const { start, end, kind, unitId, shiftId } = need;
  for (const left of assignments) {
    const rest = assignments.filter((a) => a !== left);
    const moved = put(left.personId, 'moved', { start, end, kind, unitId, shiftId, needIds: [need.id] });
    yield [...rest, moved];
    for (const { personId } of supporters) if (personId !== left.personId) yield [...rest, moved, put(personId, 'behind', left)];
  }
}
