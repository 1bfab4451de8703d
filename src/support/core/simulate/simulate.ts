import { assert, defined } from '#kernel/assert.ts';
import type { Result } from '#kernel/result.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { acceptOffer } from '../dispatch/answer.ts';
import { applyOutcome, withSupporter } from '../dispatch/apply.ts';
import { dispatch } from '../dispatch/dispatch.ts';
import { newRequest, type DispatchState, type HelpRequest, type Offer } from '../dispatch/model.ts';
import type { DispatchPolicy } from '../dispatch/policy.ts';
import { knows } from '../dispatch/pool.ts';
import { confirmResolved, markArrived, markDone, reopen, withdraw } from '../dispatch/progress.ts';
import { nextWake } from '../dispatch/wake.ts';
import { lognormal, streamOf } from './draws.ts';
import { TimeHeap } from './heap.ts';
import { Patience } from './patience.ts';
import type { Scenario, SimulatedDuty, SimulatedRequest, SimulatedSupporter } from './scenario.ts';

/** What became of one request. */
export interface Outcome {
  readonly request: SimulatedRequest;
  /** From asking to somebody being there, or to giving up, or to the end of the simulation. */
  readonly minutes: number;
  readonly end: 'helped' | 'gave-up' | 'still-waiting';
}

export interface SimulationRun {
  /** In the order of the scenario's requests. */
  readonly outcomes: readonly Outcome[];
  /** Share of each supporter's time on duty spent on requests, the walk included; staying on to finish can bring it above 1. */
  readonly use: readonly number[];
  readonly offersMade: number;
  readonly offersLapsed: number;
}

type Happening =
  | { readonly kind: 'asks'; readonly index: number }
  | { readonly kind: 'answers'; readonly offer: Offer }
  | { readonly kind: 'arrives' | 'ends'; readonly requestId: string; readonly by: string; readonly acceptedAt: Instant }
  | { readonly kind: 'gives-up'; readonly requestId: string; readonly start: number }
  | { readonly kind: 'comes' | 'goes'; readonly supporter: SimulatedSupporter; readonly duty: SimulatedDuty }
  | { readonly kind: 'is-home'; readonly supporterId: string; readonly trip: number }
  | { readonly kind: 'wake' };

/** After these nobody new is free and nobody new asks. */
const changesNobody: ReadonlySet<Happening['kind']> = new Set(['answers', 'arrives', 'is-home']);

/** Plays a scenario under a policy, through the very dispatch and the very steps that the server uses. Deterministic. */
export function simulate(scenario: Scenario, policy: DispatchPolicy): SimulationRun {
  return new Simulation(scenario, policy).run();
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #policy: DispatchPolicy;
  readonly #events = new TimeHeap<Happening>();
  readonly #patience = new Patience((at, requestId, start) => this.#events.push(at, { kind: 'gives-up', requestId, start }));
  readonly #results: (Outcome | undefined)[];
  readonly #busyMs = new Map<string, number>();
  /** supporterId -> the unit where they wait for calls; gone once off duty. */
  readonly #homes = new Map<string, string | null>();
  /** supporterId -> times set out: a walk home that was broken off does not end at home. */
  readonly #trips = new Map<string, number>();
  #state: DispatchState;
  #wakeAt = Number.POSITIVE_INFINITY;
  #offersMade = 0;
  #offersLapsed = 0;

  constructor(scenario: Scenario, policy: DispatchPolicy) {
    this.#scenario = scenario;
    this.#policy = policy;
    const { units, walkSeconds, settings } = scenario;
    this.#state = { requests: [], supporters: [], offers: [], units, walkSeconds, settings };
    this.#results = scenario.requests.map(() => undefined);
    for (const supporter of scenario.supporters)
      for (const duty of supporter.duties) {
        this.#events.push(duty.start, { kind: 'comes', supporter, duty });
        this.#events.push(duty.end, { kind: 'goes', supporter, duty });
      }
    scenario.requests.forEach((request, index) => this.#events.push(request.at, { kind: 'asks', index }));
  }

  run(): SimulationRun {
    let now = Number.NEGATIVE_INFINITY;
    for (let event = this.#events.pop(); event; event = this.#events.pop()) {
      now = event.at;
      this.#happen(event.item, now);
      if (!changesNobody.has(event.item.kind)) this.#dispatch(now);
    }
    const { requests, supporters } = this.#scenario;
    return {
      outcomes: requests.map((request, i) => this.#results[i] ?? { request, minutes: (now - request.at) / minuteMs, end: 'still-waiting' }),
      use: supporters.map(({ supporterId, duties }) => (this.#busyMs.get(supporterId) ?? 0) / dutyMs(duties)),
      offersMade: this.#offersMade,
      offersLapsed: this.#offersLapsed,
    };
  }

  #happen(event: Happening, now: Instant): void {
    switch (event.kind) {
      case 'asks':
        return this.#ask(event.index);
      case 'answers':
        return this.#answer(event.offer, now);
      case 'arrives':
        return this.#arrive(event, now);
      case 'ends':
        return this.#end(event, now);
      case 'gives-up':
        return this.#giveUp(event.requestId, event.start, now);
      case 'comes':
        return this.#come(event.supporter, event.duty, now);
      case 'goes':
        return void this.#homes.delete(event.supporter.supporterId);
      case 'is-home':
        if (this.#trips.get(event.supporterId) === event.trip) this.#put(event.supporterId);
        return;
      case 'wake':
        if (now >= this.#wakeAt) this.#wakeAt = Number.POSITIVE_INFINITY;
    }
  }

  #dispatch(now: Instant): void {
    this.#sendHome();
    const outcome = dispatch(this.#state, now, this.#policy);
    const after = applyOutcome(this.#state, outcome, now);
    this.#state = after.offers.length === 0 ? after : { ...after, offers: after.offers.filter(({ state }) => state === 'open') };
    this.#offersMade += outcome.offers.length;
    this.#offersLapsed += outcome.expired.length;
    for (const offer of outcome.offers) this.#expectAnswer(offer);
    this.#keepPatience(now);
    const wake = nextWake(this.#state, now);
    if (wake === null || wake >= this.#wakeAt) return;
    this.#wakeAt = wake;
    this.#events.push(wake, { kind: 'wake' });
  }

  /** Whoever is off duty leaves as soon as nothing holds them. */
  #sendHome(): void {
    if (this.#state.supporters.every(({ supporterId }) => this.#homes.has(supporterId))) return;
    const supporters = this.#state.supporters.filter(({ supporterId, state }) => state !== 'free' || this.#homes.has(supporterId));
    this.#state = { ...this.#state, supporters };
  }

  #keepPatience(now: Instant): void {
    const called = new Set(this.#state.offers.map(({ requestId }) => requestId));
    for (const { requestId, state } of this.#state.requests)
      if (state === 'waiting' && (this.#scenario.behaviour.patienceRunsWhileCalled || !called.has(requestId)))
        this.#patience.run(requestId, now);
      else this.#patience.rest(requestId, now);
  }

  #expectAnswer(offer: Offer): void {
    const { behaviour, seed } = this.#scenario;
    const uniform = streamOf(seed, indexOf(offer.requestId), numberOf(offer));
    const at = offer.offeredAt + Math.round(lognormal(uniform, behaviour.ackSecondsMean, behaviour.ackVariation) * 1000);
    if (at < offer.expiresAt) this.#events.push(at, { kind: 'answers', offer });
  }

  #ask(index: number): void {
    const { at, askerClass, unitId, topic, priority, patienceMinutes } = this.#asked(index);
    const request = newRequest({ requestId: `r${index}`, createdAt: at, askerClass, unitId, topic, priority });
    this.#state = { ...this.#state, requests: [...this.#state.requests, request] };
    this.#patience.add(request.requestId, patienceMinutes * minuteMs);
  }

  #answer({ offerId, requestId, supporterId }: Offer, now: Instant): void {
    const accepted = acceptOffer(this.#state, offerId, supporterId, now);
    if (!accepted.ok) return; // the asker gave up or somebody else was quicker
    const from = this.#state.supporters.find((one) => one.supporterId === supporterId)?.unitId ?? null;
    this.#state = accepted.value;
    this.#patience.rest(requestId, now);
    this.#trips.set(supporterId, (this.#trips.get(supporterId) ?? 0) + 1);
    const { unitId } = this.#asked(indexOf(requestId));
    const walkMs = from === null ? 0 : Math.round(this.#scenario.walkSeconds(from, unitId) * 1000);
    this.#events.push(now + walkMs, { kind: 'arrives', requestId, by: supporterId, acceptedAt: now });
  }

  #arrive({ requestId, by, acceptedAt }: { requestId: string; by: string; acceptedAt: Instant }, now: Instant): void {
    const request = this.#request(requestId);
    if (request?.holder !== by || request.stateSince !== acceptedAt) return; // turned back on the way
    this.#state = taken(markArrived(this.#state, requestId, by, now));
    const index = indexOf(requestId);
    const asked = this.#asked(index);
    this.#results[index] ??= { request: asked, minutes: (now - asked.at) / minuteMs, end: 'helped' };
    const times = this.#knowsIt(request, by) ? 1 : this.#scenario.behaviour.wrongSkillTimes;
    this.#events.push(now + Math.round(asked.helpMinutes * times * minuteMs), { kind: 'ends', requestId, by, acceptedAt });
  }

  #end({ requestId, by, acceptedAt }: { requestId: string; by: string; acceptedAt: Instant }, now: Instant): void {
    const request = defined(this.#request(requestId), 'a request that was helped');
    const { behaviour, seed } = this.#scenario;
    this.#busyMs.set(by, (this.#busyMs.get(by) ?? 0) + now - acceptedAt);
    const done = taken(markDone(this.#state, requestId, by, now));
    const uniform = streamOf(seed, indexOf(requestId), request.offersMade, 1);
    if (!this.#knowsIt(request, by) && uniform() < behaviour.wrongSkillAgain) this.#state = taken(reopen(done, requestId, now));
    else this.#close(requestId, taken(confirmResolved(done, requestId, now)));
    this.#walkHome(by, now);
  }

  #giveUp(requestId: string, start: number, now: Instant): void {
    if (!this.#patience.isOver(requestId, start)) return;
    const index = indexOf(requestId);
    const asked = this.#asked(index);
    this.#results[index] ??= { request: asked, minutes: (now - asked.at) / minuteMs, end: 'gave-up' };
    this.#close(requestId, taken(withdraw(this.#state, requestId, now)));
  }

  #close(requestId: string, state: DispatchState): void {
    this.#state = { ...state, requests: state.requests.filter((one) => one.requestId !== requestId) };
    this.#patience.remove(requestId);
  }

  #come({ supporterId, tier, knows: topics }: SimulatedSupporter, { unitId }: SimulatedDuty, now: Instant): void {
    this.#homes.set(supporterId, unitId);
    if (this.#state.supporters.some((one) => one.supporterId === supporterId)) return; // still busy from the duty before
    const fresh = { supporterId, name: supporterId, tier, unitId, knows: topics, loadMinutes: 0, silentStreak: 0 };
    const supporter = { ...fresh, state: 'free', stateSince: now, heartbeatAt: Number.POSITIVE_INFINITY } as const;
    this.#state = { ...this.#state, supporters: [...this.#state.supporters, supporter] };
  }

  #walkHome(supporterId: string, now: Instant): void {
    const home = this.#homes.get(supporterId) ?? null;
    const here = this.#state.supporters.find((one) => one.supporterId === supporterId)?.unitId ?? null;
    if (home === null || here === null || !this.#scenario.behaviour.walkHome) return;
    const walkMs = Math.round(this.#scenario.walkSeconds(here, home) * 1000);
    this.#events.push(now + walkMs, { kind: 'is-home', supporterId, trip: this.#trips.get(supporterId) ?? 0 });
  }

  #put(supporterId: string): void {
    const unitId = this.#homes.get(supporterId) ?? null;
    if (unitId !== null) this.#state = withSupporter(this.#state, supporterId, () => ({ unitId }));
  }

  #knowsIt({ topic }: HelpRequest, supporterId: string): boolean {
    const supporter = this.#state.supporters.find((one) => one.supporterId === supporterId);
    return knows(defined(supporter, 'the supporter at work'), topic);
  }

  #asked(index: number): SimulatedRequest {
    return defined(this.#scenario.requests[index], `request ${index}`);
  }

  #request(requestId: string): HelpRequest | undefined {
    return this.#state.requests.find((one) => one.requestId === requestId);
  }
}

const indexOf = (requestId: string): number => Number(requestId.slice(1));

const numberOf = ({ offerId }: Offer): number => Number(offerId.slice(offerId.lastIndexOf('.') + 1));

const dutyMs = (duties: readonly SimulatedDuty[]): number => duties.reduce((sum, { start, end }) => sum + end - start, 0);

function taken<T>(result: Result<T>): T {
  assert(result.ok, result.ok ? '' : `the simulation took a step that was refused: ${result.refusal.text}`);
  return result.value;
}
