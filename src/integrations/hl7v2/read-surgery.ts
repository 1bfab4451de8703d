import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { overlaps } from '#kernel/interval.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import { IssueLog, type ReadIssue } from '#platform/files/issue.ts';
import type { ByteSource } from '#platform/files/text-source.ts';
import { readHl7Duration, readHl7Time } from './hl7-time.ts';
import { readInbound, type Inbound } from './inbound.ts';
import type { Repetition, Segment } from './message.ts';
import { calledAs, personOf, unitOf } from './places-and-people.ts';

const booked = new Set(['S12', 'S13', 'S14']);
const dropped = new Set(['S15', 'S16', 'S17', 'S26']);
const types = new Set([...booked, ...dropped].map((event) => `SIU^${event}`));

/** What is known of one appointment; a change says only what it changes, the rest stays. */
interface Appointment {
  readonly line: number;
  readonly people: readonly Repetition[];
  readonly places: readonly Repetition[];
  /** As sent: they mean moments only in the zone of the room. */
  readonly start: string;
  readonly end: string;
  readonly lengthMs: number | null;
}

/**
 * Reads SIU^S12…S26: the surgeon (AIP) of each appointment that still stands is in the unit of its room (AIL) for its time.
 * Changes and cancellations find their appointment by SCH-2 (filler) or SCH-1 (placer). Nothing of the patient is looked at.
 */
export async function readSurgery(
  file: string,
  source: ByteSource,
  scope: PresenceScope,
): Promise<{ presences: Presence[]; issues: ReadIssue[] }> {
  const log = new IssueLog(file);
  const appointments = new Map<string, Appointment>();
  for (const inbound of await readInbound(source, types, log)) {
    const sch = inbound.message.first('SCH');
    const id = sch?.text(2) || sch?.text(1) || '';
    if (!sch || id === '') log.error(inbound.line, 'SCH-2', '', 'The message names no appointment (SCH-1 or SCH-2); it was left out.');
    else if (dropped.has(inbound.event)) appointments.delete(id);
    else appointments.set(id, merged(appointments.get(id), appointmentOf(inbound, sch)));
  }
  const presences = [...appointments].flatMap(([id, appointment]) => presencesOf(id, appointment, scope, log));
  return { presences, issues: log.list() };
}

function appointmentOf({ message, line }: Inbound, sch: Segment): Appointment {
  const people = message.all('AIP').filter((segment) => segment.raw(3) !== '');
  // Roles are free text in practice; where one says surgeon, the nurses and residents beside are not meant.
  const surgeons = people.filter((segment) =>
    segment.repetitions(4).some((role) => role.words().some((word) => /surg|operator/i.test(word))),
  );
  const places = message.all('AIL');
  const parts = [...message.all('AIS'), ...places, ...people];
  // Start, offset, duration and unit lie at the same distance in each: AIS-4, AIL-6, AIP-6.
  const timed = parts.map((segment) => ({ segment, at: segment.id === 'AIS' ? 4 : 6 })).find(({ segment, at }) => segment.raw(at) !== '');
  const tq1 = message.first('TQ1');
  return {
    line,
    people: (surgeons.length > 0 ? surgeons : people).flatMap((segment) => segment.repetitions(3)),
    places: places.flatMap((segment) => segment.repetitions(3)),
    start: (timed && timed.segment.text(timed.at)) || sch.text(11, 4) || (tq1?.text(7) ?? ''),
    end: sch.text(11, 5) || (tq1?.text(8) ?? ''),
    lengthMs:
      (timed && readHl7Duration(timed.segment.text(timed.at + 3), timed.segment.text(timed.at + 4))) ??
      readHl7Duration(sch.text(9), sch.text(10)),
  };
}

const merged = (known: Appointment | undefined, next: Appointment): Appointment =>
  known
    ? {
        line: next.line,
        people: next.people.length > 0 ? next.people : known.people,
        places: next.places.length > 0 ? next.places : known.places,
        start: next.start || known.start,
        // A new start makes the old end meaningless; the length may stay.
        end: next.end || (next.start ? '' : known.end),
        lengthMs: next.lengthMs ?? known.lengthMs,
      }
    : next;

function presencesOf(id: string, appointment: Appointment, scope: PresenceScope, log: IssueLog): Presence[] {
  const { line, people, places } = appointment;
  const unitId = places.map((place) => unitOf(place, scope)).find((unit) => unit !== null) ?? null;
  const said = places[0] ? `${places[0].text(1)}^${places[0].text(2)}` : '';
  if (unitId === null)
    return none(log, line, 'AIL-3', said, places.length === 0 ? 'The appointment names no room (AIL).' : 'There is no such unit or room.');
  const span = spanOf(appointment, scope.zoneOfUnit(unitId));
  if ('reason' in span) return none(log, line, 'SCH-11', appointment.start, span.reason);
  if (people.length === 0) return none(log, line, 'AIP-3', '', 'The appointment names no surgeon (AIP).');
  const found = new Set<string>();
  for (const person of people) {
    const personId = personOf(person, scope);
    if (personId === null) log.error(line, 'AIP-3', calledAs(person), 'There is no such person; the appointment was left out for them.');
    else found.add(personId);
  }
  if (!overlaps(span, scope.window)) return [];
  const rest = { unitId, ...span, kind: 'surgery', source: 'siu', confidence: 0.95 } as const;
  return [...found].map((personId) => ({ presenceId: `siu:${id}:${personId}`, personId, ...rest }));
}

function none(log: IssueLog, line: number, column: string, value: string, reason: string): [] {
  log.error(line, column, value, `${reason} The appointment was left out.`);
  return [];
}

function spanOf({ start, end, lengthMs }: Appointment, zone: string): { start: Instant; end: Instant } | { reason: string } {
  if (start === '') return { reason: 'The appointment has no start (AIS-4, AIL-6 or SCH-11).' };
  const from = readHl7Time(start, zone);
  if (!from.ok) return { reason: from.refusal.text };
  const until = end === '' ? null : readHl7Time(end, zone);
  if (until && !until.ok) return { reason: until.refusal.text };
  const to = until?.value ?? (lengthMs === null ? null : from.value + lengthMs);
  if (to === null) return { reason: 'The appointment has neither an end nor a duration.' };
  if (to <= from.value) return { reason: 'The appointment ends before it starts.' };
  return to - from.value > dayMs ? { reason: 'The appointment lasts more than a day.' } : { start: from.value, end: to };
}
