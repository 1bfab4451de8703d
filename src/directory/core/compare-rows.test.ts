import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareRows } from './compare-rows.ts';

interface Row {
  id: string;
  name: string;
  words: string[];
}
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  name: fc.constantFrom('x', 'y'),
  words: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id });
const compare = (onRecord: Row[], given: Row[]) => compareRows(onRecord, given, ({ id }) => id, ['id', 'name', 'words']);

it('applying what it says makes the record say what the file says, and a second time nothing', () => {
  fc.assert(
    fc.property(rows, rows, (onRecord, given) => {
      const { added, changed, unchanged, absent } = compare(onRecord, given);
      expect(added.length + changed.length + unchanged).toBe(given.length);
      const record = new Map(onRecord.map((one) => [one.id, one]));
      for (const one of added) {
        expect(record.has(one.id)).toBe(false);
        record.set(one.id, one);
      }
      for (const { before, after, fields } of changed) {
        expect(fields.length).toBeGreaterThan(0);
        record.set(before.id, { ...before, ...Object.fromEntries(fields.map((field) => [field, after[field]])) });
      }
      for (const one of given) expect(record.get(one.id)).toEqual(one);
      expect(absent.map(({ id }) => id).toSorted()).toEqual(
        [...record.keys()].filter((id) => !given.some((one) => one.id === id)).toSorted(),
      );
      expect(compare([...record.values()], given)).toMatchObject({ added: [], changed: [], unchanged: given.length });
    }),
  );
});
