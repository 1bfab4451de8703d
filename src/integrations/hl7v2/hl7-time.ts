import { parseIso, type Instant, type TimeZone } from '#kernel/time.ts';
import { hourMs, minuteMs } from '#kernel/time.ts';
import { refuse, type Result } from '#kernel/result.ts';

/** A DTM, `YYYYMMDD[HHMM[SS[.S…]]][+/-ZZZZ]` (HL7 v2, 2.A.22), local to `zone` unless it has an offset. */
export function readHl7Time(text: string, zone: TimeZone): Result<Instant, 'not-a-time' | 'no-such-time'> {
  const found = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?([+-]\d{2})?(\d{2})?$/.exec(text.trim());
  if (!found) return refuse('not-a-time', `"${text}" is not an HL7 time (YYYYMMDDHHMM).`);
  const [, year, month, day, hour = '00', minute = '00', second = '00', offsetHours, offsetMinutes] = found;
  if (offsetHours === undefined && offsetMinutes !== undefined) return refuse('not-a-time', `"${text}" is not an HL7 time (YYYYMMDDHHMM).`);
  const offset = offsetHours === undefined ? '' : `${offsetHours}:${offsetMinutes ?? '00'}`;
  return parseIso(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`, zone);
}

/** A duration with its unit as HL7 writes them, in milliseconds; minutes where no unit is said. Null: not a duration. */
export function readHl7Duration(amount: string, unit: string): number | null {
  const number = Number(amount);
  if (!/^\d+(\.\d+)?$/.test(amount.trim()) || number <= 0) return null;
  const word = unit.trim().toUpperCase();
  const unitMs = word === '' || word.startsWith('M') ? minuteMs : word.startsWith('H') ? hourMs : word.startsWith('S') ? 1000 : null;
  return unitMs === null ? null : number * unitMs;
}
