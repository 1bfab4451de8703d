import { hourMs, minuteMs } from '#kernel/time.ts';
import type { Need } from '../need.ts';
import type { Plan } from '../plan/plan.ts';

/** A need that a plan leaves short. */
export interface Gap {
  readonly need: Need;
  /** Heads times hours missing. */
  readonly hours: number;
}

/** By need id. A need that `plan` reports short in several pieces is one gap. */
export function gapsOf(needs: readonly Need[], plan: Plan): ReadonlyMap<string, Gap> {
  const known = new Map(needs.map((need) => [need.id, need]));
  const gaps = new Map<string, Gap>();
  for (const { needId, missing, start, end } of plan.uncovered) {
    const need = known.get(needId);
    if (need === undefined || missing <= 0) continue;
    // A session that was asked for anywhere in a window is missed for its own length, not for the window's.
    const lengthMs = need.kind === 'outreach' ? need.minutes * minuteMs : end - start;
    gaps.set(needId, { need, hours: (gaps.get(needId)?.hours ?? 0) + (missing * lengthMs) / hourMs });
  }
  return gaps;
}

const smallestHours = 1 / 120;

/** Gaps of `now` that `before` did not have, or had smaller: with the hours that came on top. In order of start, then id. */
export function openedGaps(before: ReadonlyMap<string, Gap>, now: ReadonlyMap<string, Gap>): Gap[] {
  return [...now.values()]
    .map(({ need, hours }) => ({ need, hours: hours - (before.get(need.id)?.hours ?? 0) }))
    .filter(({ hours }) => hours > smallestHours)
    .toSorted((a, b) => a.need.start - b.need.start || (a.need.id < b.need.id ? -1 : 1));
}
