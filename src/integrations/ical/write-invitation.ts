import type { ClassInvitation } from '#training/classes/ports.ts';
import type { Instant } from '#kernel/time.ts';
import { contentLines, escapedText, oneLine, parameterText, utcText } from './lines.ts';

/**
 * A scheduling message for one person (RFC 5546, sections 3.2.2 REQUEST and 3.2.5 CANCEL): one event with its organizer and one attendee, times in
 * UTC. The same `uid` with a higher `sequence` replaces what a calendar holds.
 */
export function writeInvitation(
  { method, uid, sequence, start, end, summary, description, location, organizerName, attendee }: ClassInvitation,
  organizerEmail: string,
  stamp: Instant,
): string {
  return contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//AtElbow//Training//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escapedText(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utcText(stamp)}`,
    `DTSTART:${utcText(start)}`,
    `DTEND:${utcText(end)}`,
    `SUMMARY:${escapedText(summary)}`,
    `DESCRIPTION:${escapedText(description)}`,
    `LOCATION:${escapedText(location)}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `ORGANIZER;CN=${parameterText(organizerName)}:mailto:${oneLine(organizerEmail)}`,
    `ATTENDEE;CN=${parameterText(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:${oneLine(attendee.email)}`,
    ...(method === 'REQUEST'
      ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT30M', `DESCRIPTION:${escapedText(summary)}`, 'END:VALARM']
      : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}
