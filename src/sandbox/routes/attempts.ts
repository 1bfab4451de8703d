import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import { mayLook } from '../shell/caller.ts';
import { detailOf } from '../shell/describe.ts';
import { ownAttempts } from '../shell/own-attempts.ts';
import { goalsOf } from '../shell/goals.ts';
import type { Work } from '../shell/live-attempts.ts';
import type { Practice } from '../shell/practice.ts';
import { resultOf } from '../shell/result.ts';
import { startAttempt } from '../shell/start-attempt.ts';
import { listAttemptsOf } from '../store/attempts.ts';

const ownListedMax = 200;

/** To begin, to look, to hand in. */
export function attemptRoutes(practice: Practice): void {
  const { db, clock, server, live, runs, marking, shelf } = practice;
  const detail = (work: Work): contract.AttemptDetail => detailOf(work, shelf);

  bind(server, contract.startAttempt, async ({ body, actor }) =>
    live.within(await startAttempt(practice, body, actor, clock.now()), (work) => {
      runs.catchUp(work);
      if (work.row.class_id !== null) practice.classNews.note(work.row.class_id);
      return detail(work);
    }),
  );

  bind(server, contract.listOwnAttempts, async ({ actor }) => ({
    attempts: await ownAttempts(practice, await listAttemptsOf(db, actor.accountId, ownListedMax)),
  }));

  bind(server, contract.getAttempt, ({ params, actor }) =>
    live.within(params.attemptId, (work) => {
      mayLook(work, actor);
      marking.endIfDue(work);
      return detail(work);
    }),
  );

  bind(server, contract.getGoals, ({ params, actor }) =>
    live.within(params.attemptId, (work) => {
      mayLook(work, actor);
      if (work.row.account_id === actor.accountId) runs.catchUp(work);
      return goalsOf(runs, work);
    }),
  );

  bind(server, contract.submitAttempt, async ({ params, actor }) => {
    await marking.submit(params.attemptId, actor);
    return live.within(params.attemptId, detail);
  });

  bind(server, contract.getResult, ({ params, actor }) => resultOf(practice, params.attemptId, actor));
}
