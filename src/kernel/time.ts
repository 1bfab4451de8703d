import { Temporal } from 'temporal-polyfill';
import { ok, refuse, type Result } from './result.ts';

/** Milliseconds since 1970-01-01T00:00Z. The one representation of a moment in every core. */
export type Instant = number;
/** `YYYY-MM-DD` in the site's own calendar. */
export type LocalDate = string;
/** `HH:MM` on a wall clock. */
export type LocalTime = string;
/** IANA time zone name, for example `America/Chicago`. */
export type TimeZone = string;

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

const cache = new Map<string, Result<Instant, 'no-such-time'>>();

/**
 * The moment at which a wall clock in `zone` shows `date` and `time`.
 * A time that the spring change skips is refused; a time that happens twice in autumn means the first one
 * (RFC 5545 section 3.3.5 reads it the same way).
 */
export function toInstant(date: LocalDate, time: LocalTime, zone: TimeZone): Result<Instant, 'no-such-time'> {
  const key = `${date}T${time}[${zone}]`;
  let found = cache.get(key);
  if (!found) {
    found = convert(date, time, zone);
    if (cache.size > 50_000) cache.clear(); // bounded: a long-lived server sees many dates
    cache.set(key, found);
  }
  return found;
}

function convert(date: LocalDate, time: LocalTime, zone: TimeZone): Result<Instant, 'no-such-time'> {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(local))
    return refuse('no-such-time', `${date} ${time} does not exist in ${zone}: the clocks skip it. Use a time an hour later.`);
  return ok(zoned.epochMilliseconds);
}

/** As `toInstant`, but a skipped time moves forward over the gap: for shift times that recur on every date of the year. */
export function shiftedInstant(date: LocalDate, time: LocalTime, zone: TimeZone): Instant {
  const exact = toInstant(date, time, zone);
  if (exact.ok) return exact.value;
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}

// Every clock change that ever was happened on a quarter of an hour in UTC, so within one the offset stands still.
const quarterMs = 15 * minuteMs;
const offsets = new Map<TimeZone, Map<number, number>>();

/** Milliseconds by which the wall clock in `zone` is ahead of UTC at `instant`. */
function offsetMs(instant: Instant, zone: TimeZone): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  const quarter = Math.floor(instant / quarterMs);
  let offset = known.get(quarter);
  if (offset === undefined) {
    offset = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
    if (known.size > 100_000) known.clear(); // bounded: a long-lived server sees many days
    known.set(quarter, offset);
  }
  return offset;
}

/** What the wall clock in `zone` shows at `instant`. */
export function toLocal(instant: Instant, zone: TimeZone): { date: LocalDate; time: LocalTime } {
  const shown = new Date(instant + offsetMs(instant, zone)).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** ISO 8601 with the zone's offset, to the second: `2027-03-01T07:00:00-06:00`. */
export function toOffsetIso(instant: Instant, zone: TimeZone): string {
  const offset = offsetMs(instant, zone);
  const minutes = Math.abs(Math.round(offset / minuteMs));
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${new Date(instant + offset).toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${clock}`;
}

/** Reads ISO 8601; without an offset it is local to `zone`. */
export function parseIso(text: string, zone: TimeZone): Result<Instant, 'not-a-time' | 'no-such-time'> {
  const trimmed = text.trim();
  try {
    if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(trimmed.slice(10))) return ok(Temporal.Instant.from(trimmed).epochMilliseconds);
    const local = Temporal.PlainDateTime.from(trimmed);
    return toInstant(local.toPlainDate().toString(), local.toPlainTime().toString(), zone);
  } catch {
    return refuse('not-a-time', `"${text}" is not a date and time. Write it as 2027-03-01T07:00.`);
  }
}

export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && fromUtc(midnight) === text; // 30 February is read as a day in March
}

export function isTimeZone(text: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

// Calendar arithmetic on dates needs no time zone: UTC days are all 24 hours long.
const days = new Map<LocalDate, number>();
function utc(date: LocalDate): number {
  let ms = days.get(date);
  if (ms === undefined) {
    ms = Date.parse(`${date}T00:00:00Z`);
    if (days.size > 100_000) days.clear(); // bounded, as above
    days.set(date, ms);
  }
  return ms;
}
const fromUtc = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);

/** Dates that were asked for before: a page of thousands of people asks for the same few hundred again and again. */
const added = new Map<string, LocalDate>();

export function addDays(date: LocalDate, days: number): LocalDate {
  const asked = `${date} ${days}`;
  const before = added.get(asked);
  if (before !== undefined) return before;
  const sum = fromUtc(utc(date) + days * dayMs);
  if (added.size > 100_000) added.clear(); // bounded, as above
  added.set(asked, sum);
  return sum;
}
export const daysBetween = (from: LocalDate, to: LocalDate): number => Math.round((utc(to) - utc(from)) / dayMs);
/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export const weekday = (date: LocalDate): number => ((((utc(date) / dayMs + 3) % 7) + 7) % 7) + 1; // 1970-01-01 was a Thursday

/** Every date from `from` to `to`, both included. */
export function datesFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i));
}

/** ISO week of a date: `2027-W09`. */
export function isoWeek(date: LocalDate): string {
  const thursday = addDays(date, 4 - weekday(date));
  const year = thursday.slice(0, 4);
  const week = 1 + Math.floor(daysBetween(`${year}-01-01`, thursday) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
