import { assert } from '#kernel/assert.ts';

/*
 * Exact values of the classic waiting-line models (docs/subsystems/dispatch.md). Rates are per one unit of time, whichever it is; waits come
 * out in the same unit. `servers` is a whole number of at least 1.
 */

function checkServers(servers: number): void {
  assert(Number.isInteger(servers) && servers >= 1, `a queue needs a whole number of servers, not ${servers}`);
}

/** Erlang B: the share of callers lost where nobody can wait. `offered` = arrival rate / service rate. */
export function erlangB(servers: number, offered: number): number {
  checkServers(servers);
  let blocked = 1;
  // The recursion stays within 0 … 1; the textbook quotient of factorials overflows at 170 servers.
  for (let k = 1; k <= servers; k++) blocked = (offered * blocked) / (k + offered * blocked);
  return blocked;
}

export interface WaitingLine {
  /** Share of callers who must wait at all. */
  readonly waitShare: number;
  /** Mean wait of all callers, those served at once included. */
  readonly meanWait: number;
  /** Share who wait longer than `time`. */
  readonly longerThan: (time: number) => number;
}

/** Erlang C (M/M/n): everybody waits for as long as it takes. The servers must keep up: arrival rate < servers x service rate. */
export function erlangC(servers: number, arrivalRate: number, serviceRate: number): WaitingLine {
  const offered = arrivalRate / serviceRate;
  assert(offered < servers, 'with more work than the servers can do there is no steady wait');
  const blocked = erlangB(servers, offered);
  const waitShare = blocked / (1 - (offered / servers) * (1 - blocked));
  const spare = servers * serviceRate - arrivalRate;
  return { waitShare, meanWait: waitShare / spare, longerThan: (time) => waitShare * Math.exp(-spare * time) };
}

export interface ImpatientLine {
  readonly waitShare: number;
  /** Share of callers who give up. */
  readonly abandonShare: number;
  /** Mean time in the queue of all callers, those who give up included. */
  readonly meanWait: number;
  readonly meanQueue: number;
  /** Mean share of the servers at work. */
  readonly utilisation: number;
}

/** Erlang A (M/M/n+M): whoever waits gives up at rate `abandonRate`. Steady under any load. */
export function erlangA(servers: number, arrivalRate: number, serviceRate: number, abandonRate: number): ImpatientLine {
  checkServers(servers);
  assert(abandonRate > 0, 'nobody ever giving up is erlangC');
  const weights = birthDeath(
    () => arrivalRate,
    (k) => Math.min(k, servers) * serviceRate + Math.max(0, k - servers) * abandonRate,
  );
  const meanQueue = weights.reduce((sum, p, k) => sum + p * Math.max(0, k - servers), 0);
  const busy = weights.reduce((sum, p, k) => sum + p * Math.min(k, servers), 0);
  return {
    waitShare: weights.reduce((sum, p, k) => sum + (k >= servers ? p : 0), 0),
    abandonShare: (abandonRate * meanQueue) / arrivalRate,
    meanWait: meanQueue / arrivalRate,
    meanQueue,
    utilisation: busy / servers,
  };
}

/**
 * M/M/n with classes in order of precedence, nobody interrupted and all served at one rate: mean wait of each class. The servers must keep up
 * with all classes together.
 */
export function priorityWaits(servers: number, arrivalRates: readonly number[], serviceRate: number): number[] {
  const total = arrivalRates.reduce((sum, rate) => sum + rate, 0);
  const { waitShare } = erlangC(servers, total, serviceRate);
  const residual = waitShare / (servers * serviceRate);
  let before = 0;
  return arrivalRates.map((rate) => {
    const upTo = before + rate / (servers * serviceRate);
    const wait = residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

export interface FiniteLine {
  readonly meanQueue: number;
  readonly meanWait: number;
  readonly utilisation: number;
  /** Requests per unit of time that are really made. */
  readonly throughput: number;
}

/** M/M/c//N: `callers` people, each of whom asks at `callRate` while not being helped or waiting: a ward, not an endless crowd. */
export function finiteSource(servers: number, callers: number, callRate: number, serviceRate: number): FiniteLine {
  checkServers(servers);
  assert(Number.isInteger(callers) && callers >= 1, `a finite source needs callers, not ${callers}`);
  const weights = birthDeath(
    (k) => (callers - k) * callRate,
    (k) => Math.min(k, servers) * serviceRate,
  );
  const meanQueue = weights.reduce((sum, p, k) => sum + p * Math.max(0, k - servers), 0);
  const throughput = weights.reduce((sum, p, k) => sum + p * (callers - k) * callRate, 0);
  const busy = weights.reduce((sum, p, k) => sum + p * Math.min(k, servers), 0);
  return { meanQueue, meanWait: meanQueue / throughput, utilisation: busy / servers, throughput };
}

const statesMax = 100_000;

/** Steady state of a birth-death process that starts at 0, cut off where what is left no longer counts. */
function birthDeath(birth: (k: number) => number, death: (k: number) => number): number[] {
  const logs = [0];
  let largest = 0;
  // In logarithms: the likeliest state of a large desk is e^1000 times likelier than the empty one.
  for (let k = 1; k < statesMax; k++) {
    const rate = birth(k - 1);
    if (rate <= 0) break;
    const log = (logs[k - 1] ?? 0) + Math.log(rate) - Math.log(death(k));
    largest = Math.max(largest, log);
    if (log < largest - 60 && death(k) > rate) break;
    logs.push(log);
  }
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
