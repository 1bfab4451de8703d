import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeast, chanceFrom, forecastReadiness } from './forecast.ts';

test('the chance that enough of some events happen equals the sum over all outcomes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 9 }), fc.nat({ max: 9 }), (chances, wanted) => {
      let sum = 0;
      for (let outcome = 0; outcome < 2 ** chances.length; outcome++) {
        const happens = chances.map((_, i) => (outcome >> i) % 2 === 1);
        if (happens.filter(Boolean).length >= wanted) sum += chances.reduce((product, p, i) => product * (happens[i] ? p : 1 - p), 1);
      }
      expect(atLeast(chances, wanted)).toBeCloseTo(sum, 9);
    }),
  );
});

const step = { courseId: 'cpoe', chances: 1, showChance: 0.9, passChance: 0.8 };

test('whoever is certified counts as sure; whoever has no seat never will be', () => {
  expect(forecastReadiness([[], []], 1)).toMatchObject({ probability: 1, expected: 2, bottleneck: null });
  const { probability, bottleneck } = forecastReadiness([[], [{ ...step, chances: 0 }]], 1);
  expect(probability).toBe(0);
  expect(bottleneck).toEqual({ kind: 'seats', courseId: 'cpoe', people: 1, probabilityWithout: expect.closeTo(0.72, 9) });
});

test('the bottleneck is what would help most, and another try helps', () => {
  const people = [[step], [step], [{ ...step, courseId: 'notes', passChance: 0.4 }]];
  expect(forecastReadiness(people, 1).bottleneck).toMatchObject({ kind: 'passing', courseId: 'notes', people: 1 });
  const again = people.map((steps) => steps.map((one) => ({ ...one, chances: 2 })));
  expect(forecastReadiness(again, 1).probability).toBeGreaterThan(forecastReadiness(people, 1).probability);
  expect(chanceFrom(0, 0)).toBe(0.5);
  expect(chanceFrom(44, 100)).toBeCloseTo(0.44, 1);
});
