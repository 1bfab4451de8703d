import { describe, expect, it } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import type { AskerClass } from '../dispatch/model.ts';
import { policies, type DispatchPolicy } from '../dispatch/policy.ts';
import { erlangA, erlangB, erlangC, priorityWaits } from '../queueing/erlang.ts';
import { queueScenario, serviceMinutes, type QueueModel } from './queue-for-tests.ts';
import { simulate, type Outcome } from './simulate.ts';
import { estimate, mean, studentT975 } from './statistics.ts';

/*
 * The simulator with the dispatch of the server against exact values. 60 runs with hashed seeds; a value must lie within 1.7 half-widths of the
 * 95% interval (one in a thousand would not, by chance) and the interval must be narrow enough to mean something.
 */

const runs = 60;

/** Runs start empty: what was asked before `warmUp` (in units of time, several times what it takes to forget that) is left out. */
function play(model: QueueModel, policy: DispatchPolicy, warmUp: number): Outcome[][] {
  const settled = ({ request }: Outcome): boolean => request.at >= warmUp * serviceMinutes * minuteMs;
  return Array.from({ length: runs }, (_, i) => simulate(queueScenario(model, 1000 + i), policy).outcomes.filter(settled));
}

/** `agrees`, or what is wrong. */
function against(exact: number, played: Outcome[][], figure: (outcomes: readonly Outcome[]) => number, precision: number): string {
  const { mean: found, high } = estimate(played.map(figure));
  const half = high - found;
  if (half / exact > precision) return `the interval of ± ${half} around ${found} is too wide to tell`;
  return Math.abs(found - exact) < 1.7 * half ? 'agrees' : `${found} is not ${exact} ± ${half}`;
}

const gaveUp = (outcomes: readonly Outcome[]): number => outcomes.filter(({ end }) => end === 'gave-up').length / outcomes.length;
const meanWait = (outcomes: readonly Outcome[]): number => mean(outcomes.map(({ minutes }) => minutes)) / serviceMinutes;
const hadToWait = (outcomes: readonly Outcome[]): number =>
  outcomes.filter(({ minutes, end }) => minutes > 0 || end === 'gave-up').length / outcomes.length;

describe('agrees with', () => {
  it('Erlang B (10, 8): nobody waits', () => {
    const played = play({ servers: 10, rates: { nurse: 8 }, patience: 0, length: 100 }, policies.fcfs, 10);
    expect(against(erlangB(10, 8), played, gaveUp, 0.06)).toBe('agrees');
  });

  it('Erlang C (10, 8): everybody waits', () => {
    const played = play({ servers: 10, rates: { nurse: 8 }, patience: Infinity, length: 220 }, policies.fcfs, 30);
    const line = erlangC(10, 8, 1);
    expect(against(line.waitShare, played, hadToWait, 0.06)).toBe('agrees');
    expect(against(line.meanWait, played, meanWait, 0.15)).toBe('agrees');
    expect(
      against(line.longerThan(0.5), played, (all) => all.filter(({ minutes }) => minutes > serviceMinutes / 2).length / all.length, 0.15),
    ).toBe('agrees');
  });

  it.each([
    [10, 10, 0.5, 90],
    [30, 33, 1, 28],
  ])('Erlang A (%i, %i, %f): people give up', (servers, rate, theta, length) => {
    const played = play({ servers, rates: { nurse: rate }, patience: 1 / theta, length }, policies.ours, 10);
    const line = erlangA(servers, rate, 1, theta);
    expect(against(line.waitShare, played, hadToWait, 0.06)).toBe('agrees');
    expect(against(line.abandonShare, played, gaveUp, 0.12)).toBe('agrees');
    expect(against(line.meanWait, played, meanWait, 0.12)).toBe('agrees');
  });

  it('two classes on 10 servers, nobody interrupted', () => {
    const played = play({ servers: 10, rates: { provider: 2, nurse: 6 }, patience: Infinity, length: 220 }, policies.ours, 30);
    const [first = 0, second = 0] = priorityWaits(10, [2, 6], 1);
    const of = (askerClass: AskerClass) => (outcomes: readonly Outcome[]) =>
      meanWait(outcomes.filter(({ request }) => request.askerClass === askerClass));
    expect(against(first, played, of('provider'), 0.12)).toBe('agrees');
    expect(against(second, played, of('nurse'), 0.2)).toBe('agrees');
  });
});

it('studentT975 as the tables have it', () => {
  for (const [degrees, value] of [
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [23, 2.069],
    [59, 2.001],
  ] as const)
    expect(studentT975(degrees)).toBeCloseTo(value, 2);
});
