import { expect, test } from 'vitest';
import { TookTooLong, withinTime } from './time-limit.ts';

const endless = (): boolean => /^(a+)+$/.test(`${'a'.repeat(45)}b`);

test('what has no end is given up, also within a regular expression; what has one answers, and its own errors pass', () => {
  expect(() => withinTime(50, endless)).toThrow(TookTooLong);
  expect(withinTime(5000, () => 'done')).toBe('done');
  expect(() =>
    withinTime(5000, () => {
      throw new RangeError('its own');
    }),
  ).toThrow(RangeError);
  expect(() => withinTime(5000, () => withinTime(50, endless))).toThrow(TookTooLong);
  expect(withinTime(5000, () => withinTime(5000, () => 1) + 1)).toBe(2);
});
