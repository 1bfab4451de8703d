import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { goLivesFile } from '#directory/files/go-lives-file.ts';
import { peopleFile } from '#directory/files/people-file.ts';
import { sitesFile } from '#directory/files/sites-file.ts';
import { unitsFile } from '#directory/files/units-file.ts';
import type { GoLive, Person, Site, Unit } from '#directory/contract.ts';
import type { Interval } from '#kernel/interval.ts';
import { addDays, shiftedInstant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { fileSource } from '#platform/files/file-source.ts';
import type { ReadIssue } from '#platform/files/issue.ts';
import { readCsv } from '#platform/files/read-csv.ts';
import { checkReferences, type KnownIds } from '#platform/files/references.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { CoverageFacts, ShiftDefinition, UnitNeed } from '#coverage/core/facts.ts';
import { exposureFile } from '#coverage/files/exposure-file.ts';
import { outreachFile, outreachIdOf } from '#coverage/files/outreach-file.ts';
import { presenceScope } from '#coverage/files/presence-scope.ts';
import { shiftsFile } from '#coverage/files/shifts-file.ts';
import { supportersFile } from '#coverage/files/supporters-file.ts';
import { unitNeedsFile } from '#coverage/files/unit-needs-file.ts';
import { zonesOf } from '#coverage/files/zones.ts';
import { assumedGoLives, assumedShifts, assumedSites } from './assumed.ts';
import { calendarZone, readPresenceFiles } from './presence-files.ts';

export interface FolderOptions {
  /** Days to read schedules for, both included; an end that is not said is that of the go-live as the files have it. */
  readonly window?: Partial<Days>;
  /** Clock of the units' sites when there is no sites.csv. */
  readonly timeZone?: TimeZone;
}

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface FolderReading {
  readonly facts: CoverageFacts;
  /** The people of `facts`, with their whole record. */
  readonly people: readonly Person[];
  readonly issues: readonly ReadIssue[];
  /** Rows read by file; only files that are there. */
  readonly counts: Readonly<Record<string, number>>;
  /** Files that were needed and are not there or hold nothing; with any, a plan makes no sense. */
  readonly missing: readonly string[];
  /** The days that the needs and go-lives cover, both included; null without any. */
  readonly span: Days | null;
}

/** Reads a go-live's folder (docs/operate/files.md): every file that is there, row by row, each name checked across files. */
export async function readFolder(dir: string, options: FolderOptions = {}): Promise<FolderReading> {
  const folder = new Folder(dir);
  const { sites, units } = await readPlaces(folder, options);
  const unitIds = idSet(units, 'unitId');
  const allPeople = await folder.read(peopleFile, {}, 'needed');
  const people = folder.recheck(peopleFile, allPeople, folder.usable({ unit: unitIds, person: idSet(allPeople, 'personId') }));
  const shifts = await readShifts(folder);
  const zones = zonesOf(sites, units, people);
  const known = folder.usable({
    site: idSet(sites, 'siteId'),
    unit: unitIds,
    person: idSet(people, 'personId'),
    shift: idSet(shifts, 'shiftId'),
  });
  const scope = { siteIds: sites.map((site) => site.siteId), shiftIds: shifts.map((shift) => shift.shiftId), zones };
  const supporters = await folder.read(supportersFile(scope), known, 'needed');
  const unitNeeds = await folder.read(unitNeedsFile, known, 'needed');
  const goLives = await readGoLives(folder, known, unitNeeds);
  const exposures = await folder.read(exposureFile, known);
  const outreaches = (await folder.read(outreachFile(zones), known)).map((row) => ({ outreachId: outreachIdOf(row), ...row }));
  const span = spanOf(goLives, unitNeeds);
  const window = windowOf({ ...span, ...options.window }, goLives, zones.ofUnit(null));
  const scheduleScope = presenceScope(people, units, zones, window);
  // Without people or units no schedule could be understood: each of its rows would only say so again.
  const presences = folder.missing.length > 0 ? [] : await readPresenceFiles(dir, scheduleScope, (...found) => folder.note(...found));
  return {
    facts: {
      sites,
      units,
      goLives,
      people,
      shifts,
      supporters,
      unitNeeds,
      presences,
      exposures,
      outreaches,
      trainedOn: new Map(),
      signOffs: [],
    },
    people,
    issues: folder.issues,
    counts: folder.counts,
    missing: folder.missing,
    span,
  };
}

/** The folder while it is read: what was found wrong and how much was found. */
class Folder {
  readonly issues: ReadIssue[] = [];
  readonly counts: Record<string, number> = {};
  readonly missing: string[] = [];
  readonly dir: string;
  readonly #lines = new Map<object, number>();

  constructor(dir: string) {
    this.dir = dir;
  }

  has(file: string): boolean {
    return existsSync(join(this.dir, file));
  }

  assume(file: string, reason: string): void {
    this.issues.push({ file, line: 0, column: null, value: '', reason, severity: 'warning' });
  }

  note(file: string, count: number, issues: readonly ReadIssue[]): void {
    this.counts[file] = count;
    for (const issue of issues) this.issues.push(issue);
  }

  async read<Row extends object>(spec: FileSpec<Row>, known: KnownIds, needed?: 'needed'): Promise<Row[]> {
    if (!this.has(spec.file)) {
      if (needed) this.#fail(spec.file, `The file ${spec.file} is needed and is not in the folder.`);
      return [];
    }
    const reading = checkReferences(spec, await readCsv(spec, fileSource(join(this.dir, spec.file))), known);
    for (const { line, row } of reading.rows) this.#lines.set(row, line);
    this.note(spec.file, reading.rows.length, reading.issues);
    if (needed && reading.rows.length === 0) this.#fail(spec.file, `The file ${spec.file} is needed and has no row that can be used.`);
    return reading.rows.map(({ row }) => row);
  }

  /** Without what comes from a file that could not be used: its own error says enough, and every other row would repeat it. */
  usable(known: KnownIds): KnownIds {
    const files: Readonly<Record<string, string>> = { site: 'sites.csv', unit: 'units.csv', person: 'people.csv', shift: 'shifts.csv' };
    return Object.fromEntries(Object.entries(known).filter(([kind]) => !this.missing.includes(files[kind] ?? '')));
  }

  /** Checks names once more things are known: people name each other and their units. */
  recheck<Row extends object>(spec: FileSpec<Row>, rows: readonly Row[], known: KnownIds): Row[] {
    const lines = rows.map((row) => ({ line: this.#lines.get(row) ?? 0, row }));
    const checked = checkReferences(spec, { rows: lines, issues: [] }, known);
    this.note(spec.file, checked.rows.length, checked.issues);
    return checked.rows.map(({ row }) => row);
  }

  #fail(file: string, reason: string): void {
    this.missing.push(file);
    this.issues.push({ file, line: 0, column: null, value: '', reason, severity: 'error' });
  }
}

async function readPlaces(folder: Folder, options: FolderOptions): Promise<{ sites: readonly Site[]; units: readonly Unit[] }> {
  if (folder.has('sites.csv')) {
    const sites = await folder.read(sitesFile, {}, 'needed');
    const units = await folder.read(unitsFile, sites.length > 0 ? { site: idSet(sites, 'siteId') } : {}, 'needed');
    return { sites, units };
  }
  const units = await folder.read(unitsFile, {}, 'needed');
  return { sites: assumeSites(folder, units, options), units };
}

function assumeSites(folder: Folder, units: readonly Unit[], options: FolderOptions): Site[] {
  const [zone, from] = options.timeZone
    ? [options.timeZone, 'as asked for with --time-zone']
    : (calendarZone(folder.dir) ?? [
        Intl.DateTimeFormat().resolvedOptions().timeZone,
        "this machine's own; say --time-zone if it is another",
      ]);
  const sites = assumedSites(units, zone);
  const names = sites.map((site) => site.siteId).join(', ');
  folder.assume('sites.csv', `There is no sites.csv: assumed the units' sites (${names}) in the time zone ${zone} (${from}).`);
  return sites;
}

async function readShifts(folder: Folder): Promise<readonly ShiftDefinition[]> {
  if (folder.has('shifts.csv')) return folder.read(shiftsFile, {}, 'needed');
  folder.assume('shifts.csv', 'There is no shifts.csv: assumed D from 07:00 to 19:00 and N from 19:00 to 07:00.');
  return assumedShifts;
}

async function readGoLives(folder: Folder, known: KnownIds, needs: readonly UnitNeed[]): Promise<readonly GoLive[]> {
  if (folder.has('go-lives.csv')) return folder.read(goLivesFile, known);
  folder.assume(
    'go-lives.csv',
    'There is no go-lives.csv: assumed that each unit goes live on the first day it needs support, for as long as it does.',
  );
  return assumedGoLives(needs);
}

const idSet = <Key extends string>(rows: readonly Readonly<Record<Key, string>>[], key: Key): Set<string> =>
  new Set(rows.map((row) => row[key]));

function spanOf(goLives: readonly GoLive[], needs: readonly UnitNeed[]): Days | null {
  const starts = [...goLives.map((goLive) => goLive.date), ...needs.map((need) => need.from)].toSorted();
  const ends = [...goLives.map((goLive) => addDays(goLive.date, goLive.weeks * 7 - 1)), ...needs.map((need) => need.to)].toSorted();
  const [from, to] = [starts[0], ends.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

const presenceDaysMax = 400;

/** Rounds from the first go-live on count even before the days planned: they are what a clinician's exposure grew from. */
function windowOf({ from: firstDay, to }: Partial<Days>, goLives: readonly GoLive[], zone: TimeZone): Interval {
  if (firstDay === undefined || to === undefined) return { start: 0, end: 0 };
  const first = [firstDay, ...goLives.map((goLive) => goLive.date)].toSorted()[0] ?? firstDay;
  const earliest = addDays(to, -presenceDaysMax);
  const from = first < earliest ? earliest : first;
  return { start: shiftedInstant(from, '00:00', zone), end: shiftedInstant(addDays(to, 1), '00:00', zone) };
}
