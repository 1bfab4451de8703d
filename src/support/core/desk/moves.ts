import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { nameOf, withRequest, withSupporter } from '../dispatch/apply.ts';
import type { DispatchState, HelpRequest, Offer } from '../dispatch/model.ts';
import { release } from '../dispatch/progress.ts';

export type DeskRefusal = 'no-such-request' | 'taken' | 'not-now';

/** Who was being called for a request is free again. */
function withoutCalls(state: DispatchState, requestId: string, now: Instant): DispatchState {
  const calls = state.offers.filter((offer) => offer.requestId === requestId && offer.state === 'open');
  if (calls.length === 0) return state;
  const called = new Set(calls.map(({ supporterId }) => supporterId));
  return {
    ...state,
    supporters: state.supporters.map((one) =>
      called.has(one.supporterId) && one.state === 'offered' ? { ...one, state: 'free', stateSince: now } : one,
    ),
    offers: state.offers.map((offer): Offer => (calls.includes(offer) ? { ...offer, state: 'withdrawn' } : offer)),
  };
}

/**
 * An agent solves it from the desk: nobody needs to walk, so it counts as arrived. An agent may have several at once, as those who walk may not;
 * whoever is on duty is called for nothing else meanwhile.
 */
export function takeByDesk(state: DispatchState, requestId: string, by: string, now: Instant): Result<DispatchState, DeskRefusal> {
  const request = state.requests.find((one) => one.requestId === requestId);
  if (!request) return noSuchRequest;
  if (request.holder === by && request.state !== 'done') return ok(state);
  if (request.state !== 'waiting')
    return request.holder === null || isOver(request)
      ? refuse('not-now', 'It waits for nobody any more: open it again first if it is not solved.')
      : refuse('taken', `${nameOf(state, request.holder)} has it. Take it back to the queue first, if they cannot go on.`);
  const quiet = withoutCalls(state, requestId, now);
  const taken = withRequest(quiet, requestId, { state: 'arrived', stateSince: now, holder: by, expectedAt: now });
  if (!taken.supporters.some((one) => one.supporterId === by)) return ok(taken);
  return ok(withSupporter(taken, by, (one) => (one.state === 'busy' ? {} : { state: 'busy', stateSince: now })));
}

/** On to a tier by choice, with its age. Whoever had it is free and is not asked again; whoever was being called for it is no longer. */
export function sendOn(
  state: DispatchState,
  requestId: string,
  sentTo: NonNullable<HelpRequest['sentTo']>,
  now: Instant,
): Result<DispatchState, DeskRefusal> {
  const request = state.requests.find((one) => one.requestId === requestId);
  if (!request) return noSuchRequest;
  if (isOver(request)) return refuse('not-now', 'The help has ended. Open it again before you send it on.');
  if (request.state === 'waiting' && request.sentTo === sentTo) return ok(state);
  const released = request.state === 'waiting' ? ok(withoutCalls(state, requestId, now)) : release(state, requestId, now);
  if (!released.ok) return refuse('not-now', released.refusal.text);
  return ok(withRequest(released.value, requestId, { sentTo, attempts: 0, escalated: [] }));
}

const isOver = ({ state }: HelpRequest): boolean => state === 'done' || state === 'resolved' || state === 'withdrawn';

const noSuchRequest = refuse('no-such-request', 'There is no such request. The queue shows what is open.');
