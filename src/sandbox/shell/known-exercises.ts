import type { Exercise } from '../core/exercise/model.ts';
import { readExercise } from '../exercise-files/read.ts';
import { findVersion, listNewestDigests } from '../store/exercises.ts';
import type { Reader } from '../store/tables.ts';
import { productShelf } from './exercise-shelf.ts';

/** By id and digest of the text: a version never changes, so that it is read once. Null: it can't be read any more. */
const read = new Map<string, Exercise | null>();

/** All exercises that can be begun at present: those that come with the product, then the organisation's own, each in its newest version. */
export async function loadExercises(on: Reader): Promise<readonly Exercise[]> {
  const own: Exercise[] = [];
  for (const { exercise_id, version, digest } of await listNewestDigests(on)) {
    const key = `${exercise_id} ${digest}`;
    let exercise = read.get(key);
    if (exercise === undefined) {
      const found = await findVersion(on, exercise_id, version);
      exercise = (found && readExercise(exercise_id, found.source).exercise) ?? null;
      read.set(key, exercise);
    }
    if (exercise) own.push(exercise);
  }
  return [...productShelf().all.map((one) => one.exercise), ...own];
}
