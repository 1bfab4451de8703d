import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { inOrder, rankByClass } from '../core/dispatch/rank.ts';
import { isReachable } from '../core/dispatch/pool.ts';
import { loadDesk } from '../store/desk.ts';
import type { DeskDeps } from './change-desk.ts';
import { describe } from './describe.ts';
import type { RequestView } from '../contract.ts';

const place = (state: string): number => (state === 'waiting' ? 0 : state === 'done' ? 2 : 1);

/** The queue in the order in which dispatch serves it, and who is on duty. A look: nothing is locked or changed. */
export const queue = ({ db, now: clock }: DeskDeps) => db.tx(async (tx) => queueIn(tx, await clock(tx)));

export async function queueIn(tx: Tx, now: Instant) {
  const { state, rows, offers } = await loadDesk(tx, now);
  const ranks = new Map(
    inOrder(state.requests, (one) => rankByClass(one, now, state.settings)).map(({ request }, i) => [request.requestId, i]),
  );
  const rank = ({ requestId }: RequestView): number => ranks.get(requestId) ?? 0;
  const views = await describe(tx, rows, offers);
  return {
    requests: views.toSorted((a, b) => place(a.state) - place(b.state) || rank(a) - rank(b)),
    onDuty: state.supporters.map((one) => ({
      personId: one.supporterId,
      name: one.name,
      tier: one.tier,
      unitId: one.unitId,
      state: one.state,
      reachable: isReachable(one, now, state),
    })),
  };
}
