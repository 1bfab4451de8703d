import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import { dueEscalations, nobodyInSight, notAnswered } from './escalate.ts';
import { findCandidates, findLead, findWalking, type Found, type Search } from './find.ts';
import { gapOf } from './gap.ts';
import type { DispatchGap, DispatchOutcome, DispatchState, Escalation, HelpRequest, Offer } from './model.ts';
import { offerOf } from './offer.ts';
import { atElbowPolicy, type DispatchPolicy } from './policy.ts';
import { Pool } from './pool.ts';
import { inOrder, type Rank } from './rank.ts';

/**
 * Who is to be called now, for every request that waits. Pure: the same state, time and policy give the same answer, and nothing is changed
 * (`applyOutcome` does that). To be called whenever something happened, and at `nextWake`.
 *
 * After it, every open request has somebody who has it, somebody who is being called, or a gap that says why not.
 */
export function dispatch(state: DispatchState, now: Instant, policy: DispatchPolicy = atElbowPolicy): DispatchOutcome {
  const expired = state.offers.filter((offer) => offer.state === 'open' && offer.expiresAt <= now);
  const late = dueEscalations(state, now);
  const waiting = state.requests.filter((request) => request.state === 'waiting').map((request) => withSilence(request, expired));
  if (waiting.length === 0) return { offers: [], expired: expired.map(({ offerId }) => offerId), gaps: [], escalations: late };
  const round = new Round({ state, policy, now, pool: new Pool(state, expired, now) }, expired);
  for (const { request, rank } of inOrder(waiting, (one) => policy.rank(one, now, state.settings))) round.serve(request, rank);
  return {
    offers: round.offers,
    expired: expired.map(({ offerId }) => offerId),
    gaps: round.gaps,
    escalations: [...late, ...round.escalations],
  };
}

/** A request with those who have just let its offer lapse. */
function withSilence(request: HelpRequest, expired: readonly Offer[]): HelpRequest {
  const silent = expired.filter(({ requestId }) => requestId === request.requestId).map(({ supporterId }) => supporterId);
  return silent.length === 0 ? request : { ...request, askLast: [...new Set([...request.askLast, ...silent])] };
}

/** One pass over the queue, best rank first: each takes from what the ones before have left. */
class Round {
  readonly offers: Offer[] = [];
  readonly gaps: DispatchGap[] = [];
  readonly escalations: Escalation[] = [];
  readonly #search: Search;
  /** requestId -> who is being called for it, as far as the offer still runs. */
  readonly #called = new Map<string, Set<string>>();
  readonly #aheadByTopic = new Map<string, number>();

  constructor(search: Search, expired: readonly Offer[]) {
    this.#search = search;
    const over = new Set(expired);
    const leads = new Set(search.state.supporters.filter(({ tier }) => tier === 'zone-lead').map(({ supporterId }) => supporterId));
    for (const offer of search.state.offers)
      if (offer.state === 'open' && !over.has(offer)) this.#note(offer.requestId, leads.has(offer.supporterId));
  }

  #note(requestId: string, lead: boolean): void {
    const kinds = this.#called.get(requestId) ?? new Set<string>();
    this.#called.set(requestId, kinds.add(lead ? 'lead' : 'supporter'));
  }

  serve(request: HelpRequest, rank: Rank): void {
    const { state, policy, pool } = this.#search;
    const running = this.#called.get(request.requestId);
    let made = 0;
    if (!running?.has('supporter')) {
      const found = findCandidates(this.#search, request, rank) ?? this.#preempting(request);
      if (found) this.#offer(request, ++made, found);
    }
    const unanswered = request.attempts + made >= state.settings.zoneLeadAttempt;
    const leadDue = unanswered || (made === 0 && !pool.somebodyMay(request));
    const lead = leadDue && policy.topic === 'needed' && !running?.has('lead') ? findLead(this.#search, request) : null;
    if (lead) this.#offer(request, ++made, lead);
    if (unanswered && made > 0) this.#tell(notAnswered(request, request.attempts + made, lead));
    if (made === 0 && !running) this.#gap(request, rank);
  }

  #preempting(request: HelpRequest): Found | null {
    return this.#search.state.settings.preemption === 1 && request.askerClass === 'provider' ? findWalking(this.#search, request) : null;
  }

  #offer(request: HelpRequest, number: number, found: Found): void {
    const supporter = defined(found.best[0], 'somebody to call').supporter;
    this.#search.pool.take(supporter);
    this.offers.push(offerOf(this.#search, request, number, found));
  }

  #gap(request: HelpRequest, rank: Rank): void {
    const key = `${this.#search.pool.siteOf(request.unitId)} ${request.topic}`;
    const ahead = this.#aheadByTopic.get(key) ?? 0;
    this.#aheadByTopic.set(key, ahead + 1);
    const gap = gapOf(this.#search, request, rank, ahead);
    this.gaps.push(gap);
    this.#tell(nobodyInSight(request, gap));
  }

  #tell(escalation: Escalation | null): void {
    if (escalation) this.escalations.push(escalation);
  }
}
