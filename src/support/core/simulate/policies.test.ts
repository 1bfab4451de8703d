import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import { policies, type DispatchPolicy } from '../dispatch/policy.ts';
import { defaultDispatchSettings } from '../dispatch/settings.ts';
import { benchmarkParameters, benchmarkScenario } from './benchmark.ts';
import { queueScenario } from './queue-for-tests.ts';
import { waitFigures } from './results.ts';
import type { Scenario, SimulatedRequest } from './scenario.ts';
import { simulate } from './simulate.ts';
import { pairedDifference } from './statistics.ts';

it('one unit, one topic, no reserve, no ageing: ours is provider-first, to the millisecond', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), fc.double({ min: 0.3, max: 3, noNaN: true }), (seed, servers, patience) => {
      const scenario: Scenario = {
        ...queueScenario(
          { servers, rates: { provider: 0.4 * servers, nurse: 0.6 * servers, other: 0.2 * servers }, patience, length: 12 },
          seed,
        ),
        behaviour: {
          ackSecondsMean: 19,
          ackVariation: 0.4,
          wrongSkillTimes: 1.6,
          wrongSkillAgain: 0.35,
          patienceRunsWhileCalled: false,
          walkHome: true,
        },
      };
      expect(simulate(scenario, policies.ours).outcomes).toEqual(simulate(scenario, policies.providerFirst).outcomes);
    }),
    { numRuns: 40 },
  );
});

describe('ageing', () => {
  const helpMinutes = 6;
  const ask = (askerClass: 'provider' | 'nurse', minute: number, priority: SimulatedRequest['priority'] = 'P3'): SimulatedRequest => ({
    askerClass,
    unitId: 'u',
    topic: 't',
    priority,
    at: Math.round(minute * minuteMs),
    helpMinutes,
    patienceMinutes: Infinity,
  });
  const flood = (servers: number, requests: readonly SimulatedRequest[], settings = defaultDispatchSettings): Scenario => ({
    ...queueScenario({ servers, rates: {}, patience: Infinity, length: 60 }, 1, settings),
    requests: requests.toSorted((a, b) => a.at - b.at),
  });
  const nurseWaits = (scenario: Scenario, policy: DispatchPolicy): number =>
    Math.max(
      ...simulate(scenario, policy)
        .outcomes.filter(({ request }) => request.askerClass === 'nurse')
        .map(({ minutes }) => minutes),
    );

  it('without it a stream of providers starves a nurse; with it she waits no longer than the bound', () => {
    const stream = Array.from({ length: 80 }, (_, i) => ask('provider', i * 5));
    const scenario = flood(1, [...stream, ask('nurse', 1)]);
    expect(nurseWaits(scenario, policies.providerFirst)).toBeGreaterThan(400);
    expect(nurseWaits(scenario, policies.ours)).toBeLessThanOrEqual(10 + helpMinutes);
  });

  it('bounds every wait, whatever providers do: the time to age, then those who rank before, then one help', () => {
    const second = fc.integer({ min: 0, max: 3600 });
    const priority = fc.constantFrom('P1', 'P2', 'P3', 'P4');
    const creditSeconds = { P1: 600, P2: 300, P3: 0, P4: -300 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.tuple(second, priority), { maxLength: 60 }),
        second,
        priority,
        (servers, asks, at, own) => {
          const providers = asks.map(([when, urgency]) => ask('provider', when / 60, urgency));
          const before = asks.filter(([when, urgency]) => when - creditSeconds[urgency] <= at - creditSeconds[own]).length;
          const bound = defaultDispatchSettings.ageingMinutes + (Math.ceil(before / servers) + 1) * helpMinutes;
          expect(nurseWaits(flood(servers, [...providers, ask('nurse', at / 60, own)]), policies.ours)).toBeLessThanOrEqual(bound + 0.001);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('on the loaded benchmark floor', () => {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  const loaded = { ...benchmarkParameters, peakPerUnitHour: 7 };
  const play = (policy: DispatchPolicy) => seeds.map((seed) => simulate(benchmarkScenario(seed, loaded), policy));
  const played = { fcfs: play(policies.fcfs), nearestSkilled: play(policies.nearestSkilled), ours: play(policies.ours) };
  const providerP90 = (name: keyof typeof played): number[] => played[name].map((run) => waitFigures([run], 'provider').p90Min ?? NaN);

  it('providers wait less than with nearest-skilled, seed by seed, and 45% less than with FCFS', () => {
    expect(pairedDifference(providerP90('ours'), providerP90('nearestSkilled')).high).toBeLessThan(0);
    expect(waitFigures(played.ours, 'provider').p90Min).toBeLessThan(0.55 * (waitFigures(played.fcfs, 'provider').p90Min ?? 0));
  });

  it('and the others pay nothing for it', () => {
    const [fcfs, ours] = [waitFigures(played.fcfs, 'nonProvider'), waitFigures(played.ours, 'nonProvider')];
    expect(ours.abandonShare).toBeLessThan(fcfs.abandonShare);
    expect(ours.p99Min).toBeLessThan(fcfs.p99Min ?? 0);
  });

  it('everybody met the same askers', () => {
    const asked = (name: keyof typeof played) => played[name].map((run) => run.outcomes.map(({ request }) => request));
    expect(asked('ours')).toEqual(asked('fcfs'));
    expect(simulate(benchmarkScenario(1, loaded), policies.ours)).toEqual(played.ours[0]);
  });
});
