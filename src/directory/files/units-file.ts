import type { Unit } from '#directory/contract.ts';
import { id, or, text, wholeNumber } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';

export const unitsFile: FileSpec<Unit> = {
  file: 'units.csv',
  columns: {
    unitId: id('unit_id'),
    name: text('name'),
    siteId: id('site_id'),
    building: or(text('building'), ''),
    floor: or(text('floor'), ''),
    zone: or(text('zone'), ''),
    specialty: or(text('specialty'), ''),
    beds: or(wholeNumber('beds', 0, 10_000), 0),
  },
  key: ['unit_id'],
  references: [{ column: 'site_id', kind: 'site', ids: (unit) => [unit.siteId] }],
};
