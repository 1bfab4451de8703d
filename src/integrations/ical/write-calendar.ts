import type { Instant, TimeZone } from '#kernel/time.ts';
import { contentLines, escapedText as escaped, oneLine, parameterText, utcText } from './lines.ts';

/** One event to write. Its `uid` and rising `sequence` let a subscribed calendar follow changes. */
export interface OutgoingEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly cancelled: boolean;
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
  readonly categories: readonly string[];
  /** Further properties, for example `X-PERSON-ID`. */
  readonly extra: Readonly<Record<string, string>>;
}

export interface CalendarHead {
  readonly name: string;
  /** Shown by clients as the calendar's own zone; every time is written in UTC, which needs no VTIMEZONE. */
  readonly timeZone: TimeZone;
  /** DTSTAMP of every event: when this text was made. */
  readonly stamp: Instant;
}

/** An iCalendar text (RFC 5545) with lines folded at 75 octets. Same input, same bytes. */
export function writeCalendar(head: CalendarHead, events: readonly OutgoingEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//AtElbow//Coverage//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(head.name)}`,
    `X-WR-TIMEZONE:${head.timeZone}`,
    ...events.flatMap((event) => eventLines(event, head.stamp)),
    'END:VCALENDAR',
  ];
  return contentLines(lines);
}

function eventLines(event: OutgoingEvent, stamp: Instant): string[] {
  const optional = (name: string, value: string): string[] => (value === '' ? [] : [`${name}:${escaped(value)}`]);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utcText(stamp)}`,
    `DTSTART:${utcText(event.start)}`,
    `DTEND:${utcText(event.end)}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...optional('SUMMARY', event.summary),
    ...optional('DESCRIPTION', event.description),
    ...optional('LOCATION', event.location),
    ...(event.categories.length > 0 ? [`CATEGORIES:${event.categories.map(escaped).join(',')}`] : []),
    ...event.attendees.map(({ name, email }) => `ATTENDEE;CN=${parameterText(name)}:mailto:${oneLine(email)}`),
    ...Object.entries(event.extra).flatMap(([name, value]) => optional(name, value)),
    'END:VEVENT',
  ];
}
