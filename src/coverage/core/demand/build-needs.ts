import { clinicianClocks } from '../clock/clinician-clocks.ts';
import type { CoverageFacts } from '../facts.ts';
import type { Need } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';
import type { DateRange } from './date-range.ts';
import { outreachNeeds } from './outreach-needs.ts';
import { roundNeeds } from './round-needs.ts';
import { topicChooser } from './topic.ts';
import { unitNeeds } from './unit-needs.ts';

/**
 * The planner's whole demand (C1): unit needs by shift, a need for each round, case, clinic session or call window whose clinician is not
 * yet stable at that moment, and outreach. Every need starts on a date of `range`. In order of start, then id; the same facts give the same
 * ids. The presences of `facts` should reach back to the last recorded exposure, or rounds between it and `range` are unknown to the clock.
 */
export function buildNeeds(facts: CoverageFacts, settings: CoverageSettings, range: DateRange): Need[] {
  const clocks = clinicianClocks(facts, settings);
  const topicOf = topicChooser(facts);
  return [
    ...unitNeeds(facts, settings, range),
    ...roundNeeds(facts, settings, range, clocks, topicOf),
    ...outreachNeeds(facts, settings, range, clocks, topicOf),
  ].toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}
