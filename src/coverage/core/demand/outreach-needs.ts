import { defined } from '#kernel/assert.ts';
import { addDays, minuteMs, shiftedInstant, toLocal } from '#kernel/time.ts';
import { readingOn, type ClinicianClock } from '../clock/clinician-clocks.ts';
import { unitZones } from '../clock/unit-zones.ts';
import type { CoverageFacts, Outreach } from '../facts.ts';
import type { Need } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';
import type { DateRange } from './date-range.ts';
import type { TopicOf } from './topic.ts';

/**
 * A need for each one-to-one session whose window still has room for it within `range`. Its place is the clinician's home unit, and where that
 * is unknown the clinician's choice (then dates are those of the first site).
 */
export function outreachNeeds(
  facts: CoverageFacts,
  settings: CoverageSettings,
  range: DateRange,
  clocks: ReadonlyMap<string, ClinicianClock>,
  topicOf: TopicOf,
): Need[] {
  const zones = unitZones(facts);
  const homes = new Map(facts.people.map(({ personId, homeUnit }) => [personId, homeUnit]));
  return facts.outreaches.flatMap((outreach) => {
    const home = homes.get(outreach.personId) ?? null;
    const unitId = home !== null && zones.has(home) ? home : null;
    const zone = (unitId === null ? undefined : zones.get(unitId)) ?? facts.sites[0]?.timeZone;
    if (zone === undefined) return [];
    const start = Math.max(outreach.start, shiftedInstant(range.from, '00:00', zone));
    const end = Math.min(outreach.end, shiftedInstant(addDays(range.to, 1), '00:00', zone));
    if (!hasRoom(outreach, start, end)) return [];
    const { date } = toLocal(start, zone);
    const clock = defined(clocks.get(outreach.personId), `clock of ${outreach.personId}`);
    const need: Need = {
      id: `n-o-${outreach.outreachId}`,
      kind: 'outreach',
      unitId,
      personId: outreach.personId,
      shiftId: null,
      date,
      start,
      end,
      headcount: 1,
      topic: topicOf(outreach.personId),
      minutes: outreach.minutes,
      shareMax: 1,
      state: readingOn(clock, settings, date).state,
      missingCostPerHour: settings.missingCostOutreach,
      confidence: 1,
    };
    return [need];
  });
}

const hasRoom = ({ minutes }: Outreach, start: number, end: number): boolean => minutes > 0 && end - start >= minutes * minuteMs;
