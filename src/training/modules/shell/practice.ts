import { loadPracticeMarks, readExercises } from '#sandbox/index.ts';
import { exercisesOf, type Module } from '../../core/modules/module.ts';
import type { ExerciseState } from '../../core/modules/progress.ts';
import type { Reader } from '../store/tables.ts';

type PracticeMark = Awaited<ReturnType<typeof loadPracticeMarks>>[number];

let known: ReadonlyMap<string, string> | null = null;
/** Exercises of the practice EHR by id, with their titles: they come with the product, so they are read once. */
function knownTitles(): ReadonlyMap<string, string> {
  known ??= new Map(readExercises().flatMap(({ exercise }) => (exercise ? [[exercise.id, exercise.title] as const] : [])));
  return known;
}
export const knownExercises = (): ReadonlySet<string> => new Set(knownTitles().keys());
export const exerciseTitles = (): [string, string][] => [...knownTitles()].map(([id, title]) => [`exercise/${id}`, title]);

/** How far somebody is with an exercise of a module, whenever they practised it. */
export interface ExerciseWay {
  readonly state: ExerciseState;
  /** Handed in and shown, the best of them. */
  readonly bestScore: number | null;
  readonly attempts: number;
  /** To go on with. */
  readonly openAttemptId: string | null;
  /** The last that was handed in. */
  readonly gradedAttemptId: string | null;
}

export async function exerciseWays(reader: Reader, personId: string, module: Module): Promise<Map<string, ExerciseWay>> {
  const ids = exercisesOf(module).map((exercise) => exercise.exerciseId);
  if (ids.length === 0) return new Map();
  const marks = await loadPracticeMarks(reader, { personId });
  return new Map(ids.map((id): [string, ExerciseWay] => [id, wayOf(id, marks)]));
}

function wayOf(exerciseId: string, marks: readonly PracticeMark[]): ExerciseWay {
  const mine = marks.filter((mark) => mark.exerciseId === exerciseId);
  const shown = mine.filter((mark) => mark.score !== null && !mark.held);
  return {
    state: stateOf(exerciseId, mine),
    bestScore: shown.length === 0 ? null : Math.max(...shown.map((mark) => (mark.unsafe ? 0 : (mark.score ?? 0)))),
    attempts: mine.length,
    openAttemptId: mine.findLast((mark) => mark.submittedAt === null && mark.classId === null)?.attemptId ?? null,
    gradedAttemptId: mine.findLast((mark) => mark.submittedAt !== null)?.attemptId ?? null,
  };
}

function stateOf(exerciseId: string, mine: readonly PracticeMark[]): ExerciseState {
  if (mine.some((mark) => mark.passed && !mark.unsafe && !mark.held)) return 'achieved';
  if (mine.some((mark) => mark.held)) return 'held';
  if (mine.some((mark) => mark.submittedAt === null)) return 'begun';
  if (mine.length > 0) return 'not-yet';
  return knownExercises().has(exerciseId) ? 'none' : 'unknown';
}
