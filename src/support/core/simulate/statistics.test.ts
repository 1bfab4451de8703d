import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, lognormal, streamOf } from './draws.ts';
import { estimate, kaplanMeier, mean, pairedDifference, quantile, waitWithin, type Observation } from './statistics.ts';

const observations = fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 20 }), helped: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

/** The definition, time by time: of those still waiting at each moment of help, the share who go on waiting. */
function byDefinition(all: readonly Observation[], until: number): number {
  let waiting = 1;
  for (let t = 0; t <= until; t++) {
    const atRisk = all.filter(({ minutes }) => minutes >= t).length;
    const helped = all.filter(({ minutes, helped: done }) => done && minutes === t).length;
    if (atRisk > 0) waiting *= 1 - helped / atRisk;
  }
  return 1 - waiting;
}

describe('Kaplan and Meier', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(observations, fc.nat({ max: 20 }), (all, until) => {
        const share = kaplanMeier(all).findLast(({ minutes }) => minutes <= until)?.helpedShare ?? 0;
        expect(share).toBeCloseTo(byDefinition(all, until), 10);
      }),
    );
  });

  it('is the plain percentile when nobody gives up, and says so when too many do', () => {
    const helped = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((minutes) => ({ minutes, helped: true }));
    expect(waitWithin(kaplanMeier(helped), 0.9)).toBe(9);
    expect(waitWithin(kaplanMeier([...helped.slice(0, 5), ...helped.slice(5).map((one) => ({ ...one, helped: false }))]), 0.9)).toBeNull();
  });

  it('finds the true percentile although people give up; leaving them out would not', () => {
    const uniform = streamOf(1);
    const drawn = Array.from({ length: 20_000 }, () => {
      const [wait, patience] = [exponential(uniform, 10), exponential(uniform, 10)];
      return { minutes: Math.min(wait, patience), helped: wait <= patience };
    });
    expect(waitWithin(kaplanMeier(drawn), 0.5)).toBeCloseTo(10 * Math.log(2), 0);
    const stayed = drawn.filter(({ helped }) => helped).map(({ minutes }) => minutes);
    expect(quantile(stayed, 0.5)).toBeLessThan(4);
  });
});

it('an interval covers the truth about 95 times in 100, and pairs cancel what both meet', () => {
  const covers = Array.from({ length: 400 }, (_, run) => {
    const uniform = streamOf(7, run);
    const { low, high } = estimate(Array.from({ length: 20 }, () => lognormal(uniform, 10, 0.3)));
    return low <= 10 && 10 <= high;
  });
  expect(mean(covers.map(Number))).toBeGreaterThan(0.92);
  expect(mean(covers.map(Number))).toBeLessThan(0.975);
  expect(pairedDifference([1, 20, 300], [0, 19, 299])).toEqual({ mean: 1, low: 1, high: 1 });
});

it('lognormal draws have the mean and variation asked for', () => {
  const uniform = streamOf(3);
  const drawn = Array.from({ length: 200_000 }, () => lognormal(uniform, 9, 1.2));
  expect(mean(drawn) / 9).toBeCloseTo(1, 1);
  expect(Math.sqrt(mean(drawn.map((x) => (x - mean([9])) ** 2))) / 9).toBeCloseTo(1.2, 1);
});
