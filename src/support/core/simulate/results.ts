import type { AskerClass } from '../dispatch/model.ts';
import type { Outcome, SimulationRun } from './simulate.ts';
import { kaplanMeier, mean, quantile, waitWithin } from './statistics.ts';

/** Waits from asking to somebody being there, in minutes, abandoners censored; null where too many gave up to say. */
export interface WaitFigures {
  readonly asked: number;
  readonly p50Min: number | null;
  readonly p90Min: number | null;
  readonly p99Min: number | null;
  readonly abandonShare: number;
}

export type AskerGroup = 'provider' | 'nurse' | 'other' | 'nonProvider';

const groups: Readonly<Record<AskerGroup, (askerClass: AskerClass) => boolean>> = {
  provider: (askerClass) => askerClass === 'provider',
  nurse: (askerClass) => askerClass === 'nurse',
  other: (askerClass) => askerClass === 'other',
  nonProvider: (askerClass) => askerClass !== 'provider',
};

export function waitFigures(runs: readonly SimulationRun[], group: AskerGroup): WaitFigures {
  const outcomes = runs.flatMap((run) => run.outcomes).filter((outcome) => groups[group](outcome.request.askerClass));
  const curve = kaplanMeier(outcomes.map(({ minutes, end }) => ({ minutes, helped: end === 'helped' })));
  return {
    asked: outcomes.length,
    p50Min: waitWithin(curve, 0.5),
    p90Min: waitWithin(curve, 0.9),
    p99Min: waitWithin(curve, 0.99),
    abandonShare: outcomes.length === 0 ? 0 : outcomes.filter(gaveUp).length / outcomes.length,
  };
}

const gaveUp = ({ end }: Outcome): boolean => end === 'gave-up';

/** 95th less 5th percentile of the supporters' use, meaned over runs: 0 would be perfectly fair. */
export const useSpread = (runs: readonly SimulationRun[]): number => mean(runs.map(({ use }) => quantile(use, 0.95) - quantile(use, 0.05)));

export const meanUse = (runs: readonly SimulationRun[]): number => mean(runs.map(({ use }) => mean(use)));
