import { lengthMs } from '#kernel/interval.ts';
import { addDays, datesFrom, minuteMs, shiftedInstant, weekday, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { unitZones } from '../clock/unit-zones.ts';
import type { CoverageFacts, ShiftDefinition, UnitNeed } from '../facts.ts';
import type { Need } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';
import type { DateRange } from './date-range.ts';

/**
 * Heads by unit and shift, from the hospital's own rows. A row is a demand by itself: rows of different topics add up; rows of one unit, shift,
 * date and topic restate each other, and the larger headcount counts.
 * A shift ends its needs by its own sign-off and by nothing else of ours: one unit's day shift never speaks for its nights.
 */
export function unitNeeds(
  facts: Pick<CoverageFacts, 'sites' | 'units' | 'shifts' | 'unitNeeds' | 'signOffs'>,
  settings: CoverageSettings,
  range: DateRange,
): Need[] {
  const zones = unitZones(facts);
  const shifts = new Map(facts.shifts.map((shift) => [shift.shiftId, shift]));
  const signedOffFrom = signOffDates(facts);
  const needs = new Map<string, Need>();
  for (const row of facts.unitNeeds) {
    const zone = zones.get(row.unitId);
    const shift = shifts.get(row.shiftId);
    if (zone === undefined || shift === undefined || row.headcount <= 0) continue;
    const signedOff = signedOffFrom.get(slot(row));
    const from = row.from > range.from ? row.from : range.from;
    const last = lastDate(row, shift, settings, range);
    for (const date of datesFrom(from, last < range.to ? last : range.to)) {
      if (!row.weekdays.includes(weekday(date)) || (signedOff !== undefined && date >= signedOff)) continue;
      const need = unitNeed(row, shift, zone, date, settings);
      if (lengthMs(need) > 0 && need.headcount > (needs.get(need.id)?.headcount ?? 0)) needs.set(need.id, need);
    }
  }
  return [...needs.values()];
}

const slot = ({ unitId, shiftId }: { readonly unitId: string; readonly shiftId: string }): string => `${unitId}\n${shiftId}`;

function signOffDates(facts: Pick<CoverageFacts, 'signOffs'>): Map<string, LocalDate> {
  const dates = new Map<string, LocalDate>();
  for (const signOff of facts.signOffs) {
    const known = dates.get(slot(signOff));
    if (known === undefined || signOff.from < known) dates.set(slot(signOff), signOff.from);
  }
  return dates;
}

function lastDate(row: UnitNeed, shift: ShiftDefinition, settings: CoverageSettings, range: DateRange): LocalDate {
  return shift.night && settings.nightsUntilSignOff === 1 && row.to < range.to ? range.to : row.to;
}

/** The shift's wall-clock times on one date: a night on which the clocks change is an hour shorter or longer. */
export function shiftWindow(shift: ShiftDefinition, date: LocalDate, zone: TimeZone): { start: number; end: number } {
  const endDate = shift.end <= shift.start ? addDays(date, 1) : date;
  return { start: shiftedInstant(date, shift.start, zone), end: shiftedInstant(endDate, shift.end, zone) };
}

function unitNeed(row: UnitNeed, shift: ShiftDefinition, zone: TimeZone, date: LocalDate, settings: CoverageSettings): Need {
  const window = shiftWindow(shift, date, zone);
  return {
    id: `n-${row.unitId}-${date}-${row.shiftId}${row.topic === '' ? '' : `-${row.topic}`}`,
    kind: 'unit',
    unitId: row.unitId,
    personId: null,
    shiftId: row.shiftId,
    date,
    ...window,
    headcount: row.headcount,
    topic: row.topic,
    minutes: lengthMs(window) / minuteMs,
    shareMax: 1,
    state: null,
    missingCostPerHour: shift.night ? settings.missingCostNightUnit : settings.missingCostUnit,
    confidence: 1,
  };
}
