import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { giveUpSeat, type SeatChange } from '../core/classes/seats.ts';
import { classChanged } from '../events.ts';
import { busyThen } from './busy.ts';
import { findMeeting, loadSeats, loadSeatsOf, lockClasses, saveSeat, type MeetingRow, type SeatRow } from './meetings.ts';
import { addNotices } from './notices.ts';
import type { ClassPorts } from './ports.ts';
import { keepPracticeRoster } from './practice.ts';

export interface SeatDeps {
  readonly db: Db;
  readonly now: () => Instant;
  readonly ports: ClassPorts;
}

export interface SeatRoom {
  readonly meeting: MeetingRow;
  readonly seats: readonly SeatRow[];
  /** Of those who sit, wait or ask: who cannot come then. */
  readonly busy: ReadonlySet<string>;
  readonly tx: Tx;
  readonly now: Instant;
}

/**
 * The one way in which seats change: let `decide` say what becomes of whom, save, invite or tell off, audit, tell; all of it or nothing. One change
 * at a time in the whole house, since a seat that is taken here may set free one there. `personIds`: whom it is about beside those who have a
 * seat or wait.
 *
 * Nobody has two seats of one course: whoever gets one gives up the other, which goes to who waits for it.
 */
export function changeSeats(
  { db, now: clock, ports }: SeatDeps,
  meetingId: string,
  personIds: readonly string[],
  actor: AuditActor,
  decide: (room: SeatRoom) => Result<readonly SeatChange[]> | Promise<Result<readonly SeatChange[]>>,
): Promise<readonly SeatChange[]> {
  return db.tx(async (tx) => {
    await lockClasses(tx);
    const now = clock();
    const room = await openRoom(tx, ports, meetingId, personIds, now);
    const decided = await decide(room);
    if (!decided.ok) throw refused(decided.refusal);
    await saveChanges(tx, room.meeting, room.seats, decided.value, actor, now);
    await giveUpOthers(tx, ports, room.meeting, decided.value, actor, now);
    return decided.value;
  });
}

async function openRoom(tx: Tx, ports: ClassPorts, meetingId: string, personIds: readonly string[], now: Instant): Promise<SeatRoom> {
  const meeting = await findMeeting(tx, meetingId);
  if (!meeting) throw notFound('This class');
  const seats = await loadSeats(tx, [meetingId]);
  const concerned = [...new Set([...personIds, ...seats.map(({ personId }) => personId)])];
  return { meeting, seats, busy: await busyThen(tx, ports, concerned, meeting), tx, now };
}

/** Each seat that is given up may promote somebody who then gives up another; every step takes one of those who wait out of a line, so it ends. */
async function giveUpOthers(
  tx: Tx,
  ports: ClassPorts,
  meeting: MeetingRow,
  changes: readonly SeatChange[],
  actor: AuditActor,
  now: Instant,
): Promise<void> {
  for (const { personId, to } of changes) {
    if (to !== 'seated') continue;
    const others = (await loadSeatsOf(tx, [personId], now)).filter(
      (one) =>
        one.state === 'seated' &&
        one.meeting.courseId === meeting.courseId &&
        one.meetingId !== meeting.meetingId &&
        one.meeting.start > now,
    );
    for (const other of others) {
      const room = await openRoom(tx, ports, other.meetingId, [], now);
      const left = giveUpSeat(room.meeting, room.seats, personId, (one) => room.busy.has(one), now);
      if (!left.ok) continue;
      await saveChanges(tx, room.meeting, room.seats, left.value, actor, now);
      await giveUpOthers(tx, ports, room.meeting, left.value, actor, now);
    }
  }
}

export async function saveChanges(
  tx: Tx,
  meeting: MeetingRow,
  seats: readonly SeatRow[],
  changes: readonly SeatChange[],
  actor: AuditActor,
  now: Instant,
): Promise<void> {
  if (changes.length === 0) return;
  for (const change of changes) await saveSeat(tx, meeting.meetingId, change, now);
  const sat = new Set(seats.filter(({ state }) => state === 'seated').map(({ personId }) => personId));
  const ids = (to: SeatChange['to']): string[] => changes.filter((change) => change.to === to).map(({ personId }) => personId);
  await addNotices(tx, meeting, ids('seated'), 'invite', now);
  await addNotices(
    tx,
    meeting,
    ids('given-up').filter((personId) => sat.has(personId)),
    'cancel',
    now,
  );
  const detail = Object.fromEntries(changes.map(({ personId, to }) => [personId, to]));
  await audit(tx, actor, { action: 'training.seats-changed', subjectKind: 'class', subjectId: meeting.meetingId, detail }, now);
  await keepPracticeRoster(tx, meeting.meetingId, actor, now);
  await tell(tx, [classChanged(meeting.meetingId)], now);
}
