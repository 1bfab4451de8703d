import type { CoverageFacts, UnitFact } from '#coverage/core/facts.ts';
import { travelMinutes } from '#coverage/core/demand/travel.ts';
import type { Need } from '#coverage/core/need.ts';
import type { Plan } from '#coverage/core/plan/plan.ts';
import { defaultSettings } from '#coverage/core/settings.ts';
import type { Interval } from '#kernel/interval.ts';
import { defined } from '#kernel/assert.ts';
import { hourMs } from '#kernel/time.ts';
import { defaultDispatchSettings } from '#support/core/dispatch/settings.ts';
import { assumedBehaviour, benchmarkParameters, drawRequest } from '#support/core/simulate/benchmark.ts';
import { exponential, streamOf } from '#support/core/simulate/draws.ts';
import type { Scenario, SimulatedDuty, SimulatedRequest, SimulatedSupporter } from '#support/core/simulate/scenario.ts';

/**
 * Requests in the busiest hour for each head that a unit's shift needs: the benchmark's 24 units x 6 requests over 48 supporters. An
 * assumption, as is that a clinician whose round nobody accompanies asks as often.
 */
export const requestsPerHeadHour = 3;

/**
 * A plan as the simulator plays it: who is planned on a unit is on duty there; who accompanies a round or an outreach is beside that clinician and
 * not called. Askers come by the needs, whether or not the plan covers them.
 */
export function planScenario(plan: Plan, needs: readonly Need[], facts: CoverageFacts, seed: number): Scenario {
  const units = new Map(facts.units.map((unit) => [unit.unitId, unit]));
  return {
    units,
    walkSeconds: walkBetween(units),
    supporters: supportersOf(plan, facts),
    requests: requestsOf(plan, needs, facts, seed),
    behaviour: assumedBehaviour,
    settings: defaultDispatchSettings,
    seed,
  };
}

function walkBetween(units: ReadonlyMap<string, UnitFact>): Scenario['walkSeconds'] {
  const known = new Map<string, number>();
  return (from, to) => {
    const key = `${from}\n${to}`;
    let seconds = known.get(key);
    if (seconds === undefined) {
      seconds = 60 * travelMinutes(defined(units.get(from), `unit ${from}`), defined(units.get(to), `unit ${to}`), defaultSettings);
      known.set(key, seconds);
    }
    return seconds;
  };
}

function supportersOf(plan: Plan, facts: CoverageFacts): SimulatedSupporter[] {
  const duties = new Map<string, SimulatedDuty[]>();
  for (const { kind, personId, unitId, start, end } of plan.assignments)
    if (kind === 'unit' && unitId !== null) duties.set(personId, [...(duties.get(personId) ?? []), { start, end, unitId }]);
  return facts.supporters.flatMap(({ personId, kind, knows }) => {
    const held = duties.get(personId);
    return held ? [{ supporterId: personId, tier: kind === 'super-user' ? 'super-user' : 'ate', knows, duties: held }] : [];
  });
}

function requestsOf(plan: Plan, needs: readonly Need[], facts: CoverageFacts, seed: number): SimulatedRequest[] {
  const claimed = new Set(facts.supporters.flatMap(({ knows }) => knows));
  const specialties = new Map(facts.units.map(({ unitId, specialty }) => [unitId, specialty]));
  // What a provider asks about there: their specialty where any supporter claims it, as the planner has it.
  const providerTopic = (unitId: string): string =>
    [specialties.get(unitId) ?? '', 'physician'].find((topic) => topic !== '' && claimed.has(topic)) ?? '';
  const missing = new Map(plan.uncovered.map((one) => [one.needId, one]));
  const requests = needs.flatMap((need, i) => {
    const { kind, unitId, headcount, topic } = need;
    if (unitId === null) return [];
    const uniform = streamOf(seed, i);
    if (kind === 'unit')
      return arrivals(uniform, need, requestsPerHeadHour * headcount).map((at) => {
        const drawn = drawRequest(uniform, at, unitId, topic);
        return drawn.askerClass === 'provider' ? { ...drawn, topic: providerTopic(unitId) } : drawn;
      });
    const alone = kind === 'round' ? missing.get(need.id) : undefined;
    return alone ? arrivals(uniform, alone, requestsPerHeadHour).map((at) => drawRequest(uniform, at, unitId, topic, 'provider')) : [];
  });
  return requests.toSorted((a, b) => a.at - b.at);
}

/** Poisson, at the peak rate thinned to the benchmark's profile, stretched over the whole window. */
function arrivals(uniform: () => number, { start, end }: Interval, peakPerHour: number): number[] {
  const { profile } = benchmarkParameters;
  const times: number[] = [];
  for (let at = start; ;) {
    at += exponential(uniform, hourMs / peakPerHour);
    if (at >= end) return times;
    const share = defined(profile[Math.floor(((at - start) / (end - start)) * profile.length)], 'a part of the profile');
    if (uniform() < share) times.push(Math.round(at));
  }
}
