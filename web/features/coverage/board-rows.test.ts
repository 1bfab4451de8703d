import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssignmentView } from '#coverage/contract.ts';
import { intoLanes } from './board-rows.ts';

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
