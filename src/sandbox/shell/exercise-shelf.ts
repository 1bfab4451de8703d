import { createHash } from 'node:crypto';
import { readExercises } from '../exercise-files/library.ts';
import type { Exercise } from '../core/exercise/model.ts';

export interface ShelvedExercise {
  readonly exercise: Exercise;
  /** SHA-256 of the exercise: a grade names the very text that it was made by. */
  readonly digest: string;
}

/** The exercises that can be practised. */
export interface Shelf {
  find(exerciseId: string): ShelvedExercise | undefined;
  readonly all: readonly ShelvedExercise[];
}

export function makeShelf(exercises: readonly Exercise[]): Shelf {
  const shelved = new Map(
    exercises.map((exercise) => {
      const digest = createHash('sha256').update(JSON.stringify(exercise)).digest('hex');
      return [exercise.id, { exercise, digest }];
    }),
  );
  return { find: (exerciseId) => shelved.get(exerciseId), all: [...shelved.values()] };
}

/**
 * Those that come with the product, read when first asked for: no start waits for them. What can't be read as an exercise is
 * left out: the product's own tests find it.
 */
export function productShelf(): Shelf {
  let shelf: Shelf | null = null;
  const read = (): Shelf =>
    (shelf ??= makeShelf(readExercises().flatMap(({ exercise, issues }) => (exercise && issues.length === 0 ? [exercise] : []))));
  return {
    find: (exerciseId) => read().find(exerciseId),
    get all() {
      return read().all;
    },
  };
}
