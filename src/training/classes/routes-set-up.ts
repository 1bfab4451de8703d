import { findPeople, loadSites } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/classes.ts';
import { classChanged } from '../events.ts';
import { loadTeaching } from './meetings.ts';
import * as store from './set-up.ts';

/** Courses, rooms, trainers, limits of units. */
export function classSetUpRoutes({ db, clock, server }: Deps): void {
  const change = (actor: Actor, action: string, subjectId: string, work: (tx: Tx) => Promise<unknown>): Promise<void> =>
    db.tx(async (tx) => {
      await work(tx);
      await audit(tx, actor, { action: `training.${action}`, subjectKind: 'class-set-up', subjectId }, clock.now());
      await tell(tx, [classChanged('*')], clock.now());
    });

  bind(server, contract.getClassSetUp, () => loadSetUp(db, clock.now()));

  bind(server, contract.saveCourse, async ({ params, body, actor }) => {
    const course = { ...params, ...body };
    await change(actor, 'course-saved', params.courseId, async (tx) => {
      mustNotCircle([...(await store.loadCourses(tx)).filter(({ courseId }) => courseId !== params.courseId), course]);
      await store.saveCourse(tx, course);
    });
    return course;
  });

  bind(server, contract.saveRoom, async ({ params, body, actor }) => {
    const room = { ...params, ...body };
    await change(actor, 'room-saved', params.roomId, async (tx) => {
      if (!(await loadSites(tx)).some(({ siteId }) => siteId === body.siteId))
        throw invalid('There is no such site. Choose one of the list.');
      await store.saveRoom(tx, room);
    });
    return room;
  });

  bind(server, contract.closeRoom, async ({ params, body, actor }) => {
    const closed = { closedId: newId('cld'), ...params, ...body };
    await change(actor, 'room-closed', params.roomId, async (tx) => {
      if (!(await store.loadRooms(tx)).some(({ roomId }) => roomId === params.roomId)) throw notFound('This room');
      await store.insertClosed(tx, closed);
    });
    return closed;
  });

  bind(server, contract.saveTrainer, async ({ params, body, actor }) => {
    const trainer = { ...params, ...body };
    await change(actor, 'trainer-saved', params.personId, async (tx) => {
      if ((await findPeople(tx, [params.personId])).length === 0) throw notFound('This person');
      await store.saveTrainer(tx, trainer);
    });
    return trainer;
  });

  bind(server, contract.setUnitLimit, async ({ params, body, actor }) => {
    await change(actor, 'unit-limit-set', params.unitId, (tx) => store.setUnitLimit(tx, params.unitId, body.awayMax));
    return { done: true as const };
  });
}

async function loadSetUp(db: Db, now: Instant) {
  const [courses, rooms, closed, trainers, away, unitLimits, teaching] = await Promise.all([
    store.loadCourses(db),
    store.loadRooms(db),
    store.loadClosed(db, now),
    store.loadTrainers(db),
    store.loadAway(db, now),
    store.loadUnitLimits(db),
    loadTeaching(db, now),
  ]);
  const ids = trainers.map(({ personId }) => personId);
  const names = new Map((await findPeople(db, ids)).map((one) => [one.personId, `${one.givenName} ${one.familyName}`]));
  return {
    courses,
    rooms: rooms.map((room) => ({ ...room, closed: closed.filter(({ roomId }) => roomId === room.roomId) })),
    trainers: trainers.map((one) => ({
      ...one,
      name: names.get(one.personId) ?? one.personId,
      away: away.filter(({ personId }) => personId === one.personId),
      hoursAhead: teaching
        .filter(({ personId }) => personId === one.personId)
        .reduce((sum, { start, end }) => sum + (end - start) / hourMs, 0),
    })),
    unitLimits,
  };
}

function mustNotCircle(courses: readonly contract.Course[]): void {
  const after = new Map(courses.map((one) => [one.courseId, one.after]));
  const reaches = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
    (after.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, new Set([...seen, next]))));
  const circle = courses.find(({ courseId }) => reaches(courseId, courseId, new Set()));
  if (circle) throw invalid(`${circle.name} would have to come before itself. Take one of the courses out of "after".`);
  const unknown = courses.flatMap((one) => one.after).find((courseId) => !after.has(courseId));
  if (unknown !== undefined) throw invalid(`There is no course "${unknown}". Add it first.`);
}
