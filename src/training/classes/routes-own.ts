import { ok } from '#kernel/result.ts';
import { dayMs } from '#kernel/time.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/classes.ts';
import { askForSeat, attend, giveUpSeat } from '../core/classes/seats.ts';
import { changeSeats, type SeatDeps } from './change-seats.ts';
import { loadMeetings, loadSeatsOf, meetingByCode } from './meetings.ts';
import { neededSeats } from './needed-seats.ts';
import { loadCourses } from './set-up.ts';
import { linesOf } from './views.ts';

const aheadDays = 70;

/** What a learner does for themselves: see, take, give up, be there. */
export function ownClassRoutes({ db, clock, server }: Deps, seats: SeatDeps): void {
  bind(server, contract.getOwnClasses, async ({ actor }) => {
    const personId = actor.personId;
    if (personId === null) return { seats: [], open: [] };
    const now = clock.now();
    const own = await loadSeatsOf(db, [personId], now - 90 * dayMs);
    const lines = new Map(
      (
        await linesOf(
          db,
          own.map(({ meeting }) => meeting),
        )
      ).map((line) => [line.meetingId, line]),
    );
    const sitting = new Set(
      own.filter(({ state, meeting }) => state === 'seated' && meeting.end > now).map(({ meeting }) => meeting.courseId),
    );
    const wanted = (await neededSeats(db, now, [personId])).filter(({ courseId }) => !sitting.has(courseId));
    const names = new Map((await loadCourses(db)).map((one) => [one.courseId, one.name]));
    const ahead = await linesOf(
      db,
      (await loadMeetings(db, { start: now, end: now + aheadDays * dayMs })).filter(({ start }) => start > now),
    );
    return {
      seats: own.flatMap(({ meetingId, state }) => {
        const line = lines.get(meetingId);
        return line ? [{ ...line, own: state }] : [];
      }),
      open: wanted.map(({ courseId, due, until }) => ({
        courseId,
        courseName: names.get(courseId) ?? courseId,
        due,
        meetings: ahead.filter((line) => line.courseId === courseId && line.end <= until),
      })),
    };
  });

  bind(server, contract.takeOwnSeat, async ({ params, actor }) => {
    const personId = mustBeSomebody(actor);
    const [change] = await changeSeats(seats, params.meetingId, [personId], actor, (room) => {
      const asked = askForSeat(room.meeting, room.seats, personId, room.busy.has(personId), room.now);
      return asked.ok ? ok([asked.value]) : asked;
    });
    return { state: change?.to ?? 'waiting' };
  });

  bind(server, contract.giveUpOwnSeat, async ({ params, actor }) => {
    const personId = mustBeSomebody(actor);
    await changeSeats(seats, params.meetingId, [personId], actor, (room) =>
      giveUpSeat(room.meeting, room.seats, personId, (one) => room.busy.has(one), room.now),
    );
    return { done: true as const };
  });

  bind(server, contract.attendByCode, async ({ params, actor }) => {
    const personId = mustBeSomebody(actor);
    const meeting = await meetingByCode(db, params.code);
    if (!meeting) throw notFound('The class of this code');
    await changeSeats(seats, meeting.meetingId, [personId], actor, (room) => {
      const there = attend(room.meeting, room.seats, personId, room.now);
      return there.ok ? ok([there.value]) : there;
    });
    const [line] = await linesOf(db, [meeting]);
    if (!line) throw notFound('This class');
    return line;
  });
}

function mustBeSomebody({ personId }: Actor): string {
  if (personId === null) throw forbidden('Your account belongs to nobody in the directory. Ask your administrator to connect it to you.');
  return personId;
}
