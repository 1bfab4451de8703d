import { id, localDate, or, text, weekdays, wholeNumber } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { UnitNeed } from '../core/facts.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

export const unitNeedsFile: FileSpec<UnitNeed> = {
  file: 'unit-needs.csv',
  columns: {
    unitId: id('unit_id'),
    shiftId: id('shift_id'),
    from: localDate('from'),
    to: localDate('to'),
    weekdays: or(weekdays('weekdays'), everyDay),
    headcount: wholeNumber('headcount', 0, 200),
    topic: or(text('topic'), ''),
  },
  key: ['unit_id', 'shift_id', 'from', 'to', 'weekdays', 'topic'],
  check: ({ from, to }) => (to < from ? { column: 'to', reason: `is before from ${from}` } : null),
  references: [
    { column: 'unit_id', kind: 'unit', ids: (need) => [need.unitId] },
    { column: 'shift_id', kind: 'shift', ids: (need) => [need.shiftId] },
  ],
};
