import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correlation, itemStatistics, suppressBelow, troubleOf, upperEnd, type ItemAnswer } from './item-statistics.ts';

const anyAnswer = fc.record({
  points: fc.constantFrom(0, 0, 0.5, 1, 1, -1),
  restShare: fc.integer({ min: 0, max: 5 }).map((n) => n / 5),
  chosen: fc.subarray(['a', 'b', 'c'], { maxLength: 2 }),
});

test('difficulty, choices and correlation are what their definitions say', () => {
  fc.assert(
    fc.property(fc.array(anyAnswer, { minLength: suppressBelow, maxLength: 30 }), (answers) => {
      const found = itemStatistics(answers);
      const points = answers.map((answer) => Math.max(0, answer.points));
      expect(found.n).toBe(answers.length);
      expect(found.difficulty).toBeCloseTo(points.reduce((sum, one) => sum + one, 0) / points.length);
      for (const key of ['a', 'b', 'c'])
        expect(found.chosen?.[key] ?? 0).toBe(answers.filter((answer) => answer.chosen.includes(key)).length);
      const rests = answers.map((answer) => answer.restShare);
      const rank = pairwise(points, rests);
      expect(found.discrimination === null).toBe(rank === null);
      expect(found.discrimination ?? 0).toBeCloseTo(rank ?? 0);
    }),
  );
});

/** Pearson's correlation over all pairs of learners: another formula for the same thing. */
function pairwise(xs: readonly number[], ys: readonly number[]): number | null {
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < xs.length; i++)
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [(xs[i] ?? 0) - (xs[j] ?? 0), (ys[i] ?? 0) - (ys[j] ?? 0)];
      xy += dx * dy;
      xx += dx * dx;
      yy += dy * dy;
    }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

test('upper less lower: the best 27% by the rest against the worst, whoever comes first in the list', () => {
  const answers: ItemAnswer[] = Array.from({ length: 100 }, (_, place) => ({
    points: place < 40 ? 0 : 1,
    restShare: place / 100,
    chosen: [],
  }));
  expect(itemStatistics(answers).upperLower).toBeCloseTo(1);
  expect(itemStatistics(answers.toReversed()).upperLower).toBeCloseTo(1);
  const tied: ItemAnswer[] = Array.from({ length: 20 }, (_, place) => ({ points: place % 2, restShare: place < 10 ? 0 : 1, chosen: [] }));
  expect(itemStatistics(tied).upperLower).toBeCloseTo(0);
  expect(itemStatistics(tied.map((answer) => ({ ...answer, restShare: 1 }))).upperLower).toBeNull();
});

test('the point-biserial is Pearson’s where points are 0 or 1', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 9 })), { minLength: 4, maxLength: 20 }), (pairs) => {
      const [xs, ys] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
      const found = correlation(xs, ys);
      const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
      const spread = Math.sqrt(mean(ys.map((y) => (y - mean(ys)) ** 2)));
      const [ones, zeros] = [1, 0].map((value) => ys.filter((_, index) => xs[index] === value));
      const p = mean(xs);
      const known = ones?.length && zeros?.length && spread > 0;
      expect(found === null).toBe(!known);
      expect(found ?? 0).toBeCloseTo(known ? ((mean(ones) - mean(zeros)) / spread) * Math.sqrt(p * (1 - p)) : 0);
    }),
  );
});

test('chance alone is no verdict: a weak correlation of few answers is not held against an item', () => {
  const answers = (n: number): ItemAnswer[] =>
    Array.from({ length: n }, (_, place) => ({ points: place % 4 < 2 ? 1 : 0, restShare: place % 5, chosen: [] }));
  expect(itemStatistics(answers(20)).discrimination).toBeLessThan(0.2);
  expect(itemStatistics(answers(20)).verdict).toBe('fine');
  expect(itemStatistics(answers(2000)).verdict).not.toBe('fine');
  expect(upperEnd(0, 28)).toBeCloseTo(Math.tanh(1.2816 / 5));
});

test('few answers say nothing; an item that good learners miss is said to turn the wrong way, and leads the list', () => {
  const turned: ItemAnswer[] = Array.from({ length: 20 }, (_, place) => ({
    points: place < 10 ? 1 : 0,
    restShare: place / 20,
    chosen: [],
  }));
  const good = turned.map((answer) => ({ ...answer, restShare: 1 - answer.restShare }));
  expect(itemStatistics(turned.slice(0, suppressBelow - 1))).toMatchObject({ difficulty: null, chosen: null, verdict: 'too-few' });
  expect(itemStatistics(turned).verdict).toBe('turns-the-wrong-way');
  expect(itemStatistics(good).verdict).toBe('fine');
  expect(troubleOf(itemStatistics(turned))).toBeGreaterThan(troubleOf(itemStatistics(good)));
});
