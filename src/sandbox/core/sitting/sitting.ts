import type { Instant } from '#kernel/time.ts';
import { append, completeStep, mark, openAttempt, reset, rollback, type Attempt } from '../store/attempt.ts';
import type { Base } from '../store/base.ts';
import { virtualNow, type VirtualClock } from './clock.ts';
import type { Change, Entry, TrailLine } from './entry.ts';

/** One line of the trail as the grader and the instructor see it. */
export interface TrailEntry extends TrailLine {
  readonly seq: number;
  readonly virtualAt: Instant;
}

/** Whose versions stand in the record from `mark` on, until the next part begins. */
export interface RecordPart {
  readonly mark: number;
  readonly seq: number;
  readonly virtualAt: Instant;
  readonly by: 'learner' | 'start' | `event:${string}`;
}

/**
 * An attempt as it stands: the record, the virtual clock, and what is known of how it came about. All of it follows from the
 * base and the journal; `replaySitting` is how an attempt comes back from the database.
 */
export interface Sitting {
  readonly record: Attempt;
  readonly startedAt: Instant;
  readonly virtualStart: Instant;
  seq: number;
  clock: VirtualClock;
  trail: TrailEntry[];
  parts: RecordPart[];
  /** What the exercise calls the resources that it made. */
  names: Map<string, string>;
  /** Ids of hospital events that have happened since the last reset. */
  events: Set<string>;
  /** Tasks for which a hint was shown. Never forgotten: a reset does not buy hints back. */
  hints: Set<string>;
  resetCount: number;
  undoCount: number;
  /** Real time of the first thing done since the start or the last reset: null while nothing was. */
  begunAt: Instant | null;
  submittedAt: Instant | null;
  /** Real time of the last thing that somebody did. */
  lastAt: Instant;
  /** Both clocks at each thing done since the last reset, oldest first. */
  moments: VirtualClock[];
  /** UTF-16 units of JSON that were written since the last reset: what bounds an attempt. */
  writtenLength: number;
}

interface Start {
  readonly startedAt: Instant;
  readonly virtualStart: Instant;
}

export function openSitting(base: Base, { startedAt, virtualStart }: Start): Sitting {
  return {
    record: openAttempt(base),
    startedAt,
    virtualStart,
    seq: 0,
    ...untouched(startedAt, virtualStart),
    hints: new Set(),
    resetCount: 0,
    undoCount: 0,
    submittedAt: null,
    lastAt: startedAt,
  };
}

const untouched = (realAt: Instant, virtualAt: Instant) => ({
  clock: { realAt, virtualAt },
  trail: [],
  parts: [],
  events: new Set<string>(),
  names: new Map<string, string>(),
  begunAt: null,
  moments: [],
  writtenLength: 0,
});

export function replaySitting(base: Base, start: Start, journal: Iterable<Entry>): Sitting {
  const sitting = openSitting(base, start);
  for (const entry of journal) replayEntry(sitting, entry);
  return sitting;
}

/** What the entry did to the record, and then the rest of it. */
export function replayEntry(sitting: Sitting, entry: Entry): void {
  const { change } = entry;
  const from = mark(sitting.record);
  if ('versions' in change) {
    for (const version of change.versions) append(sitting.record, version);
    completeStep(sitting.record, from);
  }
  note(sitting, entry, from);
}

export interface Noting {
  readonly by: string | null;
  readonly now: Instant;
  /** Mark of the record before it: what a write or an event changed is in the record already. */
  readonly from?: number;
  /** When it happened in the hospital, where that was earlier than now. */
  readonly virtualAt?: Instant;
}

/** Makes the next entry of the journal and notes it. */
export function nextEntry(sitting: Sitting, change: Change, { by, now, from = mark(sitting.record), virtualAt }: Noting): Entry {
  const shown = virtualNow(sitting.clock, now) + (change.kind === 'clock' ? change.advancedMs : 0);
  const entry: Entry = { seq: sitting.seq + 1, at: now, virtualAt: virtualAt ?? shown, by, change };
  note(sitting, entry, from);
  return entry;
}

function note(sitting: Sitting, entry: Entry, from: number): void {
  const { seq, at, virtualAt, change } = entry;
  sitting.seq = seq;
  // What the hospital does by itself is nobody's doing, and leaves its clock to run as it ran.
  if (change.kind === 'event' || change.kind === 'start') return noteVersions(sitting, entry, change.versions, from);
  sitting.clock = { realAt: at, virtualAt };
  sitting.lastAt = at;
  sitting.begunAt ??= at;
  sitting.moments.push(sitting.clock);
  switch (change.kind) {
    case 'write':
      return noteVersions(sitting, entry, change.versions, from);
    case 'trail':
      sitting.trail.push({ seq, virtualAt, ...change.line });
      return;
    case 'hint':
      sitting.hints.add(change.taskId);
      return;
    case 'undo':
      return takeBack(sitting);
    case 'reset':
      reset(sitting.record);
      Object.assign(sitting, untouched(at, sitting.virtualStart));
      sitting.resetCount++;
      return;
    case 'submit':
      sitting.submittedAt = at;
      return;
    case 'clock':
  }
}

function noteVersions(
  sitting: Sitting,
  { seq, virtualAt, change }: Entry,
  versions: readonly { json: string | null }[],
  from: number,
): void {
  const by = change.kind === 'event' ? (`event:${change.eventId}` as const) : change.kind === 'start' ? 'start' : 'learner';
  sitting.parts.push({ mark: from, seq, virtualAt, by });
  if (change.kind === 'event') sitting.events.add(change.eventId);
  if ('names' in change) for (const [name, reference] of Object.entries(change.names)) sitting.names.set(name, reference);
  sitting.writtenLength += versions.reduce((sum, { json }) => sum + (json?.length ?? 0), 0);
}

/** Is there a write of the learner that can be taken back? */
export const canUndo = ({ parts }: Sitting): boolean => parts.some(({ by }) => by === 'learner');

/** The learner's last write goes, and what the hospital did since goes with it: that happens again when it is due. */
function takeBack(sitting: Sitting): void {
  const at = sitting.parts.findLastIndex(({ by }) => by === 'learner');
  const last = sitting.parts[at];
  if (!last) return;
  for (const { by } of sitting.parts.splice(at)) if (by.startsWith('event:')) sitting.events.delete(by.slice('event:'.length));
  rollback(sitting.record, last.mark);
  sitting.undoCount++;
}

/** When the virtual clock showed this, in real time: of the first thing done at or after it. */
export function realTimeOf({ moments, lastAt }: Sitting, virtualAt: Instant): Instant {
  return moments.find((moment) => moment.virtualAt >= virtualAt)?.realAt ?? lastAt;
}
