import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import type { SeatChange } from '../core/classes/seats.ts';
import { classChanged } from '../events.ts';
import { busyThen } from './busy.ts';
import { loadSeats, lockMeeting, lockPeople, saveSeat, type MeetingRow, type SeatRow } from './meetings.ts';
import { addNotices } from './notices.ts';
import type { ClassPorts } from './ports.ts';

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
 * The one way in which seats change: lock the meeting, let `decide` say what becomes of whom, save, invite or tell off, audit, tell; all of it
 * or nothing. `personIds`: whom it is about beside those who have a seat or wait.
 */
export function changeSeats(
  { db, now: clock, ports }: SeatDeps,
  meetingId: string,
  personIds: readonly string[],
  actor: AuditActor,
  decide: (room: SeatRoom) => Result<readonly SeatChange[]> | Promise<Result<readonly SeatChange[]>>,
): Promise<readonly SeatChange[]> {
  return db.tx(async (tx) => {
    const now = clock();
    // One person asks for two classes at one time: the second must see what became of the first.
    await lockPeople(tx, personIds);
    const meeting = await lockMeeting(tx, meetingId);
    if (!meeting) throw notFound('This class');
    const seats = await loadSeats(tx, [meetingId]);
    const concerned = [...new Set([...personIds, ...seats.map(({ personId }) => personId)])];
    const busy = await busyThen(tx, ports, concerned, meeting);
    const decided = await decide({ meeting, seats, busy, tx, now });
    if (!decided.ok) throw refused(decided.refusal);
    await saveChanges(tx, meeting, seats, decided.value, actor, now);
    return decided.value;
  });
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
  await tell(tx, [classChanged(meeting.meetingId)], now);
}
