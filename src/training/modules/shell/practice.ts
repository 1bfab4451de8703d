import { loadPracticeMarks, readExercises } from '#sandbox/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { recordFacts } from '../../ledger/record-facts.ts';
import { exercisesOf, type Module } from '../../core/modules/module.ts';
import type { ExerciseState } from '../../core/modules/progress.ts';
import type { Reader } from '../store/tables.ts';

type PracticeMark = Awaited<ReturnType<typeof loadPracticeMarks>>[number];

let known: ReadonlySet<string> | null = null;
/** Ids of the exercises that the practice EHR has: they come with the product, so they are read once. */
export function knownExercises(): ReadonlySet<string> {
  known ??= new Set(readExercises().flatMap((file) => (file.exercise ? [file.exercise.id] : [])));
  return known;
}

/** How far a person is with the exercises that a module embeds, whenever they practised them. */
export async function exerciseStates(reader: Reader, personId: string, module: Module): Promise<Map<string, ExerciseState>> {
  const ids = exercisesOf(module).map((exercise) => exercise.exerciseId);
  if (ids.length === 0) return new Map();
  const marks = await loadPracticeMarks(reader, { personId });
  return new Map(ids.map((id): [string, ExerciseState] => [id, stateOf(id, marks)]));
}

function stateOf(exerciseId: string, marks: readonly PracticeMark[]): ExerciseState {
  const mine = marks.filter((mark) => mark.exerciseId === exerciseId);
  if (mine.some((mark) => mark.passed && !mark.unsafe)) return 'achieved';
  if (mine.length > 0) return 'begun';
  return knownExercises().has(exerciseId) ? 'none' : 'unknown';
}

/** Graded attempts at a module's exercises become facts, failed ones too; each once, by its attempt. */
export async function tellPractice(tx: Tx, personId: string, module: Module, now: Instant): Promise<void> {
  const ids = new Set(exercisesOf(module).map((exercise) => exercise.exerciseId));
  if (ids.size === 0) return;
  const graded = (await loadPracticeMarks(tx, { personId })).filter((mark) => ids.has(mark.exerciseId) && mark.score !== null);
  await recordFacts(
    tx,
    graded.map((mark) => ({
      kind: 'exercise-graded',
      personId,
      exerciseId: mark.exerciseId,
      version: 1,
      attemptId: mark.attemptId,
      moduleId: module.moduleId,
      passed: mark.passed,
      unsafe: mark.unsafe,
      score: mark.score ?? 0,
      seconds: mark.submittedAt === null ? null : Math.round((mark.submittedAt - mark.startedAt) / 1000),
      clicks: null,
      failed: [],
      key: mark.attemptId,
      at: mark.submittedAt ?? mark.startedAt,
    })),
    now,
  );
}
