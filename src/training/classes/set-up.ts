import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { z } from 'zod';
import type { ClosedRoom, Course, Room, Trainer } from '../contract/classes.ts';
import { classTables, type Reader } from './tables.ts';

/* Courses, rooms, trainers: what classes are made of. */

export async function loadCourses(on: Reader): Promise<Course[]> {
  const rows = await classTables(on)
    .selectFrom('training_course')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('course_id')
    .execute();
  return rows.map((row) => ({ courseId: row.course_id, name: row.name, minutes: row.minutes, seatsMax: row.seats_max, after: row.after }));
}

export async function saveCourse(on: Reader, { courseId, name, minutes, seatsMax, after }: Course): Promise<void> {
  const row = { name, minutes, seats_max: seatsMax, after, retired_at: null };
  await classTables(on)
    .insertInto('training_course')
    .values({ course_id: courseId, ...row })
    .onConflict((conflict) => conflict.column('course_id').doUpdateSet(row))
    .execute();
}

type RoomRow = z.infer<typeof Room>;

export async function loadRooms(on: Reader): Promise<RoomRow[]> {
  const rows = await classTables(on).selectFrom('training_room').selectAll().where('retired_at', 'is', null).orderBy('room_id').execute();
  return rows.map((row) => ({ roomId: row.room_id, name: row.name, siteId: row.site_id, seats: row.seats }));
}

export async function saveRoom(on: Reader, { roomId, name, siteId, seats }: RoomRow): Promise<void> {
  const row = { name, site_id: siteId, seats, retired_at: null };
  await classTables(on)
    .insertInto('training_room')
    .values({ room_id: roomId, ...row })
    .onConflict((conflict) => conflict.column('room_id').doUpdateSet(row))
    .execute();
}

/** Closed times that are not over at `from`. */
export async function loadClosed(on: Reader, from: Instant): Promise<z.infer<typeof ClosedRoom>[]> {
  const rows = await classTables(on).selectFrom('training_room_closed').selectAll().where('ends_at', '>', new Date(from)).execute();
  return rows.map((row) => ({
    closedId: row.closed_id,
    roomId: row.room_id,
    start: row.starts_at.getTime(),
    end: row.ends_at.getTime(),
    reason: row.reason,
  }));
}

export const insertClosed = (on: Reader, { closedId, roomId, start, end, reason }: z.infer<typeof ClosedRoom>) =>
  classTables(on)
    .insertInto('training_room_closed')
    .values({ closed_id: closedId, room_id: roomId, starts_at: new Date(start), ends_at: new Date(end), reason })
    .execute();

export async function loadTrainers(on: Reader): Promise<z.infer<typeof Trainer>[]> {
  const rows = await classTables(on)
    .selectFrom('training_trainer')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({ personId: row.person_id, courses: row.courses, sites: row.sites }));
}

export async function saveTrainer(on: Reader, { personId, courses, sites }: z.infer<typeof Trainer>): Promise<void> {
  const row = { courses, sites, retired_at: null };
  await classTables(on)
    .insertInto('training_trainer')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
}

export interface Away {
  readonly awayId: string;
  readonly personId: string;
  readonly start: Instant;
  readonly end: Instant;
}

export async function loadAway(on: Reader, from: Instant): Promise<Away[]> {
  const rows = await classTables(on).selectFrom('training_trainer_away').selectAll().where('ends_at', '>', new Date(from)).execute();
  return rows.map((row) => ({ awayId: row.away_id, personId: row.person_id, start: row.starts_at.getTime(), end: row.ends_at.getTime() }));
}

export const insertAway = (on: Reader, { awayId, personId, start, end }: Away) =>
  classTables(on)
    .insertInto('training_trainer_away')
    .values({ away_id: awayId, person_id: personId, starts_at: new Date(start), ends_at: new Date(end) })
    .execute();

export async function loadUnitLimits(on: Reader): Promise<{ unitId: string; awayMax: number }[]> {
  const rows = await classTables(on).selectFrom('training_unit_away').selectAll().orderBy('unit_id').execute();
  return rows.map((row) => ({ unitId: row.unit_id, awayMax: row.away_max }));
}

export async function setUnitLimit(on: Reader, unitId: string, awayMax: number | null): Promise<void> {
  if (awayMax === null) await classTables(on).deleteFrom('training_unit_away').where('unit_id', '=', unitId).execute();
  else
    await sql`insert into training_unit_away (unit_id, away_max) values (${unitId}, ${awayMax})
      on conflict (unit_id) do update set away_max = excluded.away_max`.execute(classTables(on));
}
