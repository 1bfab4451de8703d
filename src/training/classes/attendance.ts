import { minuteMs, type Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { classChanged } from '../events.ts';
import { recordFacts, type ToldFact } from '../ledger/record-facts.ts';
import { changeMeeting, loadSeats, lockClasses, lockMeeting, saveSeat, type MeetingRow } from './meetings.ts';

interface Marks {
  readonly attended: readonly string[];
  readonly missed: readonly string[];
  /** The class is over: whoever sat here without a mark was not there. */
  readonly held: boolean;
}

/** Courses have no versions of their own: what was taught is the course as it was that day. */
const courseVersion = 1;

/**
 * Who was there. Walk-ins count like everybody else. When the class is held its record is written to the ledger: attendance, which duties and the
 * gate are computed from, and absences, which stay in each denominator.
 */
export async function markAttended(
  tx: Tx,
  meetingId: string,
  { attended, missed, held }: Marks,
  actor: AuditActor,
  now: Instant,
): Promise<void> {
  await lockClasses(tx);
  const meeting = await lockMeeting(tx, meetingId);
  if (!meeting) throw notFound('This class');
  if (meeting.state !== 'planned') throw new Problem(409, 'class-over', 'The record of this class is written already.');
  if (held && meeting.start > now) throw new Problem(409, 'too-early', 'A class that has not begun cannot be over.');
  for (const personId of attended) await saveSeat(tx, meetingId, { personId, to: 'attended' }, now);
  for (const personId of missed) await saveSeat(tx, meetingId, { personId, to: 'missed' }, now);
  if (held) {
    const seats = await loadSeats(tx, [meetingId]);
    for (const { personId, state } of seats) if (state === 'seated') await saveSeat(tx, meetingId, { personId, to: 'missed' }, now);
    await changeMeeting(tx, meetingId, { state: 'held' });
    await recordFacts(
      tx,
      seats.flatMap(({ personId, state }) =>
        state === 'given-up' || state === 'waiting' ? [] : [factOf(meeting, personId, state, actor)],
      ),
      now,
    );
  }
  const detail = { attended: attended.length, missed: missed.length, held };
  await audit(tx, actor, { action: 'training.attendance-marked', subjectKind: 'class', subjectId: meetingId, detail }, now);
  await tell(tx, [classChanged(meetingId)], now);
}

function factOf(meeting: MeetingRow, personId: string, state: string, actor: AuditActor): ToldFact {
  const of = { classId: meeting.meetingId, moduleId: meeting.courseId, version: courseVersion, personId, by: actor.name };
  // The same class is told once, however often its record is sent.
  const key = `${meeting.meetingId} ${personId}`;
  if (state !== 'attended') return { kind: 'class-missed', ...of, key };
  return { kind: 'class-attended', ...of, minutes: Math.round((meeting.end - meeting.start) / minuteMs), key };
}
