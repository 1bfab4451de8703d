import { defined } from '#kernel/assert.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import type { DispatchState, HelpRequest, Ring, SupporterOnDuty } from './model.ts';
import type { Candidate, Crowd, DispatchPolicy } from './policy.ts';
import { knows, tiersFrom, type Pool } from './pool.ts';
import { isAged, type Rank } from './rank.ts';
import { helpMinutes } from './settings.ts';

export interface Found {
  readonly ring: Ring;
  /** Best first, at most four. */
  readonly best: readonly Candidate[];
  readonly count: number;
}

export interface Search {
  readonly state: DispatchState;
  readonly policy: DispatchPolicy;
  readonly pool: Pool;
  readonly now: Instant;
}

/**
 * Whom to call for a request, looking further at once wherever there is nobody: the floors (nearest first), help desk, analyst, vendor, those
 * who were silent before, and in the end whoever is near even without the topic. Null: nobody can be called now.
 */
export function findCandidates(search: Search, request: HelpRequest, rank: Rank): Found | null {
  const { policy, pool } = search;
  const siteId = pool.siteOf(request.unitId);
  if (pool.isExhausted(siteId)) return null;
  const floorOpen = request.sentTo === null && (rank.class === 0 || !policy.keepsReserve || pool.hasMoreThanReserve(siteId));
  for (const topic of topicsTried(search, request))
    for (const askedBefore of [false, true]) {
      const willing = (one: SupporterOnDuty): boolean =>
        !request.declinedBy.includes(one.supporterId) && request.askLast.includes(one.supporterId) === askedBefore;
      const onFloor = floorOpen ? pool.freeOnFloor(siteId, topic).filter(willing) : [];
      if (onFloor.length > 0) return bestOf(search, request, onFloor, null, rank.class);
      for (const tier of tiersFrom(request.sentTo)) {
        const remote = pool.freeRemote(tier, topic).filter(willing);
        if (remote.length > 0) return bestOf(search, request, remote, tier, rank.class);
      }
    }
  return null;
}

/** Zone leads are called from the third attempt on, and where nobody else is there at all. */
export function findLead(search: Search, request: HelpRequest): Found | null {
  const leads = search.pool
    .freeLeads(search.pool.siteOf(request.unitId))
    .filter(({ supporterId }) => !request.declinedBy.includes(supporterId));
  const unasked = leads.filter(({ supporterId }) => !request.askLast.includes(supporterId));
  const those = unasked.length > 0 ? unasked : leads;
  return those.length === 0 ? null : bestOf(search, request, those, 'zone-lead', 0);
}

/** Pre-emption: supporters who walk to a fresh request of somebody else and know this topic. */
export function findWalking(search: Search, request: HelpRequest): Found | null {
  const { state, pool, now } = search;
  const fresh = new Set(
    state.requests
      .filter((one) => one.state === 'accepted' || one.state === 'on-the-way')
      .filter((one) => one.askerClass !== 'provider' && !isAged(one, now, state.settings))
      .map((one) => one.holder),
  );
  // An offer that lapses at this very moment calls nobody any more.
  const called = new Set(state.offers.filter((offer) => offer.state === 'open' && offer.expiresAt > now).map((offer) => offer.supporterId));
  const walking = pool
    .onFloor(pool.siteOf(request.unitId))
    .filter((one) => one.state === 'busy' && fresh.has(one.supporterId) && knows(one, request.topic))
    .filter(({ supporterId }) => !called.has(supporterId) && !pool.isTaken(supporterId))
    .filter(({ supporterId }) => !request.declinedBy.includes(supporterId) && !request.askLast.includes(supporterId));
  return walking.length === 0 ? null : bestOf(search, request, walking, null, 0);
}

/** Topics to look for in turn; `''` is anybody. */
function topicsTried({ policy, pool, now, state }: Search, request: HelpRequest): readonly string[] {
  if (policy.topic === 'ignored' || request.topic === '') return [''];
  if (policy.topic === 'preferred') return [request.topic, ''];
  const { providerUnskilledMinutes, otherUnskilledMinutes } = state.settings;
  const patienceMinutes = request.askerClass === 'provider' ? providerUnskilledMinutes : otherUnskilledMinutes;
  const able = pool.ableFor(request, request.topic).filter((one) => !request.declinedBy.includes(one.supporterId));
  // Whoever knows it is waited for if one of them is likely to be free in time.
  const likelyMinutes = helpMinutes(request, state.settings) / able.length;
  const waits = able.length > 0 && now - request.waitingSince < patienceMinutes * minuteMs && likelyMinutes <= patienceMinutes;
  return waits ? [request.topic] : [request.topic, ''];
}

const bestMax = 4;

function bestOf(
  { state, policy, pool }: Search,
  request: HelpRequest,
  those: readonly SupporterOnDuty[],
  ring: Ring | null,
  rankClass: 0 | 1,
): Found {
  const crowd: Crowd = {
    meanLoadMinutes: pool.meanLoadMinutes(pool.siteOf(request.unitId)),
    settings: state.settings,
    rankClass,
    lastTopics: (one) => pool.lastTopics(one),
  };
  const scored: { candidate: Candidate; score: number }[] = [];
  for (const supporter of those) {
    const walkSeconds = supporter.unitId === null || isByPhone(ring) ? 0 : state.walkSeconds(supporter.unitId, request.unitId);
    const candidate = { supporter, walkSeconds, knowsTopic: knows(supporter, request.topic) };
    const entry = { candidate, score: policy.score(candidate, crowd) };
    // Insertion into the few best: sorting thousands to show four would be waste.
    let at = scored.length;
    while (at > 0 && isBefore(entry, defined(scored[at - 1], 'a scored candidate'))) at--;
    if (at < bestMax) scored.splice(at, 0, entry);
    if (scored.length > bestMax) scored.pop();
  }
  const best = scored.map(({ candidate }) => candidate);
  return { ring: ring ?? ringOf(state, request, defined(best[0], 'a candidate').supporter), best, count: those.length };
}

const isByPhone = (ring: Ring | null): boolean => ring === 'help-desk' || ring === 'analyst' || ring === 'vendor';

/** Ties go to who has been idle longest, then by id, so that the same state gives the same answer. */
function isBefore(a: { candidate: Candidate; score: number }, b: { candidate: Candidate; score: number }): boolean {
  if (a.score !== b.score) return a.score < b.score;
  const [one, other] = [a.candidate.supporter, b.candidate.supporter];
  return one.stateSince === other.stateSince ? one.supporterId < other.supporterId : one.stateSince < other.stateSince;
}

function ringOf({ units }: DispatchState, request: HelpRequest, supporter: SupporterOnDuty): Ring {
  if (supporter.unitId === request.unitId) return 'unit';
  const here = units.get(request.unitId);
  const there = units.get(supporter.unitId ?? '');
  if (!here || !there || here.building !== there.building) return 'site';
  return here.floor === there.floor ? 'floor' : 'building';
}
