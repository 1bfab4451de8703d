import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssignmentView } from '#coverage/contract.ts';
import { fitted, shiftsAboveRounds, type BoardRow, type UnitRow } from './board-rows.ts';
import { cursorBox, itemOf, walk, type Cursor } from './board-walk.ts';
import { dayOf, makeScale } from './time-scale.ts';

const scale = makeScale('week', '2027-03-01', '2027-04-11', 'America/Chicago', 1200); // the clocks change within it
const roster = makeScale('six-weeks', '2027-03-01', '2027-04-11', 'America/Chicago', 1200);
const hourMs = 3_600_000;
const first = scale.midnights[0] ?? 0;

const bars = (hours: readonly number[], row: number) =>
  hours.map((hour, i) => {
    const [id, start] = [`r${row}-${i}`, first + hour * hourMs];
    return { kind: 'assignment', id, start, end: start + 8 * hourMs, assignment: { kind: 'unit' } as AssignmentView } as const;
  });
const unitRow = (hours: readonly number[], row: number): UnitRow => {
  const { items, lanes } = shiftsAboveRounds(bars(hours, row));
  const named = { key: `u${row}`, label: `Unit ${row}`, note: '', unitId: `u${row}`, needs: [], gaps: [] };
  return { kind: 'unit', ...named, items, lanes: Math.max(1, lanes), height: 200 };
};
const hoursOfRow = fc.array(fc.integer({ min: 0, max: 41 * 24 }), { maxLength: 12 });
const someRows = fc.array(hoursOfRow, { minLength: 1, maxLength: 6 }).map((all) => all.map(unitRow));
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'] as const;
const pressed = fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 40 });
const start: Cursor = { row: 0, lane: 0, time: first, itemId: null };

const after = (rows: readonly BoardRow[], at: Cursor, ...presses: readonly (readonly [string, boolean])[]): Cursor =>
  presses.reduce((cursor, [key, far]) => walk(rows, scale, cursor, key, far) ?? cursor, at);

test('whatever keys are pressed, the cursor stays on the board, and on a bar that is where it says', () => {
  fc.assert(
    fc.property(someRows, pressed, (rows, presses) => {
      for (let n = 1; n <= presses.length; n++) {
        const cursor = after(rows, start, ...presses.slice(0, n));
        const row = rows[cursor.row];
        expect(row).toBeDefined();
        expect(cursor.lane).toBeLessThan(row?.lanes ?? 0);
        expect(dayOf(scale, cursor.time)).toBeGreaterThanOrEqual(0);
        expect(dayOf(scale, cursor.time)).toBeLessThan(scale.dates.length);
        expect(cursor.itemId === null || itemOf(row, cursor.itemId)?.lane === cursor.lane).toBe(true);
      }
    }),
  );
});

test('going right, then on and on, meets every bar of a lane in order', () => {
  fc.assert(
    fc.property(hoursOfRow, (hours) => {
      const row = unitRow(hours, 0);
      const lane = row.items.filter((item) => item.lane === 0).map((item) => item.id);
      const met: string[] = [];
      let cursor = after([row], { ...start, time: first - 1 }, ['Home', false]);
      for (let step = 0; step < 100; step++) {
        if (cursor.itemId !== null && cursor.itemId !== met.at(-1)) met.push(cursor.itemId);
        cursor = after([row], cursor, ['ArrowRight', false]);
      }
      expect(met).toEqual(lane);
    }),
    { numRuns: 2000 },
  );
});

test('down goes through the lanes of a row, then to the next row; up comes back', () => {
  const rows = [unitRow([7, 8], 0), unitRow([7], 1)];
  const down = after(rows, start, ['ArrowDown', false]);
  expect([down.row, down.lane, down.itemId]).toEqual([0, 1, 'r0-1']);
  const next = after(rows, down, ['ArrowDown', false]);
  expect([next.row, next.lane]).toEqual([1, 0]);
  expect(after(rows, next, ['ArrowUp', false])).toMatchObject({ row: 0, lane: 1 });
});

test('on a roster of six weeks a unit is one cell high', () => {
  const rows = [
    { ...unitRow([7, 8], 0), lanes: 0 },
    { ...unitRow([7], 1), lanes: 0 },
  ];
  expect(walk(rows, roster, start, 'ArrowDown', false)).toEqual({ row: 1, lane: 0, time: first, itemId: null });
});

test('keys that are not for walking are left to others', () => {
  expect(walk([unitRow([], 0)], scale, start, 'x', false)).toBeNull();
});

test('in a row that has become lower, the cursor stands inside it and goes on from there', () => {
  const tall = unitRow([7, 8, 9], 0);
  const low = fitted(tall, first + 10 * 24 * hourMs, first + 12 * 24 * hourMs);
  const cursor = { ...start, lane: 2, time: first + 10 * 24 * hourMs };
  const box = cursorBox(low, scale, cursor);
  expect(box.top + box.height).toBeLessThanOrEqual(low.height);
  expect(walk([low, unitRow([], 1)], scale, cursor, 'ArrowDown', false)?.row).toBe(1);
});

test('the box of a bar is as wide as its time', () => {
  const row = unitRow([7], 0);
  const box = cursorBox(row, scale, { ...start, itemId: 'r0-0' });
  expect(box.left).toBeCloseTo((7 / 24) * scale.dayPx);
  expect(box.width).toBeCloseTo((8 / 24) * scale.dayPx);
});
