import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemStatistics, sampleMin } from './item-statistics.ts';

const share: fc.Arbitrary<number> = fc.constantFrom(0, 0.5, 1);
const table = fc
  .tuple(fc.integer({ min: sampleMin, max: 12 }), fc.integer({ min: 2, max: 6 }))
  .chain(([learners, items]) =>
    fc.array(fc.array(share, { minLength: items, maxLength: items }), { minLength: learners, maxLength: learners }),
  );

/** By the other formula: n Σxy − Σx Σy, over the roots of the same for each. */
function byTextbook(x: number[], y: number[]): number | null {
  const n = x.length;
  const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
  const times = (a: number[], b: number[]): number => n * sum(a.map((one, k) => one * (b[k] ?? 0))) - sum(a) * sum(b);
  const scale = times(x, x) * times(y, y);
  return scale < 1e-9 ? null : times(x, y) / Math.sqrt(scale);
}

describe('difficulty of tasks', () => {
  it('is the mean, and the correlation with all other tasks by the textbook', () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const [item, found] of itemStatistics(rows).entries()) {
          const own = rows.map((row) => row[item] ?? 0);
          const rest = rows.map((row) => row.filter((_, k) => k !== item).reduce((a, b) => a + b, 0));
          expect(found.share).toBeCloseTo(own.reduce((a, b) => a + b, 0) / rows.length);
          const wanted = byTextbook(own, rest);
          expect(found.discrimination === null).toBe(wanted === null);
          expect(found.discrimination ?? 0).toBeCloseTo(wanted ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tells a task that good learners miss from one that tells them apart', () => {
    const rows = [
      [1, 1, 0],
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ];
    const [first, , third] = itemStatistics(rows);
    expect(first?.discrimination).toBeGreaterThan(0.5);
    expect(third?.discrimination).toBeLessThan(-0.4);
    expect(itemStatistics(rows.slice(1)).map((one) => one.discrimination)).toEqual([null, null, null]);
  });

  it('of nobody there is none', () => {
    expect(itemStatistics([])).toEqual([]);
  });
});
