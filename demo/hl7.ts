import { addDays, type LocalDate, type LocalTime } from '#kernel/time.ts';
import type { Person } from '#directory/contract.ts';

/** Segments end in CR (HL7 v2.5.1, section 2.5.2); a line feed after the last makes a file of messages readable. */
export const message = (segments: readonly (readonly string[])[]): string =>
  segments.map((fields) => `${fields.join('|')}\r`).join('') + '\n';

export const stamp = (date: LocalDate, time: LocalTime): string => `${date.replaceAll('-', '')}${time.replace(':', '')}00`;

/** Processing id T: this is no production traffic. */
export const msh = (sender: string, site: string, at: string, type: string, structure: string, id: string): string[] => [
  'MSH',
  '^~\\&',
  sender,
  site,
  'ATELBOW',
  site,
  at,
  '',
  `${type}^${structure}`,
  id,
  'T',
  '2.5.1',
  '',
  '',
  '',
  '',
  '',
  'UNICODE UTF-8',
];

/** XCN: the EHR user id, then the name. */
export const xcn = (person: Person): string => `${person.ehrUserId}^${person.familyName}^${person.givenName}^^^^^^${'LAKEVIEW'}`;

/** Nobody: no identifier, no name, no birth date. */
export const noPatient = ['PID', '1', '', 'ZZTEST', '', 'ZZTEST^ZZTEST'];

export function plusMinutes(date: LocalDate, time: LocalTime, minutes: number): { date: LocalDate; time: LocalTime } {
  const total = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const inDay = ((total % 1440) + 1440) % 1440;
  const two = (n: number): string => String(n).padStart(2, '0');
  return { date: addDays(date, Math.floor(total / 1440)), time: `${two(Math.floor(inDay / 60))}:${two(inDay % 60)}` };
}
