import { defined } from '#kernel/assert.ts';
import { hourMs, minuteMs } from '#kernel/time.ts';
import type { AskerClass, UnitPlace } from '../dispatch/model.ts';
import { defaultDispatchSettings, type DispatchSettings } from '../dispatch/settings.ts';
import { exponential, lognormal, pick, streamOf } from './draws.ts';
import type { Behaviour, Scenario, SimulatedRequest, SimulatedSupporter } from './scenario.ts';

/*
 * The setting in which policies are compared. No measurement of at-the-elbow requests has been published as far as we found, so every figure is
 * an assumption of the support study that came before this code, or, where that left it open, ours; all are parameters.
 */

/** How people behave on the floors; the plan simulation uses the same. */
export const assumedBehaviour: Behaviour = {
  // Support study: an answer takes about 21 s. A mean of 19 s with 8 in 100 beyond the 30 s of a provider's offer comes to that in effect.
  ackSecondsMean: 19,
  ackVariation: 0.4,
  wrongSkillTimes: 1.6, // support study
  wrongSkillAgain: 0.35, // support study
  patienceRunsWhileCalled: false, // ours: the asker sees who is being called, and waits for that
  walkHome: true, // ours: supporters have a home unit
};

/** Who asks, how long helping them takes and how long they wait: support study. Shares sum to 1. */
export const assumedAskers: Readonly<
  Record<AskerClass, { readonly share: number; readonly helpMinutes: number; readonly patienceMinutes: number }>
> = {
  provider: { share: 0.3, helpMinutes: 9, patienceMinutes: 8 },
  nurse: { share: 0.55, helpMinutes: 11, patienceMinutes: 25 },
  other: { share: 0.15, helpMinutes: 8, patienceMinutes: 30 },
};
/** Standard deviation / mean of the time to help: support study. */
export const assumedHelpVariation = 1.2;

export interface BenchmarkParameters {
  readonly floors: number;
  readonly unitsPerFloor: number;
  readonly supporters: number;
  readonly topics: number;
  readonly topicsKnown: number;
  readonly hours: number;
  /** Requests per unit in the busiest hour. */
  readonly peakPerUnitHour: number;
  /** Share of the peak by hour of the shift. */
  readonly profile: readonly number[];
  /** Metres from one unit of a floor to the next; the lift is in the middle of the floor. */
  readonly unitMetres: number;
  readonly metresPerMinute: number;
  readonly liftMinutes: number;
  readonly floorMinutes: number;
}

export const benchmarkParameters: BenchmarkParameters = {
  floors: 6,
  unitsPerFloor: 4,
  supporters: 48,
  topics: 6,
  topicsKnown: 2,
  hours: 12,
  peakPerUnitHour: 6,
  // Ours: the study says "hourly profile" and about 1,560 requests a shift at a peak of 6, a mean of 0.90 of the peak.
  profile: [0.7, 1, 1, 1, 0.95, 0.85, 0.85, 0.95, 1, 0.95, 0.85, 0.7],
  unitMetres: 72, // ours: a minute from unit to unit, as the planner has it
  metresPerMinute: 72, // support study, as are the lift and the floors
  liftMinutes: 1.25,
  floorMinutes: 0.25,
};

/** One shift of the benchmark hospital; the seed draws who knows what, who asks and when. */
export function benchmarkScenario(
  seed: number,
  parameters: BenchmarkParameters = benchmarkParameters,
  { behaviour = assumedBehaviour, settings = defaultDispatchSettings }: { behaviour?: Behaviour; settings?: DispatchSettings } = {},
): Scenario {
  const units = Array.from({ length: parameters.floors * parameters.unitsPerFloor }, (_, i) => i);
  return {
    units: new Map(units.map((i): [string, UnitPlace] => [`u${i}`, { siteId: 's', building: 'b', floor: String(floorOf(i, parameters)) }])),
    walkSeconds: (from, to) => walkMinutes(Number(from.slice(1)), Number(to.slice(1)), parameters) * 60,
    supporters: drawSupporters(seed, parameters),
    requests: units.flatMap((unit) => drawRequests(seed, unit, parameters)).toSorted((a, b) => a.at - b.at),
    behaviour,
    settings,
    seed,
  };
}

const floorOf = (unit: number, { unitsPerFloor }: BenchmarkParameters): number => Math.floor(unit / unitsPerFloor);

function walkMinutes(from: number, to: number, parameters: BenchmarkParameters): number {
  const { unitsPerFloor, unitMetres, metresPerMinute, liftMinutes, floorMinutes } = parameters;
  const minutes = (steps: number): number => (steps * unitMetres) / metresPerMinute;
  const floors = Math.abs(floorOf(from, parameters) - floorOf(to, parameters));
  if (floors === 0) return minutes(Math.abs(from - to));
  const toLift = (unit: number): number => minutes(Math.abs((unit % unitsPerFloor) - (unitsPerFloor - 1) / 2));
  return toLift(from) + liftMinutes + floors * floorMinutes + toLift(to);
}

/** Home units in turn, topics drawn without repetition. */
function drawSupporters(seed: number, parameters: BenchmarkParameters): SimulatedSupporter[] {
  const unitCount = parameters.floors * parameters.unitsPerFloor;
  return Array.from({ length: parameters.supporters }, (_, i) => {
    const uniform = streamOf(seed, 1, i);
    const topics = Array.from({ length: parameters.topics }, (__, topic) => `t${topic}`);
    const knows = Array.from({ length: parameters.topicsKnown }, () =>
      defined(topics.splice(Math.floor(uniform() * topics.length), 1)[0], 'a topic'),
    );
    const duties = [{ start: 0, end: parameters.hours * hourMs, unitId: `u${i % unitCount}` }];
    return { supporterId: `p${String(i).padStart(2, '0')}`, tier: 'ate', knows, duties };
  });
}

/** A Poisson stream whose rate follows the profile (Lewis and Shedler 1979: drawn at the peak rate, thinned to the profile). */
function drawRequests(seed: number, unit: number, parameters: BenchmarkParameters): SimulatedRequest[] {
  const { hours, peakPerUnitHour, profile, topics } = parameters;
  const uniform = streamOf(seed, 2, unit);
  const requests: SimulatedRequest[] = [];
  for (let at = 0; ;) {
    at += exponential(uniform, hourMs / peakPerUnitHour);
    if (at >= hours * hourMs) return requests;
    if (uniform() >= (profile[Math.floor(at / hourMs)] ?? 1)) continue;
    requests.push(drawRequest(uniform, Math.round(at), `u${unit}`, `t${Math.floor(uniform() * topics)}`));
  }
}

/** Who asks, for how long they are helped and how long they wait, as assumed above. */
export function drawRequest(
  uniform: () => number,
  at: number,
  unitId: string,
  topic: string,
  as: AskerClass = drawClass(uniform),
): SimulatedRequest {
  const { helpMinutes, patienceMinutes } = assumedAskers[as];
  return {
    askerClass: as,
    unitId,
    topic,
    priority: 'P3',
    at,
    helpMinutes: Math.max(1000 / minuteMs, lognormal(uniform, helpMinutes, assumedHelpVariation)),
    patienceMinutes: exponential(uniform, patienceMinutes),
  };
}

const classes = Object.keys(assumedAskers) as readonly AskerClass[];

function drawClass(uniform: () => number): AskerClass {
  return defined(
    classes[
      pick(
        uniform,
        classes.map((one) => assumedAskers[one].share),
      )
    ],
    'a class of askers',
  );
}
