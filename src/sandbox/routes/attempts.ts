import { minuteMs } from '#kernel/time.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import { virtualNow } from '../core/course/clock.ts';
import type { Change } from '../core/course/entry.ts';
import { mayLook, mayWork } from '../shell/caller.ts';
import { detailOf, viewOf } from '../shell/describe.ts';
import type { LiveAttempts } from '../shell/live-attempts.ts';
import { startAttempt } from '../shell/start-attempt.ts';
import { listAttemptsOf } from '../store/attempts.ts';
import type { HospitalMaker } from '../ports.ts';

const ownListedMax = 200;

export function attemptRoutes({ db, clock, server }: Deps, live: LiveAttempts, hospital: HospitalMaker): void {
  /** One entry by the learner, then the attempt as it stands. */
  const change = (attemptId: string, actor: Actor, entry: Change): Promise<contract.AttemptDetail> =>
    live.within(attemptId, (work) => {
      mayWork(work, actor);
      work.note(entry, actor.accountId);
      return detailOf(work);
    });

  bind(server, contract.startAttempt, async ({ body, actor }) => {
    const attemptId = await startAttempt(db, hospital, body, actor, clock.now());
    return live.within(attemptId, detailOf);
  });

  bind(server, contract.listOwnAttempts, async ({ actor }) => ({
    attempts: (await listAttemptsOf(db, actor.accountId, ownListedMax)).map(viewOf),
  }));

  bind(server, contract.getAttempt, ({ params, actor }) =>
    live.within(params.attemptId, (work) => {
      mayLook(work, actor);
      return detailOf(work);
    }),
  );

  bind(server, contract.addTrailLine, ({ params, body, actor }) =>
    live.within(params.attemptId, (work) => {
      mayWork(work, actor);
      const { seq } = work.note({ kind: 'trail', line: body }, actor.accountId);
      return { seq, virtualNow: virtualNow(work.course.clock, work.now) };
    }),
  );

  bind(server, contract.undoInAttempt, ({ params, actor }) =>
    live.within(params.attemptId, (work) => {
      mayWork(work, actor);
      const undone = work.course.undoPoints.length > 0;
      if (undone) work.note({ kind: 'undo' }, actor.accountId);
      return { undone, attempt: detailOf(work) };
    }),
  );

  bind(server, contract.resetAttempt, ({ params, actor }) => change(params.attemptId, actor, { kind: 'reset' }));

  bind(server, contract.advanceClock, async ({ params, body, actor }) => ({
    happened: [],
    attempt: await change(params.attemptId, actor, { kind: 'clock', advancedMs: body.minutes * minuteMs }),
  }));

  bind(server, contract.submitAttempt, ({ params, actor }) => change(params.attemptId, actor, { kind: 'submit' }));
}
