import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '#kernel/time.ts';
import type { Need } from '../core/need.ts';
import type { Assignment } from '../core/plan/plan.ts';
import { cutAt, withParts } from './mid-shift.ts';

const needOf = (need: Partial<Need> & Pick<Need, 'id' | 'start' | 'end'>): Need => ({
  kind: 'unit',
  unitId: 'U',
  personId: null,
  shiftId: 'D',
  date: '1970-01-01',
  headcount: 1,
  topic: '',
  minutes: (need.end - need.start) / minuteMs,
  shareMax: 1,
  state: null,
  missingCostPerHour: 400,
  confidence: 1,
  ...need,
});
const serving = (needs: readonly Need[], kind: Need['kind'] = 'unit'): Assignment => ({
  id: 'a',
  personId: 'P',
  start: Math.min(...needs.map((need) => need.start)),
  end: Math.max(...needs.map((need) => need.end)),
  kind,
  unitId: 'U',
  shiftId: kind === 'unit' ? 'D' : null,
  needIds: needs.map((need) => need.id),
  cost: 480,
});
const shift = needOf({ id: 'n', start: 7 * hourMs, end: 19 * hourMs });

describe('leaving in the middle of a shift', () => {
  test('what was worked stays under its id, the rest is asked for anew', () => {
    const { worked, rest, needs } = cutAt(serving([shift]), [shift], 10 * hourMs, 'b');
    expect(worked).toMatchObject({ id: 'a', start: 7 * hourMs, end: 10 * hourMs, needIds: ['n'], cost: 120 });
    expect(rest).toMatchObject({ id: 'b', start: 10 * hourMs, end: 19 * hourMs, needIds: ['n~b'], cost: 360 });
    expect(needs).toMatchObject([
      { id: 'n', end: 10 * hourMs, minutes: 180 },
      { id: 'n~b', start: 10 * hourMs, end: 19 * hourMs, partOf: 'n', minutes: 540 },
    ]);
  });

  test('seats that others fill stay whole', () => {
    const crew = { ...shift, headcount: 3 };
    const { needs } = cutAt(serving([crew]), [crew], 10 * hourMs, 'b');
    expect(needs.map(({ id, headcount, start, end }) => [id, headcount, start / hourMs, end / hourMs])).toEqual([
      ['n', 2, 7, 19],
      ['n~a', 1, 7, 10],
      ['n~b', 1, 10, 19],
    ]);
  });

  test('an outreach that has begun may be ended as late as it might have been held', () => {
    const window = needOf({ id: 'o', kind: 'outreach', start: 8 * hourMs, end: 16 * hourMs, minutes: 60 });
    const held = { ...serving([window], 'outreach'), start: 9 * hourMs, end: 10 * hourMs };
    const { worked, rest, needs } = cutAt(held, [window], 9 * hourMs + 20 * minuteMs, 'b');
    expect([worked.end - worked.start, rest && rest.end - rest.start]).toEqual([20 * minuteMs, 40 * minuteMs]);
    expect(needs).toMatchObject([{ minutes: 20 }, { minutes: 40, end: 16 * hourMs }]);
  });

  test('no minute of a need is lost or asked for twice, and each piece keeps exactly to its needs', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 27 }),
        fc.integer({ min: 1, max: 3 }),
        (spans, hour, heads) => {
          const needs = spans.map(([start, length], i) =>
            needOf({ id: `r${i}`, kind: 'round', start: start * hourMs, end: (start + length) * hourMs, headcount: heads }),
          );
          const one = serving(needs, 'round');
          const at = hour * hourMs;
          fc.pre(one.start < at && at < one.end);
          const cut = cutAt(one, needs, at, 'b');
          const now = new Map([...needs, ...cut.needs].map((need) => [need.id, need]));
          const asked = (list: Iterable<Need>): number =>
            [...list].reduce((sum, need) => sum + need.headcount * (need.end - need.start), 0);
          expect(asked(now.values())).toBe(asked(needs));
          for (const piece of [cut.worked, ...(cut.rest ? [cut.rest] : [])]) {
            const held = piece.needIds.map((id) => now.get(id)!);
            expect(piece.start).toBe(Math.min(...held.map((need) => need.start)));
            expect(piece.end).toBe(Math.max(...held.map((need) => need.end)));
          }
          expect(cut.worked.end).toBeLessThanOrEqual(at);
        },
      ),
    );
  });

  test('demand built anew keeps the parts, also of parts, and only of what is still asked for', () => {
    const first = cutAt(serving([shift]), [shift], 10 * hourMs, 'b');
    const relief = first.needs.find((need) => need.id === 'n~b')!;
    const second = cutAt({ ...serving([relief]), id: 'b' }, [relief], 15 * hourMs, 'c');
    const divided = [...new Map([...first.needs, ...second.needs].map((need) => [need.id, need])).values()];
    expect(withParts([shift], divided).map(({ id, start, end }) => [id, start / hourMs, end / hourMs])).toEqual([
      ['n', 7, 10],
      ['n~b', 10, 15],
      ['n~b~c', 15, 19],
    ]);
    expect(withParts([], divided)).toEqual([]);
  });
});
