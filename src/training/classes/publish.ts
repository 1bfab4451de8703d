import { overlaps } from '#kernel/interval.ts';
import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { TimetableMeeting } from '../core/timetable/problem.ts';
import { saveChanges } from './change-seats.ts';
import { insertMeeting, loadMeetings, loadSeats, loadSeatsOf, lockClasses, lockMeeting, type MeetingRow } from './meetings.ts';
import { markPublished, type RunResult } from './runs.ts';
import { loadCourses, loadRooms } from './set-up.ts';

export interface Published {
  readonly meetings: number;
  readonly seats: number;
  /** Seats of the timetable that could not be given: room, trainer or learner are taken by now, or the class has begun. */
  readonly left: number;
}

/** The timetable becomes classes and seats, as far as nothing has come between since it was made. */
export async function publishRun(tx: Tx, runId: string, result: RunResult, actor: AuditActor, now: Instant): Promise<Published> {
  await lockClasses(tx);
  const slots = new Map(result.slots.map((slot) => [slot.slotId, slot]));
  const learners = [...new Set(result.meetings.flatMap(({ learnerIds }) => learnerIds))];
  const span = { start: Math.min(...result.slots.map(({ start }) => start)), end: Math.max(...result.slots.map(({ end }) => end)) };
  const taken = await loadMeetings(tx, span);
  const courseOf = new Map((await loadCourses(tx)).map((one) => [one.courseId, one]));
  const roomOf = new Map((await loadRooms(tx)).map((one) => [one.roomId, one]));
  const own = Map.groupBy(
    (await loadSeatsOf(tx, learners, now)).filter(({ state }) => state === 'seated'),
    ({ personId }) => personId,
  );
  const published = { meetings: 0, seats: 0, left: 0 };
  for (const planned of result.meetings) {
    const when = defined(slots.get(planned.slotId), `slot ${planned.slotId}`);
    const meeting = await meetingFor(tx, planned, { ...when, taken, courseOf, roomOf }, now);
    if (meeting !== null && planned.meetingId === null) {
      taken.push(meeting);
      published.meetings++;
    }
    const seats = meeting === null ? [] : await loadSeats(tx, [meeting.meetingId]);
    const has = new Set(seats.filter(({ state }) => state !== 'given-up').map(({ personId }) => personId));
    const wanted = planned.learnerIds.filter((personId) => !has.has(personId));
    const mayCome = wanted.filter((personId) =>
      (own.get(personId) ?? []).every((one) => one.meeting.courseId !== planned.courseId && !overlaps(one.meeting, when)),
    );
    const free = meeting === null ? 0 : meeting.seats - seats.filter(({ state }) => state === 'seated').length;
    const seated = mayCome.slice(0, Math.max(0, free));
    published.seats += seated.length;
    published.left += wanted.length - seated.length;
    if (meeting === null) continue;
    for (const personId of seated) {
      const row = { meetingId: meeting.meetingId, personId, state: 'seated' as const, askedAt: now, place: 0, meeting };
      own.set(personId, [...(own.get(personId) ?? []), row]);
    }
    const changes = seated.map((personId) => ({ personId, to: 'seated' as const }));
    await saveChanges(tx, meeting, seats, changes, actor, now);
  }
  await markPublished(tx, runId);
  await audit(
    tx,
    actor,
    { action: 'training.timetable-published', subjectKind: 'timetable', subjectId: runId, detail: { ...published } },
    now,
  );
  return published;
}

interface World {
  readonly start: Instant;
  readonly end: Instant;
  readonly taken: readonly MeetingRow[];
  readonly courseOf: ReadonlyMap<string, { readonly seatsMax: number }>;
  readonly roomOf: ReadonlyMap<string, { readonly seats: number }>;
}

/** The kept meeting, or a new one; null when it cannot be any more. */
async function meetingFor(tx: Tx, planned: TimetableMeeting, world: World, now: Instant): Promise<MeetingRow | null> {
  const { courseId, roomId, trainerId } = planned;
  if (planned.meetingId !== null) {
    const kept = await lockMeeting(tx, planned.meetingId);
    return kept?.state === 'planned' && kept.start > now ? kept : null;
  }
  const [course, room] = [world.courseOf.get(courseId), world.roomOf.get(roomId)];
  const clash = world.taken.some((one) => overlaps(one, world) && (one.roomId === roomId || one.trainerId === trainerId));
  if (!course || !room || clash || world.start <= now) return null;
  const { start, end } = world;
  return insertMeeting(tx, { courseId, roomId, trainerId, start, end, seats: Math.min(course.seatsMax, room.seats) }, now);
}
