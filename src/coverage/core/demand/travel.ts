import type { UnitFact } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';

/**
 * Whole minutes from one unit to another: 0 within a unit, else a sum of what lies between (a walk, another zone, a lift, floors, another
 * building), or the drive to another site. A pseudo-metric: symmetric, and never longer than a way round by a third unit. Each part is one
 * by itself, and so are their sum, its cap at the drive, and rounding up. An empty zone, floor or building is unknown: half of what a
 * different one would add. Source of the figures: the settings, most of them assumptions to be replaced by what the site measures.
 */
export function travelMinutes(a: UnitFact, b: UnitFact, settings: CoverageSettings): number {
  if (a.unitId === b.unitId) return 0;
  if (a.siteId !== b.siteId) return Math.ceil(settings.siteMinutes);
  const withinSite =
    settings.walkMinutes +
    differs(a.zone, b.zone) * settings.zoneMinutes +
    differs(a.building, b.building) * settings.buildingMinutes +
    differs(a.floor, b.floor) * settings.liftMinutes +
    Math.abs(floorNumber(a.floor) - floorNumber(b.floor)) * settings.floorMinutes;
  return Math.ceil(Math.min(withinSite, settings.siteMinutes));
}

function differs(a: string, b: string): number {
  if (a === b) return 0;
  return a === '' || b === '' ? 0.5 : 1;
}

/** `4`, `4th`, `L4` are the fourth; `B2` and `-2` two below ground; `G`, `Lobby` and unknown count as the ground floor. */
export function floorNumber(floor: string): number {
  const digits = /\d+/.exec(floor);
  if (!digits) return 0;
  const below = /^\s*(?:-|b\d|basement|sub)/i.test(floor);
  return below ? -Number(digits[0]) : Number(digits[0]);
}
