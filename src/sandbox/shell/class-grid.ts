import { findPeople } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { ClassGrid, ClassRow, Mark, PracticeClass } from '../contract.ts';
import { realTimeOf } from '../core/sitting/sitting.ts';
import { nextStandingAt, standingOf } from '../core/sitting/standing.ts';
import type { Exercise, Grade } from '../core/exercise/model.ts';
import type { AttemptRow } from '../store/attempts.ts';
import { listAttemptsOfClass, listExpected, type ClassRecord } from '../store/classes.ts';
import { loadMarks } from '../store/grades.ts';
import { titleOf } from './describe.ts';
import type { Shelf } from './exercise-shelf.ts';
import type { Work } from './live-attempts.ts';
import { classOf } from './open-class.ts';
import type { Practice } from './practice.ts';

export const classView = (row: ClassRecord, shelf: Shelf): PracticeClass => ({
  classId: row.class_id,
  code: row.code,
  name: row.name,
  exerciseId: row.exercise_id,
  exerciseTitle: titleOf(row, shelf),
  exam: row.exam,
  limitMinutes: row.limit_minutes,
  openedByName: row.opened_by_name,
  openedAt: row.opened_at.getTime(),
  closedAt: row.closed_at?.getTime() ?? null,
  marksReleasedAt: row.marks_released_at?.getTime() ?? null,
});

/** Tasks that must be done: what the columns of the grid are. */
const toDo = (exercise: Exercise | null | undefined) => exercise?.tasks.filter(({ never }) => never === undefined) ?? [];

/** Everybody of a class by their newest attempt, and who is expected and has not begun. @throws Problem 404 */
export async function classGrid(practice: Practice, classId: string): Promise<ClassGrid> {
  const { db, live, runs, shelf } = practice;
  const row = await classOf(db, classId);
  await shelf.bring(row);
  const attempts = await listAttemptsOfClass(db, classId);
  const byLearner = [...Map.groupBy(attempts, ({ account_id }) => account_id).values()];
  const newest = byLearner.flatMap((own) => own.at(-1) ?? []);
  const marks = await loadMarks(
    db,
    newest.map(({ attempt_id }) => attempt_id),
  );
  const rows = await Promise.all(
    byLearner.map(async (own) => {
      const last = own.at(-1);
      const mark = (last && marks.get(last.attempt_id)) ?? null;
      return last && live.within(last.attempt_id, (work) => rowOf(work, own.length, runs.gradeOf(work), mark));
    }),
  );
  const exercise = row.exercise_id === null ? null : shelf.find(row.exercise_id, row.exercise_version)?.exercise;
  const known = rows.flatMap((one) => one ?? []);
  const changes = known.flatMap(({ nextAt }) => nextAt ?? []);
  return {
    practiceClass: classView(row, shelf),
    tasks: toDo(exercise).map(({ id, text, phase, critical }) => ({ taskId: id, text, phase, critical })),
    rows: [...known.map(({ line }) => line).toSorted(byName), ...(await notBegun(practice, classId, newest))],
    lookedAt: practice.clock.now(),
    nextChangeAt: changes.length === 0 ? null : Math.min(...changes),
  };
}

const byName = (a: ClassRow, b: ClassRow): number => a.learnerName.localeCompare(b.learnerName, 'en');

function rowOf(
  { row, sitting, now }: Work,
  attemptCount: number,
  grade: Grade | null,
  mark: Mark | null,
): { line: ClassRow; nextAt: Instant | null } {
  const wanted = grade?.tasks.filter(({ kind }) => kind === 'find') ?? [];
  const times = wanted.flatMap(({ achieved, at }) => (achieved === 1 && at !== null ? [at] : []));
  const lastAchievedAt: Instant | null = times.length === 0 ? null : realTimeOf(sitting, Math.max(...times));
  const left = wanted.filter(({ achieved }) => achieved < 1);
  const facts = {
    startedAt: sitting.begunAt ?? sitting.startedAt,
    lastEntryAt: sitting.lastAt,
    submittedAt: sitting.submittedAt,
    lastAchievedAt,
    tasksLeft: grade === null ? null : left.length,
  };
  const line: ClassRow = {
    learnerName: row.learner_name,
    personId: row.person_id,
    attemptId: row.attempt_id,
    attemptCount,
    state: standingOf(facts, now),
    startedAt: sitting.startedAt,
    lastEntryAt: sitting.lastAt,
    submittedAt: sitting.submittedAt,
    entryCount: sitting.seq,
    resetCount: sitting.resetCount,
    hintsUsed: sitting.hints.size,
    achieved: wanted.map(({ achieved }) => achieved),
    unsafe: grade?.unsafe ?? false,
    lastAchievedAt,
    presentTaskId: sitting.submittedAt === null ? (left[0]?.id ?? null) : null,
    mark,
  };
  return { line, nextAt: nextStandingAt(facts, now) };
}

async function notBegun({ db }: Practice, classId: string, begun: readonly AttemptRow[]): Promise<ClassRow[]> {
  const there = new Set(begun.map(({ person_id }) => person_id));
  const missing = (await listExpected(db, classId)).filter((personId) => !there.has(personId));
  const people = await findPeople(db, missing);
  const empty = { attemptId: null, attemptCount: 0, state: 'not-begun', startedAt: null, lastEntryAt: null, submittedAt: null } as const;
  const nothing = {
    entryCount: 0,
    resetCount: 0,
    hintsUsed: 0,
    achieved: [],
    unsafe: false,
    lastAchievedAt: null,
    presentTaskId: null,
    mark: null,
  };
  return people
    .map(({ personId, givenName, familyName }) => ({ learnerName: `${givenName} ${familyName}`, personId, ...empty, ...nothing }))
    .toSorted(byName);
}
