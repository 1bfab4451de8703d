import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { isTimeOff, kindOfTask, placeOfTask } from '#integrations/schedule-export/task.ts';
import { readExportDate, readExportTime, shiftSpan, type ShiftSpan } from '#integrations/schedule-export/times.ts';
import { overlaps } from '#kernel/interval.ts';
import { parseIso, type TimeZone } from '#kernel/time.ts';
import { column, or, text, yesNo } from '#platform/files/columns.ts';
import { IssueLog, type ReadIssue } from '#platform/files/issue.ts';
import { readCsv } from '#platform/files/read-csv.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { ByteSource } from '#platform/files/text-source.ts';

interface ScheduleRow {
  readonly scheduleKey: string;
  readonly staffKey: string;
  readonly staffId: string;
  readonly npi: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly task: string;
  readonly location: string;
  readonly startDate: string;
  readonly startTime: string;
  readonly endDate: string;
  readonly endTime: string;
  readonly startUtc: string;
  readonly endUtc: string;
  readonly published: boolean;
  readonly struck: boolean;
}

const word = (name: string) => or(text(name), '');
const date = (name: string) =>
  or(
    column(name, (value) => parsed(readExportDate(value), 'is not a date (write it as 2027-03-01 or 3/1/2027)')),
    '',
  );
const time = (name: string) =>
  or(
    column(name, (value) => parsed(readExportTime(value), 'is not a time of day (write it as 07:00)')),
    '',
  );
const parsed = (value: string | null, reason: string) => (value === null ? { reason } : { value });

/** The fields of QGenda's schedule entries, as a CSV of its API or of its export; further columns are its own affair. */
const qgendaFile = (file: string): FileSpec<ScheduleRow> => ({
  file,
  foreign: true,
  columns: {
    scheduleKey: word('schedulekey'),
    staffKey: word('staffkey'),
    staffId: word('staffid'),
    npi: word('staffnpi'),
    email: word('staffemail'),
    givenName: word('stafffname'),
    familyName: word('stafflname'),
    task: text('taskname'),
    location: word('locationname'),
    startDate: date('startdate'),
    startTime: time('starttime'),
    endDate: date('enddate'),
    endTime: time('endtime'),
    startUtc: word('startdateutc'),
    endUtc: word('enddateutc'),
    published: or(yesNo('ispublished'), true),
    struck: or(yesNo('isstruck'), false),
  },
  key: ['schedulekey', 'staffkey', 'staffnpi', 'taskname', 'startdate', 'starttime', 'startdateutc', 'isstruck'],
  references: [],
});

/**
 * Reads a QGenda schedule. Struck and unpublished shifts place nobody and are noted. Who: key, NPI, e-mail or full name.
 * Where: LocationName, else the unit that the task names, else the person's home unit.
 */
export async function readQgenda(
  file: string,
  source: ByteSource,
  scope: PresenceScope,
): Promise<{ presences: Presence[]; issues: ReadIssue[] }> {
  const log = new IssueLog(file);
  const reading = await readCsv(qgendaFile(file), source);
  const presences = new Map<string, Presence>();
  let away = 0;
  for (const { line, row } of reading.rows) {
    if (row.struck) log.warning(line, 'IsStruck', row.task, 'The shift was struck; it was left out.');
    else if (!row.published) log.warning(line, 'IsPublished', row.task, 'The shift is not published; it was left out.');
    else if (isTimeOff(row.task)) away += 1;
    else {
      const presence = presenceOf(row, line, scope, log);
      if (presence) presences.set(presence.presenceId, presence);
    }
  }
  if (away > 0) log.warning(0, null, '', `Time off places nobody anywhere: left out ${away} ${away === 1 ? 'task' : 'tasks'}.`);
  const inWindow = [...presences.values()].filter((presence) => overlaps(presence, scope.window));
  return { presences: inWindow, issues: [...reading.issues, ...log.list()] };
}

function presenceOf(row: ScheduleRow, line: number, scope: PresenceScope, log: IssueLog): Presence | null {
  const ids = [row.staffId, row.staffKey].filter((id) => id !== '');
  const personId = scope.findPerson({ ids, npi: row.npi, email: row.email, givenName: row.givenName, familyName: row.familyName });
  if (personId === null) {
    const said = row.npi || row.email || row.staffId || row.staffKey || `${row.givenName} ${row.familyName}`;
    log.error(line, row.npi === '' ? 'StaffKey' : 'StaffNpi', said, 'There is no such person; the row was left out.');
    return null;
  }
  const place = placeOfTask([row.location, row.task], personId, scope);
  if (!place) {
    log.error(line, 'LocationName', row.location || row.task, 'names no unit and the person has no home unit; the row was left out.');
    return null;
  }
  const span = spanOf(row, scope.zoneOfUnit(place.unitId));
  if ('reason' in span) {
    log.error(line, 'StartDate', `${row.startDate || row.startUtc} ${row.startTime}`, span.reason);
    return null;
  }
  const own = row.scheduleKey || `${new Date(span.start).toISOString()}:${row.task}`;
  return {
    presenceId: `qgenda:${own}:${personId}`,
    personId,
    unitId: place.unitId,
    ...span,
    kind: kindOfTask(row.task, 'round'),
    source: 'qgenda',
    confidence: place.confidence,
  };
}

/** By the moments in UTC where both are there; otherwise by the local clock of the place. */
function spanOf(row: ScheduleRow, zone: TimeZone): ShiftSpan {
  if (row.startUtc !== '' && row.endUtc !== '') {
    const [start, end] = [parseIso(row.startUtc, 'UTC'), parseIso(row.endUtc, 'UTC')];
    if (!start.ok) return { reason: start.refusal.text };
    if (!end.ok) return { reason: end.refusal.text };
    return end.value > start.value ? { start: start.value, end: end.value } : { reason: 'The shift ends before it starts.' };
  }
  if (row.startDate === '' || row.startTime === '' || row.endTime === '')
    return { reason: 'The row needs StartDate, StartTime and EndTime, or StartDateUTC and EndDateUTC.' };
  return shiftSpan(row.startDate, row.startTime, row.endTime, row.endDate || null, zone);
}
