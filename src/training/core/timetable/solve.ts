import { defined } from '#kernel/assert.ts';
import { randomStream } from '#kernel/random.ts';
import { meetingBound } from './bound.ts';
import { compile } from './compile.ts';
import { seatCourse } from './construct.ts';
import { improveOnce } from './improve.ts';
import { whyUnplaced } from './why-unplaced.ts';
import type { Timetable, TimetableProblem } from './problem.ts';
import { Seating, type Meeting } from './seating.ts';

export interface TimetableProgress {
  readonly tries: number;
  readonly meetings: number;
  readonly unplaced: number;
  readonly bound: number;
}

export interface TimetableOptions {
  readonly seed: number;
  /** Tries after the first timetable; the search also ends when nothing can be better. */
  readonly triesMax: number;
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: TimetableProgress) => void;
}

const tellEvery = 200;
/** Whoever has another course to follow leaves themselves so many possible slots for it, as long as that goes. */
const slotsToLeaveAtFirst = 6;

/**
 * Everybody in a class within their own window, no unit emptied below its minimum, shifts respected, as few class meetings as possible.
 * Pure: the same problem, seed and number of tries give the same timetable (a stop by the clock cuts the tries short).
 *
 * First a timetable by scarcity (the learner with the fewest possibilities chooses, the fullest class wins), then destroy and repair with
 * augmenting paths. The rules are never broken on the way; whoever has no seat is told with the reason.
 */
export function solveTimetable(problem: TimetableProblem, options: TimetableOptions): Timetable {
  const c = compile(problem);
  const random = randomStream(options.seed);
  const seating = new Seating(c);
  keepWhatStays(seating);
  for (const slotsToLeave of [slotsToLeaveAtFirst, 1]) {
    seating.slotsToLeave = slotsToLeave;
    for (const course of c.courseOrder) seatCourse(seating, course, random);
  }
  seating.forget();
  const bound = meetingBound(c);
  const tell = (tries: number): void => options.onProgress?.({ tries, meetings: seating.count, unplaced: seating.unplaced, bound });
  tell(0);
  for (let tries = 1; tries <= options.triesMax; tries++) {
    if (seating.unplaced === 0 && seating.count <= bound) break;
    if (options.shouldStop?.()) break;
    const better = improveOnce(seating, random);
    if (better || tries % tellEvery === 0) tell(tries);
  }
  return { meetings: seating.asMeetings(), unplaced: whyUnplaced(seating), bound };
}

/** Meetings that stay, with those who sit in them as far as they still need it. */
export function keepWhatStays(seating: Seating): void {
  const { slots, courses, rooms, trainers, learners, kept } = seating.c.problem;
  const at = <T>(list: readonly T[], isIt: (one: T) => boolean, what: string): number => {
    const found = list.findIndex(isIt);
    defined(found < 0 ? null : found, what);
    return found;
  };
  for (const one of kept) {
    const course = at(courses, ({ courseId }) => courseId === one.courseId, `course ${one.courseId}`);
    const room = at(rooms, ({ roomId }) => roomId === one.roomId, `room ${one.roomId}`);
    const meeting: Meeting = {
      course,
      room,
      slot: at(slots, ({ slotId }) => slotId === one.slotId, `slot ${one.slotId}`),
      trainer: at(trainers, ({ personId }) => personId === one.trainerId, `trainer ${one.trainerId}`),
      seats: Math.min(defined(courses[course], 'course').seatsMax, defined(rooms[room], 'room').seats),
      sits: [],
      kept: true,
      meetingId: one.meetingId,
    };
    seating.open(meeting);
    const sitters = new Set(one.learnerIds);
    for (const d of defined(seating.c.demandsFor[course], 'course')) {
      const { learner } = defined(seating.c.demands[d], 'demand');
      if (sitters.has(defined(learners[learner], 'learner').personId) && seating.servedBy[d] === null) seating.seat(d, meeting);
    }
  }
}
