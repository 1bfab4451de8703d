import type { Interval } from '#kernel/interval.ts';
import { addDays, hourMs, isoWeek, shiftedInstant, toLocal, weekday, type LocalDate, type TimeZone } from '#kernel/time.ts';
import type { SiteFact, UnitFact } from '../core/facts.ts';

/** Units and sites by id, and whose clock counts where. */
export interface Places {
  readonly sites: readonly SiteFact[];
  readonly unit: (unitId: string | null) => UnitFact | null;
  readonly site: (unitId: string | null) => SiteFact | null;
  readonly zone: (unitId: string | null) => TimeZone;
  /** `4 West`, `4 West, Lakeview Main` where there is more than one site; the clinician's choice where there is no unit. */
  readonly words: (unitId: string | null) => string;
  /** From midnight to midnight, wide enough for every site's clock. */
  readonly window: (from: LocalDate, to: LocalDate) => Interval;
  /** As `window`, in whole ISO weeks. */
  readonly weeks: (from: LocalDate, to: LocalDate) => Interval;
}

export function placesOf(facts: { readonly sites: readonly SiteFact[]; readonly units: readonly UnitFact[] }): Places {
  const units = new Map(facts.units.map((unit) => [unit.unitId, unit]));
  const sites = new Map(facts.sites.map((site) => [site.siteId, site]));
  const first = facts.sites[0] ?? null;
  const zones = facts.sites.length > 0 ? [...new Set(facts.sites.map((site) => site.timeZone))] : ['UTC'];
  const unit = (unitId: string | null): UnitFact | null => (unitId === null ? null : (units.get(unitId) ?? null));
  const site = (unitId: string | null): SiteFact | null => sites.get(unit(unitId)?.siteId ?? '') ?? first;
  const window = (from: LocalDate, to: LocalDate): Interval => ({
    start: Math.min(...zones.map((zone) => shiftedInstant(from, '00:00', zone))),
    end: Math.max(...zones.map((zone) => shiftedInstant(addDays(to, 1), '00:00', zone))),
  });
  return {
    sites: facts.sites,
    unit,
    site,
    zone: (unitId) => site(unitId)?.timeZone ?? 'UTC',
    words: (unitId) => {
      const found = unit(unitId);
      if (!found) return unitId ?? 'where the clinician says';
      return facts.sites.length > 1 ? `${found.name}, ${site(unitId)?.name}` : found.name;
    },
    window,
    weeks: (from, to) => window(addDays(from, 1 - weekday(from)), addDays(to, 7 - weekday(to))),
  };
}

/** personId -> ISO week -> hours, each assignment in the week in which it starts where it is. */
export function hoursByWeek(
  assignments: readonly (Interval & { readonly personId: string; readonly unitId: string | null })[],
  places: Places,
): Map<string, Record<string, number>> {
  const hours = new Map<string, Record<string, number>>();
  const known = new Map<string, string>(); // thousands of assignments begin at the same few moments
  const weekOf = (start: number, zone: TimeZone): string => {
    const key = `${start} ${zone}`;
    let week = known.get(key);
    if (week === undefined) known.set(key, (week = isoWeek(toLocal(start, zone).date)));
    return week;
  };
  for (const one of assignments) {
    const week = weekOf(one.start, places.zone(one.unitId));
    const weeks = hours.get(one.personId) ?? {};
    weeks[week] = Math.round(((weeks[week] ?? 0) + (one.end - one.start) / hourMs) * 100) / 100;
    hours.set(one.personId, weeks);
  }
  return hours;
}
