import type { LocalDate } from '#kernel/time.ts';
import { buildNeeds } from '../demand/build-needs.ts';
import type { DateRange } from '../demand/date-range.ts';
import type { CoverageFacts } from '../facts.ts';
import type { Need } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';

/** One unit's shift that a coordinator thinks of giving up, on dates of the unit's own calendar, both included. */
export interface Cut {
  readonly unitId: string;
  readonly shiftId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Taper {
  /** All that is still asked for: what the planner plans anew. */
  readonly needs: readonly Need[];
  readonly withdrawn: readonly Need[];
}

/**
 * What-if, by consequence (C4): the needs of `range` without those of the unit's shift. Clinicians' rounds at those hours stay: whoever the
 * unit's supporters would have accompanied is still there, and `comparePlans` of the two plans says who is left alone.
 */
export function taper(facts: CoverageFacts, settings: CoverageSettings, range: DateRange, cut: Cut): Taper {
  const [withdrawn, needs] = split(buildNeeds(facts, settings, range), (need) => isCut(need, cut));
  return { needs, withdrawn };
}

const isCut = (need: Need, cut: Cut): boolean =>
  need.kind === 'unit' && need.unitId === cut.unitId && need.shiftId === cut.shiftId && cut.from <= need.date && need.date <= cut.to;

function split<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
