import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/*
 * What the checker reads: the plan as it was written, and the folder as a person would read it.
 */

export type Row = Readonly<Record<string, string>>;

export interface PlanFile {
  readonly format: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly cost: number;
  readonly bound: number;
  readonly gap: number;
  readonly assignments: readonly PlanAssignment[];
  readonly needs: readonly PlanNeed[];
  readonly uncovered: readonly { need_id: string; missing: number; start: string; end: string; reason: string; text: string }[];
  readonly people: readonly { person_id: string; hours: number; by_week: Readonly<Record<string, number>> }[];
}

export interface PlanAssignment {
  readonly id: string;
  readonly person_id: string;
  readonly start: string;
  readonly end: string;
  readonly kind: string;
  readonly unit_id: string | null;
  readonly shift_id: string | null;
  readonly need_ids: readonly string[];
  readonly cost: number;
}

export interface PlanNeed {
  readonly id: string;
  readonly kind: string;
  readonly unit_id: string | null;
  readonly person_id: string | null;
  readonly shift_id?: string | null;
  readonly start: string;
  readonly end: string;
  readonly headcount: number;
  readonly topic: string;
  readonly minutes?: number;
  readonly share_max?: number;
  readonly state?: string | null;
}

/** The folder as a person would read it. */
export interface RawFolder {
  readonly dir: string;
  readonly units: ReadonlyMap<string, Row>;
  readonly people: ReadonlyMap<string, Row>;
  readonly supporters: ReadonlyMap<string, Row>;
  readonly shifts: readonly { id: string; start: string; end: string }[];
  readonly needRows: readonly Row[];
  readonly exposure: readonly Row[];
  readonly goLives: readonly Row[];
  readonly zoneOf: (unitId: string | null) => string;
}

export type Say = (rule: string, text: string) => void;

export function readRawFolder(dir: string, timeZone: string | undefined): RawFolder {
  const rows = (file: string): Row[] =>
    existsSync(join(dir, file))
      ? parse(readFileSync(join(dir, file)), {
          columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
          bom: true,
          trim: true,
          skip_empty_lines: true,
          relax_column_count: true,
        })
      : [];
  // Of rows with the same id the first one counts.
  const byId = (list: readonly Row[], name: string): Map<string, Row> => {
    const found = new Map<string, Row>();
    for (const row of list) if (!found.has(row[name] ?? '')) found.set(row[name] ?? '', row);
    return found;
  };
  const units = byId(rows('units.csv'), 'unit_id');
  const sites = byId(rows('sites.csv'), 'site_id');
  const shiftRows = rows('shifts.csv');
  const fallback = sites.values().next().value?.['time_zone'] ?? timeZone ?? calendarZone(dir) ?? 'UTC';
  return {
    dir,
    units,
    people: byId(rows('people.csv'), 'person_id'),
    supporters: byId(rows('supporters.csv'), 'person_id'),
    shifts:
      shiftRows.length > 0
        ? shiftRows.map((row) => ({ id: row['shift_id'] ?? '', start: row['start'] ?? '', end: row['end'] ?? '' }))
        : [
            { id: 'D', start: '07:00', end: '19:00' },
            { id: 'N', start: '19:00', end: '07:00' },
          ],
    needRows: rows('unit-needs.csv'),
    exposure: rows('exposure.csv'),
    goLives: rows('go-lives.csv'),
    zoneOf: (unitId) => (unitId === null ? fallback : (sites.get(units.get(unitId)?.['site_id'] ?? '')?.['time_zone'] ?? fallback)),
  };
}

function calendarZone(dir: string): string | undefined {
  const path = join(dir, 'rounds.ics');
  return existsSync(path) ? /(?:X-WR-TIMEZONE:|TZID[=:])([A-Za-z_]+\/[A-Za-z_/]+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
}

export const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A list of ids, where nothing or `*` means everything. */
export const allows = (cell: string | undefined, id: string): boolean => {
  const list = listOf(cell);
  return list.length === 0 || list.includes('*') || list.includes(id);
};
