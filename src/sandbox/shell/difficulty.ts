import { notFound } from '#platform/http/problem.ts';
import type { z } from 'zod';
import type { getDifficulty } from '../contract.ts';
import { itemStatistics } from '../core/sitting/item-statistics.ts';
import { loadFirstGrades } from '../store/grades.ts';
import type { Practice } from './practice.ts';

/** Bound of what is looked at: the newest of these say enough. */
const attemptsMax = 2000;

/** How hard each task is, over everybody's first attempt. @throws Problem 404 */
export async function difficultyOf({ db, shelf }: Practice, exerciseId: string): Promise<z.input<(typeof getDifficulty)['response']>> {
  const exercise = shelf.find(exerciseId)?.exercise;
  if (!exercise) throw notFound('The exercise');
  const grades = await loadFirstGrades(db, exerciseId, attemptsMax);
  // By the present tasks: an attempt at an older text counts for those that it had.
  const { tasks } = exercise;
  const complete = grades.flatMap((grade) => {
    const achieved = new Map(grade.tasks.map((task) => [task.id, task.achieved]));
    const row = tasks.flatMap(({ id }) => achieved.get(id) ?? []);
    return row.length === tasks.length ? [row] : [];
  });
  const statistics = itemStatistics(complete);
  const minutes = grades.map((grade) => grade.minutes).toSorted((a, b) => a - b);
  return {
    exerciseTitle: exercise.title,
    attemptCount: grades.length,
    passedCount: grades.filter(({ passed }) => passed).length,
    unsafeCount: grades.filter(({ unsafe }) => unsafe).length,
    medianMinutes: minutes[Math.floor((minutes.length - 1) / 2)] ?? null,
    minutesExpected: exercise.minutes,
    tasks: tasks.map(({ id, text, never, critical }, n) => ({
      taskId: id,
      text,
      kind: never === undefined ? 'find' : 'never',
      critical,
      share: statistics[n]?.share ?? 0,
      discrimination: statistics[n]?.discrimination ?? null,
    })),
  };
}
