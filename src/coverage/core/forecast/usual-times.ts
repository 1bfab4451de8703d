import type { Interval } from '#kernel/interval.ts';
import { addDays, shiftedInstant, toLocal, type LocalDate, type LocalTime, type TimeZone } from '#kernel/time.ts';
import type { CoverageSettings } from '../settings.ts';
import { isTimed, type Sightings } from './sightings.ts';

/** The clinician's median times on a unit, once enough rounds there had times; before that a day stays a day. */
export function usualTimes(
  seen: Sightings,
  unitId: string,
  zones: ReadonlyMap<string, TimeZone>,
  settings: CoverageSettings,
): (date: LocalDate) => Interval | null {
  const zone = zones.get(unitId);
  const parts = seen.rounds.filter((round) => round.unitId === unitId && isTimed(round)).flatMap((round) => round.parts);
  if (zone === undefined || parts.length < settings.forecastTimesMin) return () => null;
  const start = median(parts.map((part) => toLocal(part.start, zone).time));
  const end = median(parts.map((part) => toLocal(part.end, zone).time));
  return (date) => ({
    start: shiftedInstant(date, start, zone),
    end: shiftedInstant(end > start ? date : addDays(date, 1), end, zone),
  });
}

const median = (times: readonly LocalTime[]): LocalTime => times.toSorted()[Math.floor(times.length / 2)] ?? '00:00';
