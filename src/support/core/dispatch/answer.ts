import { ok, refuse, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time.ts';
import { nameOf, withRequest, withSupporter } from './apply.ts';
import type { DispatchState, HelpRequest, Offer } from './model.ts';

export type OfferRefusal = 'no-such-offer' | 'not-your-offer' | 'taken' | 'offer-over' | 'already-helping';

/**
 * The supporter `by` takes what was offered. Of any number who try, the first wins; every other reads who has it. An answer that comes after
 * the time of its offer has run out loses, even if nobody else has taken the request yet: somebody else is being called by then.
 */
export function acceptOffer(state: DispatchState, offerId: string, by: string, now: Instant): Result<DispatchState, OfferRefusal> {
  const found = openOffer(state, offerId, by, now);
  if (!found.ok) return found;
  const { offer, request } = found.value;
  const left = offer.preempts === null ? state : turnBack(state, offer.preempts, by, now);
  if (!left) return refuse('already-helping', 'You have arrived at the request before: finish it first. Somebody else is being called.');
  const others = new Set(
    left.offers.filter((one) => one.requestId === request.requestId && one.state === 'open' && one !== offer).map((one) => one.supporterId),
  );
  const taken = withRequest(left, request.requestId, {
    state: 'accepted',
    stateSince: now,
    holder: by,
    expectedAt: now + offer.why.walkSeconds * 1000,
  });
  return ok({
    ...taken,
    supporters: taken.supporters.map((one) => {
      if (one.supporterId === by) return { ...one, state: 'busy', stateSince: now, silentStreak: 0 };
      return others.has(one.supporterId) && one.state === 'offered' ? { ...one, state: 'free', stateSince: now } : one;
    }),
    offers: taken.offers.map((one): Offer => {
      if (one.offerId === offerId) return { ...one, state: 'accepted' };
      return one.requestId === request.requestId && one.state === 'open' ? { ...one, state: 'withdrawn' } : one;
    }),
  });
}

/** The supporter cannot: nobody asks them again for this request, and the next person is called. */
export function declineOffer(state: DispatchState, offerId: string, by: string, now: Instant): Result<DispatchState, OfferRefusal> {
  const found = openOffer(state, offerId, by, now);
  if (!found.ok) return found;
  const { request } = found.value;
  const declined = withRequest(state, request.requestId, { declinedBy: [...request.declinedBy, by] });
  const freed = withSupporter(declined, by, (one) =>
    one.state === 'offered' ? { state: 'free', stateSince: now, silentStreak: 0 } : { silentStreak: 0 },
  );
  return ok({ ...freed, offers: freed.offers.map((one): Offer => (one.offerId === offerId ? { ...one, state: 'declined' } : one)) });
}

function openOffer(
  state: DispatchState,
  offerId: string,
  by: string,
  now: Instant,
): Result<{ readonly offer: Offer; readonly request: HelpRequest }, OfferRefusal> {
  const offer = state.offers.find((one) => one.offerId === offerId);
  const request = state.requests.find((one) => one.requestId === offer?.requestId);
  if (!offer || !request) return refuse('no-such-offer', 'There is no such offer any more. Your list shows what is open.');
  if (offer.supporterId !== by) return refuse('not-your-offer', 'This offer was made to somebody else.');
  if (request.holder === by) return refuse('taken', 'You have it already.');
  if (request.holder !== null) return refuse('taken', `${nameOf(state, request.holder)} has it. You are free for the next one.`);
  if (request.state === 'withdrawn') return refuse('offer-over', 'The asker no longer needs help. You are free for the next one.');
  if (offer.state !== 'open' || offer.expiresAt <= now)
    return refuse('offer-over', 'The time to answer has run out and somebody else is being called. You are free for the next one.');
  return ok({ offer, request });
}

/** Pre-emption: who was walked to waits again and keeps their age. Null: the supporter is there already. */
function turnBack(state: DispatchState, requestId: string, by: string, now: Instant): DispatchState | null {
  const request = state.requests.find((one) => one.requestId === requestId);
  if (request?.holder !== by) return state;
  if (request.state === 'arrived') return null;
  if (request.state !== 'accepted' && request.state !== 'on-the-way') return state;
  return withRequest(state, requestId, { state: 'waiting', stateSince: now, holder: null, expectedAt: null, attempts: 0 });
}
