import type { LocalDate, LocalTime } from '#kernel/time.ts';
import { csvLine } from './csv.ts';
import type { Hospital } from './model.ts';
import type { Duty } from './roster.ts';

/** Lines that stand before the data; the report has no header row of column names. */
const preamble = [
  'Lakeview Hospital Medicine: who is on (report 625c)',
  'Field 1: staff name; field 2: staff unique ID; field 3: staff backup ID',
  'Field 4: assignment name; field 5: assignment unique ID; field 6: assignment backup ID',
  'Field 7: date of schedule; field 8: start time; field 9: end time',
  'Field 10: staff type; field 11: pager number; field 12: telephone; field 13: e-mail',
  'Field 14: messagable; field 15: note; field 16: assignment type; field 17: grouping',
  '',
] as const;

/** Amion's schedule report as its public clients read it: 17 columns, dates as `3-8-27`, times as `0700`. */
export function amionCsv(hospital: Hospital, duties: readonly Duty[]): string {
  const people = new Map(hospital.people.map((person, i) => [person.personId, { person, number: 100 + i }]));
  const rows = duties.flatMap((duty, i) => {
    const known = people.get(duty.personId);
    if (!known) return [];
    const { person, number } = known;
    const evening = duty.start >= '19:00';
    return csvLine([
      `${person.familyName}, ${person.givenName}`,
      number,
      person.ehrUserId,
      duty.task,
      40 + (i % 6),
      duty.unitId,
      date(duty.date),
      time(duty.start),
      time(duty.end),
      'Attending',
      person.pager,
      person.phone,
      person.email,
      'Y',
      evening ? 'Admits from the emergency department' : '',
      evening ? 'Evening' : 'Rounds',
      duty.practice,
    ]);
  });
  return [...preamble, ...rows].join('\r\n') + '\r\n';
}

const date = (day: LocalDate): string => `${Number(day.slice(5, 7))}-${Number(day.slice(8))}-${day.slice(2, 4)}`;
const time = (clock: LocalTime): string => clock.replace(':', '');
