import { sql, type Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Meeting, Seat, SeatChange } from '../core/classes/seats.ts';
import { classLockKey, classTables, type ClassTables, type Reader } from './tables.ts';

/* All SQL of class meetings and seats. */

export interface MeetingRow extends Meeting {
  readonly courseId: string;
  readonly roomId: string;
  readonly trainerId: string;
  readonly code: string;
  readonly sequence: number;
}

const meetingOf = (row: Selectable<ClassTables['class_meeting']>): MeetingRow => ({
  meetingId: row.meeting_id,
  courseId: row.course_id,
  roomId: row.room_id,
  trainerId: row.trainer_id,
  start: row.starts_at.getTime(),
  end: row.ends_at.getTime(),
  seats: row.seats,
  state: row.state,
  code: row.code,
  sequence: row.sequence,
});

/** Until this transaction ends nobody else opens, moves or cancels a meeting, or takes a seat. */
export const lockClasses = (tx: Tx): Promise<unknown> => sql`select pg_advisory_xact_lock(${classLockKey})`.execute(tx);

/** The meeting, and nobody else changes it until this transaction ends; null: there is none. */
export async function lockMeeting(tx: Tx, meetingId: string): Promise<MeetingRow | null> {
  const row = await classTables(tx)
    .selectFrom('class_meeting')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
  return row ? meetingOf(row) : null;
}

export async function findMeeting(on: Reader, meetingId: string): Promise<MeetingRow | null> {
  const row = await classTables(on).selectFrom('class_meeting').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
  return row ? meetingOf(row) : null;
}

export async function meetingByCode(on: Reader, code: string): Promise<MeetingRow | null> {
  const row = await classTables(on).selectFrom('class_meeting').selectAll().where('code', '=', code).executeTakeFirst();
  return row ? meetingOf(row) : null;
}

/** Those that overlap a time; cancelled ones only where asked for. */
export async function loadMeetings(on: Reader, { start, end }: Interval, cancelled = false): Promise<MeetingRow[]> {
  let query = classTables(on)
    .selectFrom('class_meeting')
    .selectAll()
    .where('starts_at', '<', new Date(end))
    .where('ends_at', '>', new Date(start));
  if (!cancelled) query = query.where('state', '<>', 'cancelled');
  return (await query.orderBy('starts_at').orderBy('room_id').execute()).map(meetingOf);
}

export async function insertMeeting(
  on: Reader,
  made: Interval & { readonly courseId: string; readonly roomId: string; readonly trainerId: string; readonly seats: number },
  now: Instant,
): Promise<MeetingRow> {
  const row = await classTables(on)
    .insertInto('class_meeting')
    .values({
      meeting_id: newId('cls'),
      course_id: made.courseId,
      room_id: made.roomId,
      trainer_id: made.trainerId,
      starts_at: new Date(made.start),
      ends_at: new Date(made.end),
      seats: made.seats,
      state: 'planned',
      code: crypto.randomUUID().replaceAll('-', '').slice(0, 12),
      created_at: new Date(now),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return meetingOf(row);
}

/** Each change of what a calendar shows raises the sequence of its entry. */
export const changeMeeting = (
  on: Reader,
  meetingId: string,
  change: { readonly state?: Meeting['state']; readonly trainer_id?: string; readonly room_id?: string },
) =>
  classTables(on)
    .updateTable('class_meeting')
    .set((e) => ({ ...change, sequence: e('sequence', '+', 1) }))
    .where('meeting_id', '=', meetingId)
    .execute();

export interface SeatRow extends Seat {
  readonly meetingId: string;
}

export async function loadSeats(on: Reader, meetingIds: readonly string[]): Promise<SeatRow[]> {
  const rows = await classTables(on)
    .selectFrom('class_seat')
    .selectAll()
    .where(sql<boolean>`meeting_id = any(${[...meetingIds]}::text[])`)
    .orderBy('asked_at')
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    meetingId: row.meeting_id,
    personId: row.person_id,
    state: row.state,
    askedAt: row.asked_at.getTime(),
    place: row.place,
  }));
}

/** Whoever asks again after giving up stands at the end of the line. */
export async function saveSeat(on: Reader, meetingId: string, { personId, to }: SeatChange, now: Instant): Promise<void> {
  await sql`insert into class_seat (meeting_id, person_id, state, asked_at, changed_at) values (${meetingId}, ${personId}, ${to}, ${new Date(now)}, ${new Date(now)})
    on conflict (meeting_id, person_id) do update set state = excluded.state, changed_at = excluded.changed_at,
      asked_at = case when class_seat.state = 'given-up' then excluded.asked_at else class_seat.asked_at end`.execute(classTables(on));
}

/** Meetings in which these people sit or wait, not cancelled and not over at `from`. */
export async function loadSeatsOf(
  on: Reader,
  personIds: readonly string[],
  from: Instant,
): Promise<(SeatRow & { readonly meeting: MeetingRow })[]> {
  const rows = await classTables(on)
    .selectFrom('class_seat')
    .innerJoin('class_meeting', 'class_meeting.meeting_id', 'class_seat.meeting_id')
    .selectAll('class_meeting')
    .select(['class_seat.person_id', 'class_seat.state as seat_state', 'class_seat.asked_at', 'class_seat.place'])
    .where(sql<boolean>`class_seat.person_id = any(${[...personIds]}::text[])`)
    .where('class_seat.state', '<>', 'given-up')
    .where('class_meeting.state', '<>', 'cancelled')
    .where('class_meeting.ends_at', '>', new Date(from))
    .orderBy('class_meeting.starts_at')
    .execute();
  return rows.map(({ person_id, seat_state, asked_at, place, ...row }) => ({
    meetingId: row.meeting_id,
    personId: person_id,
    state: seat_state,
    askedAt: asked_at.getTime(),
    place,
    meeting: meetingOf(row),
  }));
}

/** When these people teach: they cannot be elsewhere then. */
export async function loadTeaching(on: Reader, from: Instant): Promise<(Interval & { readonly personId: string })[]> {
  const rows = await classTables(on)
    .selectFrom('class_meeting')
    .select(['trainer_id', 'starts_at', 'ends_at'])
    .where('state', '<>', 'cancelled')
    .where('ends_at', '>', new Date(from))
    .orderBy('starts_at')
    .execute();
  return rows.map((row) => ({ personId: row.trainer_id, start: row.starts_at.getTime(), end: row.ends_at.getTime() }));
}
