import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tellTheirs } from '../core/desk/ticket-state.ts';
import { itsmLinksOf, queueDelivery, setTheirState } from '../store/itsm.ts';
import type { Changed } from '../store/save-desk.ts';

/** What changed here and is news there, in the same transaction. */
export async function tellThem(tx: Tx, { requests }: Pick<Changed, 'requests'>, now: Instant): Promise<void> {
  const moved = requests.filter(({ was, is }) => was.state !== is.state || was.priority !== is.priority);
  if (moved.length === 0) return;
  const links = await itsmLinksOf(
    tx,
    moved.map(({ is }) => is.requestId),
  );
  for (const link of links) {
    const change = moved.find(({ is }) => is.requestId === link.request_id);
    if (!change) continue;
    const { state, priority } = tellTheirs(change.was, change.is, link.their_state);
    const delivery = { request_id: link.request_id, system: link.system, at: new Date(now) };
    if (state !== null) {
      await setTheirState(tx, link.request_id, link.system, state, now);
      await queueDelivery(tx, { ...delivery, delivery_id: newId('dlv'), kind: 'state', detail: { state } });
    }
    if (priority !== null) await queueDelivery(tx, { ...delivery, delivery_id: newId('dlv'), kind: 'priority', detail: { priority } });
  }
}
