import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { feedbackOn } from './feedback.ts';
import { chanceOf, guessAt, rightAnswer } from './guess.ts';
import { judgeCheck } from './judge-check.ts';
import { learnerView } from './learner-view.ts';
import { matchesText } from './match-text.ts';
import { oneOfEach } from './modules-for-tests.ts';
import { keyOf, type Given, type Question } from './question.ts';
import { pointsByConfidence, score } from './score.ts';

const find = (kind: Question['kind']): Question => oneOfEach.find((question) => question.kind === kind) as Question;
const keys = (...texts: string[]): string[] => texts.map(keyOf);
const points = (kind: Question['kind'], given: Given): number => score(find(kind), given).points;

test('the right answer has everything, of every kind, and its feedback says so', () => {
  for (const question of oneOfEach) {
    expect({ kind: question.kind, ...score(question, rightAnswer(question)) }).toEqual({ kind: question.kind, points: 1, right: true });
    const { marks, right, solution } = feedbackOn(question, rightAnswer(question));
    expect(right && Object.values(marks).every(Boolean) && solution.length > 0).toBe(true);
  }
});

test('an answer of another kind has nothing', () => {
  for (const question of oneOfEach)
    for (const other of oneOfEach.filter((one) => one.kind !== question.kind))
      expect(score(question, rightAnswer(other))).toEqual({ points: 0, right: false });
});

describe('partial credit', () => {
  test('multiple: wrong ones cancel right ones, choosing all has nothing', () => {
    const choose = (...texts: string[]): Given => ({ kind: 'multiple', choices: keys(...texts) });
    expect(points('multiple', choose('A'))).toBe(0.5);
    expect(points('multiple', choose('A', 'C'))).toBe(0);
    expect(points('multiple', choose('A', 'B', 'C'))).toBe(0.5);
    expect(points('multiple', choose('A', 'B', 'C', 'D'))).toBe(0);
    expect(points('multiple', choose('A', 'A'))).toBe(0.5);
  });
  test('order: one neighbouring pair swapped costs a third of four steps; backwards has nothing', () => {
    const order = (...texts: string[]): Given => ({ kind: 'order', order: keys(...texts) });
    expect(points('order', order('one', 'two', 'four', 'three'))).toBeCloseTo(4 / 6);
    expect(points('order', order('four', 'three', 'two', 'one'))).toBe(0);
    expect(points('order', order('one', 'two'))).toBe(0);
    expect(points('order', order('one', 'one', 'two', 'three'))).toBe(0);
  });
  test('match: a share of the pairs; sort: what is above chance', () => {
    const [a = '', b = '', c = ''] = keys('a', 'b', 'c');
    expect(points('match', { kind: 'match', pairs: { [a]: keyOf('A'), [b]: keyOf('C'), [c]: keyOf('C') } })).toBeCloseTo(2 / 3);
    const all = Object.fromEntries(keys('p', 'q', 'r', 's').map((key) => [key, keyOf('now')]));
    expect(points('sort', { kind: 'sort', places: all })).toBe(0);
    expect(points('sort', { kind: 'sort', places: { ...all, [keyOf('r')]: keyOf('later') } })).toBe(0.5);
  });
  test('number: within the tolerance on either side, and not beyond', () => {
    for (const value of [12.4, 12.5, 12.6]) expect(points('number', { kind: 'number', value })).toBe(1);
    for (const value of [12.39, 12.61, -12.5, Number.NaN, Infinity]) expect(points('number', { kind: 'number', value })).toBe(0);
  });
});

test('it pays to say how sure one is: each confidence is best where it belongs', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (belief) => {
      const worth = ({ right, wrong }: { right: number; wrong: number }): number => belief * right + (1 - belief) * wrong;
      const best = Object.entries(pointsByConfidence).toSorted((a, b) => worth(b[1]) - worth(a[1]))[0]?.[0];
      const believed = belief < 0.5 ? 'guess' : belief < 7 / 9 ? 'fairly' : 'sure';
      const near = Math.abs(belief - 0.5) < 1e-9 || Math.abs(belief - 7 / 9) < 1e-9;
      expect(near || best === believed).toBe(true);
    }),
  );
});

test('text: case, accents, punctuation and blanks do not matter; * stands for any words; nothing hangs', () => {
  expect(matchesText('  Réad-back! ', 'read back')).toBe(true);
  expect(matchesText('we read the order back', '* read * back')).toBe(true);
  expect(matchesText('bread back', 'read back')).toBe(false);
  expect(matchesText('*', 'anything')).toBe(false);
  expect(matchesText('', 'x')).toBe(false);
  expect(matchesText('a'.repeat(5000), `${'*a'.repeat(400)}*b`)).toBe(false);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 }),
      (text, pattern) => {
        expect(matchesText(text, pattern)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      },
    ),
  );
});

test('what a learner sees before answering says nothing of what is right', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...oneOfEach), (seed, question) => {
      const view = learnerView(question, seed);
      const text = JSON.stringify(view);
      for (const secret of ['right":true', '"right":false', 'why', 'accepted', 'partner', 'tolerance', '"value"', 'group":'])
        expect(text).not.toContain(secret);
      expect(learnerView(question, seed)).toEqual(view);
      const [shown, right] = [view, question].map((one) => (one.kind === 'order' ? one.steps.map((step) => step.key).join() : ''));
      expect(shown === right && right !== '').toBe(false);
    }),
  );
});

test('guessing is worth what the model of proficiency takes it for, and never passes', () => {
  const random = randomStream(7);
  const mean = (question: Question): number => {
    let sum = 0;
    for (let n = 0; n < 4000; n++) sum += Math.max(0, score(question, guessAt(question, random)).points);
    return sum / 4000;
  };
  for (const question of oneOfEach.filter((one) => one.kind !== 'true-false'))
    expect(Math.abs(mean(question) - chanceOf(question))).toBeLessThan(0.13);
});

test('a check: what was not answered stays in the denominator, sure and wrong costs, nothing falls below 0', () => {
  expect(judgeCheck([1, 1, 1], 4, 0.8)).toEqual({ share: 0.75, passed: false });
  expect(judgeCheck([1, 1, 1, 1], 5, 0.8)).toEqual({ share: 0.8, passed: true });
  expect(judgeCheck([-1, 0], 2, 0.8)).toEqual({ share: 0, passed: false });
  expect(judgeCheck([], 0, 0.8).passed).toBe(false);
});
