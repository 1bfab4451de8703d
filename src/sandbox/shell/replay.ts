import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '#platform/http/actor.ts';
import { Problem } from '#platform/http/problem.ts';
import type { AttemptReplay, ReplayStep } from '../contract.ts';
import { openSitting, replaySitting, replayEntry, type Sitting } from '../core/sitting/sitting.ts';
import type { Entry } from '../core/sitting/entry.ts';
import { stepText, writtenWords } from '../core/sitting/step-words.ts';
import type { Exercise, Grade } from '../core/exercise/model.ts';
import { loadJournal } from '../store/journal.ts';
import { findClass } from '../store/classes.ts';
import { loadMarks } from '../store/grades.ts';
import { mayLook } from './caller.ts';
import { titleOf } from './describe.ts';
import type { AttemptRow } from '../store/attempts.ts';
import type { Practice } from './practice.ts';

const stepsMax = 1500;
/** Steps are graded one after the other; others get their turn in between. */
const stepsPerTurn = 10;

/** Instructors may at any time, its learner once the mark is theirs to see. @throws Problem 404, 409 */
export async function mayReplay({ db, live }: Practice, attemptId: string, actor: Actor): Promise<void> {
  const { classId, submitted } = await live.within(attemptId, (work) => {
    mayLook(work, actor);
    return { classId: work.row.class_id, submitted: work.sitting.submittedAt !== null };
  });
  if (actor.can('sandbox.instruct')) return;
  if (!submitted) throw new Problem(409, 'not-handed-in', 'Steps are shown once you have handed in.');
  if (classId !== null && !(await findClass(db, classId))?.marks_released_at)
    throw new Problem(409, 'marks-held', 'Your instructor has not released the marks yet: you see your steps then.');
}

/** Every step of an attempt, and where its tasks stood after each. @throws Problem 404 */
export async function replayOf({ db, live, runs, shelf }: Practice, attemptId: string): Promise<AttemptReplay> {
  const { row, exercise, sitting } = await live.within(attemptId, (work) => ({
    row: work.row,
    exercise: runs.exerciseOf(work),
    sitting: openSitting(work.sitting.record.base, work.sitting),
  }));
  const journal = await loadJournal(db, attemptId, stepsMax + 1);
  const steps: ReplayStep[] = [];
  let before: Grade | null = null;
  for (const entry of journal.slice(0, stepsMax)) {
    replayEntry(sitting, entry);
    const after = runs.gradeOf({ row, sitting, now: entry.at });
    steps.push(stepOf(entry, row, exercise, before, after));
    before = after;
    if (steps.length % stepsPerTurn === 0) await nextTurn();
  }
  return {
    learnerName: row.learner_name,
    exerciseTitle: titleOf(row, shelf),
    timeZone: row.time_zone,
    tasks: (before?.tasks ?? []).map(({ id, text, phase, critical, kind }) => ({ taskId: id, text, phase, critical, kind })),
    steps,
    isCut: journal.length > stepsMax,
    mark: (await loadMarks(db, [attemptId])).get(attemptId) ?? null,
  };
}

function stepOf(entry: Entry, row: AttemptRow, exercise: Exercise | null, before: Grade | null, after: Grade | null): ReplayStep {
  const { seq, at, virtualAt, change } = entry;
  const was = new Map(before?.tasks.map((task) => [task.id, task.achieved]));
  const eventText = change.kind === 'event' ? exercise?.events.find(({ id }) => id === change.eventId)?.text : undefined;
  return {
    seq,
    at,
    virtualAt,
    by: entry.by === null ? 'hospital' : entry.by === row.account_id ? 'learner' : 'instructor',
    kind: change.kind,
    text: stepText(change, eventText),
    written: 'versions' in change ? change.versions.map(writtenWords) : [],
    changed: (after?.tasks ?? [])
      .filter(({ id, kind, achieved }) => (was.get(id) ?? (kind === 'never' ? 1 : 0)) !== achieved)
      .map(({ id, achieved }) => ({ taskId: id, achieved })),
    score: after?.score ?? null,
  };
}

/** The attempt as it stood after an entry. @throws Problem 404 */
export async function sittingAt({ db, live }: Practice, attemptId: string, seq: number): Promise<{ row: AttemptRow; sitting: Sitting }> {
  const { row, base, start } = await live.within(attemptId, ({ row: found, sitting }) => ({
    row: found,
    base: sitting.record.base,
    start: { startedAt: sitting.startedAt, virtualStart: sitting.virtualStart },
  }));
  return { row, sitting: replaySitting(base, start, await loadJournal(db, attemptId, seq)) };
}
