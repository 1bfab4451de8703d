import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import { applyOutcome } from '../core/dispatch/apply.ts';
import { dispatch } from '../core/dispatch/dispatch.ts';
import type { DispatchState, Escalation } from '../core/dispatch/model.ts';
import { nextWake } from '../core/dispatch/wake.ts';
import { escalated, offersChanged, queueChanged, requestChanged, requestResolved } from '../events.ts';
import type { SupportPorts } from '../ports.ts';
import { askThoseHanging, tellOutside } from './follow-ups.ts';
import { loadDesk, lockDesk, setWake, type Named } from '../store/desk.ts';
import { appendEvents, type RequestEvent } from '../store/event-log.ts';
import { insertPages } from '../store/pages.ts';
import { changesBetween, saveDesk, type Changed } from '../store/save-desk.ts';

export interface DeskDeps {
  readonly db: Db;
  readonly now: SupportPorts['now'];
}

/** What somebody did: the state after it, what the log says of it, what they are answered. */
export interface DeskChange<T> {
  readonly state: DispatchState;
  readonly events?: readonly RequestEvent[];
  readonly news?: readonly News[];
  readonly answer: T;
}

/** Whoever comes on duty by the plan is noticed at the latest after this, while anybody waits. */
const lookAgainMs = 30_000;

/**
 * The one way in which anything of the desk changes: lock and load, let `change` decide, dispatch, save, log, page, tell; all of it or nothing.
 * A core's refusal is thrown by `change` as a Problem and leaves the desk as it was.
 */
export function changeDesk<T>(
  { db, now: clock }: DeskDeps,
  change: (state: DispatchState, now: Instant, tx: Tx) => Promise<DeskChange<T>> | DeskChange<T>,
  named: Named = {},
): Promise<T> {
  return db.tx(async (tx) => {
    await lockDesk(tx);
    const now = await clock(tx);
    const desk = await loadDesk(tx, now, named);
    const made = await change(desk.state, now, tx);
    const followed = await askThoseHanging(tx, desk.state, made.state, now);
    const done = { ...made, state: followed.state, events: [...(made.events ?? []), ...followed.events] };
    const outcome = dispatch(done.state, now);
    const after = applyOutcome(done.state, outcome, now);
    // A request that was asked just now has its row already; what dispatch made of it has not.
    const fresh = done.state.requests.filter((one) => !desk.state.requests.some(({ requestId }) => requestId === one.requestId));
    const changed = changesBetween({ ...desk.state, requests: [...desk.state.requests, ...fresh] }, after);
    await saveDesk(tx, desk, changed, outcome.gaps, now);
    await insertPages(
      tx,
      outcome.offers.map(({ offerId }) => offerId),
      now,
    );
    await appendEvents(tx, [...done.events, ...dispatchEvents(changed, outcome.escalations)], now);
    await tellOutside(tx, changed, done.events, now);
    await setWake(tx, wakeOf(after, now));
    await tell(tx, [...newsOf(changed, fresh, outcome.escalations), ...(done.news ?? [])], now);
    return done.answer;
  });
}

function wakeOf(state: DispatchState, now: Instant): Instant | null {
  const next = nextWake(state, now);
  if (!state.requests.some((request) => request.state === 'waiting')) return next;
  return Math.min(next ?? Number.POSITIVE_INFINITY, now + lookAgainMs);
}

function dispatchEvents({ offers }: Changed, escalations: readonly Escalation[]): RequestEvent[] {
  return [
    ...offers.flatMap(({ is }): RequestEvent[] => {
      const { requestId, offerId, supporterId, why } = is;
      if (is.state === 'expired') return [{ requestId, kind: 'lapsed', by: supporterId, detail: { offerId } }];
      return is.state === 'open'
        ? [{ requestId, kind: 'offered', by: null, detail: { offerId, supporterId, attempt: why.attempt, ring: why.ring } }]
        : [];
    }),
    ...escalations.map(({ requestId, kind }): RequestEvent => ({ requestId, kind: 'escalated', by: null, detail: { kind } })),
  ];
}

function newsOf({ requests, offers }: Changed, fresh: DispatchState['requests'], escalations: readonly Escalation[]): News[] {
  const moved = requests.filter(({ was, is }) => was.state !== is.state);
  const news = [
    ...fresh.map(({ requestId, state }) => requestChanged(requestId, state)),
    ...moved.map(({ is }) => requestChanged(is.requestId, is.state)),
    ...moved.filter(({ is }) => is.state === 'resolved').map(({ is }) => requestResolved(is.requestId)),
    ...[...new Set(offers.map(({ is }) => is.supporterId))].map(offersChanged),
    ...escalations.map(({ requestId, kind }) => escalated(requestId, kind)),
  ];
  return news.length === 0 ? [] : [...news, queueChanged()];
}
