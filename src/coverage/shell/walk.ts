import type { Unit } from '#directory/contract.ts';
import { travelMinutes } from '../core/demand/travel.ts';
import { loadSettings } from '../store/facts.ts';
import type { Reader } from '../store/tables.ts';

/** Seconds on foot between units by the settings in force; a unit that is not (any more) on record is as far as another site. */
export async function loadWalk(reader: Reader, units: readonly Unit[]): Promise<(from: string, to: string) => number> {
  const settings = await loadSettings(reader);
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return (from, to) => {
    if (from === to) return 0;
    const [a, b] = [byId.get(from), byId.get(to)];
    return 60 * (a && b ? travelMinutes(a, b, settings) : settings.siteMinutes);
  };
}
