import type { Site, Unit } from '#directory/contract.ts';
import { isTimeZone } from '#kernel/time.ts';
import type { IssueLog } from '#platform/files/issue.ts';
import type { Found, Resources } from './parse.ts';
import { codesOf, idOf, type ResourceOf } from './resources.ts';

type Location = ResourceOf<'Location'>;
const timeZoneExtension = 'http://hl7.org/fhir/StructureDefinition/timezone';
const depthMax = 20;

/** Codes of http://terminology.hl7.org/CodeSystem/location-physical-type */
const is = (location: Location, code: 'si' | 'bu' | 'lvl' | 'wi' | 'wa' | 'bd'): boolean => codesOf(location.physicalType).includes(code);

export const unitIdOf = (location: Location): string => idOf(location);

export interface Places {
  readonly sites: Found<Site>[];
  readonly units: Found<Unit>[];
}

interface PlacesContext {
  readonly sites: ReadonlyMap<string, Site>;
  readonly units: ReadonlyMap<string, Unit>;
  /** For sites that say none and are not on record. */
  readonly timeZone: string;
}

/**
 * Sites are Locations of physical type `si`, units those of type `wa`; building, floor and zone come from what a unit is
 * part of, beds from the Locations of type `bd` within. What FHIR does not say stays as it is on record.
 */
export function readPlaces(resources: Resources, context: PlacesContext, log: IssueLog): Places {
  const locations = resources.all('Location').filter(({ resource }) => resource.status !== 'inactive');
  const beds = new Map<Location, number>();
  for (const { resource } of locations)
    if (is(resource, 'bd')) for (const above of ancestors(resources, resource)) beds.set(above, (beds.get(above) ?? 0) + 1);
  const ofType = (code: 'si' | 'wa'): Found<Location>[] =>
    firstOfEach(
      locations.filter(({ resource }) => is(resource, code)),
      log,
    );
  return {
    sites: ofType('si').map(({ resource, line }) => ({ line, resource: toSite(resource, context, line, log) })),
    units: ofType('wa').flatMap(({ resource, line }) => {
      const unit = toUnit(resource, ancestors(resources, resource), beds.get(resource), context);
      if (!unit)
        log.error(
          line,
          'Location.partOf',
          resource.name ?? '',
          'The unit is part of no Location of physical type si (site); it was left out.',
        );
      return unit ? [{ line, resource: unit }] : [];
    }),
  };
}

function firstOfEach(found: Found<Location>[], log: IssueLog): Found<Location>[] {
  const seen = new Set<string>();
  return found.filter(({ resource, line }) => {
    const id = idOf(resource);
    if (id !== '' && !seen.has(id)) return seen.add(id);
    log.error(
      line,
      'Location.identifier',
      id,
      id === '' ? 'The place has no id; it was left out.' : 'This place is in the file already; the first one counts.',
    );
    return false;
  });
}

function toUnit(location: Location, above: readonly Location[], beds: number | undefined, context: PlacesContext): Unit | null {
  const site = above.find((one) => is(one, 'si'));
  if (!site) return null;
  const unitId = unitIdOf(location);
  const before = context.units.get(unitId);
  const named = (code: 'bu' | 'lvl' | 'wi'): string | undefined => above.find((one) => is(one, code))?.name;
  return {
    unitId,
    name: location.name ?? before?.name ?? unitId,
    siteId: idOf(site),
    building: named('bu') ?? before?.building ?? '',
    floor: named('lvl') ?? before?.floor ?? '',
    zone: named('wi') ?? before?.zone ?? '',
    specialty: before?.specialty ?? '',
    beds: beds ?? before?.beds ?? 0,
  };
}

function toSite(location: Location, { sites, timeZone }: PlacesContext, line: number, log: IssueLog): Site {
  const siteId = idOf(location);
  const before = sites.get(siteId);
  const told = location.extension.find((one) => one.url === timeZoneExtension)?.valueCode;
  const good = told !== undefined && isTimeZone(told);
  const otherwise = before?.timeZone ?? timeZone;
  if (!good && (told !== undefined || !before))
    log.warning(
      line,
      'Location.extension(timezone)',
      told ?? '',
      `Site ${siteId} says no time zone that we know; ${otherwise} is assumed.`,
    );
  return { siteId, name: location.name ?? before?.name ?? siteId, timeZone: good ? told : otherwise };
}

/** What a place is part of, nearest first. Bounded: files exist whose places are part of themselves. */
function ancestors(resources: Resources, location: Location): Location[] {
  const above: Location[] = [];
  let next = resources.resolve('Location', location.partOf?.reference);
  while (next && above.length < depthMax && !above.includes(next)) {
    above.push(next);
    next = resources.resolve('Location', next.partOf?.reference);
  }
  return above;
}
