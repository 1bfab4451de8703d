import { overlaps } from '#kernel/interval.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Instant } from '#kernel/time.ts';
import type { z } from 'zod';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { ok } from '#kernel/result.ts';
import * as contract from '../contract/classes.ts';
import { askForSeat, giveUpSeat } from '../core/classes/seats.ts';
import { classChanged } from '../events.ts';
import { markAttended } from './attendance.ts';
import { changeSeats, saveChanges, type SeatDeps } from './change-seats.ts';
import {
  changeMeeting,
  findMeeting,
  insertMeeting,
  loadMeetings,
  loadSeats,
  lockClasses,
  lockMeeting,
  type MeetingRow,
} from './meetings.ts';
import { startPractice } from './practice.ts';
import { loadAway, loadClosed, loadCourses, loadRooms, loadTrainers } from './set-up.ts';
import { linesOf, pageOf } from './views.ts';

type NewMeeting = z.output<typeof contract.addMeeting.body>;

export function meetingRoutes({ db, clock, server }: Deps, seats: SeatDeps): void {
  bind(server, contract.listMeetings, async ({ query }) => ({
    meetings: await linesOf(db, await loadMeetings(db, { start: query.from, end: query.to })),
  }));

  bind(server, contract.addMeeting, async ({ body, actor }) =>
    one(await linesOf(db, [await db.tx((tx) => addByHand(tx, body, actor, clock.now()))])),
  );

  bind(server, contract.getMeeting, async ({ params, actor }) => {
    const meeting = await findMeeting(db, params.meetingId);
    if (!meeting) throw notFound('This class');
    const entry = { action: 'training.class-read', subjectKind: 'class', subjectId: params.meetingId };
    await db.tx((tx) => audit(tx, actor, entry, clock.now()));
    return pageOf(db, meeting);
  });

  bind(server, contract.startPracticeClass, ({ params, body, actor }) =>
    db.tx((tx) => startPractice(tx, params.meetingId, body, actor, clock.now())),
  );

  bind(server, contract.cancelMeeting, async ({ params, actor }) => {
    const meeting = await db.tx(async (tx) => {
      const now = clock.now();
      await lockClasses(tx);
      const found = await lockMeeting(tx, params.meetingId);
      if (!found) throw notFound('This class');
      if (found.state !== 'planned') throw clash('class-over', 'Only a class that is still planned can be cancelled.');
      const all = await loadSeats(tx, [found.meetingId]);
      await changeMeeting(tx, found.meetingId, { state: 'cancelled' });
      const leaving = all.filter(({ state }) => state === 'seated' || state === 'waiting');
      await saveChanges(
        tx,
        found,
        all,
        leaving.map(({ personId }) => ({ personId, to: 'given-up' as const })),
        actor,
        now,
      );
      await audit(tx, actor, { action: 'training.class-cancelled', subjectKind: 'class', subjectId: found.meetingId }, now);
      await tell(tx, [classChanged(found.meetingId)], now);
      return { ...found, state: 'cancelled' as const };
    });
    return one(await linesOf(db, [meeting]));
  });

  bind(server, contract.seatPerson, async ({ params, body, actor }) => {
    const [change] = await changeSeats(seats, params.meetingId, [body.personId], actor, (room) => {
      const asked = askForSeat(room.meeting, room.seats, body.personId, room.busy.has(body.personId), room.now);
      return asked.ok ? ok([asked.value]) : asked;
    });
    return { state: change?.to ?? 'waiting' };
  });

  bind(server, contract.unseatPerson, async ({ params, actor }) => {
    await changeSeats(seats, params.meetingId, [params.personId], actor, (room) =>
      giveUpSeat(room.meeting, room.seats, params.personId, (personId) => room.busy.has(personId), room.now),
    );
    return { done: true as const };
  });

  bind(server, contract.markAttendance, async ({ params, body, actor }) => {
    await db.tx((tx) => markAttended(tx, params.meetingId, body, actor, clock.now()));
    const meeting = await findMeeting(db, params.meetingId);
    if (!meeting) throw notFound('This class');
    return pageOf(db, meeting);
  });
}

/** A class at a time that somebody chose. @throws Problem 409 when its room or trainer cannot be there. */
async function addByHand(tx: Tx, body: NewMeeting, actor: Actor, now: Instant): Promise<MeetingRow> {
  await lockClasses(tx);
  const [course] = (await loadCourses(tx)).filter(({ courseId }) => courseId === body.courseId);
  const [room] = (await loadRooms(tx)).filter(({ roomId }) => roomId === body.roomId);
  const [trainer] = (await loadTrainers(tx)).filter(({ personId }) => personId === body.trainerId);
  if (!course) throw notFound('This course');
  if (!room) throw notFound('This room');
  if (!trainer?.courses.includes(body.courseId))
    throw clash('not-credentialed', 'This trainer may not teach this course. Choose another one.');
  if (body.start <= now) throw clash('too-late', 'A class must begin in the future.');
  const planned = await loadMeetings(tx, body);
  if (planned.some(({ roomId }) => roomId === body.roomId)) throw clash('room-taken', 'The room has another class then.');
  if (planned.some(({ trainerId }) => trainerId === body.trainerId)) throw clash('trainer-taken', 'The trainer has another class then.');
  if ((await loadClosed(tx, now)).some((one) => one.roomId === body.roomId && overlaps(one, body)))
    throw clash('room-closed', 'The room is closed then.');
  if ((await loadAway(tx, now)).some((one) => one.personId === body.trainerId && overlaps(one, body)))
    throw clash('trainer-away', 'The trainer is away then.');
  const meeting = await insertMeeting(tx, { ...body, seats: Math.min(course.seatsMax, room.seats) }, now);
  await audit(tx, actor, { action: 'training.class-added', subjectKind: 'class', subjectId: meeting.meetingId }, now);
  await tell(tx, [classChanged(meeting.meetingId)], now);
  return meeting;
}

const clash = (code: string, text: string): Problem => new Problem(409, code, text);

function one<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('bug: a class that was just stored is missing');
  return first;
}
