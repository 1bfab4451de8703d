import { linesOf, travelMaxMs } from './construct.ts';
import { habitsOf, loadCost, nightCost, postCost } from './cost.ts';
import { Line } from './line.ts';
import { knows, type Member, type Post } from './model.ts';
import { instanceFor } from './posts.ts';
import { missingHeads, type PlanState } from './state.ts';

/*
 * Lagrangian relaxation of coverage: every seat and session gets a price, everybody takes the roster that earns most at
 * these prices (an exact line programme), and what that yields is a proven lower bound of any plan's cost. Prices climb by
 * the volume algorithm (Barahona & Anbil 2000). What continuity costs is left out: it is never negative.
 */

/** Like seats of one unit shift, priced as one. */
interface PricedSeats {
  readonly needs: readonly number[];
  readonly topic: number;
  readonly open: number;
  readonly openToAll: number;
  readonly missing: number;
  readonly minutes: number;
  readonly carriable: readonly number[];
  /** Index of its price, and of the price of lacking the topic. */
  readonly at: number;
  readonly lackingAt: number;
}

/** Hours and nights are priced in these units, so that they weigh about as much as seats in a step. */
const hoursUnit = 40;
const nightsUnit = 4;

/** The ascent ends when so many iterations raise the bound by less than this part of it. */
const stallIterations = 60;
const stallGain = 1e-4;

/** Bid once, then ascend as often as there is time for: `bound` only rises. */
export class DualAscent {
  /** Proven lower bound of a plan's total cost. */
  bound = -Infinity;
  private best: Float64Array;
  private mean: Float64Array;
  private factor = 0.02; // the bidding leaves little to correct
  private poor = 0;
  private steps = 0;
  private boundThen = -Infinity;
  private readonly state: PlanState;
  private readonly baseCost: number;
  private readonly groups: PricedSeats[][];
  private readonly all: readonly PricedSeats[];
  private readonly sessionAt: Int32Array;
  private readonly size: number;
  private readonly demand: Float64Array;
  private readonly upper: Float64Array;
  private readonly members: readonly number[];
  /** Best unit worth by kind and unit shift, for the present prices. */
  private readonly worth = new Map<number, Float64Array>();

  /** `state`: as planning starts, with only fixed posts in it; `baseCost`: what those cost. */
  constructor(state: PlanState, baseCost: number) {
    this.state = state;
    this.baseCost = baseCost;
    const { model, posts } = state;
    let at = 0;
    this.groups = posts.unitShifts.map(({ needs, post }) => {
      const open = needs.filter((need) => missingHeads(state, need) > 0);
      const key = (need: number): string =>
        posts.carriable[need]!.length > 0 ? `${need}` : `${model.needTopic[need]}/${model.needMissing[need]}`;
      return [...Map.groupBy(open, key).values()].map((list) => {
        const seats = seatsOf(state, list, post.minutes, at);
        at += 2;
        return seats;
      });
    });
    this.all = this.groups.flat();
    this.sessionAt = new Int32Array(model.needs.length).fill(-1);
    model.needs.forEach((need, n) => {
      if (need.kind !== 'unit' && missingHeads(state, n) > 0 && !posts.thinned.has(n)) this.sessionAt[n] = at++;
    });
    this.members = model.members.map((member) => member.index);
    this.size = at + 2 * this.members.length;
    this.demand = new Float64Array(this.size);
    this.upper = new Float64Array(this.size);
    for (const seats of this.all) {
      this.demand[seats.at] = seats.open;
      this.upper[seats.at] = seats.missing;
      this.demand[seats.lackingAt] = -seats.openToAll;
      this.upper[seats.lackingAt] = seats.openToAll < seats.open ? seats.missing : 0;
    }
    this.sessionAt.forEach((index, need) => {
      if (index < 0) return;
      this.demand[index] = 1;
      this.upper[index] = model.needMissing[need]!;
    });
    this.best = new Float64Array(this.size);
    this.mean = new Float64Array(this.size);
    const { weights } = model.problem;
    for (const p of this.members) {
      this.upper[this.hourAt(p)] = 3 * weights.loadPerHour * hoursUnit;
      this.upper[this.nightAt(p)] = 3 * weights.night * nightsUnit;
    }
  }

  private hourAt(person: number): number {
    return this.size - 2 * this.members.length + 2 * person;
  }

  private nightAt(person: number): number {
    return this.hourAt(person) + 1;
  }

  /**
   * First prices by bidding: blocks of people choose their rosters in turn, and prices move at once by what is then short
   * or in excess. People do not all run to the same seats, as they do when everybody answers the same prices.
   */
  bid(passes: number, shouldStop: () => boolean): void {
    const { model } = this.state;
    const prices = this.lowPrices();
    const scale = Float64Array.from(prices);
    const meanPrices = new Float64Array(this.size);
    const meanUse = new Float64Array(this.size);
    const blocks = Math.min(this.members.length, 24);
    const uses = Array.from({ length: blocks }, () => new Float64Array(this.size));
    const total = new Float64Array(this.size);
    const priced = this.size - 2 * this.members.length;
    let weight = 0;
    for (let pass = 0; pass < passes && !shouldStop(); pass++) {
      const step = Math.max(0.001, 0.1 * 0.9 ** pass);
      for (let block = 0; block < blocks; block++) {
        const use = uses[block]!;
        for (let k = 0; k < this.size; k++) total[k]! -= use[k]!;
        use.fill(0);
        this.worth.clear();
        for (let p = block; p < this.members.length; p += blocks) this.bestRoster(model.members[p]!, prices, use);
        for (let k = 0; k < this.size; k++) total[k]! += use[k]!;
        if (pass === 0) continue;
        for (let k = 0; k < priced; k++) {
          const short = (this.demand[k]! - total[k]!) / Math.max(1, Math.abs(this.demand[k]!));
          prices[k] = Math.min(this.upper[k]!, Math.max(0, prices[k]! + step * scale[k]! * Math.max(-2, Math.min(2, short))));
        }
      }
      if (pass < passes * 0.8) continue;
      weight++;
      for (let k = 0; k < priced; k++) {
        meanPrices[k]! += (prices[k]! - meanPrices[k]!) / weight;
        meanUse[k]! += (total[k]! - meanUse[k]!) / weight;
      }
    }
    this.best = weight > 0 ? meanPrices : prices;
    this.mean = meanUse;
    this.bound = this.evaluate(this.best).bound;
  }

  /** So low that hardly anybody works for them. */
  private lowPrices(): Float64Array {
    const { members, needs } = this.state.model;
    const wages = members.map((member) => member.hourCost).toSorted((a, b) => a - b);
    const typical = wages[Math.floor(wages.length * 0.3)] ?? 0;
    const prices = new Float64Array(this.size);
    for (const seats of this.all) {
      prices[seats.at] = Math.min(seats.missing, (typical * seats.minutes) / 60);
    }
    this.sessionAt.forEach((index, need) => {
      if (index >= 0) prices[index] = Math.min(this.upper[index]!, (typical * needs[need]!.minutes) / 60);
    });
    return prices;
  }

  /** So many iterations, with the cost of the best plan known. False: it has stalled, and more would gain nothing. */
  ascend(iterations: number, incumbent: number, shouldStop: () => boolean): boolean {
    for (let i = 0; i < iterations && !shouldStop(); i++) {
      if (this.steps++ % stallIterations === 0) {
        if (this.bound - this.boundThen < stallGain * Math.abs(this.bound)) return false;
        this.boundThen = this.bound;
      }
      this.climb(incumbent);
    }
    return true;
  }

  /** One iteration of the volume algorithm: a step from the best prices along what is short or in excess on average. */
  private climb(incumbent: number): void {
    const { best, mean, demand, upper } = this;
    let norm = 0;
    for (let k = 0; k < this.size; k++) norm += (demand[k]! - mean[k]!) ** 2;
    const step = norm > 0 ? (this.factor * Math.max(incumbent * 1.01 - this.bound, this.bound * 1e-4)) / norm : 0;
    const prices = best.map((price, k) => Math.min(upper[k]!, Math.max(0, price + step * (demand[k]! - mean[k]!))));
    const next = this.evaluate(prices);
    let along = 0;
    for (let k = 0; k < this.size; k++) along += (demand[k]! - mean[k]!) * (demand[k]! - next.use[k]!);
    const alpha = Math.max(0.05, 0.3 * 0.99 ** this.steps);
    for (let k = 0; k < this.size; k++) mean[k]! += alpha * (next.use[k]! - mean[k]!);
    if (next.bound > this.bound) {
      if (along > 0) this.factor = Math.min(2, this.factor * 1.2);
      this.bound = next.bound;
      this.best = prices;
      this.poor = 0;
    } else if (++this.poor >= 8) {
      this.factor = Math.max(0.0005, this.factor * 0.7);
      this.poor = 0;
    }
  }

  /** Price of a head on each need, in currency. */
  needPrices(): Float64Array {
    const needPrice = new Float64Array(this.state.model.needs.length);
    for (const seats of this.all) for (const need of seats.needs) needPrice[need] = this.best[seats.at]!;
    this.sessionAt.forEach((index, need) => {
      if (index >= 0) needPrice[need] = this.best[index]!;
    });
    return needPrice;
  }

  /** The bound at these prices, and how much of each priced thing everybody's best rosters use. */
  private evaluate(prices: Float64Array): { bound: number; use: Float64Array } {
    const { model } = this.state;
    const use = new Float64Array(this.size);
    let bound = this.baseCost;
    for (let k = 0; k < this.size - 2 * this.members.length; k++) bound += prices[k]! * this.demand[k]!;
    this.worth.clear();
    for (const member of model.members) bound -= this.bestRoster(member, prices, use);
    for (const member of model.members) bound += this.fairness(member, prices, use);
    return { bound, use };
  }

  /** Nights and hours are bought at their price; what is bought is the amount that costs least beyond it. */
  private fairness(member: Member, prices: Float64Array, use: Float64Array): number {
    const { model } = this.state;
    const hours = this.hourAt(member.index);
    const nights = this.nightAt(member.index);
    const minutesMax = member.weekMinutesMax * (model.weeks + 1);
    const kept = this.keptOf(member);
    const base = loadCost(model, member, kept.minutes);
    let best = { value: 0, hours: 0 };
    for (const minutes of [...member.loadMinutes, minutesMax]) {
      const h = Math.max(0, minutes - kept.minutes) / 60;
      const value = loadCost(model, member, kept.minutes + h * 60) - base - (prices[hours]! / hoursUnit) * h;
      if (value < best.value) best = { value, hours: h };
    }
    let bestNights = { value: 0, nights: 0 };
    const nightBase = nightCost(model, kept.nights);
    for (const n of [model.weeks, 2 * model.weeks, 3 * model.weeks, 7 * model.weeks + 1]) {
      const more = Math.max(0, n - kept.nights);
      const value = nightCost(model, kept.nights + more) - nightBase - (prices[nights]! / nightsUnit) * more;
      if (value < bestNights.value) bestNights = { value, nights: more };
    }
    // Demand of these two is zero: use = bought by rosters less bought here, and the price rises with use.
    use[hours] = best.hours / hoursUnit - use[hours]!;
    use[nights] = bestNights.nights / nightsUnit - use[nights]!;
    return best.value + bestNights.value;
  }

  private keptOf(member: Member): { minutes: number; nights: number } {
    const { model, rosters } = this.state;
    const roster = rosters[member.index]!.filter(({ post }) => post.day >= model.firstDay);
    return {
      minutes: roster.reduce((sum, { post }) => sum + post.minutes, 0),
      nights: new Set(roster.filter(({ post }) => post.night).map(({ instance }) => instance)).size,
    };
  }

  private bestRoster(member: Member, prices: Float64Array, use: Float64Array): number {
    const { model, posts, rosters } = this.state;
    const hourPrice = prices[this.hourAt(member.index)]! / hoursUnit;
    const night = prices[this.nightAt(member.index)]! / nightsUnit;
    const line = new Line(model, member, rosters[member.index]!, travelMaxMs(model), { night });
    for (const code of linesOf(this.state)[member.index]!) {
      if (code >= 0) {
        const { post, instance } = posts.unitShifts[code]!;
        const value = this.worthOf(member, code, prices) - (member.hourCost + hourPrice) * (post.minutes / 60) + this.kept(member, code);
        line.offer(post, instance, value);
      } else {
        const post = posts.sessions[-1 - code]!;
        const value = this.sessionPrice(post, prices);
        if (value > 0) line.offer(post, instanceFor(member, post), value - postCost(model, member, post) - hourPrice * (post.minutes / 60));
      }
    }
    const { value, chosen } = line.solve();
    let lastInstance = null;
    for (const { post, instance } of chosen) {
      this.countUse(member, post, prices, use);
      use[this.hourAt(member.index)]! += post.minutes / 60 / hoursUnit;
      if (post.night && instance !== lastInstance) use[this.nightAt(member.index)]! += 1 / nightsUnit;
      lastInstance = instance;
    }
    return value;
  }

  /** What the previous plan makes this shift worth at most to this person: the seat, and each round held there before. */
  private kept(member: Member, code: number): number {
    const { model, posts } = this.state;
    const previous = habitsOf(model).previous?.[member.index];
    if (!previous) return 0;
    const { needs } = posts.unitShifts[code]!;
    const rounds = needs.flatMap((need) => posts.carriable[need]!).filter((round) => previous.has(round)).length;
    return model.problem.weights.change * ((needs.some((need) => previous.has(need)) ? 1 : -1) + rounds);
  }

  private sessionPrice(post: Post, prices: Float64Array): number {
    let sum = 0;
    for (const need of post.needs) {
      const at = this.sessionAt[need]!;
      if (at < 0) return 0;
      sum += prices[at]!;
    }
    return sum;
  }

  /** Best worth of a unit shift to people who know the same; filled in as it is asked for. */
  private worthOf(member: Member, code: number, prices: Float64Array): number {
    let worth = this.worth.get(member.kind);
    if (!worth) this.worth.set(member.kind, (worth = new Float64Array(this.groups.length).fill(-1)));
    if (worth[code]! < 0) {
      let most = 0;
      for (const seats of this.groups[code]!) most = Math.max(most, this.seatWorth(member, seats, prices));
      worth[code] = most;
    }
    return worth[code]!;
  }

  private seatWorth(member: Member, seats: PricedSeats, prices: Float64Array): number {
    const { model } = this.state;
    const informed = knows(member, seats.topic);
    if (!informed && seats.openToAll === 0) return 0;
    let worth = prices[seats.at]!;
    if (!informed) worth -= prices[seats.lackingAt]! + (seats.minutes / 60) * model.problem.weights.openSeatWithoutTopicPerHour;
    for (const round of seats.carriable)
      if (this.sessionAt[round]! >= 0 && knows(member, model.needTopic[round]!)) worth += prices[this.sessionAt[round]!]!;
    return worth;
  }

  private countUse(member: Member, post: Post, prices: Float64Array, use: Float64Array): void {
    const { model, posts } = this.state;
    if (post.kind === 'session') {
      for (const need of post.needs) use[this.sessionAt[need]!]! += 1;
      return;
    }
    const list = this.groups[posts.shiftOfNeed[post.needs[0]!]!]!;
    let best = list[0]!;
    let bestWorth = -Infinity;
    for (const seats of list) {
      const worth = this.seatWorth(member, seats, prices);
      if (worth > bestWorth) {
        bestWorth = worth;
        best = seats;
      }
    }
    use[best.at]! += 1;
    if (!knows(member, best.topic)) use[best.lackingAt]! -= 1;
    for (const round of best.carriable)
      if (this.sessionAt[round]! >= 0 && knows(member, model.needTopic[round]!)) use[this.sessionAt[round]!]! += 1;
  }
}

function seatsOf(state: PlanState, needs: readonly number[], minutes: number, at: number): PricedSeats {
  const { model, posts, heads, knowers } = state;
  let open = 0;
  let openToAll = 0;
  for (const need of needs) {
    const left = missingHeads(state, need);
    const anybody = model.needTopic[need]! < 0 ? left : model.needs[need]!.headcount - 1 - (heads[need]! - knowers[need]!);
    open += left;
    openToAll += Math.max(0, Math.min(left, anybody));
  }
  const first = needs[0]!;
  return {
    needs,
    topic: model.needTopic[first]!,
    open,
    openToAll,
    missing: model.needMissing[first]!,
    minutes,
    carriable: needs.length === 1 ? posts.carriable[first]!.filter((round) => heads[round] === 0) : [],
    at,
    lackingAt: at + 1,
  };
}
