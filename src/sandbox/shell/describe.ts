import { virtualNow } from '../core/course/clock.ts';
import type { AttemptDetail, AttemptView } from '../contract.ts';
import type { AttemptRow } from '../store/attempts.ts';
import type { Work } from './live-attempts.ts';

export function viewOf(row: AttemptRow): AttemptView {
  return {
    attemptId: row.attempt_id,
    exerciseId: row.exercise_id,
    exerciseTitle: null,
    classId: row.class_id,
    learnerName: row.learner_name,
    fhirPath: `/sandbox/${row.attempt_id}/fhir`,
    cdsPath: `/sandbox/${row.attempt_id}/cds-services`,
    state: row.submitted_at === null ? 'open' : 'submitted',
    startedAt: row.started_at.getTime(),
    submittedAt: row.submitted_at?.getTime() ?? null,
    lastEntryAt: row.last_entry_at.getTime(),
    entryCount: row.entry_count,
  };
}

/** The row as it was when the attempt was opened, and over it what has happened since. */
export function detailOf({ row, course, now }: Work): AttemptDetail {
  return {
    ...viewOf(row),
    state: course.submittedAt === null ? 'open' : 'submitted',
    submittedAt: course.submittedAt,
    lastEntryAt: course.lastAt,
    entryCount: course.seq,
    virtualNow: virtualNow(course.clock, now),
    virtualStart: course.virtualStart,
    timeZone: row.time_zone,
    canUndo: course.submittedAt === null && course.undoPoints.length > 0,
    resetCount: course.resetCount,
    hintsUsed: course.hints.size,
    begunAt: course.begunAt,
  };
}
