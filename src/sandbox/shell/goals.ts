import { virtualNow } from '../core/sitting/clock.ts';
import type { GoalsView } from '../contract.ts';
import type { ExerciseRuns } from './exercise-runs.ts';
import type { Work } from './live-attempts.ts';

/** The tasks as their learner sees them; what must not be done is not told beforehand. */
export function goalsOf(runs: ExerciseRuns, work: Work): GoalsView {
  const { row, sitting, now } = work;
  const exercise = runs.exerciseOf(work);
  const grade = row.exam ? null : runs.gradeOf(work);
  const achieved = new Map(grade?.tasks.map((task) => [task.id, task.achieved]));
  return {
    goals: (exercise?.tasks ?? [])
      .filter(({ never }) => never === undefined)
      .map(({ id, text, phase, critical, hint }) => ({
        taskId: id,
        text,
        phase,
        critical,
        achieved: achieved.get(id) ?? null,
        hintTaken: sitting.hints.has(id),
        hint: sitting.hints.has(id) ? hint : null,
      })),
    showsProgress: !row.exam,
    givesHints: !row.exam,
    virtualNow: virtualNow(sitting.clock, now),
    nextEventAt: row.exam ? null : runs.nextEventAt(work),
    endsAt: row.ends_at?.getTime() ?? null,
  };
}
