import type { Person } from '#directory/contract.ts';
import { addDays, shiftedInstant, type LocalDate, type LocalTime, type TimeZone } from '#kernel/time.ts';
import type { Hospital } from './model.ts';
import type { Series } from './series.ts';

/*
 * iCalendar as practices export it (RFC 5545): local times with TZID, UNTIL in UTC as section 3.3.10 asks, lines folded
 * at 75 octets. Half of the entries name their clinician by ATTENDEE, the others, and all without an address, by X-PERSON-ID.
 */

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function roundsIcs(hospital: Hospital, calendar: readonly Series[]): string {
  const people = new Map(hospital.people.map((person) => [person.personId, person]));
  const zones = new Map(hospital.sites.map((site) => [site.siteId, site.timeZone]));
  const zoneOfUnit = new Map(hospital.units.map((unit) => [unit.unitId, zones.get(unit.siteId) ?? 'UTC']));
  const stamp = `${compactDate(hospital.options.today)}T060000Z`;
  const events = calendar.flatMap((series, i) => {
    const zone = zoneOfUnit.get(series.unitId) ?? 'UTC';
    const common = [`DTSTAMP:${stamp}`, `UID:${series.uid}`, ...placeAndPerson(series, people.get(series.personId), i)];
    return [seriesEvent(series, zone, common), ...series.moved.map((move) => movedEvent(series, move, zone, common))].flat();
  });
  const usedZones = new Set(zones.values());
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lakeview Regional//Rounding schedules//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-TIMEZONE:${hospital.sites[0]?.timeZone ?? 'UTC'}`,
    ...[...usedZones].flatMap((zone) => timeZone(zone)),
    ...events,
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

function placeAndPerson(series: Series, person: Person | undefined, i: number): string[] {
  const who =
    person?.email && i % 2 === 0
      ? `ATTENDEE;CN="${person.givenName} ${person.familyName}":mailto:${person.email}`
      : `X-PERSON-ID:${series.personId}`;
  const summary = `SUMMARY:${series.summary}${person?.practiceGroup ? ` - ${escaped(person.practiceGroup)}` : ''}`;
  return [summary, `LOCATION:${series.unitId}`, `CATEGORIES:${series.kind.toUpperCase()}`, who];
}

function seriesEvent(series: Series, zone: TimeZone, common: readonly string[]): string[] {
  const until = utc(shiftedInstant(addDays(series.until, 1), '00:00', zone) - 1000);
  const days = series.weekdays.map((day) => weekdayNames[day - 1]).join(',');
  return event([
    ...common,
    ...times(series.first, series.start, series.end, zone),
    `RRULE:FREQ=WEEKLY;INTERVAL=${series.everyWeeks};BYDAY=${days};UNTIL=${until}`,
    ...series.skipped.map((date) => `EXDATE;TZID=${zone}:${local(date, series.start)}`),
  ]);
}

function movedEvent(series: Series, move: Series['moved'][number], zone: TimeZone, common: readonly string[]): string[] {
  const id = `RECURRENCE-ID;TZID=${zone}:${local(move.date, series.start)}`;
  return event([...common, 'SEQUENCE:1', id, ...times(move.date, move.start, move.end, zone)]);
}

const event = (lines: readonly string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

function times(date: LocalDate, start: LocalTime, end: LocalTime, zone: TimeZone): string[] {
  const endDate = end <= start ? addDays(date, 1) : date;
  return [`DTSTART;TZID=${zone}:${local(date, start)}`, `DTEND;TZID=${zone}:${local(endDate, end)}`];
}

const compactDate = (date: LocalDate): string => date.replaceAll('-', '');
const local = (date: LocalDate, time: LocalTime): string => `${compactDate(date)}T${time.replace(':', '')}00`;
const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
const escaped = (text: string): string => text.replace(/[\\;,]/g, (found) => `\\${found}`);

/** United States rules since 2007; offsets from UTC in standard time. */
const standardOffsets: Readonly<Record<TimeZone, number>> = { 'America/Chicago': -6, 'America/Denver': -7 };

function timeZone(zone: TimeZone): string[] {
  const standard = standardOffsets[zone];
  if (standard === undefined) return [];
  const offset = (hours: number): string => `-0${-hours}00`;
  const change = (kind: string, start: string, from: number, to: number, rule: string): string[] => [
    `BEGIN:${kind}`,
    `DTSTART:${start}`,
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(to)}`,
    `RRULE:FREQ=YEARLY;${rule}`,
    `END:${kind}`,
  ];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...change('DAYLIGHT', '20070311T020000', standard, standard + 1, 'BYMONTH=3;BYDAY=2SU'),
    ...change('STANDARD', '20071104T020000', standard + 1, standard, 'BYMONTH=11;BYDAY=1SU'),
    'END:VTIMEZONE',
  ];
}

/** Section 3.1: no line is longer than 75 octets, and no character is cut in two. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
