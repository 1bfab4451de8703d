import { describe, expect, it } from 'vitest';
import { readExercises } from '../exercise-files/library.ts';
import { lintExercise } from '../exercise-files/lint.ts';
import { makeStage } from '../exercise-files/stage.ts';

const stage = makeStage('2027-03-10', 'America/Chicago');
const files = readExercises();

describe('the exercises', () => {
  it.each(files.map((one) => [one.file.split('/').at(-1) ?? '', one] as const))(
    '%s: gold scores 100%, nothing scores 0, each mutant fails its task',
    (_name, file) => {
      const issues = lintExercise(file, stage);
      expect(issues.map(({ file: path, line, text }) => `${path.split('/').at(-1)}:${line} ${text}`)).toEqual([]);
    },
  );

  it('are three or more for each of eight job roles, each with an id of its own', () => {
    const exercises = files.flatMap(({ exercise }) => (exercise ? [exercise] : []));
    const roles = Map.groupBy(exercises, ({ role }) => role);
    expect(roles.size).toBeGreaterThanOrEqual(8);
    for (const [role, all] of roles) expect(`${role} ${all.length >= 3}`).toBe(`${role} true`);
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
  });
});
