import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';

/*
 * Classes to be timetabled, as plain data. A class meeting takes one slot (half a day as a rule), one room and one trainer; a course that
 * takes longer is several courses, each `after` the one before.
 */

/** A stretch of time in which classes may be held; slots come in order of time and may not overlap. */
export interface ClassSlot extends Interval {
  readonly slotId: string;
}

export interface TimetableCourse {
  readonly courseId: string;
  /** Seats that a class of this course has at most, however large the room. */
  readonly seatsMax: number;
  /** Courses that must be over before this one begins, for whoever needs both. */
  readonly after: readonly string[];
}

export interface TimetableRoom {
  readonly roomId: string;
  readonly siteId: string;
  readonly seats: number;
  readonly closed: readonly Interval[];
}

export interface TimetableTrainer {
  readonly personId: string;
  /** Courses that they are credentialed to teach. */
  readonly teaches: readonly string[];
  readonly sites: readonly string[];
  readonly away: readonly Interval[];
}

export interface TimetableLearner {
  readonly personId: string;
  readonly unitId: string;
  readonly courseIds: readonly string[];
  /** Not before: training that is too early is forgotten. Not after: their own go-live. */
  readonly from: Instant;
  readonly until: Instant;
  readonly sites: readonly string[];
  /** On shift, resting after a night, on leave. */
  readonly busy: readonly Interval[];
}

/** How many of a unit may be away in class at once; a unit that is not listed has no limit. */
export interface AwayLimit {
  readonly unitId: string;
  readonly slotId: string;
  readonly awayMax: number;
}

/** A class meeting with who sits in it. */
export interface TimetableMeeting {
  /** Of a meeting that exists already; null for a new one. */
  readonly meetingId: string | null;
  readonly courseId: string;
  readonly slotId: string;
  readonly roomId: string;
  readonly trainerId: string;
  readonly learnerIds: readonly string[];
}

export interface TimetableProblem {
  readonly slots: readonly ClassSlot[];
  readonly courses: readonly TimetableCourse[];
  readonly rooms: readonly TimetableRoom[];
  readonly trainers: readonly TimetableTrainer[];
  readonly learners: readonly TimetableLearner[];
  readonly awayLimits: readonly AwayLimit[];
  /** Stay as they are; their free seats may be filled. */
  readonly kept: readonly TimetableMeeting[];
}

export type UnplacedReason =
  | 'no-such-class'
  | 'always-on-shift'
  | 'unit-would-be-empty'
  | 'order-of-courses'
  | 'no-room-or-trainer'
  | 'seats';

export interface Unplaced {
  readonly personId: string;
  readonly courseId: string;
  readonly reason: UnplacedReason;
  readonly text: string;
}

export interface Timetable {
  readonly meetings: readonly TimetableMeeting[];
  readonly unplaced: readonly Unplaced[];
  /** No timetable that places everybody has fewer meetings. */
  readonly bound: number;
}
