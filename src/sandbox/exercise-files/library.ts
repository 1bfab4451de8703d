import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExercise, type ExerciseFile } from './read.ts';

const shipped = join(import.meta.dirname, '../exercises');

/** Every `.yaml`, `.yml` and `.json` file of a folder and its folders as an exercise; without a folder, those that come with the product. */
export function readExercises(folder: string = shipped): ExerciseFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => readExercise(file, readFileSync(file, 'utf8')));
}

let sources: ReadonlyMap<string, string> | null = null;

/** The file of an exercise that comes with the product, as its authors wrote it. */
export function shippedSource(exerciseId: string): string | undefined {
  sources ??= new Map(
    readExercises().flatMap(({ file, exercise }): [string, string][] => (exercise ? [[exercise.id, readFileSync(file, 'utf8')]] : [])),
  );
  return sources.get(exerciseId);
}
