import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords, isNews, measuredPeopleMin, nothingSeen, noWords, troubleOf, wordWeight, type Evidence, type Said } from './trouble.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const perhaps = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const seen: fc.Arbitrary<Evidence> = fc.record({
  said: fc.record({
    wrong: fc.nat(20),
    unclear: fc.nat(20),
    'too-long': fc.nat(20),
    'does-not-fit': fc.nat(20),
    good: fc.nat(20),
  }),
  people: fc.nat(500),
  ease: perhaps(share),
  discrimination: perhaps(fc.double({ min: -1, max: 0.2, noNaN: true })),
  lure: perhaps(fc.record({ wrong: share, right: share })),
  leaving: perhaps(share),
  pace: perhaps(fc.double({ min: 0, max: 20, noNaN: true })),
});

test('what is measured never hinders more people than there were, and nobody is hindered by what was not seen', () => {
  fc.assert(
    fc.property(seen, (evidence) => {
      const { measured, hindered } = troubleOf(evidence);
      expect(measured).toBeGreaterThanOrEqual(0);
      expect(measured).toBeLessThanOrEqual(evidence.people);
      expect(hindered).toBeGreaterThanOrEqual(measured);
    }),
  );
  expect(troubleOf(nothingSeen)).toEqual({ hindered: 0, measured: 0, from: [] });
});

test('worse evidence is never less trouble', () => {
  fc.assert(
    fc.property(seen, fc.double({ min: 0, max: 0.5, noNaN: true }), (evidence, by) => {
      const { hindered } = troubleOf(evidence);
      const worse: Partial<Evidence>[] = [
        { ease: (evidence.ease ?? 1) - by },
        { discrimination: (evidence.discrimination ?? 0.2) - by },
        { leaving: (evidence.leaving ?? 0) + by },
        { pace: (evidence.pace ?? 0) + by },
        { said: { ...evidence.said, unclear: evidence.said.unclear + 1 } },
      ];
      for (const one of worse) expect(troubleOf({ ...evidence, ...one }).hindered).toBeGreaterThanOrEqual(hindered - 1e-9);
    }),
  );
});

test('few people measure nothing, but their words count from the first', () => {
  const few = { ...nothingSeen, people: measuredPeopleMin - 1, ease: 0, leaving: 1, pace: 9 };
  expect(troubleOf(few)).toEqual({ hindered: 0, measured: 0, from: [] });
  expect(troubleOf({ ...few, said: { ...noWords, wrong: 1 } })).toEqual({
    hindered: wordWeight.wrong,
    measured: 0,
    from: [{ cause: 'said', amount: 3, value: 3 }],
  });
});

test('by hand: 40 people, 60% of the points, 30% draw the same wrong answer against 20% right', () => {
  const { hindered, from } = troubleOf({ ...nothingSeen, people: 40, ease: 0.6, lure: { wrong: 0.3, right: 0.2 } });
  expect(hindered).toBeCloseTo(40 * (1 - 0.9 * 0.9), 9);
  expect(from.map((one) => one.cause).toSorted()).toEqual(['hard', 'lure']);
});

test('praise troubles nobody; a learner counts once, by the gravest word', () => {
  expect(troubleOf({ ...nothingSeen, people: 100, said: { ...noWords, good: 50 } }).hindered).toBe(0);
  const words = (list: readonly [string, Said][]) => countWords(list.map(([personId, said]) => ({ personId, said })));
  expect(
    words([
      ['A', 'too-long'],
      ['A', 'wrong'],
      ['A', 'good'],
      ['B', 'good'],
    ]),
  ).toEqual({ ...noWords, wrong: 1, good: 1 });
});

test('what was looked at and left stays quiet until it grows by half', () => {
  expect([isNews(4, 4), isNews(6, 4), isNews(6.1, 4), isNews(0, 0), isNews(0.1, 0)]).toEqual([false, false, true, false, true]);
});
