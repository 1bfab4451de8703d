import { readExercise, type ExerciseFile } from '../exercise-files/read.ts';

/** An author's text as the exercise of this id: another id in the file is a mistake, since attempts and versions go by it. */
export function readSource(exerciseId: string, source: string): ExerciseFile {
  const file = carefully(exerciseId, source);
  if (!file.exercise || file.exercise.id === exerciseId) return file;
  const issue = { file: file.file, line: file.lineOf(['id']), text: `id: this exercise is "${exerciseId}", and that never changes.` };
  return { ...file, exercise: null, issues: [issue] };
}

function carefully(exerciseId: string, source: string): ExerciseFile {
  const file = `${exerciseId}.yaml`;
  try {
    return readExercise(file, source);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const issue = { file, line: 1, text: 'The file is nested too deeply to be an exercise.' };
    return { file, exercise: null, issues: [issue], lineOf: () => 1 };
  }
}
