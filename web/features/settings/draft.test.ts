import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SettingView } from '#coverage/contract.ts';
import { draftProblem, draftValue, drafted } from './draft.ts';

const rounds: SettingView = {
  key: 'stableRounds',
  label: 'Live rounds after which a clinician is stable',
  unit: 'rounds',
  source: 'ours',
  byDefault: 10,
  value: 12,
  min: 1,
  max: 200,
  whole: true,
};

test('typing back what is in force leaves nothing to save', () => {
  expect(drafted(rounds, drafted(rounds, {}, 14), 12)).toEqual({});
});

test('the default is sent as null, so that a later default is followed', () => {
  expect(drafted(rounds, {}, 10)).toEqual({ stableRounds: null });
  expect(drafted(rounds, {}, null)).toEqual({ stableRounds: null });
});

test('the field always shows what was typed last', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (typed) => {
      const draft = typed.reduce((sofar, value) => drafted(rounds, sofar, value), {});
      expect(draftValue(rounds, draft)).toBe(typed.at(-1));
    }),
  );
});

test.each([
  [NaN, 'Give a number from 1 to 200 rounds, or go back to the default.'],
  [0, 'It can be from 1 to 200 rounds.'],
  [2.5, 'Whole numbers only.'],
  [3, null],
])('%s', (typed, problem) => {
  expect(draftProblem(rounds, drafted(rounds, {}, typed))).toBe(problem);
});
