import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listPlaces } from '#directory/contract.ts';
import type { TimeZone } from '#kernel/time.ts';
import { call } from './call.ts';

export const placesKey = ['places'];

const none = { sites: [], units: [] };

/** All sites and units; a unit's name and time zone by its id (an id that is not known reads as itself). */
export function usePlaces() {
  const query = useQuery({ queryKey: placesKey, queryFn: () => call(listPlaces, {}), staleTime: 300_000 });
  const { data } = query;
  const places = useMemo(() => {
    const { sites, units } = data ?? none;
    const zones = new Map(sites.map((site) => [site.siteId, site.timeZone]));
    const byId = new Map(units.map((unit) => [unit.unitId, unit]));
    return {
      sites,
      units,
      unitName: (unitId: string | null): string => (unitId === null ? '' : (byId.get(unitId)?.name ?? unitId)),
      zoneOf: (unitId: string): TimeZone | undefined => zones.get(byId.get(unitId)?.siteId ?? ''),
    };
  }, [data]);
  return { ...places, data, error: query.error, refetch: query.refetch };
}
