import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, datesFrom, daysBetween, isoWeek, parseIso, shiftedInstant, toInstant, toLocal, toOffsetIso, weekday } from './time.ts';

const zones = [
  'America/Chicago',
  'America/New_York',
  'America/Phoenix',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Europe/Dublin',
  'Pacific/Apia',
  'UTC',
];
const moment = fc.integer({ min: Date.parse('1995-01-01'), max: Date.parse('2040-01-01') });
const zone = fc.constantFrom(...zones);
const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));

describe('against Temporal itself', () => {
  test('the wall clock of any moment anywhere', () => {
    fc.assert(
      fc.property(moment, zone, (at, where) => {
        const truth = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(where);
        expect(toLocal(at, where)).toEqual({
          date: truth.toPlainDate().toString(),
          time: truth.toPlainTime().toString({ smallestUnit: 'minute' }),
        });
        expect(toOffsetIso(at, where)).toBe(truth.toString({ timeZoneName: 'never', smallestUnit: 'second' }));
      }),
    );
  });

  test('weeks and weekdays', () => {
    fc.assert(
      fc.property(date, (day) => {
        const truth = Temporal.PlainDate.from(day);
        expect(isoWeek(day)).toBe(`${truth.yearOfWeek}-W${String(truth.weekOfYear).padStart(2, '0')}`);
        expect(weekday(day)).toBe(truth.dayOfWeek);
      }),
    );
  });
});

test('a local time that exists comes back as itself', () => {
  fc.assert(
    fc.property(moment, zone, (at, where) => {
      const shown = toLocal(at, where);
      const back = toInstant(shown.date, shown.time, where);
      expect(back.ok && toLocal(back.value, where)).toEqual(shown);
    }),
  );
});

test('spring: the hour that the clocks skip is refused, and a shift that starts in it starts an hour later', () => {
  expect(toInstant('2027-03-14', '02:30', 'America/Chicago')).toMatchObject({ ok: false, refusal: { code: 'no-such-time' } });
  expect(toLocal(shiftedInstant('2027-03-14', '02:30', 'America/Chicago'), 'America/Chicago').time).toBe('03:30');
});

test('autumn: a time that happens twice means the first', () => {
  const first = toInstant('2027-11-07', '01:30', 'America/Chicago');
  expect(first.ok && toOffsetIso(first.value, 'America/Chicago')).toBe('2027-11-07T01:30:00-05:00');
});

test('an offset in the text outweighs the zone; nonsense is refused', () => {
  expect(parseIso('2027-03-01T07:00-06:00', 'UTC')).toEqual({ ok: true, value: Date.parse('2027-03-01T13:00Z') });
  expect(parseIso('2027-03-01T07:00', 'America/Chicago')).toEqual({ ok: true, value: Date.parse('2027-03-01T13:00Z') });
  for (const text of ['', 'tomorrow', '2027-13-01T07:00', '2027-03-01T25:00', '07:00']) expect(parseIso(text, 'UTC').ok).toBe(false);
});

test('dates count evenly over clock changes', () => {
  expect(daysBetween('2027-03-13', '2027-03-15')).toBe(2);
  expect(datesFrom('2027-02-27', '2027-03-02')).toEqual(['2027-02-27', '2027-02-28', '2027-03-01', '2027-03-02']);
  expect(datesFrom('2027-03-02', '2027-03-01')).toEqual([]);
});
