import { minuteMs, type Instant } from '#kernel/time.ts';

/**
 * The virtual clock of a practice hospital. It runs with the real one while somebody works, stands still while nobody does,
 * and can be moved forward.
 */
export interface VirtualClock {
  /** When it was last noted, in real time, and what it showed then. */
  readonly realAt: Instant;
  readonly virtualAt: Instant;
}

/** Longer pauses stop the clock: whoever comes back next morning finds the patient as they left them. */
export const pauseMsMax = 15 * minuteMs;

export function virtualNow({ realAt, virtualAt }: VirtualClock, now: Instant): Instant {
  return virtualAt + Math.min(Math.max(0, now - realAt), pauseMsMax);
}
