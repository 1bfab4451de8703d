import { defined } from '#kernel/assert.ts';
import { seatsOf, type Compiled } from './compile.ts';
import type { TimetableMeeting } from './problem.ts';

/** A class meeting while the search works on it. */
export interface Meeting {
  readonly course: number;
  readonly slot: number;
  readonly room: number;
  readonly trainer: number;
  readonly seats: number;
  /** Demands that it serves. */
  readonly sits: number[];
  /** Not to be taken out. */
  readonly kept: boolean;
  readonly meetingId: string | null;
}

type Step =
  | { readonly kind: 'seated' | 'unseated'; readonly demand: number; readonly meeting: Meeting }
  | { readonly kind: 'opened' | 'closed'; readonly meeting: Meeting };

/**
 * A timetable in the making. Every change is a step of a journal, so that a try that fails is taken back exactly.
 * Nothing here breaks a rule: `fits` is asked before `seat`, and `openable` names what is free.
 */
export class Seating {
  readonly c: Compiled;
  /** course -> its meetings. */
  readonly meetings: Meeting[][];
  /** demand -> the meeting that serves it. */
  readonly servedBy: (Meeting | null)[];
  count = 0;
  /** Of all meetings. */
  seats = 0;
  unplaced: number;
  /** For each course that is to follow, so many possible slots must lie after a seat. Never less than one. */
  slotsToLeave = 1;
  readonly #busy: Uint8Array;
  readonly #away: Int32Array;
  readonly #roomTaken: Uint8Array;
  readonly #trainerTaken: Uint8Array;
  #journal: Step[] = [];

  constructor(c: Compiled) {
    this.c = c;
    const { learners, rooms, trainers, courses } = c.problem;
    this.meetings = courses.map(() => []);
    this.servedBy = c.demands.map(() => null);
    this.unplaced = c.demands.length;
    this.#busy = new Uint8Array(learners.length * c.slotCount);
    this.#away = new Int32Array(c.awayMax.length);
    this.#roomTaken = new Uint8Array(rooms.length * c.slotCount);
    this.#trainerTaken = new Uint8Array(trainers.length * c.slotCount);
  }

  /** Whether a learner can be there, whatever is free: window, shift, other classes, unit, order of courses. */
  isOpenFor(d: number, slot: number): boolean {
    const { canAttend, demands, slotCount } = this.c;
    const { learner } = defined(demands[d], 'demand');
    const at = learner * slotCount + slot;
    return canAttend[at] === 1 && this.#busy[at] === 0 && this.isSpared(learner, slot) && this.#inOrder(d, slot);
  }

  /** Whether their unit can do without one more then. */
  isSpared(learner: number, slot: number): boolean {
    const unitAt = (this.c.unitOf[learner] ?? 0) * this.c.slotCount + slot;
    return (this.#away[unitAt] ?? 0) < (this.c.awayMax[unitAt] ?? 0);
  }

  #inOrder(d: number, slot: number): boolean {
    const { demands, demandsOf, before, behind } = this.c;
    const { learner, course } = defined(demands[d], 'demand');
    const [first, then] = [defined(before[course], 'course'), defined(behind[course], 'course')];
    if (first.length === 0 && then.length === 0) return true;
    for (const other of defined(demandsOf[learner], 'learner')) {
      const placed = this.servedBy[other];
      if (!placed) continue;
      if (first.includes(placed.course) && placed.slot >= slot) return false;
      if (then.includes(placed.course) && placed.slot <= slot) return false;
    }
    const following = defined(demandsOf[learner], 'learner').filter(
      (other) => !this.servedBy[other] && then.includes(this.#courseOf(other)),
    );
    return (this.c.slotsAfter[learner * this.c.slotCount + slot] ?? 0) >= following.length * this.slotsToLeave;
  }

  #courseOf(d: number): number {
    return defined(this.c.demands[d], 'demand').course;
  }

  /** Meetings of a course in order of time: whoever has another course to follow sits early. */
  inTime(course: number): readonly Meeting[] {
    const those = defined(this.meetings[course], 'course');
    return this.c.behind[course]?.length === 0 ? those : those.toSorted((a, b) => a.slot - b.slot);
  }

  isInClass(learner: number, slot: number): boolean {
    return this.#busy[learner * this.c.slotCount + slot] === 1;
  }

  fits(d: number, meeting: Meeting): boolean {
    const { mayEnter, demands, problem } = this.c;
    const { learner } = defined(demands[d], 'demand');
    return mayEnter[learner * problem.rooms.length + meeting.room] === 1 && this.isOpenFor(d, meeting.slot);
  }

  seat(demand: number, meeting: Meeting): void {
    this.#sit(demand, meeting, 1);
    this.#journal.push({ kind: 'seated', demand, meeting });
  }

  unseat(demand: number): Meeting {
    const meeting = defined(this.servedBy[demand], 'a seat');
    this.#sit(demand, meeting, 0);
    this.#journal.push({ kind: 'unseated', demand, meeting });
    return meeting;
  }

  #sit(demand: number, meeting: Meeting, to: 0 | 1): void {
    const { demands, slotCount, unitOf } = this.c;
    const { learner } = defined(demands[demand], 'demand');
    this.#busy[learner * slotCount + meeting.slot] = to;
    const unitAt = (unitOf[learner] ?? 0) * slotCount + meeting.slot;
    this.#away[unitAt] = (this.#away[unitAt] ?? 0) + (to === 1 ? 1 : -1);
    this.unplaced += to === 1 ? -1 : 1;
    this.servedBy[demand] = to === 1 ? meeting : null;
    if (to === 1) meeting.sits.push(demand);
    else meeting.sits.splice(meeting.sits.indexOf(demand), 1);
  }

  /** Classes of this course that could be held then: at each site in the largest free room, with a trainer who is free. */
  openable(course: number, slot: number): Meeting[] {
    const { roomsBySeats, roomOpen, slotCount, teachersOf, teachesIn, problem } = this.c;
    const free = defined(teachersOf[course], 'course').filter((one) => this.isTrainerFree(one, slot));
    const found: Meeting[] = [];
    const sites = new Set<string>();
    if (free.length > 0)
      for (const room of roomsBySeats) {
        const { siteId } = defined(problem.rooms[room], 'room');
        const at = room * slotCount + slot;
        if (sites.has(siteId) || roomOpen[at] === 0 || this.#roomTaken[at] === 1) continue;
        const there = free.filter((one) => teachesIn[one * problem.rooms.length + room] === 1);
        // Whoever can teach little else is taken first, so that those who can teach much stay free for it.
        const [trainer] = there.toSorted((a, b) => this.#breadth(a) - this.#breadth(b) || a - b);
        if (trainer === undefined) continue;
        sites.add(siteId);
        found.push({ course, slot, room, trainer, seats: seatsOf(this.c, course, room), sits: [], kept: false, meetingId: null });
      }
    return found;
  }

  #breadth(trainer: number): number {
    return this.c.problem.trainers[trainer]?.teaches.length ?? 0;
  }

  isTrainerFree(trainer: number, slot: number): boolean {
    const at = trainer * this.c.slotCount + slot;
    return this.c.trainerThere[at] === 1 && this.#trainerTaken[at] === 0;
  }

  open(meeting: Meeting): void {
    this.#mark(meeting, 1);
    this.#journal.push({ kind: 'opened', meeting });
  }

  /** Of an empty meeting. */
  close(meeting: Meeting): void {
    this.#mark(meeting, 0);
    this.#journal.push({ kind: 'closed', meeting });
  }

  #mark(meeting: Meeting, to: 0 | 1): void {
    const { slotCount } = this.c;
    const { room, trainer, slot, course } = meeting;
    this.#roomTaken[room * slotCount + slot] = to;
    this.#trainerTaken[trainer * slotCount + slot] = to;
    this.count += to === 1 ? 1 : -1;
    this.seats += to === 1 ? meeting.seats : -meeting.seats;
    const those = defined(this.meetings[course], 'course');
    if (to === 1) those.push(meeting);
    else those.splice(those.indexOf(meeting), 1);
  }

  /** A place in the journal to come back to. */
  mark(): number {
    return this.#journal.length;
  }

  undoTo(mark: number): void {
    while (this.#journal.length > mark) {
      const step = defined(this.#journal.pop(), 'a step');
      if (step.kind === 'seated') this.#sit(step.demand, step.meeting, 0);
      else if (step.kind === 'unseated') this.#sit(step.demand, step.meeting, 1);
      else this.#mark(step.meeting, step.kind === 'opened' ? 0 : 1);
    }
  }

  /** What was done so far stays. */
  forget(): void {
    this.#journal = [];
  }

  /** As plain data, in order of time. */
  asMeetings(): TimetableMeeting[] {
    const { slots, courses, rooms, trainers, learners } = this.c.problem;
    return this.meetings
      .flat()
      .toSorted((a, b) => a.slot - b.slot || a.room - b.room)
      .map((one) => ({
        meetingId: one.meetingId,
        courseId: defined(courses[one.course], 'course').courseId,
        slotId: defined(slots[one.slot], 'slot').slotId,
        roomId: defined(rooms[one.room], 'room').roomId,
        trainerId: defined(trainers[one.trainer], 'trainer').personId,
        learnerIds: one.sits.map((d) => defined(learners[defined(this.c.demands[d], 'demand').learner], 'learner').personId).toSorted(),
      }));
  }
}
