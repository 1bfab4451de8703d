import { minuteMs, type Instant } from '#kernel/time.ts';
import { kaplanMeier, waitWithin, type Observation } from '../simulate/statistics.ts';
import type { BoardRequest } from './facts.ts';

/** Waits of those who asked in a span, in minutes, from asking to help being there. */
export interface WaitsOf {
  readonly asked: number;
  readonly helped: number;
  readonly gaveUp: number;
  readonly waiting: number;
  /** Null: so many are still waiting or gave up that the curve does not get there. */
  readonly p50Minutes: number | null;
  readonly p90Minutes: number | null;
}

/**
 * Who gave up, or waits yet, would have waited longer than we saw: their waits are censored (Kaplan and Meier), not left out. Leaving them out
 * would show the shortest waits just when most people go without help.
 */
export function waitsOf(requests: readonly BoardRequest[], now: Instant): WaitsOf {
  const seen = requests.map((request) => observed(request, now));
  const curve = kaplanMeier(seen);
  const gaveUp = requests.filter((one) => one.helpedAt === null && one.state === 'withdrawn').length;
  const helped = seen.filter((one) => one.helped).length;
  return {
    asked: requests.length,
    helped,
    gaveUp,
    waiting: requests.length - helped - gaveUp,
    p50Minutes: waitWithin(curve, 0.5),
    p90Minutes: waitWithin(curve, 0.9),
  };
}

function observed({ createdAt, helpedAt, state, stateSince }: BoardRequest, now: Instant): Observation {
  const end = helpedAt ?? (state === 'withdrawn' ? stateSince : now);
  return { minutes: Math.max(0, end - createdAt) / minuteMs, helped: helpedAt !== null };
}
