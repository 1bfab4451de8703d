import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps } from '#kernel/interval.ts';
import { hourMs } from '#kernel/time.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import { diffRosters } from './publish-diff.ts';

const now = 100 * hourMs;

/** One person's day slots, each taken or not: assignments of one person never overlap. */
const roster = fc
  .array(
    fc.record({
      person: fc.constantFrom('S1', 'S2', 'S3'),
      slot: fc.integer({ min: 6, max: 20 }),
      lateHours: fc.constantFrom(0, 2),
      unitId: fc.constantFrom('4W', '5E'),
      need: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 20 },
  )
  .map((picks) =>
    [...new Map(picks.map((pick) => [`${pick.person} ${pick.slot}`, pick])).values()].map(
      ({ person, slot, lateHours, unitId, need }, i): Assignment => ({
        id: `a${i}`,
        personId: person,
        start: (slot * 12 + lateHours) * hourMs,
        end: (slot * 12 + 8 + lateHours) * hourMs,
        kind: 'unit',
        unitId,
        shiftId: 'D',
        needIds: [`n${slot}-${unitId}-${need}`],
        cost: 8,
      }),
    ),
  );

const placed = (one: Assignment): PlacedAssignment => ({ ...one, id: `p${one.id}`, locked: false, removed: false, changed: 1, version: 1 });
const content = ({ id: _id, ...one }: Assignment): string =>
  JSON.stringify([one.personId, one.start, one.end, one.kind, one.unitId, one.shiftId, one.needIds, one.cost]);

test('the diff turns what is in force into what is begun and, of the draft, all that is still to come', () => {
  fc.assert(
    fc.property(roster, roster, (held, draft) => {
      const published = held.map(placed);
      let count = 0;
      const diff = diffRosters(published, draft, now, () => `new${++count}`);
      const gone = new Set(diff.remove.map((one) => one.id));
      const replaced = new Map([...diff.change.map(({ becomes }) => becomes), ...diff.restated].map((one) => [one.id, one] as const));
      const after = [...published.filter((one) => !gone.has(one.id)).map((one) => replaced.get(one.id) ?? one), ...diff.add];
      const begun = published.filter((one) => one.start < now);
      const toCome = draft.filter((one) => one.end > now && !begun.some((old) => old.personId === one.personId && overlaps(old, one)));
      expect(after.map(content).toSorted()).toEqual([...begun, ...toCome].map(content).toSorted());
      expect(new Set(after.map((one) => one.id)).size).toBe(after.length);
      expect(diff.change.every(({ was, becomes }) => was.personId === becomes.personId && was.id === becomes.id)).toBe(true);
    }),
  );
});

test('publishing the same again is no change at all', () => {
  fc.assert(
    fc.property(roster, (draft) => {
      const diff = diffRosters(draft.map(placed), draft, now, () => 'new');
      expect([diff.add, diff.remove, diff.change, diff.restated]).toEqual([[], [], [], []]);
    }),
  );
});
