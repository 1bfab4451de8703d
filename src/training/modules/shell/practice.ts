import { loadExercises, loadPracticeMarks } from '#sandbox/index.ts';
import { exercisesOf, type Module } from '../../core/modules/module.ts';
import type { ExerciseState } from '../../core/modules/progress.ts';
import type { Reader } from '../store/tables.ts';

type PracticeMark = Awaited<ReturnType<typeof loadPracticeMarks>>[number];

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
  const known = new Set((await loadExercises(reader)).map((one) => one.id));
  return new Map(ids.map((id): [string, ExerciseWay] => [id, wayOf(id, marks, known.has(id))]));
}

function wayOf(exerciseId: string, marks: readonly PracticeMark[], isKnown: boolean): ExerciseWay {
  const mine = marks.filter((mark) => mark.exerciseId === exerciseId);
  const shown = mine.filter((mark) => mark.score !== null && !mark.held);
  return {
    state: stateOf(mine, isKnown),
    bestScore: shown.length === 0 ? null : Math.max(...shown.map((mark) => (mark.unsafe ? 0 : (mark.score ?? 0)))),
    attempts: mine.length,
    openAttemptId: mine.findLast((mark) => mark.submittedAt === null && mark.classId === null)?.attemptId ?? null,
    gradedAttemptId: mine.findLast((mark) => mark.submittedAt !== null)?.attemptId ?? null,
  };
}

function stateOf(mine: readonly PracticeMark[], isKnown: boolean): ExerciseState {
  if (mine.some((mark) => mark.passed && !mark.unsafe && !mark.held)) return 'achieved';
  if (mine.some((mark) => mark.held)) return 'held';
  if (mine.some((mark) => mark.submittedAt === null)) return 'begun';
  if (mine.length > 0) return 'not-yet';
  return isKnown ? 'none' : 'unknown';
}
