import { randomStream } from '#kernel/random.ts';

/** Named draws from one seeded stream. */
export interface Dice {
  /** An integer from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
}

/** Each part of the hospital draws from a stream of its own, so that a change to one part leaves the others as they were. */
export function diceFor(seed: number, part: string): Dice {
  let mixed = seed | 0;
  for (const letter of part) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) | 0;
  const next = randomStream(mixed);
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    chance: (probability) => next() < probability,
  };
}
