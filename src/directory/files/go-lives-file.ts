import type { GoLive } from '#directory/contract.ts';
import { id, localDate, oneOf, or, text, wholeNumber } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';

export const goLivesFile: FileSpec<GoLive> = {
  file: 'go-lives.csv',
  columns: {
    wave: text('wave'),
    unitId: id('unit_id'),
    date: localDate('date'),
    weeks: wholeNumber('weeks', 1, 104),
    cpoe: or(oneOf('cpoe', ['mandatory', 'voluntary']), 'mandatory'),
  },
  key: ['wave', 'unit_id'],
  references: [{ column: 'unit_id', kind: 'unit', ids: (goLive) => [goLive.unitId] }],
};
