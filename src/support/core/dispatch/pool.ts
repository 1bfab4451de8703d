import { defined } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time.ts';
import type { DispatchState, HelpRequest, Offer, SupporterOnDuty, Tier } from './model.ts';

export const knows = (supporter: SupporterOnDuty, topic: string): boolean =>
  topic === '' || supporter.knows.includes(topic) || supporter.knows.includes('*');

export const isReachable = (
  supporter: Pick<SupporterOnDuty, 'heartbeatAt'>,
  now: Instant,
  { settings }: Pick<DispatchState, 'settings'>,
): boolean => now - supporter.heartbeatAt <= settings.heartbeatLostSeconds * 1000;

export const remoteTiers = ['help-desk', 'analyst', 'vendor'] as const satisfies readonly Tier[];
export type RemoteTier = (typeof remoteTiers)[number];
/** Whom a request goes to that was sent on to a tier: it, and those after it. */
export const tiersFrom = (sentTo: RemoteTier | null): readonly RemoteTier[] => remoteTiers.slice(sentTo ? remoteTiers.indexOf(sentTo) : 0);
const isRemote = (tier: Tier): tier is RemoteTier => (remoteTiers as readonly Tier[]).includes(tier);

/** Who helps one site, as one dispatch sees it. */
interface SiteCrowd {
  /** Reachable supporters on the floors, busy or not. */
  readonly floor: SupporterOnDuty[];
  readonly leads: SupporterOnDuty[];
  /** On duty here, but no heartbeat. */
  lost: number;
  freeCount: number;
  loadMinutes: number;
  readonly freeKnowing: Map<string, readonly SupporterOnDuty[]>;
  readonly able: Map<string, readonly SupporterOnDuty[]>;
  /** Floor -> topic -> how many of those free on it know it. */
  readonly freeByFloor: Map<string, Map<string, number>>;
}

/** The supporters while one dispatch hands them out: who is still free, and how many must stay so. */
export class Pool {
  readonly #state: DispatchState;
  readonly #sites = new Map<string, SiteCrowd>();
  readonly #remote = new Map<RemoteTier, SupporterOnDuty[]>(remoteTiers.map((tier) => [tier, []]));
  readonly #taken = new Set<string>();

  constructor(state: DispatchState, expired: readonly Offer[], now: Instant) {
    this.#state = state;
    const silent = new Set(expired.map((offer) => offer.supporterId));
    for (const one of state.supporters) {
      // Whoever let an offer lapse can be called again, but is known to be slow.
      const supporter: SupporterOnDuty =
        silent.has(one.supporterId) && one.state === 'offered' ? { ...one, state: 'free', silentStreak: one.silentStreak + 1 } : one;
      this.#admit(supporter, isReachable(supporter, now, state));
    }
  }

  #admit(supporter: SupporterOnDuty, reachable: boolean): void {
    const { tier, unitId } = supporter;
    if (isRemote(tier)) {
      if (reachable) this.#remote.get(tier)?.push(supporter);
      return;
    }
    const crowd = this.#crowd(this.siteOf(defined(unitId, `the place of ${supporter.supporterId}`)));
    if (!reachable) crowd.lost++;
    else if (tier === 'zone-lead') crowd.leads.push(supporter);
    else {
      crowd.floor.push(supporter);
      crowd.loadMinutes += supporter.loadMinutes;
      if (supporter.state === 'free') this.#count(crowd, supporter, 1);
    }
  }

  #count(crowd: SiteCrowd, supporter: SupporterOnDuty, by: 1 | -1): void {
    crowd.freeCount += by;
    const topics = this.#floorOf(crowd, supporter);
    for (const topic of supporter.knows) topics.set(topic, (topics.get(topic) ?? 0) + by);
  }

  #floorOf({ freeByFloor }: SiteCrowd, { unitId }: SupporterOnDuty): Map<string, number> {
    const place = this.#state.units.get(unitId ?? '');
    const key = JSON.stringify([place?.building, place?.floor]);
    let topics = freeByFloor.get(key);
    if (!topics) freeByFloor.set(key, (topics = new Map<string, number>()));
    return topics;
  }

  /** Topics that nobody else who is free on their floor knows. */
  lastTopics(supporter: SupporterOnDuty): number {
    if (supporter.unitId === null) return 0;
    const topics = this.#floorOf(this.#crowd(this.siteOf(supporter.unitId)), supporter);
    return supporter.knows.filter((topic) => topics.get(topic) === 1 && !topics.get('*')).length;
  }

  #crowd(siteId: string): SiteCrowd {
    let crowd = this.#sites.get(siteId);
    if (!crowd) {
      crowd = {
        floor: [],
        leads: [],
        lost: 0,
        freeCount: 0,
        loadMinutes: 0,
        freeKnowing: new Map(),
        able: new Map(),
        freeByFloor: new Map(),
      };
      this.#sites.set(siteId, crowd);
    }
    return crowd;
  }

  siteOf(unitId: string): string {
    return defined(this.#state.units.get(unitId), `unit ${unitId}`).siteId;
  }

  isFree(supporter: SupporterOnDuty): boolean {
    return supporter.state === 'free' && !this.#taken.has(supporter.supporterId);
  }

  isTaken(supporterId: string): boolean {
    return this.#taken.has(supporterId);
  }

  take(supporter: SupporterOnDuty): void {
    this.#taken.add(supporter.supporterId);
    if (supporter.state === 'free' && !isRemote(supporter.tier) && supporter.tier !== 'zone-lead' && supporter.unitId !== null)
      this.#count(this.#crowd(this.siteOf(supporter.unitId)), supporter, -1);
  }

  /** Free on the floors of the request's site, knowing the topic (`''`: anybody). */
  freeOnFloor(siteId: string, topic: string): readonly SupporterOnDuty[] {
    const crowd = this.#crowd(siteId);
    if (crowd.freeCount === 0) return [];
    let known = crowd.freeKnowing.get(topic);
    if (!known) {
      known = crowd.floor.filter((supporter) => supporter.state === 'free' && knows(supporter, topic));
      crowd.freeKnowing.set(topic, known);
    }
    return known.filter((supporter) => !this.#taken.has(supporter.supporterId));
  }

  freeRemote(tier: RemoteTier, topic: string): readonly SupporterOnDuty[] {
    return (this.#remote.get(tier) ?? []).filter((supporter) => this.isFree(supporter) && knows(supporter, topic));
  }

  freeLeads(siteId: string): readonly SupporterOnDuty[] {
    return this.#crowd(siteId).leads.filter((supporter) => this.isFree(supporter));
  }

  onFloor(siteId: string): readonly SupporterOnDuty[] {
    return this.#crowd(siteId).floor;
  }

  /** All who can be called for a site at some time and know the topic (`''`: all), busy or not, on the floors or by phone; zone leads aside. */
  able(siteId: string, topic: string): readonly SupporterOnDuty[] {
    const { floor, able } = this.#crowd(siteId);
    let those = able.get(topic);
    if (!those) able.set(topic, (those = [...floor, ...[...this.#remote.values()].flat()].filter((one) => knows(one, topic))));
    return those;
  }

  /** As `able`, and of those to whom the desk sent the request on, where it did. */
  ableFor({ unitId, sentTo }: HelpRequest, topic: string): readonly SupporterOnDuty[] {
    const able = this.able(this.siteOf(unitId), topic);
    return sentTo === null ? able : able.filter(({ tier }) => tiersFrom(sentTo).some((one) => one === tier));
  }

  /** Whether anybody who can be called at some time has not declined; zone leads aside. */
  somebodyMay(request: HelpRequest): boolean {
    const { declinedBy } = request;
    return this.ableFor(request, '').some(({ supporterId }) => !declinedBy.includes(supporterId));
  }

  /** Whether nobody at all is free for a site: the common case in a storm, where looking further would be waste. */
  isExhausted(siteId: string): boolean {
    return this.#crowd(siteId).freeCount === 0 && remoteTiers.every((tier) => this.freeRemote(tier, '').length === 0);
  }

  lostCount(siteId: string): number {
    return this.#crowd(siteId).lost;
  }

  meanLoadMinutes(siteId: string): number {
    const { floor, loadMinutes } = this.#crowd(siteId);
    return floor.length === 0 ? 0 : loadMinutes / floor.length;
  }

  /** Whether one more may be taken and enough stay free for providers. */
  hasMoreThanReserve(siteId: string): boolean {
    const { floor, freeCount } = this.#crowd(siteId);
    return freeCount > Math.floor(floor.length * this.#state.settings.reserveShare + 1e-9);
  }
}
