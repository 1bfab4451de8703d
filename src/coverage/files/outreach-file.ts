import { minuteMs } from '#kernel/time.ts';
import { column, id, or, text, wholeNumber } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { Outreach } from '../core/facts.ts';
import { readEnd, readStart } from './time-cells.ts';
import type { Zones } from './zones.ts';

type OutreachRow = Omit<Outreach, 'outreachId'>;

/** Rows have no id of their own: who, from and to make one (`outreachIdOf`), so that a second reading finds the same. */
export function outreachFile(zones: Zones): FileSpec<OutreachRow> {
  return {
    file: 'outreach.csv',
    columns: {
      personId: id('person_id'),
      start: column('from', (value, cells) => readStart(value, zones.ofPerson(cells['person_id'] ?? ''))),
      end: column('to', (value, cells) => readEnd(value, zones.ofPerson(cells['person_id'] ?? ''))),
      minutes: or(wholeNumber('minutes', 5, 720), 30),
      note: or(text('note'), ''),
    },
    key: ['person_id', 'from', 'to'],
    check: ({ start, end, minutes }) => {
      if (end <= start) return { column: 'to', reason: 'is not after from' };
      return end - start < minutes * minuteMs ? { column: 'minutes', reason: 'is longer than the time from "from" to "to"' } : null;
    },
    references: [{ column: 'person_id', kind: 'person', ids: (outreach) => [outreach.personId] }],
  };
}

export const outreachIdOf = (row: OutreachRow): string =>
  `outreach:${row.personId}:${new Date(row.start).toISOString().slice(0, 16)}:${new Date(row.end).toISOString().slice(0, 16)}`;
