import { column, decimal, id, list, localDate, oneOf, optional, or, readList, wholeNumber } from '#platform/files/columns.ts';
import type { CellReading, FileSpec, Reference } from '#platform/files/spec.ts';
import type { Supporter } from '../core/facts.ts';
import { readSpans } from './time-cells.ts';
import type { Zones } from './zones.ts';

const kinds = ['super-user', 'ate', 'trainer', 'help-desk', 'analyst'] as const;

/** An empty `sites` or `shifts` cell, or `*`, means all of them: what the file says nothing against is allowed. */
export interface SupporterScope {
  readonly siteIds: readonly string[];
  readonly shiftIds: readonly string[];
  readonly zones: Zones;
}

export function supportersFile({ siteIds, shiftIds, zones }: SupporterScope): FileSpec<Supporter> {
  return {
    file: 'supporters.csv',
    columns: {
      personId: id('person_id'),
      kind: oneOf('kind', kinds),
      knows: or(list('knows'), []),
      sites: or(listOrAll('sites', siteIds), siteIds),
      shifts: or(listOrAll('shifts', shiftIds), shiftIds),
      maxHoursWeek: decimal('max_hours_week', 0, 168),
      minRestHours: or(decimal('min_rest_hours', 0, 72), 10),
      maxConsecutiveDays: or(wholeNumber('max_consecutive_days', 1, 366), 7),
      costPerHour: or(decimal('cost_per_hour', 0, 100_000), 0),
      availableFrom: optional(localDate('available_from')),
      availableTo: optional(localDate('available_to')),
      unavailable: or(
        column('unavailable', (text, cells) =>
          readSpans(text, zones.ofSites((cells['sites'] ?? '').split(';').map((item) => item.trim()))),
        ),
        [],
      ),
    },
    key: ['person_id'],
    check: ({ availableFrom, availableTo }) =>
      availableFrom !== null && availableTo !== null && availableTo < availableFrom
        ? { column: 'available_to', reason: `is before available_from ${availableFrom}` }
        : null,
    references: [
      { column: 'person_id', kind: 'person', ids: (supporter) => [supporter.personId] },
      listReference('sites', 'site'),
      listReference('shifts', 'shift'),
    ],
  };
}

const listOrAll = (name: string, all: readonly string[]) =>
  column(name, (text): CellReading<readonly string[]> => (text === '*' ? { value: all } : readList(text)));

/** Unknown entries are dropped; a supporter with none left could never be placed. */
function listReference(column: 'sites' | 'shifts', kind: string): Reference<Supporter> {
  return {
    column,
    kind,
    ids: (supporter) => supporter[column],
    without: (supporter, unknown) => {
      const rest = supporter[column].filter((one) => !unknown.has(one));
      return rest.length === 0 ? null : { ...supporter, [column]: rest };
    },
  };
}
