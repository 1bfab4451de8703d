import type { AttemptDetail, AttemptView } from '../contract.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import { canUndo } from '../core/sitting/sitting.ts';
import type { AttemptRow } from '../store/attempts.ts';
import { trialPrefix } from '../store/exercises.ts';
import type { ExerciseName, Shelf } from './exercise-shelf.ts';
import type { Work } from './live-attempts.ts';

export function titleOf({ exercise_id, exercise_version }: ExerciseName, shelf: Shelf): string | null {
  if (exercise_id === null) return null;
  if (exercise_id.startsWith(trialPrefix)) return `Trial: ${shelf.find(exercise_id)?.exercise.title ?? 'a draft'}`;
  return shelf.find(exercise_id, exercise_version)?.exercise.title ?? exercise_id;
}

export function viewOf(row: AttemptRow, exerciseTitle: string | null): AttemptView {
  return {
    attemptId: row.attempt_id,
    exerciseId: row.exercise_id,
    exerciseTitle,
    classId: row.class_id,
    learnerName: row.learner_name,
    fhirPath: `/sandbox/${row.attempt_id}/fhir`,
    cdsPath: `/sandbox/${row.attempt_id}/cds-services`,
    state: row.submitted_at === null ? 'open' : 'submitted',
    exam: row.exam,
    startedAt: row.started_at.getTime(),
    endsAt: row.ends_at?.getTime() ?? null,
    submittedAt: row.submitted_at?.getTime() ?? null,
    lastEntryAt: row.last_entry_at.getTime(),
    entryCount: row.entry_count,
  };
}

function exerciseOf({ exercise_id, exercise_version }: ExerciseName, shelf: Shelf): AttemptDetail['exercise'] {
  const exercise = exercise_id === null ? undefined : shelf.find(exercise_id, exercise_version)?.exercise;
  if (!exercise) return null;
  const { role, story, learner, screen, patients } = exercise;
  return { role, story, learner, screen, patients: [...patients] };
}

/** The row as it was when the attempt was opened, and over it what has happened since. */
export function detailOf({ row, sitting, now }: Work, shelf: Shelf): AttemptDetail {
  return {
    ...viewOf(row, titleOf(row, shelf)),
    exercise: exerciseOf(row, shelf),
    state: sitting.submittedAt === null ? 'open' : 'submitted',
    submittedAt: sitting.submittedAt,
    lastEntryAt: sitting.lastAt,
    entryCount: sitting.seq,
    virtualNow: sitting.submittedAt === null ? virtualNow(sitting.clock, now) : sitting.clock.virtualAt,
    virtualStart: sitting.virtualStart,
    timeZone: row.time_zone,
    canUndo: sitting.submittedAt === null && !row.exam && canUndo(sitting),
    resetCount: sitting.resetCount,
    hintsUsed: sitting.hints.size,
    begunAt: sitting.begunAt,
  };
}
