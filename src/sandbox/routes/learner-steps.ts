import { minuteMs } from '#kernel/time.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { virtualNow } from '../core/sitting/clock.ts';
import { canUndo } from '../core/sitting/sitting.ts';
import { mayWork } from '../shell/caller.ts';
import { detailOf } from '../shell/describe.ts';
import type { Work } from '../shell/live-attempts.ts';
import type { Practice } from '../shell/practice.ts';

/** What a learner does in their attempt beside writing into its hospital. */
export function learnerStepRoutes({ server, live, runs, shelf }: Practice): void {
  /** What is due in the hospital happens first. */
  const asLearner = <T>(attemptId: string, actor: Actor, work: (work: Work) => T): Promise<T> =>
    live.within(attemptId, (one) => {
      mayWork(one, actor);
      runs.catchUp(one);
      return work(one);
    });
  const detail = (work: Work): contract.AttemptDetail => detailOf(work, shelf);

  bind(server, contract.addTrailLine, ({ params, body, actor }) =>
    asLearner(params.attemptId, actor, (work) => {
      const { seq } = work.note({ kind: 'trail', line: body }, actor.accountId);
      return { seq, virtualNow: virtualNow(work.sitting.clock, work.now) };
    }),
  );

  bind(server, contract.undoInAttempt, ({ params, actor }) =>
    asLearner(params.attemptId, actor, (work) => {
      notInExam(work);
      const undone = canUndo(work.sitting);
      if (undone) work.note({ kind: 'undo' }, actor.accountId);
      return { undone, attempt: detail(work) };
    }),
  );

  bind(server, contract.resetAttempt, ({ params, actor }) =>
    asLearner(params.attemptId, actor, (work) => {
      notInExam(work);
      work.note({ kind: 'reset' }, actor.accountId);
      runs.catchUp(work);
      return detail(work);
    }),
  );

  bind(server, contract.advanceClock, ({ params, body, actor }) =>
    asLearner(params.attemptId, actor, (work) => {
      work.note({ kind: 'clock', advancedMs: body.minutes * minuteMs }, actor.accountId);
      return { happened: runs.catchUp(work), attempt: detail(work) };
    }),
  );

  bind(server, contract.takeHint, ({ params, body, actor }) =>
    asLearner(params.attemptId, actor, (work) => {
      notInExam(work);
      const task = runs.exerciseOf(work)?.tasks.find(({ id, never }) => id === body.taskId && never === undefined);
      if (!task) throw invalid('This exercise has no such task.');
      if (!work.sitting.hints.has(task.id)) work.note({ kind: 'hint', taskId: task.id }, actor.accountId);
      return { hint: task.hint };
    }),
  );
}

function notInExam({ row }: Work): void {
  if (row.exam) throw new Problem(409, 'examination', 'In an examination there are no hints, and nothing is taken back.');
}
