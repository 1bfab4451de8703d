import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import type { DispatchOutcome, DispatchState, EscalationKind, HelpRequest, Offer, SupporterOnDuty } from './model.ts';

/** The state after an outcome of `dispatch` at that time. */
export function applyOutcome(state: DispatchState, outcome: DispatchOutcome, now: Instant): DispatchState {
  const { offers, expired, escalations } = outcome;
  if (offers.length + expired.length + escalations.length === 0) return state;
  const over = new Set(expired);
  const lapsed = state.offers.filter(({ offerId }) => over.has(offerId));
  return {
    ...state,
    requests: state.requests.map(requestAfter(outcome, lapsed)),
    supporters: state.supporters.map(supporterAfter(outcome, lapsed, now)),
    offers: [...state.offers.map((offer): Offer => (over.has(offer.offerId) ? { ...offer, state: 'expired' } : offer)), ...offers],
  };
}

function requestAfter({ offers, escalations }: DispatchOutcome, lapsed: readonly Offer[]) {
  const silent = Map.groupBy(lapsed, ({ requestId }) => requestId);
  const made = Map.groupBy(offers, ({ requestId }) => requestId);
  const told = Map.groupBy(escalations, ({ requestId }) => requestId);
  return (request: HelpRequest): HelpRequest => {
    const { requestId } = request;
    if (!silent.has(requestId) && !made.has(requestId) && !told.has(requestId)) return request;
    return {
      ...request,
      offersMade: request.offersMade + (made.get(requestId)?.length ?? 0),
      attempts: request.attempts + (made.get(requestId)?.length ?? 0),
      askLast: [...new Set([...request.askLast, ...(silent.get(requestId) ?? []).map(({ supporterId }) => supporterId)])],
      escalated: [...new Set<EscalationKind>([...request.escalated, ...(told.get(requestId) ?? []).map(({ kind }) => kind)])],
    };
  };
}

function supporterAfter({ offers }: DispatchOutcome, lapsed: readonly Offer[], now: Instant) {
  const silent = new Set(lapsed.map(({ supporterId }) => supporterId));
  const called = new Set(offers.map(({ supporterId }) => supporterId));
  return (supporter: SupporterOnDuty): SupporterOnDuty => {
    const { supporterId } = supporter;
    const lapses = silent.has(supporterId);
    const silentStreak = supporter.silentStreak + (lapses ? 1 : 0);
    // Whoever is asked to turn back (pre-emption) is busy already and stays so until they accept.
    if (called.has(supporterId) && supporter.state !== 'busy') return { ...supporter, state: 'offered', stateSince: now, silentStreak };
    if (lapses && supporter.state === 'offered') return { ...supporter, state: 'free', stateSince: now, silentStreak };
    return lapses ? { ...supporter, silentStreak } : supporter;
  };
}

export function withRequest(state: DispatchState, requestId: string, change: Partial<HelpRequest>): DispatchState {
  return { ...state, requests: state.requests.map((one) => (one.requestId === requestId ? { ...one, ...change } : one)) };
}

export function withSupporter(
  state: DispatchState,
  supporterId: string,
  change: (one: SupporterOnDuty) => Partial<SupporterOnDuty>,
): DispatchState {
  return {
    ...state,
    supporters: state.supporters.map((one) => (one.supporterId === supporterId ? { ...one, ...change(one) } : one)),
  };
}

export function nameOf(state: DispatchState, supporterId: string | null): string {
  return state.supporters.find((one) => one.supporterId === supporterId)?.name ?? defined(supporterId, 'who has the request');
}
