import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { dayOf, makeScale, spanX, timeAt, xOf, zooms } from './time-scale.ts';

// Chicago: clocks forward on 14 March 2027 (a day of 23 hours), back on 7 November (25 hours).
const spring = makeScale('week', '2027-03-08', '2027-03-21', 'America/Chicago', 1000);
const autumn = makeScale('week', '2027-11-01', '2027-11-14', 'America/Chicago', 1000);

test('every date is as wide as every other, also when the clock changes', () => {
  for (const scale of [spring, autumn])
    scale.midnights.forEach((midnight, day) => expect(xOf(scale, midnight)).toBeCloseTo(day * scale.dayPx, 6));
});

test('a night over the spring change is 7 hours of time and stays within its two dates', () => {
  const start = (spring.midnights[6] ?? 0) - hourMs; // Saturday 23:00
  const { left, width } = spanX(spring, start, start + 7 * hourMs);
  expect(dayOf(spring, start)).toBe(5);
  expect(left + width).toBeGreaterThan(6 * spring.dayPx);
  expect(left + width).toBeLessThan(7 * spring.dayPx);
});

test('pixels and time are each other’s inverse, and time runs to the right', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(spring, autumn),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (scale, a, b) => {
        const [first, second] = [Math.min(a, b) * scale.width, Math.max(a, b) * scale.width];
        expect(xOf(scale, timeAt(scale, first))).toBeCloseTo(first, 3);
        expect(timeAt(scale, first)).toBeLessThanOrEqual(timeAt(scale, second));
      },
    ),
  );
});

test('a day is never narrower than a finger or a word needs, and fills the room that is there', () => {
  for (const zoom of zooms) {
    expect(makeScale(zoom, '2027-03-01', '2027-04-11', 'America/Chicago', 200).dayPx).toBeGreaterThanOrEqual(26);
    expect(makeScale(zoom, '2027-03-01', '2027-04-11', 'America/Chicago', 50_000).width).toBeGreaterThanOrEqual(49_000);
  }
});
