import { minuteMs } from '#kernel/time.ts';
import type { Actor } from '#platform/http/actor.ts';
import type { AttemptResult } from '../contract.ts';
import type { TaskGrade } from '../core/exercise/model.ts';
import { findClass } from '../store/classes.ts';
import { loadGrades, loadMarks } from '../store/grades.ts';
import { mayLook } from './caller.ts';
import type { Practice } from './practice.ts';

type Facts = Omit<AttemptResult, 'state' | 'mark' | 'tasks' | 'minutes' | 'clicks'>;

/** The grade as whoever asks may see it: a learner of a class waits until its marks are released. @throws Problem 404 */
export async function resultOf({ db, live, runs, marking }: Practice, attemptId: string, actor: Actor): Promise<AttemptResult> {
  const { row, facts } = await live.within(attemptId, (work) => {
    mayLook(work, actor);
    const { sitting } = work;
    const exercise = runs.exerciseOf(work);
    const took = sitting.submittedAt === null || sitting.begunAt === null ? null : (sitting.submittedAt - sitting.begunAt) / minuteMs;
    const known: Facts = {
      realMinutes: took === null ? null : Math.round(took * 10) / 10,
      minutesExpected: exercise?.minutes ?? null,
      clicksExpected: exercise?.clicks ?? null,
      hintsUsed: sitting.hints.size,
      resetCount: sitting.resetCount,
      undoCount: sitting.undoCount,
    };
    return { row: work.row, facts: known };
  });
  const load = async () => (await loadGrades(db, [attemptId])).get(attemptId)?.grade;
  const grade = (await load()) ?? ((await marking.grade(attemptId, { again: false })) ? await load() : undefined);
  if (!grade) return { state: 'none', mark: null, tasks: [], minutes: null, clicks: null, ...facts };
  const held = row.class_id !== null && !actor.can('sandbox.instruct') && !(await findClass(db, row.class_id))?.marks_released_at;
  if (held) return { state: 'held', mark: null, tasks: [], minutes: null, clicks: null, ...facts };
  const mark = (await loadMarks(db, [attemptId])).get(attemptId) ?? null;
  return { state: 'shown', mark, tasks: grade.tasks.map(taskResult), minutes: grade.minutes, clicks: grade.clicks, ...facts };
}

const taskResult = ({ id, text, phase, weight, kind, critical, achieved, why, where, at }: TaskGrade): AttemptResult['tasks'][number] => ({
  taskId: id,
  text,
  phase,
  weight,
  kind,
  critical,
  achieved,
  why,
  where: [...where],
  at,
});
