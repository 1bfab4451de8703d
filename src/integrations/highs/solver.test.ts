import { afterAll, describe, expect, test } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { MilpRows } from '#coverage/core/plan/milp-rows.ts';
import { openHighs } from './solver.ts';

const solver = openHighs(2);
afterAll(() => solver.close());
const limits = { gap: 0, nodesMax: 100_000, secondsMax: 60 };

/** A knapsack: items of random weight and worth, at most `capacity` of weight. */
function knapsack(seed: number, items: number): { weights: number[]; worths: number[]; capacity: number } {
  const random = randomStream(seed);
  const weights = Array.from({ length: items }, () => 1 + Math.floor(random() * 20));
  const worths = Array.from({ length: items }, () => 1 + Math.floor(random() * 50));
  return { weights, worths, capacity: Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 3) };
}

function modelOf({ weights, worths, capacity }: ReturnType<typeof knapsack>): ReturnType<MilpRows['build']> {
  const rows = new MilpRows();
  const columns = worths.map((worth) => rows.column(-worth));
  rows.row(-Infinity, capacity, columns, weights);
  return rows.build();
}

function bestByHand({ weights, worths, capacity }: ReturnType<typeof knapsack>): number {
  const best = Array.from({ length: capacity + 1 }, () => 0);
  weights.forEach((weight, i) => {
    for (let room = capacity; room >= weight; room--) best[room] = Math.max(best[room]!, best[room - weight]! + worths[i]!);
  });
  return best[capacity]!;
}

describe('HiGHS', () => {
  test('finds and proves the optimum of knapsacks, several at once', async () => {
    const bags = Array.from({ length: 6 }, (_, i) => knapsack(i + 1, 25));
    const outcomes = await Promise.all(bags.map((bag) => solver.solve(modelOf(bag).milp, limits)));
    outcomes.forEach((outcome, i) => {
      expect(outcome.proven).toBe(true);
      expect(-outcome.objective).toBeCloseTo(bestByHand(bags[i]!), 6);
      expect(outcome.bound).toBeCloseTo(outcome.objective, 4);
    });
  });

  test('begins from a given solution and never ends with a worse one', async () => {
    const bag = knapsack(9, 30);
    const start = { indices: Int32Array.from([0]), values: Float64Array.from([1]) };
    const outcome = await solver.solve(modelOf(bag).milp, { ...limits, start });
    expect(-outcome.objective).toBeGreaterThanOrEqual(bag.worths[0]!);
  });

  test('claims nothing about a model that has no solution', async () => {
    const rows = new MilpRows();
    const column = rows.column(1);
    rows.row(2, 3, [column]);
    const outcome = await solver.solve(rows.build().milp, limits);
    expect(outcome.x).toBeNull();
    expect(outcome.objective).toBe(Infinity);
    expect(outcome.bound).toBe(-Infinity);
  });

  test('keeps coefficients below 1e5 and gives the scale back', () => {
    const rows = new MilpRows();
    rows.column(5e6);
    const { milp, scale } = rows.build();
    expect(milp.cost[0]).toBe(1e5);
    expect(milp.cost[0]! * scale).toBe(5e6);
  });
});
