import { expect, test } from 'vitest';
import { gapLines, quantileText, staleSince, waitText, waitTone } from './wall-words.ts';

test('waits as a person reads them', () => {
  expect([null, 0.4, 4.4, 59.6, 61, 125].map((minutes) => waitText(minutes))).toEqual([
    '–',
    '<1 min',
    '4 min',
    '1 h 00',
    '1 h 01',
    '2 h 05',
  ]);
  expect(quantileText(null, 0)).toBe('–');
  expect(quantileText(null, 12)).toBe('not yet');
  expect([null, 9, 10, 20].map(waitTone)).toEqual(['calm', 'calm', 'look', 'gap']);
});

test('a wall that is not live says since when; so does one that shows kept answers or an old one', () => {
  const at = 1_000_000;
  expect(staleSince(at, at + 5000, true, null)).toBeNull();
  expect(staleSince(at, at + 5000, false, null)).toBe(at);
  expect(staleSince(at, at + 61_000, true, null)).toBe(at);
  expect(staleSince(at, at, true, '2027-03-01T09:00:00Z')).toBe(Date.parse('2027-03-01T09:00:00Z'));
  expect(staleSince(undefined, at, false, null)).toBeNull();
});

test('gaps that say the same are one line', () => {
  const gap = { unitId: '4W', kind: 'unit' as const, start: 1, end: 2, missing: 1, topic: 'nurse', reason: 'rest' };
  expect(gapLines([gap, { ...gap }, { ...gap, unitId: '5E' }]).map(({ count }) => count)).toEqual([2, 1]);
});
