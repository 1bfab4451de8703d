import { id, localDate, or, wholeNumber } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { Exposure } from '../core/facts.ts';

export const exposureFile: FileSpec<Exposure> = {
  file: 'exposure.csv',
  columns: {
    personId: id('person_id'),
    date: localDate('date'),
    unitId: id('unit_id'),
    liveRounds: wholeNumber('live_rounds', 0, 100),
    supportedRounds: or(wholeNumber('supported_rounds', 0, 100), 0),
  },
  key: ['person_id', 'date', 'unit_id'],
  check: ({ liveRounds, supportedRounds }) =>
    supportedRounds > liveRounds ? { column: 'supported_rounds', reason: `is more than live_rounds ${liveRounds}` } : null,
  references: [
    { column: 'person_id', kind: 'person', ids: (exposure) => [exposure.personId] },
    { column: 'unit_id', kind: 'unit', ids: (exposure) => [exposure.unitId] },
  ],
};
