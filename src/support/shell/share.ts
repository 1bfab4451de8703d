import { randomInt } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import { Problem, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { shareChanged } from '../events.ts';
import type { RequestEvent } from '../store/event-log.ts';
import * as store from '../store/shares.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';

const codeText = (): string => String(randomInt(1_000_000)).padStart(6, '0');
const tries = 5;

/** The agent asks to see. Nothing is seen until the caller has joined and consented. */
export async function askToSee(
  desk: DeskDeps,
  requestId: string,
  agent: { readonly accountId: string; readonly name: string; readonly personId: string | null },
): Promise<{ shareId: string; code: string; token: string }> {
  if (!(await store.openRequest(desk.db, requestId))) throw notFound('This open request');
  const before = await store.findShare(desk.db, 'request_id', requestId);
  if (before && before.state !== 'ended') {
    if (before.agent_account !== agent.accountId)
      throw new Problem(409, 'share-open', `${before.agent_name} is looking at this screen, or has asked to.`);
    await end(desk, before.share_id, 'agent');
  }
  const token = newToken();
  for (let i = 0; i < tries; i++) {
    const [shareId, code] = [newId('shr'), codeText()];
    const asked = await changeDesk(desk, async (state, now, tx) => {
      const row = { share_id: shareId, request_id: requestId, agent_account: agent.accountId, agent_name: agent.name };
      const inserted = await store.insertShare(tx, { ...row, agent_hash: hashToken(token), code_hash: hashToken(code) });
      if (!inserted) return { state, answer: false };
      await audit(tx, agent, { action: 'support.screen-asked', subjectKind: 'request', subjectId: requestId, detail: { shareId } }, now);
      return {
        state,
        events: [event(requestId, 'screen-asked', agent.personId, { shareId })],
        news: [shareChanged(requestId)],
        answer: true,
      };
    });
    if (asked) return { shareId, code, token };
  }
  throw new Problem(503, 'no-code', 'No code could be made. Try again.');
}

const event = (requestId: string, kind: string, by: string | null, detail: Record<string, unknown>): RequestEvent => ({
  requestId,
  kind,
  by,
  detail,
});

/** The caller's side: its token opens the signalling, and nothing else. */
export async function join(desk: DeskDeps, found: store.Share | null): Promise<{ share: store.Share; token: string }> {
  if (!found || found.state === 'ended' || found.state === 'shown') throw notFound('This code or question');
  const token = newToken();
  const joined = await desk.db.tx(async (tx) => {
    const done = await store.markJoined(tx, found.share_id, hashToken(token));
    if (done) await tell(tx, [shareChanged(found.request_id)], await desk.now(tx));
    await store.hint(tx, found.share_id);
    return done;
  });
  if (!joined) throw notFound('This code or question');
  return { share: found, token };
}

/** The caller consented: from now on something is seen. In the request's log, and in the audit log as what the agent read. */
export const shown = (desk: DeskDeps, share: store.Share): Promise<boolean> =>
  changeDesk(desk, async (state, now, tx) => {
    if (!(await store.markShown(tx, share.share_id))) return { state, answer: false };
    const agent: AuditActor = { accountId: share.agent_account, name: share.agent_name };
    const { share_id: shareId, request_id: requestId } = share;
    await audit(tx, agent, { action: 'support.screen-seen', subjectKind: 'request', subjectId: requestId, detail: { shareId } }, now);
    await store.hint(tx, shareId);
    const request = await store.openRequest(tx, requestId);
    const events = [event(requestId, 'screen-shown', request?.person_id ?? null, { shareId, agentAccount: share.agent_account })];
    return { state, events, news: [shareChanged(requestId)], answer: true };
  });

/** Over, by whichever side or by itself. Ending what has ended does no harm. */
export const end = (desk: DeskDeps, shareId: string, by: store.EndedBy): Promise<boolean> =>
  changeDesk(desk, async (state, now, tx) => {
    const before = await store.markEnded(tx, shareId, by);
    if (!before) return { state, answer: false };
    await store.hint(tx, shareId);
    const { request_id: requestId } = before;
    const agent: AuditActor = { accountId: before.agent_account, name: before.agent_name };
    const detail = { shareId, by };
    if (before.state === 'shown')
      await audit(tx, agent, { action: 'support.screen-ended', subjectKind: 'request', subjectId: requestId, detail }, now);
    const kind = by === 'declined' ? 'screen-declined' : 'screen-ended';
    return { state, events: [event(requestId, kind, null, detail)], news: [shareChanged(requestId)], answer: true };
  });
