import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { withRequest } from '../core/dispatch/apply.ts';
import { priorityOf } from '../core/intake/triage.ts';
import { takeBack, viewOf } from '../shell/answer.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { sharedLook } from '../shell/in-rounds.ts';
import { queue } from '../shell/queue.ts';
import { eventsOf, firstBrokenEvent } from '../store/event-log.ts';
import { setTriage } from '../store/requests.ts';

export function deskRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(
    server,
    contract.getQueue,
    sharedLook(() => queue(desk)),
  );

  bind(server, contract.getRequest, async ({ params }) => {
    const view = await viewOf(desk, params.requestId);
    const events = await eventsOf(db, params.requestId);
    return {
      ...view,
      events: events.map(({ seq, kind, by, at, detail }) => ({
        seq,
        kind,
        by,
        at: at.getTime(),
        detail: JSON.parse(detail) as Record<string, unknown>,
      })),
    };
  });

  bind(server, contract.triageRequest, async ({ params, body, actor }) => {
    const { requestId } = params;
    const priority = priorityOf(body.impact, body.urgency);
    await changeDesk(
      desk,
      async (state, now, tx) => {
        if (!state.requests.some((one) => one.requestId === requestId)) throw notFound('This request');
        await setTriage(tx, requestId, body);
        await audit(tx, actor, { action: 'support.triaged', subjectKind: 'request', subjectId: requestId, detail: { priority } }, now);
        return {
          state: withRequest(state, requestId, { priority }),
          events: [{ requestId, kind: 'triaged', by: actor.personId, detail: { ...body, priority } }],
          answer: undefined,
        };
      },
      { requestId },
    );
    return viewOf(desk, requestId);
  });

  bind(server, contract.releaseRequest, ({ params, actor }) => takeBack(desk, params.requestId, actor.personId));

  bind(server, contract.checkLog, async () => {
    const firstBroken = await firstBrokenEvent(db);
    return { intact: firstBroken === null, firstBroken };
  });
}
