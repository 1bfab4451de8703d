import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import type { RequestEvent } from '../store/event-log.ts';
import { hangingOn } from '../store/links.ts';

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
