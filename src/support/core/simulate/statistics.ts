import { assert, defined } from '#kernel/assert.ts';

/** One wait: its length, and whether help came at its end (otherwise the asker gave up or the clock stopped: it would have been longer). */
export interface Observation {
  readonly minutes: number;
  readonly helped: boolean;
}

/** A point of the curve: by `minutes`, `helpedShare` would have been helped if nobody gave up. */
export interface CurvePoint {
  readonly minutes: number;
  readonly helpedShare: number;
}

/**
 * Kaplan and Meier's curve (1958) of waits of which some were cut short by giving up. Taking the waits of those who stayed would flatter a
 * policy that drives people away.
 */
export function kaplanMeier(observations: readonly Observation[]): CurvePoint[] {
  // Of equal lengths help comes before giving up: whoever gives up at that moment was still waiting then.
  const sorted = observations.toSorted((a, b) => a.minutes - b.minutes || Number(b.helped) - Number(a.helped));
  const curve: CurvePoint[] = [];
  let waiting = 1;
  sorted.forEach(({ minutes, helped }, i) => {
    if (!helped) return;
    waiting *= 1 - 1 / (sorted.length - i);
    const last = curve.at(-1);
    if (last?.minutes === minutes) curve.pop();
    curve.push({ minutes, helpedShare: 1 - waiting });
  });
  return curve;
}

/** The wait within which `share` are helped; null where so many gave up that the curve never gets there. */
export const waitWithin = (curve: readonly CurvePoint[], share: number): number | null =>
  curve.find(({ helpedShare }) => helpedShare >= share - 1e-12)?.minutes ?? null;

/** Linear between the two nearest in order (type 7 of Hyndman and Fan 1996). */
export function quantile(values: readonly number[], share: number): number {
  assert(values.length > 0, 'no quantile of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = defined(sorted[Math.floor(place)], 'a value below');
  return below + (defined(sorted[Math.ceil(place)], 'a value above') - below) * (place - Math.floor(place));
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface Estimate {
  readonly mean: number;
  /** 95% interval. */
  readonly low: number;
  readonly high: number;
}

/** Mean of independent runs with Student's interval; at least two runs. */
export function estimate(values: readonly number[]): Estimate {
  assert(values.length >= 2, 'an interval needs two runs at least');
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  const half = studentT975(values.length - 1) * Math.sqrt(variance / values.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** One minus the other, seed by seed: what both met alike cancels out. */
export function pairedDifference(one: readonly number[], other: readonly number[]): Estimate {
  assert(one.length === other.length, 'pairs need as many of the one as of the other');
  return estimate(one.map((value, i) => value - defined(other[i], 'its pair')));
}

/** 97.5% point of Student's t: the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5), exact for 1 and 2 degrees of freedom. */
export function studentT975(degrees: number): number {
  if (degrees === 1) return 12.7062;
  if (degrees === 2) return 4.30265;
  const z = 1.959964;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3)
  );
}
