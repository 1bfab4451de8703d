import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCase, at, fact } from './gate-for-tests.ts';
import { passRates } from './pass-rate.ts';

test('voiding any attempt never improves a rate, and never shortens its denominator', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), ({ facts }, n) => {
      const rates = (given: typeof facts) => new Map(passRates(given, 7, at(70)).map((one) => [`${one.activity} ${one.activityId}`, one]));
      const before = rates(facts);
      const after = rates(facts.map((one, i) => (i === n % facts.length ? { ...one, voided: true } : one)));
      for (const [key, rate] of before) {
        const then = after.get(key);
        expect(then?.attempts).toBe(rate.attempts);
        expect(then?.passed).toBeLessThanOrEqual(rate.passed);
        expect(rate.passed + rate.failed + rate.abandoned + rate.voided).toBe(rate.attempts);
        expect(rate.exclusions).toHaveLength(rate.voided + rate.abandoned);
      }
    }),
  );
});

test('an attempt that was begun and left counts as not passed after a week, once however often it was opened', () => {
  const begun = { moduleId: 'm', attemptId: 'x' };
  const facts = [
    fact('module-started', -8, begun),
    fact('module-started', -9, begun),
    fact('module-passed', -1, { moduleId: 'm', attemptId: 'y' }),
  ];
  expect(passRates(facts, 7, at(0))).toMatchObject([{ attempts: 2, passed: 1, abandoned: 1 }]);
  expect(passRates(facts, 10, at(0))).toMatchObject([{ attempts: 1, passed: 1 }]);
  const ended = fact('module-failed', 0, begun);
  expect(passRates([...facts, ended], 7, at(0))).toMatchObject([{ attempts: 2, failed: 1, abandoned: 0 }]);
});

test('an unsafe attempt did not pass, whatever its score', () => {
  const graded = fact('exercise-graded', -1, { exerciseId: 'e', passed: true, unsafe: true, score: 1 });
  expect(passRates([graded], 7, at(0))).toMatchObject([{ activity: 'exercise', attempts: 1, passed: 0, failed: 1 }]);
});
