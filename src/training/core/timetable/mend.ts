import { defined } from '#kernel/assert.ts';
import { overlaps } from '#kernel/interval.ts';
import { randomStream } from '#kernel/random.ts';
import { meetingBound } from './bound.ts';
import { seatByChain } from './chain.ts';
import { compile } from './compile.ts';
import { openBest } from './construct.ts';
import type { Timetable, TimetableMeeting, TimetableProblem } from './problem.ts';
import { Seating } from './seating.ts';
import { keepWhatStays } from './solve.ts';
import { substituteTrainers, type Substitution } from './substitute.ts';
import { whyUnplaced } from './why-unplaced.ts';

export interface MovedLearner {
  readonly personId: string;
  readonly courseId: string;
  /** Slots; `to` is null when no seat was found. */
  readonly from: string;
  readonly to: string | null;
}

export interface MendedTimetable extends Timetable {
  readonly substitutions: readonly Substitution[];
  /** Meetings that can no longer be held. */
  readonly cancelled: readonly TimetableMeeting[];
  readonly moved: readonly MovedLearner[];
}

const chainMax = 4;

/**
 * A timetable that no longer holds (a trainer is sick, a room is closed), mended with the fewest people disturbed. In this order: another
 * trainer or room for the same time, so that no learner notices; for the learners of what must be cancelled a seat that is free; a new meeting
 * for as many of them as possible; and only then seats that others give up. Whoever is not of a cancelled meeting and is not on such a chain
 * keeps their seat.
 *
 * `problem` says what is true now; its `kept` is not looked at, since `current` takes its place.
 */
export function mendTimetable(problem: TimetableProblem, current: readonly TimetableMeeting[], seed: number): MendedTimetable {
  const { meetings, substitutions, cancelled } = substituteTrainers(
    problem,
    current.map((one) => withOpenRoom(problem, current, one)),
  );
  const c = compile({ ...problem, kept: meetings });
  const seating = new Seating(c);
  keepWhatStays(seating);
  const random = randomStream(seed);
  for (const course of c.courseOrder) {
    const waitingFor = (): number[] => defined(c.demandsFor[course], 'course').filter((d) => seating.servedBy[d] === null);
    for (const d of waitingFor()) seatByChain(seating, d, 0);
    while (waitingFor().length > 0 && openBest(seating, course, waitingFor(), random));
    for (let length = 1; length <= chainMax; length++) for (const d of waitingFor()) seatByChain(seating, d, length);
  }
  const after = seating.asMeetings();
  return {
    meetings: after,
    unplaced: whyUnplaced(seating),
    bound: meetingBound(c),
    substitutions,
    cancelled,
    moved: movesBetween(current, after),
  };
}

/** The meeting in another room of its site, if its own is closed then and a free one is large enough. */
function withOpenRoom(problem: TimetableProblem, current: readonly TimetableMeeting[], meeting: TimetableMeeting): TimetableMeeting {
  const slot = defined(
    problem.slots.find(({ slotId }) => slotId === meeting.slotId),
    `slot ${meeting.slotId}`,
  );
  const own = problem.rooms.find(({ roomId }) => roomId === meeting.roomId);
  const isOpen = (room: (typeof problem.rooms)[number]): boolean => !room.closed.some((closed) => overlaps(closed, slot));
  if (!own || isOpen(own)) return meeting;
  const taken = new Set(current.filter(({ slotId }) => slotId === meeting.slotId).map(({ roomId }) => roomId));
  const other = problem.rooms.find(
    (room) => isOpen(room) && room.siteId === own.siteId && room.seats >= meeting.learnerIds.length && !taken.has(room.roomId),
  );
  return other ? { ...meeting, roomId: other.roomId } : meeting;
}

function movesBetween(before: readonly TimetableMeeting[], after: readonly TimetableMeeting[]): MovedLearner[] {
  const now = new Map(after.flatMap((one) => one.learnerIds.map((personId) => [`${personId} ${one.courseId}`, one.slotId])));
  return before.flatMap(({ courseId, slotId, learnerIds }) =>
    learnerIds.flatMap((personId): MovedLearner[] => {
      const to = now.get(`${personId} ${courseId}`) ?? null;
      return to === slotId ? [] : [{ personId, courseId, from: slotId, to }];
    }),
  );
}
