import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import type { RequestEvent } from '../store/event-log.ts';
import { hangingOn } from '../store/links.ts';
import type { Changed } from '../store/save-desk.ts';
import { mailEnded } from './mail-out.ts';
import { tellThem } from './tell-them.ts';

/**
 * What hangs on a request that was just closed as solved is asked about, each at its own asker: nothing is closed by what happened to another
 * request. Requests that somebody has are left to them.
 */
export async function askThoseHanging(
  tx: Tx,
  before: DispatchState,
  after: DispatchState,
  now: Instant,
): Promise<{ state: DispatchState; events: RequestEvent[] }> {
  const were = new Map(before.requests.map((one) => [one.requestId, one.state]));
  const solved = after.requests.filter(({ requestId, state }) => state === 'resolved' && were.get(requestId) !== 'resolved');
  const waiting = new Set(after.requests.filter(({ state }) => state === 'waiting').map(({ requestId }) => requestId));
  const hanging = await hangingOn(
    tx,
    solved.map(({ requestId }) => requestId),
  );
  const asked = hanging.filter((link) => waiting.has(link.request_id));
  if (asked.length === 0) return { state: after, events: [] };
  return {
    state: answerByDesk(after, new Set(asked.map((link) => link.request_id)), now),
    events: asked.map((link) => ({ requestId: link.request_id, kind: 'answered', by: null, detail: { solvedWith: link.other_id } })),
  };
}

/**
 * What others outside are told of a change, in the same transaction: those who mailed are asked whether it is solved (unless an answer by mail just
 * asked them), and the hospital's own ticket system hears what is news there.
 */
export async function tellOutside(
  tx: Tx,
  changed: Pick<Changed, 'requests'>,
  events: readonly RequestEvent[],
  now: Instant,
): Promise<void> {
  const asked = new Set(events.filter(({ kind, detail }) => kind === 'answered' && 'noteId' in detail).map(({ requestId }) => requestId));
  const ended = changed.requests.filter(({ was, is }) => is.state === 'done' && was.state !== 'done').map(({ is }) => is.requestId);
  await mailEnded(
    tx,
    ended.filter((requestId) => !asked.has(requestId)),
    now,
  );
  await tellThem(tx, changed, now);
}
