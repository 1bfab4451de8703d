import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { DeskRow, RequestView } from '../contract.ts';
import { readClocks } from '../core/desk/clocks.ts';
import { linksOf } from '../store/links.ts';
import { noteCounts } from '../store/notes.ts';
import { sentToOf } from '../store/requests.ts';
import { clockEvents, loadTargets } from '../store/targets.ts';

/** Requests with what the desk works by: clocks, pauses, links, how much was written. */
export async function asDeskRows(tx: Tx, views: readonly RequestView[], now: Instant): Promise<DeskRow[]> {
  const ids = views.map(({ requestId }) => requestId);
  const [targets, events, notes] = [await loadTargets(tx), await clockEvents(tx, ids), await noteCounts(tx, ids)];
  const [sentTo, links] = [await sentToOf(tx, ids), await linksOf(tx, ids)];
  const up = new Map(links.map((link) => [link.request_id, link]));
  const down = Map.groupBy(links, (link) => link.other_id);
  return views.map((view): DeskRow => {
    const { requestId } = view;
    const link = up.get(requestId);
    return {
      ...view,
      ...readClocks(events.get(requestId) ?? [], view.priority, targets, now),
      sentTo: sentTo.get(requestId) ?? null,
      notes: notes.get(requestId) ?? 0,
      linkedTo: link ? { kind: link.kind, requestId: link.other_id, callBackCode: String(link.other_number) } : null,
      linked: down.get(requestId)?.length ?? 0,
    };
  });
}
