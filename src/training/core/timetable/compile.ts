import { assert, defined } from '#kernel/assert.ts';
import { overlaps } from '#kernel/interval.ts';
import type { TimetableProblem } from './problem.ts';

/** A wish for a seat: learner and course, as numbers. */
export interface Demand {
  readonly learner: number;
  readonly course: number;
}

/** The problem as numbers and flat tables: what the search asks millions of times is one array access. */
export interface Compiled {
  readonly problem: TimetableProblem;
  readonly slotCount: number;
  readonly demands: readonly Demand[];
  /** learner -> their demands. */
  readonly demandsOf: readonly (readonly number[])[];
  /** course -> its demands. */
  readonly demandsFor: readonly (readonly number[])[];
  /** course -> courses before it, and after it. */
  readonly before: readonly (readonly number[])[];
  readonly behind: readonly (readonly number[])[];
  /** Courses so that each comes after those before it. */
  readonly courseOrder: readonly number[];
  /** learner × slot -> 1: in their window and not on shift. */
  readonly canAttend: Uint8Array;
  /** learner × room -> 1: at a site to which they may go. */
  readonly mayEnter: Uint8Array;
  /** learner × slot -> how many slots after it they could come to. */
  readonly slotsAfter: Int32Array;
  readonly unitOf: Int32Array;
  /** unit × slot -> how many may be away. */
  readonly awayMax: Int32Array;
  /** room × slot -> 1: open. trainer × slot -> 1: there. */
  readonly roomOpen: Uint8Array;
  readonly trainerThere: Uint8Array;
  /** course -> trainers who may teach it; trainer × room -> 1: at a site where they teach. */
  readonly teachersOf: readonly (readonly number[])[];
  readonly teachesIn: Uint8Array;
  /** Rooms, largest first. */
  readonly roomsBySeats: readonly number[];
}

export const seatsOf = ({ problem }: Compiled, course: number, room: number): number =>
  Math.min(defined(problem.courses[course], 'course').seatsMax, defined(problem.rooms[room], 'room').seats);

/** @throws when courses wait for each other in a circle. */
export function compile(problem: TimetableProblem): Compiled {
  const { slots, courses, rooms, trainers, learners } = problem;
  const courseAt = new Map(courses.map(({ courseId }, i) => [courseId, i]));
  const slotAt = new Map(slots.map(({ slotId }, i) => [slotId, i]));
  const units = new Map<string, number>();
  for (const { unitId } of learners) if (!units.has(unitId)) units.set(unitId, units.size);
  const demands: Demand[] = [];
  const demandsOf = learners.map(({ courseIds }, learner) =>
    [...new Set(courseIds)].map((courseId) => demands.push({ learner, course: defined(courseAt.get(courseId), `course ${courseId}`) }) - 1),
  );
  const before = courses.map(({ after }) => after.flatMap((courseId) => courseAt.get(courseId) ?? []));
  const awayMax = new Int32Array(units.size * slots.length).fill(0x7fff_ffff);
  for (const limit of problem.awayLimits) {
    const [unit, slot] = [units.get(limit.unitId), slotAt.get(limit.slotId)];
    if (unit !== undefined && slot !== undefined) awayMax[unit * slots.length + slot] = limit.awayMax;
  }
  const canAttend = grid(
    learners,
    slots,
    (one, slot) => one.from <= slot.start && slot.end <= one.until && !one.busy.some((busy) => overlaps(busy, slot)),
  );
  return {
    problem,
    slotCount: slots.length,
    demands,
    demandsOf,
    demandsFor: courses.map((_, course) => demands.flatMap((demand, d) => (demand.course === course ? [d] : []))),
    before,
    behind: courses.map((_, course) => before.flatMap((those, other) => (those.includes(course) ? [other] : []))),
    courseOrder: inOrder(before),
    canAttend,
    slotsAfter: slotsAfter(canAttend, slots.length),
    mayEnter: grid(learners, rooms, (one, room) => one.sites.includes(room.siteId)),
    unitOf: Int32Array.from(learners, ({ unitId }) => defined(units.get(unitId), unitId)),
    awayMax,
    roomOpen: grid(rooms, slots, (room, slot) => !room.closed.some((closed) => overlaps(closed, slot))),
    trainerThere: grid(trainers, slots, (one, slot) => !one.away.some((away) => overlaps(away, slot))),
    teachersOf: courses.map(({ courseId }) => trainers.flatMap(({ teaches }, i) => (teaches.includes(courseId) ? [i] : []))),
    teachesIn: grid(trainers, rooms, (one, room) => one.sites.includes(room.siteId)),
    roomsBySeats: rooms.map((_, i) => i).toSorted((a, b) => defined(rooms[b], 'room').seats - defined(rooms[a], 'room').seats || a - b),
  };
}

function grid<A, B>(rows: readonly A[], columns: readonly B[], holds: (row: A, column: B) => boolean): Uint8Array {
  const cells = new Uint8Array(rows.length * columns.length);
  let at = 0;
  for (const row of rows) for (const column of columns) cells[at++] = holds(row, column) ? 1 : 0;
  return cells;
}

function slotsAfter(canAttend: Uint8Array, slotCount: number): Int32Array {
  const after = new Int32Array(canAttend.length);
  for (let at = canAttend.length - 2; at >= 0; at--)
    after[at] = (at + 1) % slotCount === 0 ? 0 : (after[at + 1] ?? 0) + (canAttend[at + 1] ?? 0);
  return after;
}

function inOrder(before: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const state = before.map(() => 0);
  const visit = (course: number): void => {
    if (state[course] === 2) return;
    assert(state[course] === 0, 'courses wait for each other in a circle');
    state[course] = 1;
    for (const other of defined(before[course], 'course')) visit(other);
    state[course] = 2;
    order.push(course);
  };
  before.forEach((_, course) => visit(course));
  return order;
}
