import { hashSeed, randomStream } from '#kernel/random.ts';

/** A stream of its own for each purpose: what one policy uses up does not shift what another sees, so that runs can be compared in pairs. */
export function streamOf(seed: number, ...path: readonly number[]): () => number {
  let mixed = hashSeed(seed);
  for (const part of path) mixed = hashSeed(mixed ^ Math.imul(part + 1, 0x27d4eb2f));
  return randomStream(mixed);
}

/** Mean `mean`; infinite for an infinite mean. */
export const exponential = (uniform: () => number, mean: number): number =>
  Number.isFinite(mean) ? -mean * Math.log(1 - uniform()) : mean;

/** Lognormal with that mean and coefficient of variation (standard deviation / mean); a variation of 0 is the mean itself. */
export function lognormal(uniform: () => number, mean: number, variation: number): number {
  const sigma2 = Math.log(1 + variation * variation);
  return mean * Math.exp(Math.sqrt(sigma2) * normal(uniform) - sigma2 / 2);
}

/** Standard normal (Box and Muller 1958). */
const normal = (uniform: () => number): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** An index, with probability in proportion to its share. */
export function pick(uniform: () => number, shares: readonly number[]): number {
  const total = shares.reduce((sum, share) => sum + share, 0);
  let left = uniform() * total;
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found === -1 ? shares.length - 1 : found;
}
