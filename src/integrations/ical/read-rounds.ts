import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Presence, PresenceKind } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { IssueLog, type ReadIssue } from '#platform/files/issue.ts';
import { textOf, UnreadableFile, type ByteSource } from '#platform/files/text-source.ts';
import { blocksOf, type Block, type Calendar } from './blocks.ts';
import { clocksOf, namedZone, zoneClock } from './clock.ts';
import { readEvent, type CalendarEvent } from './event.ts';
import { parameter, parseComponent, type JcalComponent } from './jcal.ts';
import { TooManySteps, type StepBudget } from './recurrence.ts';
import { occurrencesMax, seriesOccurrences, type Occurrence } from './series.ts';

export interface CalendarLimits {
  readonly bytesMax: number;
  readonly presencesMax: number;
  /** Days that all recurrence rules together may walk. */
  readonly stepsMax: number;
}

/** After so many the event loop gets a turn, so that a server goes on answering. */
const eventsATurn = 200;

export const calendarLimits: CalendarLimits = { bytesMax: 32 * 1024 * 1024, presencesMax: 500_000, stepsMax: 5_000_000 };

/**
 * Reads a calendar of rounds, operations and clinic sessions (RFC 5545): who = ATTENDEE or X-PERSON-ID, where = LOCATION
 * (unit_id or unit name), what = X-KIND or CATEGORIES. Rules without an end are followed within the window only.
 * Never throws for what is in the file.
 */
export async function readRounds(
  file: string,
  source: ByteSource,
  scope: PresenceScope,
  limits: CalendarLimits = calendarLimits,
): Promise<{ presences: Presence[]; issues: ReadIssue[] }> {
  const log = new IssueLog(file);
  const presences: Presence[] = [];
  try {
    const calendar = blocksOf(await wholeText(source, limits.bytesMax));
    for (const { line, reason } of calendar.broken) log.error(line, null, '', reason);
    const budget = { left: limits.stepsMax };
    let turn = 0;
    for (const series of await seriesOf(calendar, scope, log)) {
      if ((turn += 1) % eventsATurn === 0) await nextTurn();
      for (const presence of seriesPresences(series, scope, budget, log)) presences.push(presence);
      if (presences.length > limits.presencesMax)
        throw new UnreadableFile(`The calendar repeats into more than ${limits.presencesMax} occurrences; the rest was not read.`);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    log.error(0, null, '', error.message);
  }
  return { presences, issues: log.list() };
}

async function wholeText(source: ByteSource, bytesMax: number): Promise<string> {
  let text = '';
  for await (const part of textOf(source, bytesMax)) text += part;
  if (text.trim() === '') throw new UnreadableFile('The file is empty. Export the calendar as .ics.');
  return text;
}

/** The zone that a calendar says its local times are in: X-WR-TIMEZONE, or the first TZID known by name. */
export function calendarTimeZone(text: string): string | null {
  const named = [
    ...text.matchAll(/^(?:X-WR-TIMEZONE(?:;[^:\r\n]*)?:|TZID(?:;[^:\r\n]*)?:|DTSTART;(?:[^:\r\n]*;)?TZID=)"?([^\r\n:;"]+)/gim),
  ];
  for (const [, tzid = ''] of named) {
    const zone = namedZone(tzid.trim());
    if (zone !== null) return zone;
  }
  return null;
}

async function seriesOf(calendar: Calendar, scope: PresenceScope, log: IssueLog): Promise<Iterable<CalendarEvent[]>> {
  const clockOf = clocksOf(calendar.blocks.filter(({ kind }) => kind === 'VTIMEZONE'));
  const allCancelled = calendar.properties.get('METHOD')?.toUpperCase() === 'CANCEL';
  const series = new Map<string, CalendarEvent[]>();
  for (const [i, block] of calendar.blocks.entries()) {
    if (i % eventsATurn === 0) await nextTurn();
    if (block.kind !== 'VEVENT') continue;
    const component = parsed(block, log);
    if (!component) continue;
    const unitId = scope.findUnit(component.text('location'));
    const event = readEvent(component, block.line, clockOf, zoneClock(scope.zoneOfUnit(unitId)));
    if ('reason' in event) {
      const value = event.column === null ? '' : component.text(event.column.toLowerCase());
      log.error(block.line, event.column, value, event.reason);
      continue;
    }
    noteTimes(event, log);
    // Without a UID the event's own text names it, so that reading again finds the same one.
    const uid = event.uid === '' ? createHash('sha256').update(block.text).digest('hex').slice(0, 24) : event.uid;
    const one = { ...event, uid, cancelled: event.cancelled || allCancelled };
    const known = series.get(uid);
    if (known) known.push(one);
    else series.set(uid, [one]);
  }
  return series.values();
}

function parsed(block: Block, log: IssueLog): JcalComponent | null {
  if (/[\0\u{FFFD}]/u.test(block.text)) {
    log.error(block.line, null, '', 'The event has letters that are not UTF-8. Export the calendar as UTF-8.');
    return null;
  }
  try {
    return parseComponent(block.text);
  } catch (error) {
    log.error(block.line, null, '', `The event cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    return null;
  }
}

function noteTimes({ start, clock, line, replaces, component }: CalendarEvent, log: IssueLog): void {
  if (start.time !== null && !start.utc && !clock.shows(start.date, start.time))
    log.warning(line, 'DTSTART', `${start.date}T${start.time}`, 'The clocks skip this time; it was moved past the gap.');
  const replaced = component.first('recurrence-id');
  if (replaces !== null && replaced && parameter(replaced, 'range') !== '')
    log.warning(line, 'RECURRENCE-ID', component.text('recurrence-id'), 'RANGE is not read; only this one occurrence was changed.');
}

function seriesPresences(events: readonly CalendarEvent[], scope: PresenceScope, budget: StepBudget, log: IssueLog): Presence[] {
  const found = expanded(events, scope, budget, log);
  const placed = new Map<CalendarEvent, Placed | null>();
  return found.flatMap((occurrence) => {
    const { event } = occurrence;
    const known = placed.get(event);
    const who = known === undefined ? place(event, scope, log) : known;
    placed.set(event, who);
    return who ? who.personIds.map((personId) => presenceOf(occurrence, personId, who)) : [];
  });
}

function expanded(events: readonly CalendarEvent[], scope: PresenceScope, budget: StepBudget, log: IssueLog): Occurrence[] {
  const line = events[0]?.line ?? 0;
  const uid = events[0]?.uid ?? '';
  try {
    const found = seriesOccurrences(events, scope.window, budget);
    if (found.length <= occurrencesMax) return found;
    log.error(
      line,
      'RRULE',
      uid,
      `The event happens ${found.length} times in these days, more than the ${occurrencesMax} that are read; it was left out.`,
    );
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    log.error(line, 'RRULE', uid, `The event ${error.message}; it was left out. Start its rule nearer to the go-live.`);
  }
  return [];
}

interface Placed {
  readonly personIds: readonly string[];
  readonly unitId: string;
  readonly kind: PresenceKind;
}

/** Who and where; what cannot be matched is named once for the event, whatever the number of its occurrences. */
function place({ component, line }: CalendarEvent, scope: PresenceScope, log: IssueLog): Placed | null {
  const location = component.text('location');
  const unitId = scope.findUnit(location);
  if (unitId === null)
    log.error(
      line,
      'LOCATION',
      location,
      location === '' ? 'is empty: it names the unit' : 'There is no such unit; the event was left out.',
    );
  const personIds = new Set<string>();
  const unknown: string[] = [];
  const explicit = component.all('x-person-id').flatMap(([, , , value]) => String(value).split(/[;,]/));
  for (const id of explicit.map((one) => one.trim())) found(scope.findPerson({ ids: [id] }), id);
  for (const attendee of explicit.length > 0 ? [] : component.all('attendee').slice(0, 200)) {
    if (parameter(attendee, 'partstat').toUpperCase() === 'DECLINED') continue;
    const address = String(attendee[3]).replace(/^mailto:/i, '');
    found(scope.findPerson({ email: address, ids: [parameter(attendee, 'x-person-id'), address] }), address);
  }
  function found(personId: string | null, said: string): void {
    if (personId === null) unknown.push(said);
    else personIds.add(personId);
  }
  const column = explicit.length > 0 ? 'X-PERSON-ID' : 'ATTENDEE';
  if (personIds.size === 0)
    log.error(
      line,
      column,
      unknown.join(';'),
      unknown.length === 0 ? 'The event names nobody; it was left out.' : 'There is no such person; the event was left out.',
    );
  else if (unknown.length > 0) log.warning(line, column, unknown.join(';'), 'There is no such person; the others were read.');
  return unitId === null || personIds.size === 0 ? null : { personIds: [...personIds], unitId, kind: kindOf(component) };
}

const kinds: readonly PresenceKind[] = ['round', 'surgery', 'clinic', 'call'];

function kindOf(component: JcalComponent): PresenceKind {
  const categories = component.all('categories').flatMap((property) => property.slice(3).map(String));
  const said = [component.text('x-kind'), component.text('x-atelbow-kind'), ...categories].map((word) => word.trim().toLowerCase());
  return kinds.find((kind) => said.some((word) => word === kind || word === `${kind}s`)) ?? 'round';
}

const presenceOf = ({ event, recurrenceId, start, end }: Occurrence, personId: string, { unitId, kind }: Placed): Presence => ({
  presenceId: `ics:${event.uid}:${new Date(recurrenceId).toISOString()}:${personId}`,
  personId,
  unitId,
  start,
  end,
  kind,
  source: 'ics',
  confidence: event.component.text('status').toUpperCase() === 'TENTATIVE' ? 0.7 : 1,
});
