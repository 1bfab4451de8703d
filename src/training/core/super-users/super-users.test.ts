import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs, hourMs } from '#kernel/time.ts';
import { superUserCover, wantedFor } from './cover.ts';
import { whatSpeaksAgainst } from './suits.ts';

const midnight = Date.parse('2027-03-01T00:00:00Z');
const day = (personId: string, date: number) => ({
  personId,
  start: midnight + date * dayMs + 7 * hourMs,
  end: midnight + date * dayMs + 19 * hourMs,
});
const night = (personId: string, date: number) => ({
  personId,
  start: midnight + date * dayMs + 19 * hourMs,
  end: midnight + date * dayMs + 31 * hourMs,
});
const utc = (): string => 'UTC';

test('a ratio over the whole unit hides the night: it is counted by shift', () => {
  const unit = new Map([['4W', ['a', 'b', 'c', 'd']]]);
  const shifts = [day('a', 0), day('b', 0), night('c', 0), night('d', 0), night('c', 1)];
  const rows = superUserCover(unit, shifts, new Set(['a', 'b']), 10, utc);
  expect(rows).toEqual([
    { unitId: '4W', part: 'day', dates: 1, people: 2, superUsers: 2, datesShort: 0 },
    { unitId: '4W', part: 'night', dates: 2, people: 1.5, superUsers: 0, datesShort: 2 },
  ]);
});

test('a unit without known shifts is counted as a whole; an empty one not at all', () => {
  const units = new Map([
    ['4W', Array.from({ length: 21 }, (_, i) => `p${i}`)],
    ['5N', []],
  ]);
  expect(superUserCover(units, [], new Set(['p0', 'p1']), 10, utc)).toEqual([
    { unitId: '4W', part: null, dates: 1, people: 21, superUsers: 2, datesShort: 1 },
  ]);
  expect([wantedFor(1, 10), wantedFor(10, 10), wantedFor(11, 10)]).toEqual([1, 1, 2]);
});

test('one more super-user never makes a shift short', () => {
  const shifts = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 4 }), fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(shifts, fc.subarray([0, 1, 2, 3, 4, 5, 6]), fc.nat({ max: 6 }), (worked, some, more) => {
      const unit = new Map([['4W', Array.from({ length: 7 }, (_, i) => `p${i}`)]]);
      const list = worked.map(([who, date, dark]) => (dark ? night(`p${who}`, date) : day(`p${who}`, date)));
      const short = (those: readonly number[]): number =>
        superUserCover(unit, list, new Set(those.map((i) => `p${i}`)), 3, utc).reduce((sum, row) => sum + row.datesShort, 0);
      expect(short([...some, more])).toBeLessThanOrEqual(short(some));
    }),
  );
});

test('what speaks against somebody', () => {
  const fits = { hireDate: '2020-01-01', endDate: null, homeUnit: '4W', certified: true };
  expect(whatSpeaksAgainst(fits, '2027-03-01')).toEqual([]);
  expect(whatSpeaksAgainst({ hireDate: '2027-01-15', endDate: '2027-04-01', homeUnit: null, certified: false }, '2027-03-01').length).toBe(
    4,
  );
});
