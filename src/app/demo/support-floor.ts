import { minuteMs, type Instant } from '#kernel/time.ts';
import type { DeskHand } from '#support/index.ts';
import { requestsIn, storm, streamOf, wishOf } from './storm-script.ts';

/** Who can ask on which unit. */
export interface Askers {
  readonly units: readonly string[];
  readonly peopleOf: (askerClass: 'provider' | 'nurse' | 'other') => readonly string[];
}

/** People of the demo who are called, walk, help and confirm, a minute at a time. Seeded: the same seed lives the same life. */
export class SupportFloor {
  readonly #uniform: () => number;
  /** Requests of the storm that are the demo's bad build. */
  readonly ofStorm: string[] = [];
  #onDuty: readonly string[] = [];
  readonly #hand: DeskHand;
  readonly #askers: Askers;

  /** Asked or accepted here: what others do at the desk is theirs. */
  readonly #known = new Set<string>();
  readonly #visitor: string | null;

  /** @param visitor nobody acts in the place of this person. */
  constructor(hand: DeskHand, askers: Askers, seed: number, visitor: string | null = null) {
    this.#visitor = visitor;
    this.#hand = hand;
    this.#askers = askers;
    this.#uniform = streamOf(seed);
  }

  /** The plan's people, or where the plan has nobody yet, these: by hand. */
  async comeOnDuty(otherwise: readonly { personId: string; unitId: string }[]): Promise<void> {
    const planned = await this.#hand.planned();
    if (planned.length === 0) for (const { personId, unitId } of otherwise) await this.#hand.signOn(personId, 'ate', unitId);
    this.#onDuty = (planned.length === 0 ? otherwise : planned).map(({ personId }) => personId);
    await this.#hand.beat(this.#onDuty);
  }

  /** The present, by the database's clock: whoever is on duty, by plan or by hand. */
  async goOnNow(minutesAgo: number, scale: number): Promise<void> {
    this.#onDuty = (await this.#hand.onDuty()).filter((personId) => personId !== this.#visitor);
    await this.minute(Date.now(), minutesAgo, scale);
  }

  async minute(now: Instant, minutesAgo: number, scale: number): Promise<void> {
    if (minutesAgo % 60 === 0) {
      const planned = await this.#hand.planned();
      if (planned.length > 0) this.#onDuty = planned.map(({ personId }) => personId);
    }
    await this.#hand.beat(this.#onDuty);
    await this.#hand.tick();
    for (let n = requestsIn(minutesAgo, scale, this.#uniform); n > 0; n--) await this.#askSomething(minutesAgo);
    for (const { offerId, personId, requestId } of await this.#hand.calls())
      if (personId !== this.#visitor && this.#uniform() < 0.85 && (await this.#hand.accept(offerId, personId))) this.#known.add(requestId);
    for (const request of await this.#hand.open()) if (this.#known.has(request.requestId)) await this.#goOn(request, now);
  }

  async #askSomething(minutesAgo: number): Promise<void> {
    const inStorm = minutesAgo <= storm.beganMinutesAgo && minutesAgo > storm.endedMinutesAgo;
    const { ofStorm, ...wish } = wishOf(this.#uniform, inStorm);
    const people = this.#askers.peopleOf(wish.askerClass);
    const unitId = this.#pick(this.#askers.units, 1.7);
    const personId = this.#pick(people, 1);
    if (unitId === undefined || personId === undefined) return;
    const requestId = await this.#hand.ask({ ...wish, unitId, urgency: this.#uniform() < 0.6 ? 'stopped' : 'slowed' }, personId);
    this.#known.add(requestId);
    if (ofStorm) this.ofStorm.push(requestId);
  }

  async #goOn(request: Awaited<ReturnType<DeskHand['open']>>[number], now: Instant): Promise<void> {
    const { requestId, state, holder, stateSince, waitingSince } = request;
    const minutes = (now - stateSince) / minuteMs;
    const { step, say } = this.#hand;
    if (state === 'waiting' && (now - waitingSince) / minuteMs > 25 && this.#uniform() < 0.04) await say(requestId, 'not-needed', null);
    if (state === 'accepted' && holder !== null && minutes >= 1) await step(requestId, 'arrived', holder);
    if (state === 'arrived' && holder !== null && minutes >= 4 && this.#uniform() < 0.25) await step(requestId, 'done', holder);
    if (state === 'done' && minutes >= 3 && this.#uniform() < 0.15)
      await say(requestId, this.#uniform() < 0.95 ? 'solved' : 'not-solved', null);
  }

  /** `power` above 1: the first of a list more often. */
  #pick<T>(those: readonly T[], power: number): T | undefined {
    return those[Math.floor(those.length * this.#uniform() ** power)];
  }
}
