import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClockView } from '#support/contract.ts';
import { clockWords, eventText, shortLength, usedShare } from './desk-words.ts';

const clock = (part: Partial<ClockView>): ClockView => ({
  targetMinutes: 60,
  elapsedMs: 0,
  state: 'running',
  dueAt: 60 * 60_000,
  breached: false,
  ...part,
});

test.each([
  [0, 'calm', '1:00 h left'],
  [44, 'calm', '16 min left'],
  [46, 'soon', '14 min left'],
  [61, 'late', '1 min late'],
  [60 * 80, 'late', '3 d late'],
])('after %s minutes of an hour: %s, %s', (minutes, tone, text) => {
  expect(clockWords(clock({}), minutes * 60_000)).toEqual({ tone, text });
});

test('a clock that stands says so, whatever the time is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (now) => {
      const still = clock({ state: 'paused', dueAt: null, elapsedMs: 30 * 60_000 });
      expect(clockWords(still, now)).toEqual({ tone: 'still', text: 'Paused' });
      expect(usedShare(still, now)).toBe(0.5);
    }),
  );
});

test('lengths are short', () => {
  expect([59_000, 61_000, 3_900_000, 50 * 3_600_000].map(shortLength)).toEqual(['0 min', '1 min', '1:05 h', '2 d']);
});

test('the log reads as sentences, one that this page does not know as its own word', () => {
  const name = (id: string) => `<${id}>`;
  expect(eventText('offered', { supporterId: 'ANN' }, name)).toBe('Called <ANN>');
  expect(eventText('asked', { onBehalf: true }, name)).toBe('Asked, by telephone');
  expect(eventText('brand-new', {}, name)).toBe('brand-new');
});
