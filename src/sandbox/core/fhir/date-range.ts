/** The time that a FHIR date, dateTime or instant covers: milliseconds since 1970, both ends inclusive. */
export interface TimeRange {
  readonly lo: number;
  readonly hi: number;
}

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * `2024` covers the whole year, `2024-03-01T10:00Z` a minute. Without an offset the time is taken as UTC, as
 * https://hl7.org/fhir/R4/search.html#date leaves to the server. Null when it is no such date (`2023-02-29`).
 */
export function parseTimeRange(text: string): TimeRange | null {
  const found = pattern.exec(text);
  if (!found) return null;
  const [, year = '', month, day, hour, minute, second, fraction, offset] = found;
  const y = Number(year);
  const m = month === undefined ? 0 : Number(month) - 1;
  const d = day === undefined ? 1 : Number(day);
  if (m < 0 || m > 11 || d < 1 || d > daysIn(y, m)) return null;
  if (month === undefined) return { lo: utc(y, 0, 1), hi: utc(y + 1, 0, 1) - 1 };
  if (day === undefined) return { lo: utc(y, m, 1), hi: utc(y, m + 1, 1) - 1 };
  if (hour === undefined) return { lo: utc(y, m, d), hi: utc(y, m, d + 1) - 1 };
  const h = Number(hour);
  const min = Number(minute);
  const sec = second === undefined ? 0 : Number(second);
  if (h > 23 || min > 59 || sec > 60) return null;
  const shift = offsetMinutes(offset);
  if (shift === null) return null;
  const ms = fraction === undefined ? 0 : Number(`${fraction}00`.slice(0, 3));
  const lo = utc(y, m, d) + ((h * 60 + min - shift) * 60 + sec) * 1000 + ms;
  return { lo, hi: lo + lengthMs(second, fraction) - 1 };
}

function lengthMs(second: string | undefined, fraction: string | undefined): number {
  if (second === undefined) return 60_000;
  return fraction === undefined ? 1000 : 1;
}

function offsetMinutes(offset: string | undefined): number | null {
  if (offset === undefined || offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return year > 99 ? Date.UTC(year, month, day) : new Date(0).setUTCFullYear(year, month, day);
}

function daysIn(year: number, month: number): number {
  if (month !== 1) return [3, 5, 8, 10].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
