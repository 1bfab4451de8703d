import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, weekday } from '#kernel/time.ts';
import { scaleOver } from './week-scale.ts';

const date = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2026-01-01', days));

test('every date that a scale is made over has its place on it, in order', () => {
  fc.assert(
    fc.property(fc.array(date, { minLength: 1, maxLength: 20 }), (dates) => {
      const scale = scaleOver(dates);
      const places = dates.toSorted().map((one) => scale?.at(one) ?? -1);
      expect(places.every((place) => place >= 0 && place < 1)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});

test('rulings are Mondays, and few enough to be read', () => {
  fc.assert(
    fc.property(fc.array(date, { minLength: 1, maxLength: 20 }), (dates) => {
      const weeks = scaleOver(dates)?.weeks ?? [];
      expect(weeks.length).toBeGreaterThan(0);
      expect(weeks.length).toBeLessThanOrEqual(12);
      expect(weeks.every((monday) => weekday(monday) === 1)).toBe(true);
    }),
  );
});

test('no dates, no scale', () => {
  expect(scaleOver([])).toBeNull();
});
