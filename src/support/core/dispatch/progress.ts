import { ok, refuse, type Result } from '#kernel/result.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { nameOf, withRequest, withSupporter } from './apply.ts';
import type { DispatchState, HelpRequest, Offer, RequestState } from './model.ts';

export type ProgressRefusal = 'no-such-request' | 'not-yours' | 'not-now';

/*
 * What happens to a request after acceptance. Each step returns the new state or says why not; a step that was taken already is taken again
 * without harm, because phones repeat what they sent through a hole in the Wi-Fi.
 */

export function markOnTheWay(state: DispatchState, requestId: string, by: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  return step(state, requestId, by, { from: ['accepted'], to: 'on-the-way' }, now);
}

/** From now on the supporter is where the request is. */
export function markArrived(state: DispatchState, requestId: string, by: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  const there = step(state, requestId, by, { from: ['accepted', 'on-the-way'], to: 'arrived' }, now);
  if (!there.ok) return there;
  const unitId = requestOf(state, requestId)?.unitId;
  return ok(withSupporter(there.value, by, (one) => (one.unitId === null || unitId === undefined ? {} : { unitId })));
}

/** The supporter is free again; the request stays theirs until the asker confirms. */
export function markDone(state: DispatchState, requestId: string, by: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  if (requestOf(state, requestId)?.state === 'done') return step(state, requestId, by, { from: [], to: 'done' }, now);
  const done = step(state, requestId, by, { from: ['accepted', 'on-the-way', 'arrived'], to: 'done' }, now);
  return done.ok ? ok(setFree(done.value, by, now)) : done;
}

/** The asker's own word that it is solved; the only way in which a helped request is closed. */
export function confirmResolved(state: DispatchState, requestId: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  const request = requestOf(state, requestId);
  if (!request) return noSuchRequest;
  if (request.state === 'resolved') return ok(state);
  if (request.state !== 'done') return refuse('not-now', `It ${stateText(state, request)}: confirm once the help has ended.`);
  return ok(withRequest(state, requestId, { state: 'resolved', stateSince: now }));
}

/** It was not solved after all. What was not yet confirmed keeps its age; who helped before is asked again only when nobody else is left. */
export function reopen(state: DispatchState, requestId: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  const request = requestOf(state, requestId);
  if (!request) return noSuchRequest;
  if (request.state !== 'done' && request.state !== 'resolved' && request.state !== 'withdrawn')
    return refuse('not-now', `It ${stateText(state, request)}: it is still open.`);
  const waitingSince = request.state === 'done' ? request.waitingSince : now;
  return ok(
    withRequest(state, requestId, {
      state: 'waiting',
      stateSince: now,
      waitingSince,
      holder: null,
      expectedAt: null,
      attempts: 0,
      declinedBy: [],
      askLast: request.holder === null ? [] : [request.holder],
      escalated: [],
    }),
  );
}

/** Takes a request from who has it (they were called away, or did not arrive) back to the queue, with its age. Not asked again: who had it. */
export function release(state: DispatchState, requestId: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  const request = requestOf(state, requestId);
  if (!request) return noSuchRequest;
  const { holder } = request;
  if (holder === null || !isWithHolder(request))
    return refuse('not-now', `It ${stateText(state, request)}: there is nobody to take it from.`);
  const waiting = withRequest(state, requestId, {
    state: 'waiting',
    stateSince: now,
    holder: null,
    expectedAt: null,
    attempts: 0,
    declinedBy: [...new Set([...request.declinedBy, holder])],
  });
  return ok(setFree(waiting, holder, now));
}

/** The asker needs no help any more: who was called or had it is free. */
export function withdraw(state: DispatchState, requestId: string, now: Instant): Result<DispatchState, ProgressRefusal> {
  const request = requestOf(state, requestId);
  if (!request) return noSuchRequest;
  if (request.state === 'withdrawn') return ok(state);
  if (request.state === 'done' || request.state === 'resolved')
    return refuse('not-now', `It ${stateText(state, request)}: say whether it is solved instead.`);
  const called = new Set(
    state.offers.filter((offer) => offer.requestId === requestId && offer.state === 'open').map((offer) => offer.supporterId),
  );
  const gone = withRequest(state, requestId, { state: 'withdrawn', stateSince: now, holder: null, expectedAt: null });
  const freed: DispatchState = {
    ...gone,
    supporters: gone.supporters.map((one) =>
      called.has(one.supporterId) && one.state === 'offered' ? { ...one, state: 'free', stateSince: now } : one,
    ),
    offers: gone.offers.map((offer): Offer =>
      offer.requestId === requestId && offer.state === 'open' ? { ...offer, state: 'withdrawn' } : offer,
    ),
  };
  return ok(request.holder !== null && isWithHolder(request) ? setFree(freed, request.holder, now) : freed);
}

const noSuchRequest = refuse('no-such-request', 'There is no such request. The queue shows what is open.');

const requestOf = (state: DispatchState, requestId: string): HelpRequest | undefined =>
  state.requests.find((one) => one.requestId === requestId);

const isWithHolder = ({ state }: HelpRequest): boolean => state === 'accepted' || state === 'on-the-way' || state === 'arrived';

function step(
  state: DispatchState,
  requestId: string,
  by: string,
  { from, to }: { readonly from: readonly RequestState[]; readonly to: RequestState },
  now: Instant,
): Result<DispatchState, ProgressRefusal> {
  const request = requestOf(state, requestId);
  if (!request) return noSuchRequest;
  if (request.holder !== by)
    return refuse(
      'not-yours',
      request.holder === null ? 'Nobody has this request: accept it first.' : `${nameOf(state, request.holder)} has it.`,
    );
  if (request.state === to) return ok(state);
  if (!from.includes(request.state)) return refuse('not-now', `It ${stateText(state, request)}.`);
  return ok(withRequest(state, requestId, { state: to, stateSince: now }));
}

/** Free, or with the offer still open that would have turned them back. */
function setFree(state: DispatchState, supporterId: string, now: Instant): DispatchState {
  const called = state.offers.some((offer) => offer.state === 'open' && offer.supporterId === supporterId);
  return withSupporter(state, supporterId, ({ stateSince, loadMinutes }) => ({
    state: called ? 'offered' : 'free',
    stateSince: now,
    loadMinutes: loadMinutes + (now - stateSince) / minuteMs,
  }));
}

function stateText(state: DispatchState, { state: at, holder }: HelpRequest): string {
  switch (at) {
    case 'waiting':
      return 'is waiting and nobody has it';
    case 'accepted':
    case 'on-the-way':
      return `was taken by ${nameOf(state, holder)}, who is on the way`;
    case 'arrived':
      return `is being solved by ${nameOf(state, holder)}`;
    case 'done':
      return 'waits for the asker to confirm that it is solved';
    case 'resolved':
      return 'was confirmed as solved';
    case 'withdrawn':
      return 'was withdrawn by the asker';
  }
}
