import { id, localTime, or, yesNo } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { ShiftDefinition } from '../core/facts.ts';

export const shiftsFile: FileSpec<ShiftDefinition> = {
  file: 'shifts.csv',
  columns: { shiftId: id('shift_id'), start: localTime('start'), end: localTime('end'), night: or(yesNo('night'), false) },
  key: ['shift_id'],
  references: [],
};
