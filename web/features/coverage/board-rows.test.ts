import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssignmentView } from '#coverage/contract.ts';
import { fitted, intoLanes, shiftsAboveRounds, type BoardItem, type UnitRow } from './board-rows.ts';

const bar = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 30 }))
  .map(([start, length]) => ({ start, end: start + length }));
const asItem = ({ start, end }: { start: number; end: number }, i: number) =>
  ({ kind: 'assignment', id: `a${i}`, start, end, assignment: {} as AssignmentView }) as const;

test('bars of one lane never overlap, none is lost, and there are no more lanes than bars at one moment', () => {
  fc.assert(
    fc.property(fc.array(bar, { maxLength: 40 }), (bars) => {
      const { items, lanes } = intoLanes(bars.map(asItem));
      expect(items.map((item) => item.id).toSorted()).toEqual(bars.map((_, i) => `a${i}`).toSorted());
      for (const a of items)
        for (const b of items) expect(a.id !== b.id && a.lane === b.lane && a.start < b.end && b.start < a.end).toBe(false);
      const busiest = Math.max(0, ...bars.map(({ start }) => bars.filter((other) => other.start <= start && start < other.end).length));
      expect(lanes).toBe(busiest);
    }),
  );
});

const hourMs = 3_600_000;
/** Shifts of 12 h and rounds of up to 3 h, over three weeks. */
const dayBar = fc.record({ kind: fc.constantFrom('unit' as const, 'round' as const), hour: fc.integer({ min: 0, max: 500 }) });
const asBar = ({ kind, hour }: { kind: 'unit' | 'round'; hour: number }, i: number) =>
  ({
    kind: 'assignment',
    id: `a${i}`,
    start: hour * hourMs,
    end: (hour + (kind === 'unit' ? 12 : 1 + (hour % 3))) * hourMs,
    assignment: { kind } as AssignmentView,
  }) as const;
const kindOf = (item: BoardItem): string => (item.kind === 'assignment' ? item.assignment.kind : 'gap');

test('rounds stand below the shifts of their time, nothing overlaps, nothing is lost', () => {
  fc.assert(
    fc.property(fc.array(dayBar, { maxLength: 60 }), (bars) => {
      const { items, lanes } = shiftsAboveRounds(bars.map(asBar));
      expect(items).toHaveLength(bars.length);
      expect(lanes).toBe(Math.max(0, ...items.map((item) => item.lane + 1)));
      for (const a of items)
        for (const b of items) {
          if (a.id === b.id || a.start >= b.end || b.start >= a.end) continue;
          expect(a.lane).not.toBe(b.lane);
          expect(kindOf(a) === 'unit' && kindOf(b) === 'round' && a.lane > b.lane).toBe(false);
        }
    }),
  );
});

test('a fitted row has room for every bar between its moments, and for no lane more', () => {
  fc.assert(
    fc.property(
      fc.array(dayBar, { maxLength: 60 }),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 1, max: 200 }),
      (bars, from, hours) => {
        const { items, lanes } = shiftsAboveRounds(bars.map(asBar));
        const row = { kind: 'unit', lanes: Math.max(1, lanes), height: 0, items } as unknown as UnitRow;
        const [start, end] = [from * hourMs, (from + hours) * hourMs];
        const inSight = items.filter((item) => item.start < end && start < item.end);
        expect(fitted(row, start, end).lanes).toBe(Math.max(1, ...inSight.map((item) => item.lane + 1)));
        expect(fitted(row, start, end)).toBe(fitted(row, start, end));
      },
    ),
  );
});
