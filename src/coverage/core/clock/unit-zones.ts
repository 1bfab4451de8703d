import type { TimeZone } from '#kernel/time.ts';
import type { CoverageFacts } from '../facts.ts';

/** unitId -> time zone of its site. A unit whose site is not listed has none: it can have no needs, and the import says so. */
export function unitZones(facts: Pick<CoverageFacts, 'sites' | 'units'>): ReadonlyMap<string, TimeZone> {
  const sites = new Map(facts.sites.map((site) => [site.siteId, site.timeZone]));
  return new Map(
    facts.units.flatMap((unit) => {
      const zone = sites.get(unit.siteId);
      return zone === undefined ? [] : [[unit.unitId, zone] as const];
    }),
  );
}
