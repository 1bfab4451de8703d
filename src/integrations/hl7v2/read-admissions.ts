import { createHmac, randomBytes } from 'node:crypto';
import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import { IssueLog, type ReadIssue } from '#platform/files/issue.ts';
import type { ByteSource } from '#platform/files/text-source.ts';
import { attendancePresences, type Attendance } from './attendance.ts';
import { readHl7Time } from './hl7-time.ts';
import { readInbound, type Inbound } from './inbound.ts';
import { calledAs, personOf, unitOf } from './places-and-people.ts';

const types = new Set(['A01', 'A02', 'A03', 'A08'].map((event) => `ADT^${event}`));

/** Where a patient is and who attends, since when. The patient is a key that exists only while the file is read. */
interface Stay {
  readonly unitId: string;
  readonly attendingId: string;
  readonly since: Instant;
}

/**
 * Reads ADT^A01, A02, A03 and A08: who attends where on which day (PV1-3 place, PV1-7 attending, PV1-17 admitting).
 * Of the patient only a hash is held, by a key drawn for this reading and then gone, to join a stay's messages.
 */
export async function readAdmissions(
  file: string,
  source: ByteSource,
  scope: PresenceScope,
): Promise<{ presences: Presence[]; issues: ReadIssue[] }> {
  const log = new IssueLog(file);
  const key = randomBytes(32);
  const stays = new Map<string, Stay>();
  const attendances: Attendance[] = [];
  let last: Instant = Number.NEGATIVE_INFINITY;
  for (const inbound of await readInbound(source, types, log)) {
    const event = admissionOf(inbound, scope, log);
    const patient = patientKey(inbound, key);
    if (!event) continue;
    last = Math.max(last, event.at);
    const known = patient === null ? undefined : stays.get(patient);
    if (known && (inbound.event === 'A03' || known.unitId !== event.unitId || known.attendingId !== event.attendingId)) {
      attendances.push({ personId: known.attendingId, unitId: known.unitId, from: known.since, to: event.at });
      if (patient !== null) stays.delete(patient);
    }
    if (inbound.event === 'A01' && event.admittingId !== null && event.admittingId !== event.attendingId)
      attendances.push({ personId: event.admittingId, unitId: event.unitId, from: event.at, to: event.at });
    if (inbound.event === 'A03' || event.attendingId === null) continue;
    if (patient === null) attendances.push({ personId: event.attendingId, unitId: event.unitId, from: event.at, to: event.at });
    else if (!stays.has(patient)) stays.set(patient, { unitId: event.unitId, attendingId: event.attendingId, since: event.at });
  }
  // Whoever was not discharged is still there on the day after the last word.
  for (const stay of stays.values())
    attendances.push({ personId: stay.attendingId, unitId: stay.unitId, from: stay.since, to: last + dayMs });
  return { presences: attendancePresences(attendances, scope), issues: log.list() };
}

interface Admission {
  readonly at: Instant;
  readonly unitId: string;
  readonly attendingId: string | null;
  readonly admittingId: string | null;
}

function admissionOf({ message, line, event }: Inbound, scope: PresenceScope, log: IssueLog): Admission | null {
  const pv1 = message.first('PV1');
  const place = pv1?.repetitions(3)[0];
  if (!pv1 || !place) {
    log.error(line, 'PV1-3', '', 'The message says no place (PV1-3); it was left out.');
    return null;
  }
  const unitId = unitOf(place, scope);
  if (unitId === null) {
    log.error(line, 'PV1-3', `${place.text(1)}^${place.text(2)}`, 'There is no such unit or room; the message was left out.');
    return null;
  }
  const sent = message.first('EVN')?.text(2) || (message.first('MSH')?.text(7) ?? '');
  const at = readHl7Time(sent, scope.zoneOfUnit(unitId));
  if (!at.ok) {
    log.error(line, 'EVN-2', sent, at.refusal.text);
    return null;
  }
  const person = (field: number): string | null => {
    const said = pv1.repetitions(field);
    const found = said.map((one) => personOf(one, scope)).find((personId) => personId !== null) ?? null;
    if (found === null && said[0] && event !== 'A03') log.error(line, `PV1-${field}`, calledAs(said[0]), 'There is no such person.');
    return found;
  };
  return { at: at.value, unitId, attendingId: person(7), admittingId: event === 'A01' ? person(17) : null };
}

/** Visit number (PV1-19), else the patient's identifier (PID-3), as a hash; null when neither is sent. */
function patientKey({ message }: Inbound, key: Uint8Array): string | null {
  const said = message.first('PV1')?.raw(19) || message.first('PID')?.raw(3);
  return said ? createHmac('sha256', key).update(said).digest('base64url') : null;
}
