import { minuteMs, type Instant } from '#kernel/time.ts';

/** Where a learner stands, as an instructor wants to see it from across the room. */
export type Standing = 'working' | 'idle' | 'stuck' | 'submitted';

/** Nothing was done for so long: the learner may have left, or reads. */
export const idleMinutes = 3;
/** Much was done and no further task achieved for so long: somebody should go there. */
export const stuckMinutes = 8;

export interface StandingFacts {
  readonly startedAt: Instant;
  readonly lastEntryAt: Instant;
  readonly submittedAt: Instant | null;
  /** Real time at which the last task was achieved; null: none yet, or there are none. */
  readonly lastAchievedAt: Instant | null;
  /** Null: free practice, in which nobody is stuck. */
  readonly tasksLeft: number | null;
}

/** When somebody's standing changes though nothing is done; null: it stays as it is. */
export function nextStandingAt(facts: StandingFacts, now: Instant): Instant | null {
  if (facts.submittedAt !== null) return null;
  const since = Math.max(facts.startedAt, facts.lastAchievedAt ?? facts.startedAt);
  const stuckAt = facts.tasksLeft !== null && facts.tasksLeft > 0 ? [since + stuckMinutes * minuteMs] : [];
  const ahead = [facts.lastEntryAt + idleMinutes * minuteMs, ...stuckAt].filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

export function standingOf({ startedAt, lastEntryAt, submittedAt, lastAchievedAt, tasksLeft }: StandingFacts, now: Instant): Standing {
  if (submittedAt !== null) return 'submitted';
  if (now - lastEntryAt >= idleMinutes * minuteMs) return 'idle';
  const since = Math.max(startedAt, lastAchievedAt ?? startedAt);
  return tasksLeft !== null && tasksLeft > 0 && now - since >= stuckMinutes * minuteMs ? 'stuck' : 'working';
}
