import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { addDays, datesFrom, weekday } from '#kernel/time.ts';
import { readRule } from './recurrence-rule.ts';
import { occurrences, TooManySteps, type RecurrenceRule } from './recurrence.ts';

const start = { date: '2027-01-05', time: '07:00:00' };
const year = { from: '2027-01-01', to: '2028-12-31' };

function rule(text: string): RecurrenceRule {
  const read = readRule(ICAL.parse(`BEGIN:VEVENT\r\nRRULE:${text}\r\nEND:VEVENT`)[1][0][3], start.time);
  if ('reason' in read) throw new Error(read.reason);
  return read;
}

const datesOf = (text: string, window = year, from = start): string[] =>
  [...occurrences(rule(text), from, window, { left: 1_000_000 })].map(({ date }) => date);

describe('examples of RFC 5545, section 3.8.5.3', () => {
  const first = (text: string, from: string, count: number): string[] =>
    datesOf(text, { from, to: addDays(from, 3000) }, { date: from, time: start.time }).slice(0, count);
  it.each([
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH', '1997-09-02', ['1997-09-02', '1997-09-04', '1997-09-16', '1997-09-18']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24']],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31']],
    ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07', '1997-12-05']],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', ['1997-09-28', '1997-10-29', '1997-11-28', '1997-12-29']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02', ['1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', ['1997-09-29', '1997-10-30', '1997-11-27', '1997-12-30']],
    ['FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200', '1997-01-01', ['1997-01-01', '1997-04-10', '1997-07-19', '2000-01-01']],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', ['1997-05-19', '1998-05-18', '1999-05-17']],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-05-12', ['1997-05-12', '1998-05-11', '1999-05-17']],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '1996-11-05', ['1996-11-05', '2000-11-07', '2004-11-02']],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', ['1997-09-02', '1997-09-12', '1997-09-22', '1997-10-02']],
  ])('%s', (text, from, expected) => expect(first(text, from, expected.length)).toEqual(expected));
});

const part = <T>(name: string, values: fc.Arbitrary<T>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(''),
    fc.array(values, { minLength: 1, maxLength: 3 }).map((some) => `;${name}=${[...new Set(some)].join(',')}`),
  );
const days = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const tail = fc.tuple(
  fc.integer({ min: 1, max: 4 }),
  fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 30 }).map((n) => `;COUNT=${n}`),
  ),
);
// Each frequency with the parts on which ical.js follows the RFC (its daily rules may search for ever when parts contradict).
const rules = fc.oneof(
  fc.tuple(part('BYDAY', days), tail).map(([byDay, [n, end]]) => `FREQ=WEEKLY;INTERVAL=${n}${byDay}${end}`),
  fc.tuple(tail).map(([[n, end]]) => `FREQ=DAILY;INTERVAL=${n}${end}`),
  fc
    .tuple(part('BYMONTHDAY', fc.integer({ min: 1, max: 28 })), tail)
    .map(([byDay, [n, end]]) => `FREQ=MONTHLY;INTERVAL=${n}${byDay}${end}`),
  fc
    .tuple(
      part(
        'BYDAY',
        fc.tuple(fc.constantFrom('1', '2', '-1', '4'), days).map((both) => both.join('')),
      ),
      tail,
    )
    .map(([byDay, [n, end]]) => `FREQ=MONTHLY;INTERVAL=${n}${byDay}${end}`),
);

it('agrees with ical.js wherever that follows the RFC', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 200 }), (text, ahead) => {
      const date = addDays(start.date, ahead);
      const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(date));
      const expected: string[] = [];
      for (let next = iterator.next(); next && expected.length < 40; next = iterator.next()) {
        if (next.toString() > year.to) break;
        expected.push(next.toString());
      }
      expect(datesOf(text, year, { date, time: start.time }).slice(0, 40)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

it('finds the same in a late window as from the start', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 500 }), (text, ahead) => {
      const from = addDays(start.date, ahead);
      expect(datesOf(text, { from, to: year.to })).toEqual(datesOf(text).filter((date) => date >= from));
    }),
    { numRuns: 200 },
  );
});

it('weekly rules are what walking the calendar finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), fc.integer({ min: 1, max: 5 }), (chosen, interval) => {
      const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
      const monday = addDays(start.date, 1 - weekday(start.date));
      const expected = datesFrom(start.date, year.to).filter((date) => {
        const week = Math.floor((Date.parse(date) - Date.parse(monday)) / (7 * 86_400_000));
        return chosen.includes(weekday(date)) && week % interval === 0;
      });
      expect(datesOf(`FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${chosen.map((n) => names[n - 1]).join(',')}`)).toEqual(expected);
    }),
  );
});

it('ends on rules that never happen, and refuses to walk for ever', () => {
  expect(datesOf('FREQ=DAILY;INTERVAL=7;BYDAY=MO')).toEqual([]);
  expect(datesOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).toEqual([]);
  expect(() => [...occurrences(rule('FREQ=DAILY;COUNT=90000'), { date: '0200-01-01', time: '07:00:00' }, year, { left: 10_000 })]).toThrow(
    TooManySteps,
  );
});

it('refuses rules that repeat too often or are out of range', () => {
  const reasonOf = (value: object): string => {
    const read = readRule(value, start.time);
    return 'reason' in read ? read.reason : 'read';
  };
  expect(reasonOf({ freq: 'SECONDLY' })).toContain('FREQ=SECONDLY');
  expect(reasonOf({ freq: 'DAILY', byhour: 25 })).toContain('BYHOUR');
  expect(reasonOf({ freq: 'DAILY', count: -1 })).toContain('COUNT');
  expect(reasonOf({ freq: 'DAILY', byhour: [1, 2], byminute: Array.from({ length: 60 }, (_, i) => i) })).toContain('48 times a day');
});
