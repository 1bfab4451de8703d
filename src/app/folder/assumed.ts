import type { GoLive, Site, Unit } from '#directory/contract.ts';
import { daysBetween, type LocalDate } from '#kernel/time.ts';
import type { ShiftDefinition, UnitNeed } from '#coverage/core/facts.ts';

/*
 * What a small hospital that brings only units, people, supporters, unit needs and a calendar has not written down.
 * Every assumption is stated to the person as a warning by `readFolder`.
 */

/** One site for each site_id that the units name, all on the same clock. */
export const assumedSites = (units: readonly Unit[], timeZone: string): Site[] =>
  [...new Set(units.map((unit) => unit.siteId))].map((siteId) => ({ siteId, name: siteId, timeZone }));

/** Twelve-hour shifts with the change at seven, by the names D and N. */
export const assumedShifts: readonly ShiftDefinition[] = [
  { shiftId: 'D', start: '07:00', end: '19:00', night: false },
  { shiftId: 'N', start: '19:00', end: '07:00', night: true },
];

/** A unit goes live on the first day that it needs anybody, and its support lasts for as long as it needs some. */
export function assumedGoLives(needs: readonly UnitNeed[]): GoLive[] {
  const spans = new Map<string, { from: LocalDate; to: LocalDate }>();
  for (const { unitId, from, to } of needs) {
    const span = spans.get(unitId);
    spans.set(unitId, span ? { from: from < span.from ? from : span.from, to: to > span.to ? to : span.to } : { from, to });
  }
  return [...spans].map(([unitId, { from, to }]) => ({
    wave: '1',
    unitId,
    date: from,
    weeks: Math.min(104, Math.ceil((daysBetween(from, to) + 1) / 7)),
    cpoe: 'mandatory',
  }));
}
