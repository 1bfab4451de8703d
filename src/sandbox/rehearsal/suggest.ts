import { grade } from '../core/exercise/grade.ts';
import { mutated, play } from '../core/exercise/play.ts';
import type { Stage } from '../exercise-files/lint.ts';
import { evaluate } from '../evaluate.ts';
import type { Suggestion } from './jobs.ts';
import { readSource } from './read-source.ts';

/**
 * For each task that no mutant breaks: the gold run without one step, the one that breaks least else. What must not be done has to be
 * described by its author: leaving something out does not do it.
 */
export function suggestMutants(exerciseId: string, source: string, { base, startsAt, timeZone }: Stage): Suggestion {
  const { exercise } = readSource(exerciseId, source);
  if (!exercise) return { mutants: [], left: [] };
  const wanted = exercise.tasks.map(({ id }) => id).filter((id) => !exercise.mutants.some(({ breaks }) => breaks === id));
  if (wanted.length === 0) return { mutants: [], left: [] };
  const options = { base, startedAt: startsAt, timeZone, evaluate };
  const tried = exercise.gold.flatMap(({ id }) => {
    const without = [id];
    let played = play(exercise, mutated(exercise.gold, { without, steps: [] }), options);
    // A step that built on the missing one goes with it.
    for (let more = stepsIn(played.faults); more.length > 0; more = stepsIn(played.faults)) {
      if (more.every((one) => without.includes(one))) return [];
      without.push(...more);
      played = play(exercise, mutated(exercise.gold, { without, steps: [] }), options);
    }
    if (played.faults.length > 0) return [];
    const failing = grade(exercise, played.run, evaluate).tasks.flatMap((task) => (task.achieved < 1 ? [task.id] : []));
    return [{ without, failing }];
  });
  const mutants = wanted.flatMap((breaks) => {
    const [least] = tried.filter(({ failing }) => failing.includes(breaks)).toSorted((a, b) => a.failing.length - b.failing.length);
    return least ? [{ breaks, also: least.failing.filter((id) => id !== breaks), without: least.without }] : [];
  });
  return { mutants, left: wanted.filter((id) => !mutants.some(({ breaks }) => breaks === id)) };
}

const stepsIn = (faults: readonly string[]): string[] => faults.flatMap((fault) => /^step ([^:]+):/.exec(fault)?.[1] ?? []);
