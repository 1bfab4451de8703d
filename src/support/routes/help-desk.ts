import { findPerson } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, invalid, notFound, refused } from '#platform/http/problem.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import * as contract from '../contract.ts';
import { sendOn, takeByDesk } from '../core/desk/moves.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import type { TicketSystem } from '../ports.ts';
import { requestWritten } from '../events.ts';
import { viewOf } from '../shell/answer.ts';
import { ask } from '../shell/ask.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { describeOne } from '../shell/describe.ts';
import { asDeskRows } from '../shell/desk-rows.ts';
import { deskRequest } from '../shell/desk-request.ts';
import { sharedLook } from '../shell/in-rounds.ts';
import { queueIn } from '../shell/queue.ts';
import { suggestFor } from '../shell/suggest.ts';
import { writeNote } from '../shell/write-note.ts';
import { findByNumber, linksOf, removeLink, saveLink } from '../store/links.ts';
import { findRequest } from '../store/requests.ts';

export function helpDeskRoutes({ db, server }: Deps, desk: DeskDeps, systems: readonly TicketSystem[]): void {
  const look = sharedLook(() =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { requests, onDuty } = await queueIn(tx, now);
      return { now, requests: await asDeskRows(tx, requests, now), onDuty };
    }),
  );
  bind(server, contract.getDesk, look);

  bind(server, contract.getDeskRequest, ({ params }) => deskRequest(desk, params.requestId, systems));

  bind(server, contract.suggest, ({ body }) => db.tx(async (tx) => suggestFor(tx, body, await desk.now(tx))));

  bind(server, contract.takeRequest, async ({ params, actor }) => {
    const by = ownPerson(actor);
    await move(desk, params.requestId, { kind: 'taken', by, detail: {} }, (state, now) => takeByDesk(state, params.requestId, by, now));
    return viewOf(desk, params.requestId);
  });

  bind(server, contract.sendRequestOn, async ({ params, body, actor }) => {
    const event = { kind: 'sent-on', by: actor.personId, detail: { tier: body.tier } };
    await move(desk, params.requestId, event, (state, now) => sendOn(state, params.requestId, body.tier, now));
    return viewOf(desk, params.requestId);
  });

  bind(server, contract.pauseClock, async ({ params, body, actor }) => {
    const { requestId } = params;
    await changeDesk(
      desk,
      async (state, now, tx) => {
        const held = state.requests.find((one) => one.requestId === requestId);
        if (!held) throw notFound('This request');
        const view = await describeOne(tx, (await findRequest(tx, 'request_id', requestId)) ?? notThere());
        const [row] = await asDeskRows(tx, [view], now);
        if (row?.pausedFor === body.reason) return { state, answer: undefined };
        if (body.reason !== null && held.holder === null)
          throw refused({ code: 'not-now', text: 'Take it first: a clock stands only for a request that somebody looks after.' });
        const event = body.reason === null ? { kind: 'resumed', detail: {} } : { kind: 'paused', detail: { reason: body.reason } };
        return {
          state,
          events: [{ requestId, by: actor.personId, ...event }],
          news: [requestWritten(requestId)],
          answer: undefined,
        };
      },
      { requestId },
    );
    return viewOf(desk, requestId);
  });

  bind(server, contract.writeNote, ({ params, body, actor }) => writeNote(desk, params.requestId, body, actor));

  bind(server, contract.askForCaller, async ({ body, actor }) => {
    const { personId, ...asked } = body;
    if (personId !== null && !(await findPerson(db, personId))) throw invalid('This person is not in the directory.');
    return ask(desk, asked, { takenDownBy: actor.personId, personId });
  });
  linkRoutes({ server }, desk);
}

function linkRoutes({ server }: Pick<Deps, 'server'>, desk: DeskDeps): void {
  bind(server, contract.linkRequest, ({ params, body, actor }) => {
    const { requestId } = params;
    return changeDesk(
      desk,
      async (state, now, tx) => {
        const other = /^\d+$/.test(body.callBackCode) ? await findByNumber(tx, Number(body.callBackCode)) : null;
        if (other === null) throw notFound(`Request ${body.callBackCode}`);
        if (other === requestId) throw invalid('A request cannot hang on itself.');
        const links = await linksOf(tx, [requestId, other]);
        if (!state.requests.some((one) => one.requestId === requestId)) throw notFound('This request');
        if (links.some((link) => link.other_id === requestId))
          throw invalid('Others hang on this request already: link them to the other one, or this one’s number to it.');
        if (links.some((link) => link.request_id === other)) throw invalid('The other request hangs on a third one: link to that.');
        await saveLink(tx, { request_id: requestId, other_id: other, kind: body.kind, at: new Date(now), by_name: actor.name });
        const detail = { kind: body.kind, otherId: other };
        await audit(tx, actor, { action: 'support.linked', subjectKind: 'request', subjectId: requestId, detail }, now);
        return {
          state,
          events: [{ requestId, kind: 'linked', by: actor.personId, detail }],
          news: [requestWritten(requestId), requestWritten(other)],
          answer: { linked: true as const },
        };
      },
      { requestId },
    );
  });

  bind(server, contract.unlinkRequest, ({ params, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      const { requestId } = params;
      if (!(await findRequest(tx, 'request_id', requestId))) throw notFound('This request');
      await removeLink(tx, requestId);
      await audit(tx, actor, { action: 'support.unlinked', subjectKind: 'request', subjectId: requestId }, now);
      return {
        state,
        events: [{ requestId, kind: 'unlinked', by: actor.personId, detail: {} }],
        news: [requestWritten(requestId)],
        answer: { linked: false as const },
      };
    }),
  );
}

const notThere = (): never => {
  throw notFound('This request');
};

function ownPerson(actor: Actor): string {
  if (actor.personId === null)
    throw forbidden('No person of the directory belongs to your account, so nothing can be yours. Ask an administrator to link it.');
  return actor.personId;
}

function move(
  desk: DeskDeps,
  requestId: string,
  event: { kind: string; by: string | null; detail: Record<string, unknown> },
  decide: (state: DispatchState, now: Instant) => Result<DispatchState>,
): Promise<undefined> {
  return changeDesk(
    desk,
    (state, now) => {
      const next = decide(state, now);
      if (!next.ok) throw refused(next.refusal);
      return { state: next.value, events: next.value === state ? [] : [{ requestId, ...event }], answer: undefined };
    },
    { requestId },
  );
}
