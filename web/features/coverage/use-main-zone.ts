import { useMemo } from 'react';
import type { TimeZone } from '#kernel/time.ts';
import type { BoardModel } from './board-model.ts';

/** The zone in which the board's axis is drawn: the chosen site's, else that of most units. */
export function useMainZone(model: BoardModel | undefined, siteId: string | undefined): TimeZone {
  return useMemo(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!model) return own;
    const { sites, units } = model.answer;
    const chosen = sites.find((site) => site.siteId === siteId);
    if (chosen) return chosen.timeZone;
    const zones = new Map(sites.map((site) => [site.siteId, site.timeZone]));
    const counted = [...Map.groupBy(units, (unit) => zones.get(unit.siteId) ?? own)].toSorted((a, b) => b[1].length - a[1].length);
    return counted[0]?.[0] ?? sites[0]?.timeZone ?? own;
  }, [model, siteId]);
}
