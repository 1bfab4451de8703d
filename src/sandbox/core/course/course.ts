import type { Instant } from '#kernel/time.ts';
import { append, completeStep, mark, openAttempt, reset, rollback, type Attempt } from '../store/attempt.ts';
import type { Base } from '../store/base.ts';
import { virtualNow, type VirtualClock } from './clock.ts';
import type { Change, Entry, TrailLine } from './entry.ts';

/** One line of the trail as the grader and the instructor see it. */
export interface TrailEntry extends TrailLine {
  readonly seq: number;
  readonly at: Instant;
  readonly virtualAt: Instant;
}

/** What can be taken back: a write of the learner and where the record stood before. */
interface UndoPoint {
  readonly seq: number;
  readonly mark: number;
}

/**
 * An attempt as it stands: the record, the virtual clock, and what is known of how it came about. All of it follows from the
 * base and the journal; `replayCourse` is how an attempt comes back from the database.
 */
export interface Course {
  readonly record: Attempt;
  readonly startedAt: Instant;
  readonly virtualStart: Instant;
  seq: number;
  clock: VirtualClock;
  trail: TrailEntry[];
  undoPoints: UndoPoint[];
  /** What the hospital has done by itself since the last reset, by the event's id. */
  events: Map<string, { readonly seq: number; readonly virtualAt: Instant }>;
  /** Rules for which a hint was shown. Never forgotten: a reset does not buy hints back. */
  hints: Set<string>;
  resetCount: number;
  /** Real time of the first entry after the last reset: null while nothing was done. */
  begunAt: Instant | null;
  submittedAt: Instant | null;
  lastAt: Instant;
  /** UTF-16 units of JSON that were written since the last reset: what bounds an attempt. */
  writtenLength: number;
}

export function openCourse(base: Base, start: { startedAt: Instant; virtualStart: Instant }): Course {
  return {
    record: openAttempt(base),
    ...start,
    seq: 0,
    clock: { realAt: start.startedAt, virtualAt: start.virtualStart },
    trail: [],
    undoPoints: [],
    events: new Map(),
    hints: new Set(),
    resetCount: 0,
    begunAt: null,
    submittedAt: null,
    lastAt: start.startedAt,
    writtenLength: 0,
  };
}

export function replayCourse(base: Base, start: { startedAt: Instant; virtualStart: Instant }, journal: Iterable<Entry>): Course {
  const course = openCourse(base, start);
  for (const entry of journal) replayEntry(course, entry);
  return course;
}

/** What the entry did to the record, and then the rest of it. */
export function replayEntry(course: Course, entry: Entry): void {
  const { change } = entry;
  const from = mark(course.record);
  if (change.kind === 'write' || change.kind === 'event') {
    for (const version of change.versions) append(course.record, version);
    completeStep(course.record, from);
  }
  note(course, entry, from);
}

/**
 * Makes the next entry of the journal and notes it. A write or an event is already in the record.
 * @param from mark of the record before it
 */
export function nextEntry(course: Course, change: Change, by: string | null, now: Instant, from = mark(course.record)): Entry {
  const virtualAt = virtualNow(course.clock, now) + (change.kind === 'clock' ? change.advancedMs : 0);
  const entry: Entry = { seq: course.seq + 1, at: now, virtualAt, by, change };
  note(course, entry, from);
  return entry;
}

function note(course: Course, { seq, at, virtualAt, change }: Entry, from: number): void {
  course.seq = seq;
  course.clock = { realAt: at, virtualAt };
  course.lastAt = at;
  course.begunAt ??= at;
  switch (change.kind) {
    case 'write':
      course.undoPoints.push({ seq, mark: from });
      course.writtenLength += change.versions.reduce((sum, { json }) => sum + (json?.length ?? 0), 0);
      return;
    case 'event':
      course.events.set(change.eventId, { seq, virtualAt });
      return;
    case 'trail':
      course.trail.push({ seq, at, virtualAt, ...change.line });
      return;
    case 'hint':
      course.hints.add(change.ruleId);
      return;
    case 'undo':
      takeBack(course);
      return;
    case 'reset':
      begin(course, at);
      return;
    case 'submit':
      course.submittedAt = at;
      return;
    case 'clock':
  }
}

function takeBack(course: Course): void {
  const point = course.undoPoints.pop();
  if (!point) return;
  rollback(course.record, point.mark);
  // What came after it is gone from the record too, and happens again when it is due.
  for (const [eventId, { seq }] of course.events) if (seq > point.seq) course.events.delete(eventId);
}

/** The journal goes on; the record, the clock and the trail begin anew. */
function begin(course: Course, at: Instant): void {
  reset(course.record);
  course.clock = { realAt: at, virtualAt: course.virtualStart };
  course.trail = [];
  course.undoPoints = [];
  course.events = new Map();
  course.begunAt = null;
  course.writtenLength = 0;
  course.resetCount++;
}
