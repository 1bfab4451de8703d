import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { kindOfTask, isTimeOff, placeOfTask } from '#integrations/schedule-export/task.ts';
import { readExportDate, readExportTime, shiftSpan } from '#integrations/schedule-export/times.ts';
import { overlaps } from '#kernel/interval.ts';
import { csvRecords } from '#platform/files/csv-records.ts';
import { IssueLog, type ReadIssue } from '#platform/files/issue.ts';
import { defaultLimits, textOf, UnreadableFile, type ByteSource } from '#platform/files/text-source.ts';

/** The seventeen columns of Amion's reports 619 and 625c, by position: the report has no header row of its own. */
const at = {
  name: 0,
  staffId: 1,
  staffBackupId: 2,
  assignment: 3,
  assignmentId: 4,
  date: 6,
  start: 7,
  end: 8,
  email: 12,
  note: 14,
  assignmentType: 15,
  grouping: 16,
} as const;

const cellsMin = 9;

/**
 * Reads an Amion schedule export, separated by commas or tabs. Lines before the first one with a date in its seventh cell
 * are the report's heading. Who: e-mail, staff id or full name. Where: the unit that grouping, assignment or note names.
 */
export async function readAmion(
  file: string,
  source: ByteSource,
  scope: PresenceScope,
): Promise<{ presences: Presence[]; issues: ReadIssue[] }> {
  const log = new IssueLog(file);
  const presences = new Map<string, Presence>();
  let inData = false;
  let away = 0;
  try {
    const { delimiter, bytes } = await delimited(source);
    for await (const { line, cells } of csvRecords(bytes, defaultLimits, delimiter)) {
      const row = cells.map((cell) => cell.trim());
      const isData = row.length >= cellsMin && readExportDate(row[at.date] ?? '') !== null;
      if (!inData && !isData) continue;
      inData = true;
      if (isTimeOff(row[at.assignment] ?? '')) away += 1;
      else {
        const presence = presenceOf(row, line, scope, log);
        if (presence) presences.set(presence.presenceId, presence);
      }
    }
    if (!inData)
      log.error(0, null, '', 'No line of the file is an Amion assignment: seventeen cells, the seventh a date. Export report 625c.');
    if (away > 0)
      log.warning(0, null, '', `Time off places nobody anywhere: left out ${away} ${away === 1 ? 'assignment' : 'assignments'}.`);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    log.error(error.line, null, '', error.message);
  }
  const inWindow = [...presences.values()].filter((presence) => overlaps(presence, scope.window));
  return { presences: inWindow, issues: log.list() };
}

/** Report 625c uses commas, 625tabs tabs: whichever is more frequent. */
async function delimited(source: ByteSource): Promise<{ delimiter: string; bytes: Uint8Array[] }> {
  let text = '';
  for await (const part of textOf(source, defaultLimits.bytesMax)) text += part;
  const start = text.slice(0, 64 * 1024);
  const count = (mark: string): number => start.split(mark).length;
  return { delimiter: count('\t') > count(',') ? '\t' : ',', bytes: [Buffer.from(text)] };
}

function presenceOf(row: readonly string[], line: number, scope: PresenceScope, log: IssueLog): Presence | null {
  const cell = (index: number): string => row[index] ?? '';
  const date = readExportDate(cell(at.date));
  const [start, end] = [readExportTime(cell(at.start)), readExportTime(cell(at.end))];
  if (row.some((text) => /[\0\u{FFFD}]/u.test(text)))
    return bad(log, line, 'name', cell(at.name), 'The row has letters that are not UTF-8. Save the file as "CSV UTF-8".');
  if (date === null) return bad(log, line, 'date', cell(at.date), 'is not a date (write it as 3-1-27 or 2027-03-01)');
  if (start === null) return bad(log, line, 'start', cell(at.start), 'is not a time of day (write it as 0700)');
  if (end === null) return bad(log, line, 'end', cell(at.end), 'is not a time of day (write it as 1900)');
  const personId = scope.findPerson({
    email: cell(at.email),
    ids: [cell(at.staffId), cell(at.staffBackupId)].filter((id) => id !== '' && id !== '0'),
    ...nameParts(cell(at.name)),
  });
  if (personId === null) return bad(log, line, 'name', cell(at.name), 'There is no such person; the row was left out.');
  const place = placeOfTask([cell(at.grouping), cell(at.assignment), cell(at.note)], personId, scope);
  if (!place)
    return bad(log, line, 'assignment', cell(at.assignment), 'names no unit and the person has no home unit; the row was left out.');
  const span = shiftSpan(date, start, end, null, scope.zoneOfUnit(place.unitId));
  if ('reason' in span) return bad(log, line, 'start', cell(at.start), span.reason);
  return {
    presenceId: `amion:${personId}:${date}:${start}:${cell(at.assignmentId) || cell(at.assignment)}`,
    personId,
    unitId: place.unitId,
    ...span,
    kind: kindOfTask(`${cell(at.assignment)} ${cell(at.assignmentType)}`, 'call'),
    source: 'amion',
    confidence: place.confidence,
  };
}

function bad(log: IssueLog, line: number, column: string, value: string, reason: string): null {
  log.error(line, column, value, reason);
  return null;
}

/** `Dun, Dee` or `Dee Dun`; what is not both is no name to go by. */
function nameParts(name: string): { givenName: string; familyName: string } {
  const [family = '', given = ''] = name.split(',').map((part) => part.trim());
  if (given !== '') return { givenName: given, familyName: family };
  const words = family.split(/\s+/);
  return { givenName: words.slice(0, -1).join(' '), familyName: words.at(-1) ?? '' };
}
