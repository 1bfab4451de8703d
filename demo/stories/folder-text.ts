import { csv } from '../csv.ts';

/*
 * A few words per row instead of seventeen columns: a story shows only what it is about, and the rest is filled in the
 * plainest way. All stories start on Monday 2027-03-01 in Chicago.
 */

export const monday = '2027-03-01';

type Row = readonly (string | number)[];

export const sitesCsv = csv(['site_id', 'name', 'time_zone'], [['H', 'Prairie Fork', 'America/Chicago']]);

export const shiftsCsv = csv(
  ['shift_id', 'start', 'end', 'night'],
  [
    ['D', '07:00', '19:00', 'no'],
    ['N', '19:00', '07:00', 'yes'],
  ],
);

/** unit id, name, specialty, beds */
export const unitsCsv = (rows: readonly (readonly [string, string, string, number])[]): string =>
  csv(
    ['unit_id', 'name', 'site_id', 'building', 'floor', 'zone', 'specialty', 'beds'],
    rows.map(([id, name, specialty, beds]) => [id, name, 'H', 'Main', '1', 'A', specialty, beds]),
  );

/** unit id, weeks of hypercare: all go live on the Monday. */
export const goLivesCsv = (rows: readonly (readonly [string, number])[]): string =>
  csv(
    ['wave', 'unit_id', 'date', 'weeks', 'cpoe'],
    rows.map(([id, weeks]) => ['Wave 1', id, monday, weeks, 'mandatory']),
  );

/** person id, name, job role, specialty, employment */
export const peopleCsv = (rows: readonly (readonly [string, string, string, string, string])[]): string =>
  csv(
    ['person_id', 'given_name', 'family_name', 'job_role', 'specialty', 'practice_group', 'employment', 'home_unit', 'email'],
    rows.map(([id, name, role, specialty, employment]) => {
      const [given = '', family = ''] = name.split(' ');
      const group = role === 'physician' ? 'Prairie Fork Physicians' : '';
      return [id, given, family, role, specialty, group, employment, '', `${id.toLowerCase()}@prairiefork.example`];
    }),
  );

/** person id, kind, knows, shifts, hours a week, cost per hour, available to */
export const supportersCsv = (rows: readonly Row[]): string =>
  csv(
    'person_id kind knows sites shifts max_hours_week min_rest_hours max_consecutive_days cost_per_hour available_from available_to unavailable'.split(
      ' ',
    ),
    rows.map(([id = '', kind = '', knows = '', shifts = '', hours = 0, cost = 0, to = '']) => [
      id,
      kind,
      knows,
      'H',
      shifts,
      hours,
      10,
      7,
      cost,
      '',
      to,
      '',
    ]),
  );

/** unit id, shift id, from, to, weekdays, headcount, topic */
export const unitNeedsCsv = (rows: readonly Row[]): string =>
  csv(['unit_id', 'shift_id', 'from', 'to', 'weekdays', 'headcount', 'topic'], rows);

/** person id, unit id, `YYYYMMDD`, `HHMM`, `HHMM`, recurrence rule or nothing */
export function roundsIcs(rows: readonly (readonly [string, string, string, string, string, string?])[]): string {
  const zone = 'TZID=America/Chicago';
  const events = rows.flatMap(([person, unit, date, start, end, rule]) => [
    'BEGIN:VEVENT',
    `UID:${person}-${unit}-${date}@prairiefork.example`,
    'DTSTAMP:20270301T060000Z',
    'SUMMARY:Rounds',
    'CATEGORIES:ROUND',
    `LOCATION:${unit}`,
    `X-PERSON-ID:${person}`,
    `DTSTART;${zone}:${date}T${start}00`,
    `DTEND;${zone}:${date}T${end}00`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    'END:VEVENT',
  ]);
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Prairie Fork//Rounds//EN', 'X-WR-TIMEZONE:America/Chicago'];
  return [...head, ...events, 'END:VCALENDAR'].join('\r\n') + '\r\n';
}
