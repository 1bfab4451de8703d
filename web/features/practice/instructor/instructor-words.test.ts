import { expect, test } from 'vitest';
import { agoText, countsText, difficultyWord, discriminationWord, percentText, stateRank } from './instructor-words.ts';

test('who needs somebody most stands first, and is counted first', () => {
  const rows = (['submitted', 'working', 'stuck', 'idle', 'working'] as const).map((state) => ({ state }));
  expect(rows.map(({ state }) => state).toSorted((a, b) => stateRank(a) - stateRank(b))[0]).toBe('stuck');
  expect(countsText(rows)).toBe('1 stuck, 1 idle, 2 working, 1 handed in');
  expect(countsText([])).toBe('');
});

test('times and shares', () => {
  const now = Date.parse('2027-03-10T12:00:00Z');
  expect([10_000, 240_000, 3_600_000, 9_000_000].map((ms) => agoText(now - ms, now))).toEqual([
    'just now',
    '4 min ago',
    '60 min ago',
    '2 h ago',
  ]);
  expect(percentText(0.666)).toBe('67%');
});

test('what figures say of a task', () => {
  expect([0.1, 0.5, 0.8, 1].map(difficultyWord)).toEqual(['Very hard', 'Hard', 'As it should be', 'Easy']);
  expect([null, -0.2, 0.1, 0.25, 0.5].map(discriminationWord)).toEqual([
    'Too little to tell',
    'Misleads good learners',
    'Tells nobody apart',
    'Look at it',
    'Good',
  ]);
});
