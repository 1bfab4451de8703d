import { dayMs, hourMs, minuteMs, addDays, daysBetween, type Instant } from '#kernel/time.ts';
import { momentOf, wallTime, zoneClock, type Clock, type WallTime } from './clock.ts';
import { parameter, valuesOf, type JcalComponent, type JcalProperty } from './jcal.ts';
import { readRule } from './recurrence-rule.ts';
import type { RecurrenceRule } from './recurrence.ts';

/** A VEVENT in plain data: one series, one single event, or one changed occurrence of a series. */
export interface CalendarEvent {
  readonly line: number;
  readonly uid: string;
  readonly sequence: number;
  readonly cancelled: boolean;
  /** Which occurrence of the series this one replaces; null: it is the series or stands alone. */
  readonly replaces: Instant | null;
  readonly start: WallTime;
  readonly clock: Clock;
  /** Length of each occurrence: in whole days for whole-day events, else in milliseconds. */
  readonly days: number | null;
  readonly lengthMs: number;
  readonly rules: readonly { readonly rule: RecurrenceRule; readonly until: Instant | null }[];
  readonly added: readonly { readonly start: Instant; readonly end: Instant | null }[];
  /** Moments, and dates on which every occurrence is left out. */
  readonly removed: { readonly moments: ReadonlySet<Instant>; readonly dates: ReadonlySet<string> };
  readonly component: JcalComponent;
}

export type EventReading = CalendarEvent | { readonly reason: string; readonly column: string | null };

type ClockOf = (tzid: string) => Clock | null;

const lengthMsMax = 31 * dayMs;
const datesMax = 5_000;

/** Reads one parsed VEVENT. `localClock` is for times without a zone. */
export function readEvent(component: JcalComponent, line: number, clockOf: ClockOf, localClock: Clock): EventReading {
  const startProperty = component.first('dtstart');
  if (!startProperty) return { reason: 'The event has no DTSTART.', column: 'DTSTART' };
  const start = wallTime(startProperty[3]);
  if (!start) return { reason: 'DTSTART is not a date or time.', column: 'DTSTART' };
  const clock = clockFor(startProperty, start, clockOf, localClock);
  if (!clock)
    return { reason: `The time zone ${parameter(startProperty, 'tzid')} is neither known nor defined in the file.`, column: 'DTSTART' };
  const length = readLength(component, start, clock, clockOf, localClock);
  if ('reason' in length) return length;
  const rules: CalendarEvent['rules'][number][] = [];
  for (const property of component.all('rrule').slice(0, 10)) {
    const rule = readRule(property[3], start.time ?? '00:00:00');
    if ('reason' in rule) return { reason: rule.reason, column: 'RRULE' };
    rules.push({ rule, until: untilOf(property, clock) });
  }
  const dates = [...component.all('rdate'), ...component.all('exdate')];
  if (dates.reduce((sum, property) => sum + property.length - 3, 0) > datesMax)
    return { reason: `RDATE and EXDATE list more than ${datesMax} dates.`, column: 'RDATE' };
  const replaced = component.first('recurrence-id');
  const replaces = replaced ? (momentsOf([replaced], clock, clockOf)[0]?.moment ?? null) : null;
  if (replaced && replaces === null) return { reason: 'RECURRENCE-ID is not a date or time.', column: 'RECURRENCE-ID' };
  return {
    line,
    uid: component.text('uid'),
    sequence: Number(component.text('sequence')) || 0,
    cancelled: component.text('status').toUpperCase() === 'CANCELLED',
    replaces,
    start,
    clock,
    ...length,
    rules,
    added: addedOf(component, clock, clockOf),
    removed: removedOf(component, clock, clockOf),
    component,
  };
}

function clockFor(property: JcalProperty, wall: WallTime, clockOf: ClockOf, fallback: Clock): Clock | null {
  if (wall.utc) return zoneClock('UTC');
  const tzid = parameter(property, 'tzid');
  return tzid === '' ? fallback : clockOf(tzid);
}

function readLength(
  component: JcalComponent,
  start: WallTime,
  clock: Clock,
  clockOf: ClockOf,
  localClock: Clock,
): { readonly days: number | null; readonly lengthMs: number } | { readonly reason: string; readonly column: string } {
  const endProperty = component.first('dtend');
  const durationText = component.text('duration');
  if (endProperty) {
    const end = wallTime(endProperty[3]);
    const endClock = end && clockFor(endProperty, end, clockOf, localClock);
    if (!end || !endClock) return { reason: 'DTEND is not a date or time in a known time zone.', column: 'DTEND' };
    if (start.time === null && end.time === null) return checkedLength(daysBetween(start.date, end.date), 0);
    return checkedLength(null, momentOf(end, endClock) - momentOf(start, clock));
  }
  if (durationText !== '') {
    const length = durationMs(durationText);
    if (length === null) return { reason: `DURATION "${durationText}" is not a duration (write it as PT1H30M).`, column: 'DURATION' };
    return start.time === null && length % dayMs === 0 ? checkedLength(length / dayMs, 0) : checkedLength(null, length);
  }
  return start.time === null
    ? checkedLength(1, 0)
    : { reason: 'The event has neither DTEND nor DURATION: when is it over?', column: 'DTEND' };
}

function checkedLength(
  days: number | null,
  lengthMs: number,
): { days: number | null; lengthMs: number } | { reason: string; column: string } {
  const total = days === null ? lengthMs : days * dayMs;
  if (total <= 0) return { reason: 'The event ends before or when it starts.', column: 'DTEND' };
  return total > lengthMsMax ? { reason: 'The event lasts more than 31 days.', column: 'DTEND' } : { days, lengthMs };
}

function durationMs(text: string): number | null {
  const found = /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  if (!found) return null;
  const [weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return (weeks ?? 0) * 7 * dayMs + (days ?? 0) * dayMs + (hours ?? 0) * hourMs + (minutes ?? 0) * minuteMs + (seconds ?? 0) * 1000;
}

/** UNTIL as the last moment that still counts: a date counts whole. */
function untilOf(property: JcalProperty, clock: Clock): Instant | null {
  const until = wallTime((property[3] as { until?: unknown }).until ?? '');
  if (!until) return null;
  return until.time === null ? clock.toInstant(addDays(until.date, 1), '00:00:00') - 1 : momentOf(until, clock);
}

interface ListedMoment {
  readonly moment: Instant;
  /** Set where the list names a whole day. */
  readonly date: string | null;
  readonly end: Instant | null;
}

function momentsOf(properties: readonly JcalProperty[], clock: Clock, clockOf: ClockOf): ListedMoment[] {
  const listed: ListedMoment[] = [];
  for (const property of properties)
    for (const value of valuesOf(property)) {
      const [first, last] = Array.isArray(value) ? value : [value, null];
      const wall = wallTime(first);
      const own = wall && clockFor(property, wall, clockOf, clock);
      if (!wall || !own) continue;
      const moment = momentOf(wall, own);
      listed.push({
        moment,
        date: wall.time === null ? wall.date : null,
        end: last === null ? null : periodEnd(moment, String(last), own),
      });
    }
  return listed;
}

function periodEnd(start: Instant, text: string, clock: Clock): Instant | null {
  const length = durationMs(text);
  if (length !== null) return start + length;
  const wall = wallTime(text);
  return wall && momentOf(wall, clock);
}

const addedOf = (component: JcalComponent, clock: Clock, clockOf: ClockOf): CalendarEvent['added'] =>
  momentsOf(component.all('rdate'), clock, clockOf).map(({ moment, end }) => ({ start: moment, end }));

function removedOf(component: JcalComponent, clock: Clock, clockOf: ClockOf): CalendarEvent['removed'] {
  const listed = momentsOf(component.all('exdate'), clock, clockOf);
  return {
    moments: new Set(listed.filter(({ date }) => date === null).map(({ moment }) => moment)),
    dates: new Set(listed.map(({ date }) => date).filter((date) => date !== null)),
  };
}
