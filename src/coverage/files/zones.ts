import type { TimeZone } from '#kernel/time.ts';
import type { PersonFact, SiteFact, UnitFact } from '../core/facts.ts';

/** Which wall clock a local time in a file means. */
export interface Zones {
  /** The zone of the first of these sites that is known. */
  readonly ofSites: (siteIds: readonly string[]) => TimeZone;
  readonly ofUnit: (unitId: string | null) => TimeZone;
  /** By the site of the person's home unit. */
  readonly ofPerson: (personId: string) => TimeZone;
}

type PlacedPerson = Pick<PersonFact, 'personId' | 'homeUnit'>;

/** Where nothing better is known, the first site's clock counts. */
export function zonesOf(sites: readonly SiteFact[], units: readonly UnitFact[], people: readonly PlacedPerson[]): Zones {
  const fallback = sites[0]?.timeZone ?? 'UTC';
  const bySite = new Map(sites.map((site) => [site.siteId, site.timeZone]));
  const byUnit = new Map(units.map((unit) => [unit.unitId, bySite.get(unit.siteId) ?? fallback]));
  const homes = new Map(people.map((person) => [person.personId, person.homeUnit]));
  const ofUnit = (unitId: string | null): TimeZone => (unitId === null ? fallback : (byUnit.get(unitId) ?? fallback));
  return {
    ofSites: (siteIds) => siteIds.map((siteId) => bySite.get(siteId)).find((zone) => zone !== undefined) ?? fallback,
    ofUnit,
    ofPerson: (personId) => ofUnit(homes.get(personId) ?? null),
  };
}
