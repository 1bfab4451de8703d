import ICAL from 'ical.js';
import { isLocalDate, isTimeZone, shiftedInstant, toInstant, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Block } from './blocks.ts';

/** A wall clock: what its date and time mean as a moment. Skipped times move forward over the gap (RFC 5545, 3.3.5). */
export interface Clock {
  readonly toInstant: (date: string, time: string) => Instant;
  /** Whether the clock ever shows this time. */
  readonly shows: (date: string, time: string) => boolean;
  readonly dateOf: (instant: Instant) => string;
}

export const zoneClock = (zone: TimeZone): Clock => ({
  toInstant: (date, time) => shiftedInstant(date, time, zone),
  shows: (date, time) => toInstant(date, time, zone).ok,
  dateOf: (instant) => toLocal(instant, zone).date,
});

export const utcClock = zoneClock('UTC');

/** Windows names that American hospitals' calendars use without saying what they mean (Unicode CLDR windowsZones). */
const windowsZones: Readonly<Record<string, TimeZone>> = {
  'Eastern Standard Time': 'America/New_York',
  'US Eastern Standard Time': 'America/Indianapolis',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'US Mountain Standard Time': 'America/Phoenix',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Alaskan Standard Time': 'America/Anchorage',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
};

/** The IANA zone that a TZID names, also behind a vendor's prefix (`/mozilla.org/…/America/Chicago`); null if none. */
export function namedZone(tzid: string): TimeZone | null {
  const windows = windowsZones[tzid];
  if (windows !== undefined) return windows;
  const parts = tzid.split('/').filter((part) => part !== '');
  for (const take of [3, 2, 1]) {
    const name = parts.slice(-take).join('/');
    if (parts.length >= take && /^[A-Za-z][\w+/-]*$/.test(name) && isTimeZone(name)) return name;
  }
  return null;
}

/**
 * Clocks by TZID. A zone known by name goes by its present rules, since exported VTIMEZONEs are often truncated;
 * any other one by the VTIMEZONE of the file. Null: the file says nothing about this name.
 */
export function clocksOf(timeZones: readonly Block[]): (tzid: string) => Clock | null {
  const defined = new Map<string, Block>();
  for (const block of timeZones) {
    const tzid = /^TZID(?:;[^:\r\n]*)?:(.+)$/im.exec(block.text)?.[1]?.trim();
    if (tzid !== undefined) defined.set(tzid, block);
  }
  const clocks = new Map<string, Clock | null>();
  return (tzid) => {
    const known = clocks.get(tzid);
    if (known !== undefined) return known;
    const name = namedZone(tzid);
    const block = defined.get(tzid);
    const clock = name === null ? (block ? definedClock(block) : null) : zoneClock(name);
    clocks.set(tzid, clock);
    return clock;
  };
}

/** A clock by the rules of a VTIMEZONE, or null where they cannot be followed safely. */
function definedClock({ text }: Block): Clock | null {
  // Only yearly rules are bounded in ical.js: others can keep it searching for ever.
  const rules = text.match(/^RRULE[:;].*$/gim) ?? [];
  if (rules.some((rule) => !/FREQ=YEARLY/i.test(rule)) || rules.length > 100) return null;
  try {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
    const at = (date: string, time: string): Instant => {
      const local = ICAL.Time.fromDateTimeString(`${date}T${time.padEnd(8, ':00')}`);
      local.zone = zone;
      return local.toUnixTime() * 1000;
    };
    const dateOf = (instant: Instant): string => {
      const utc = new ICAL.Time({}, ICAL.Timezone.utcTimezone);
      utc.fromUnixTime(instant / 1000);
      return utc.convertToZone(zone).toString().slice(0, 10);
    };
    return Number.isFinite(at('2027-01-01', '00:00')) ? { toInstant: at, shows: () => true, dateOf } : null;
  } catch {
    return null;
  }
}

/** A DATE or DATE-TIME value as jCal writes it. */
export interface WallTime {
  readonly date: string;
  /** Null: a whole day. */
  readonly time: string | null;
  readonly utc: boolean;
}

export function wallTime(value: unknown): WallTime | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(?::{2}|(([01]\d|2[0-3]):[0-5]\d:[0-5]\d)(Z)?))?$/.exec(String(value));
  const date = found?.[1] ?? '';
  return isLocalDate(date) ? { date, time: found?.[2] ?? null, utc: found?.[4] === 'Z' } : null;
}

/** The moment of a wall time; a whole day begins at midnight. */
export const momentOf = (wall: WallTime, clock: Clock): Instant =>
  (wall.utc ? utcClock : clock).toInstant(wall.date, wall.time ?? '00:00:00');
