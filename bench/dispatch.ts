import { policies, policyNames, type PolicyName } from '../src/support/core/dispatch/policy.ts';
import { benchmarkParameters, benchmarkScenario } from '../src/support/core/simulate/benchmark.ts';
import { meanUse, useSpread, waitFigures } from '../src/support/core/simulate/results.ts';
import { simulate, type SimulationRun } from '../src/support/core/simulate/simulate.ts';
import { estimate, pairedDifference, type Estimate } from '../src/support/core/simulate/statistics.ts';

/** Requests per unit in the busiest hour; the figures are of the second. */
const loads = [6, 7, 8] as const;
const figuresLoad = 7;

/** Five policies meet the same askers on the same floors; waits from asking to somebody being there, abandoners censored (Kaplan-Meier). */
export async function run({ quick }: { quick: boolean; only: readonly string[] }): Promise<Record<string, number>> {
  // The figures of dispatch were chosen on seeds below 100: these are others.
  const seeds = Array.from({ length: quick ? 8 : 24 }, (_, i) => 101 + i);
  const figures: Record<string, number> = {};
  for (const load of quick ? [figuresLoad] : loads) {
    const played = playAll(load, seeds);
    printTable(load, played);
    if (load === figuresLoad) Object.assign(figures, figuresOf(played));
  }
  return figures;
}

type Played = Readonly<Record<PolicyName, readonly SimulationRun[]>>;

function playAll(peakPerUnitHour: number, seeds: readonly number[]): Played {
  const play = (name: PolicyName): SimulationRun[] =>
    seeds.map((seed) => simulate(benchmarkScenario(seed, { ...benchmarkParameters, peakPerUnitHour }), policies[name]));
  return {
    fcfs: play('fcfs'),
    providerFirst: play('providerFirst'),
    nearestIdle: play('nearestIdle'),
    nearestSkilled: play('nearestSkilled'),
    ours: play('ours'),
  };
}

/** Of a percentile that was never reached, because too many gave up, the longest wait seen: the true one is longer. */
const orLongest = (minutes: number | null, runs: readonly SimulationRun[]): number =>
  minutes ?? Math.max(...runs.flatMap((one) => one.outcomes.map((outcome) => outcome.minutes)));

const providerP90 = (runs: readonly SimulationRun[]): number[] =>
  runs.map((one) => orLongest(waitFigures([one], 'provider').p90Min, [one]));

function figuresOf(played: Played): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const name of policyNames) {
    const runs = played[name];
    const [provider, other] = [waitFigures(runs, 'provider'), waitFigures(runs, 'nonProvider')];
    figures[`${name}.providerP50Min`] = orLongest(provider.p50Min, runs);
    figures[`${name}.providerP90Min`] = orLongest(provider.p90Min, runs);
    figures[`${name}.providerP99Min`] = orLongest(provider.p99Min, runs);
    figures[`${name}.otherP90Min`] = orLongest(other.p90Min, runs);
    figures[`${name}.providerAbandon`] = provider.abandonShare;
    figures[`${name}.otherAbandon`] = other.abandonShare;
    figures[`${name}.useSpread`] = useSpread(runs);
  }
  const paired = pairedDifference(providerP90(played.ours), providerP90(played.nearestSkilled));
  return { ...figures, 'ours.vsNearestSkilledP90Lo': paired.low, 'ours.vsNearestSkilledP90Hi': paired.high };
}

function printTable(load: number, played: Played): void {
  const asked = played.ours.reduce((sum, { outcomes }) => sum + outcomes.length, 0) / played.ours.length;
  console.log(
    `\n${load} requests per unit in the busiest hour, ${Math.round(asked)} a shift, ${played.ours.length} shifts; minutes, mean ± half of the 95% interval`,
  );
  console.log(
    'policy          provider p50/p90/p99    per-shift p90  others p50/p90/p99      gave up: provider     others         use   spread',
  );
  for (const name of policyNames) {
    const runs = played[name];
    const [provider, other] = [waitFigures(runs, 'provider'), waitFigures(runs, 'nonProvider')];
    const share = (group: 'provider' | 'nonProvider'): string =>
      plusMinus(estimate(runs.map((one) => 100 * waitFigures([one], group).abandonShare)), 1, '%');
    console.log(
      [
        name.padEnd(15),
        waits(provider).padEnd(23),
        plusMinus(estimate(providerP90(runs)), 2).padEnd(14),
        waits(other).padEnd(23),
        share('provider').padStart(19),
        share('nonProvider').padStart(14),
        meanUse(runs).toFixed(2).padStart(6),
        useSpread(runs).toFixed(2).padStart(7),
      ].join(' '),
    );
  }
  for (const other of ['fcfs', 'nearestSkilled'] as const)
    console.log(
      `ours less ${other}, provider p90, paired: ${plusMinus(pairedDifference(providerP90(played.ours), providerP90(played[other])), 2)}`,
    );
}

const waits = ({ p50Min, p90Min, p99Min }: { p50Min: number | null; p90Min: number | null; p99Min: number | null }): string =>
  [p50Min, p90Min, p99Min].map((minutes) => minutes?.toFixed(2) ?? 'never').join(' / ');

const plusMinus = ({ mean, high }: Estimate, digits: number, unit = ''): string =>
  `${mean.toFixed(digits)} ± ${(high - mean).toFixed(digits)}${unit}`;
