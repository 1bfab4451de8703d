import type { Clock } from '#platform/deps.ts';
import type { Instant } from '#kernel/time.ts';

/** The machine's clock, which the demo turns back while it makes what happened in the last hours. */
export interface DemoClock extends Clock {
  /** From now on it is this many minutes ago; 0: the present. */
  turnBack(minutes: number): void;
}

export function demoClock(): DemoClock {
  let behindMs = 0;
  return {
    now: (): Instant => Date.now() - behindMs,
    turnBack(minutes) {
      behindMs = minutes * 60_000;
    },
  };
}
