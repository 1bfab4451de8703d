import type { Interval } from '#kernel/interval.ts';
import { addDays, datesFrom, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { unitZones } from '../clock/unit-zones.ts';
import type { Presence, PresenceSource } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';
import { learnHabit, type Opportunity } from './cadence.ts';
import { notNamed, scheduleNaming, scheduleReliability, type Naming, type Reliability } from './reliability.ts';
import { isTimed, sightings, type SightingFacts, type Sightings } from './sightings.ts';
import { usualTimes } from './usual-times.ts';
import { whyHabit, whySchedule } from './why.ts';

/** One day on which a clinician will, so sure, be on a unit. */
export interface PresenceForecast {
  readonly personId: string;
  readonly unitId: string;
  readonly date: LocalDate;
  /** Null: the day is known from habit, the time of day is not. */
  readonly window: Interval | null;
  /** 0 … 1 in steps of 0.01. */
  readonly confidence: number;
  /** `forecast` = from past presence alone; else the schedule that says so. */
  readonly source: PresenceSource;
  readonly why: string;
}

/**
 * Where each clinician will be, from `today` on for `forecastDays`: what schedules say, as sure as such a schedule has proved to be, and
 * beside it what past presence suggests, less so on a day that the clinician's schedule reaches and does not name. By personId; in order of
 * date, surest first. `whose`: only theirs; how far schedules are to be trusted is still learned from everybody.
 */
export function forecastPresence(
  facts: SightingFacts,
  settings: CoverageSettings,
  today: LocalDate,
  whose: (personId: string) => boolean = () => true,
): Map<string, PresenceForecast[]> {
  const seen = sightings(facts, settings, today);
  const reliability = scheduleReliability(seen.values());
  const naming = scheduleNaming(seen.values());
  const zones = unitZones(facts);
  const dates = datesFrom(today, addDays(today, settings.forecastDays - 1));
  return new Map(
    [...seen]
      .filter(([personId]) => whose(personId))
      .map(([personId, person]) => {
        const habits = [...person.units].flatMap((unitId) => habitForecasts(person, unitId, dates, naming, zones, settings));
        return [personId, [...scheduledForecasts(person, dates, reliability, settings), ...habits].toSorted(byDate)];
      }),
  );
}

const byDate = (a: PresenceForecast, b: PresenceForecast): number =>
  (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || b.confidence - a.confidence || (a.unitId < b.unitId ? -1 : 1);

const toHundredths = (p: number): number => Math.round(p * 100) / 100;

function scheduledForecasts(
  seen: Sightings,
  dates: readonly LocalDate[],
  reliability: ReadonlyMap<PresenceSource, Reliability>,
  settings: CoverageSettings,
): PresenceForecast[] {
  const wanted = new Set(dates);
  return seen.rounds
    .filter(({ date }) => wanted.has(date))
    .flatMap((round) => {
      const { kept, chances } = (isTimed(round) ? reliability.get(round.source) : undefined) ?? { kept: 0, chances: 0 };
      const weight = settings.forecastSourceWeight;
      const confidence = toHundredths((kept + weight * round.confidence) / (chances + weight));
      const { personId, unitId, date, source } = round;
      const why = whySchedule(round, { kept, chances });
      return round.parts.map((window) => ({ personId, unitId, date, window, confidence, source, why }));
    });
}

function habitForecasts(
  seen: Sightings,
  unitId: string,
  dates: readonly LocalDate[],
  naming: Naming,
  zones: ReadonlyMap<string, TimeZone>,
  settings: CoverageSettings,
): PresenceForecast[] {
  const there = seen.rounds.filter((round) => round.unitId === unitId);
  const told = new Set(there.map(({ date }) => date));
  const days: Opportunity[] = seen.days.map((date) => ({ date, present: seen.presentOn(unitId, date) }));
  const guessOf = learnHabit(days, settings.forecastCadenceWeeksMax);
  const timesOn = usualTimes(seen, unitId, zones, settings);
  return dates.flatMap((date): PresenceForecast[] => {
    const reached = seen.scheduleReaches !== null && date <= seen.scheduleReaches;
    const guess = guessOf(date);
    const confidence = toHundredths(reached ? notNamed(guess.confidence, naming) : guess.confidence);
    if (told.has(date) || guess.hits === 0 || confidence < settings.forecastConfidenceMin) return [];
    const why = whyHabit(guess, unitId, date, reached ? naming : null);
    return [{ personId: seen.personId, unitId, date, window: timesOn(date), confidence, source: 'forecast', why }];
  });
}

/** Habits with a time of day as presences, to be added to the facts before needs are built. Schedules are in the facts already. */
export function presencesOf(forecasts: readonly PresenceForecast[]): Presence[] {
  return forecasts.flatMap(({ personId, unitId, date, window, confidence, source }) =>
    window === null || source !== 'forecast'
      ? []
      : [{ presenceId: `f-${personId}-${unitId}-${date}`, personId, unitId, ...window, kind: 'round', source, confidence } as const],
  );
}
