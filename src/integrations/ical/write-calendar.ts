import { toLocal, type Instant, type TimeZone } from '#kernel/time.ts';

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
  return `${lines.map(folded).join('\r\n')}\r\n`;
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

const utcText = (instant: Instant): string => {
  const { date, time } = toLocal(instant, 'UTC');
  const seconds = String(Math.floor(instant / 1000) % 60).padStart(2, '0');
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}${seconds}Z`;
};

/** RFC 5545, section 3.3.11. Other control characters are not allowed in text at all. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);

// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ');

/** RFC 6868 for what a quoted parameter cannot hold. */
const parameterText = (text: string): string => `"${oneLine(text).replaceAll('^', '^^').replaceAll('"', "^'")}"`;

const lineOctetsMax = 75;

/** RFC 5545, section 3.1: counted in octets, and no character cut in two. */
function folded(line: string): string {
  if (line.length * 3 <= lineOctetsMax) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > lineOctetsMax) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
