import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, datesFrom, weekday } from '#kernel/time.ts';
import type { CoverageFacts, UnitNeed } from '../core/facts.ts';
import { applyWhatIf } from './what-if.ts';

const first = '2027-03-01';
const span = fc
  .tuple(fc.nat(20), fc.nat(20))
  .map(([a, b]) => ({ from: addDays(first, Math.min(a, b)), to: addDays(first, Math.max(a, b)) }));
const need = fc
  .tuple(span, fc.constantFrom('4W', '5E'), fc.constantFrom('D', 'N'), fc.integer({ min: 1, max: 4 }))
  .map(([dates, unitId, shiftId, headcount]): UnitNeed => ({
    ...dates,
    unitId,
    shiftId,
    headcount,
    weekdays: [1, 3, 5, 7],
    topic: 'nurse',
  }));

const empty: CoverageFacts = {
  sites: [],
  units: [],
  goLives: [],
  people: [],
  shifts: [],
  supporters: [],
  unitNeeds: [],
  presences: [],
  exposures: [],
  outreaches: [],
  trainedOn: new Map(),
  signOffs: [],
};

/** Heads that the rows ask for on each date of each unit's shift. */
function heads(rows: readonly UnitNeed[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows)
    for (const date of datesFrom(row.from, row.to)) {
      const key = `${row.unitId} ${row.shiftId} ${date}`;
      if (row.weekdays.includes(weekday(date))) sums.set(key, (sums.get(key) ?? 0) + row.headcount);
    }
  return sums;
}

test('a cut takes heads away on its unit, shift and dates, and nowhere else', () => {
  fc.assert(
    fc.property(need, span, fc.integer({ min: 0, max: 2 }), (row, dates, headcount) => {
      const cut = { kind: 'cut' as const, ...dates, unitId: '4W', shiftId: 'D', headcount };
      const before = heads([row]);
      const after = heads(applyWhatIf({ ...empty, unitNeeds: [row] }, [cut]).unitNeeds);
      for (const [key, n] of before) {
        const date = key.split(' ')[2] ?? '';
        const within = row.unitId === '4W' && row.shiftId === 'D' && dates.from <= date && date <= dates.to;
        expect(after.get(key) ?? 0).toBe(within ? Math.min(n, headcount) : n);
      }
      expect([...after.keys()].every((key) => before.has(key))).toBe(true);
    }),
  );
});
