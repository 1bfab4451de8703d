import { expect, test } from 'vitest';
import { byWeek, dayText } from './my-words.ts';
import type { ShiftCard } from '#coverage/contract.ts';

const at = (iso: string): number => Date.parse(iso);
const shift = (start: string): ShiftCard =>
  ({ id: start, start: at(start), end: at(start) + 8 * 3_600_000, timeZone: 'America/Chicago' }) as ShiftCard;

test('a night shift that begins on Sunday evening belongs to the week that ends, at its own place', () => {
  // 2027-03-08T04:30Z is still Sunday 7 March, 22:30, in Chicago.
  const weeks = byWeek([shift('2027-03-08T04:30:00Z'), shift('2027-03-08T13:00:00Z')]);
  expect(weeks.map(({ week, shifts }) => [week, shifts.length])).toEqual([
    ['2027-W09', 1],
    ['2027-W10', 1],
  ]);
});

test('today and tomorrow are those of the place, not of the reader', () => {
  const now = at('2027-03-02T03:00:00Z'); // Monday 21:00 in Chicago
  expect(dayText(at('2027-03-02T05:00:00Z'), 'America/Chicago', now)).toBe('Today');
  expect(dayText(at('2027-03-02T13:00:00Z'), 'America/Chicago', now)).toBe('Tomorrow');
  expect(dayText(at('2027-03-04T13:00:00Z'), 'America/Chicago', now)).toBe('Thu 4 Mar');
});
