import type { Instant } from '#kernel/time.ts';
import type { DispatchState, Offer } from '../dispatch/model.ts';

/**
 * The desk has told the askers what to do (a known issue's workaround): nobody needs to walk there, and whoever was being called is free. Only
 * requests that nobody has yet; they wait for the asker's own word like any other, and re-opened they keep their age.
 */
export function answerByDesk(state: DispatchState, requestIds: ReadonlySet<string>, now: Instant): DispatchState {
  const answered = new Set(
    state.requests.filter((one) => one.state === 'waiting' && requestIds.has(one.requestId)).map((one) => one.requestId),
  );
  const called = new Set(
    state.offers.filter((offer) => offer.state === 'open' && answered.has(offer.requestId)).map((offer) => offer.supporterId),
  );
  return {
    ...state,
    requests: state.requests.map((one) => (answered.has(one.requestId) ? { ...one, state: 'done', stateSince: now } : one)),
    offers: state.offers.map((offer): Offer =>
      offer.state === 'open' && answered.has(offer.requestId) ? { ...offer, state: 'withdrawn' } : offer,
    ),
    supporters: state.supporters.map((one) =>
      called.has(one.supporterId) && one.state === 'offered' ? { ...one, state: 'free', stateSince: now } : one,
    ),
  };
}
