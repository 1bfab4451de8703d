import type { LocalDate } from '#kernel/time.ts';
import type { CoverageFacts } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';
import { clockBeforeRounds, waitUntil, type RoundsOnDay, type Training } from './clock.ts';
import { readClock, type ClockReading } from './exposure-state.ts';
import { isLive, liveFrom } from './live-units.ts';
import { plannedRounds, type PlannedRound } from './planned-rounds.ts';
import { projectStates, type Projection } from './project-states.ts';
import { unitZones } from './unit-zones.ts';

/** All that the clock of one clinician was read from. */
export interface ClinicianClock {
  readonly personId: string;
  /** Planned rounds on units that are live on their date, in order of start. */
  readonly rounds: readonly PlannedRound[];
  readonly history: readonly RoundsOnDay[];
  readonly training: Training;
  readonly projection: Projection;
  /** The last date of which the installation has any record of live rounds. */
  readonly recordedTo: LocalDate | null;
}

/** What clocks are read from. */
export type ClockFacts = Pick<CoverageFacts, 'sites' | 'units' | 'goLives' | 'presences' | 'exposures' | 'outreaches' | 'trainedOn'>;

/** Everybody of whom a presence, a live round or an outreach is known; personId -> clock. */
export function clinicianClocks(facts: ClockFacts, settings: CoverageSettings): ReadonlyMap<string, ClinicianClock> {
  const zones = unitZones(facts);
  const live = liveFrom(facts);
  const recordedTo = lastRecordedDate(facts);
  const presences = Map.groupBy(facts.presences, (presence) => presence.personId);
  const exposures = Map.groupBy(facts.exposures, (exposure) => exposure.personId);
  const outreaches = facts.outreaches.map((outreach) => outreach.personId);
  const clocks = new Map<string, ClinicianClock>();
  for (const personId of new Set([...presences.keys(), ...exposures.keys(), ...outreaches])) {
    const rounds = plannedRounds(presences.get(personId) ?? [], zones, settings).filter((round) => isLive(live, round.unitId, round.date));
    const history = (exposures.get(personId) ?? []).filter((exposure) => isLive(live, exposure.unitId, exposure.date));
    const training = trainingOf(facts, personId);
    const projection = projectStates(history, rounds, training, recordedTo, settings);
    clocks.set(personId, { personId, rounds, history, training, projection, recordedTo });
  }
  return clocks;
}

function lastRecordedDate(facts: Pick<CoverageFacts, 'exposures'>): LocalDate | null {
  return facts.exposures.reduce<LocalDate | null>((last, { date }) => (last === null || date > last ? date : last), null);
}

const trainingOf = (facts: Pick<CoverageFacts, 'trainedOn'>, personId: string): Training => ({
  certifiedOn: facts.trainedOn.get(personId) ?? null,
  recordsKept: facts.trainedOn.size > 0,
});

/** One clinician's clock at the end of a date: recorded rounds, and beyond the record the planned ones up to it. */
export function readingOn(clock: ClinicianClock, settings: CoverageSettings, at: LocalDate): ClockReading {
  const past = <T extends { readonly date: LocalDate }>(items: readonly T[]): T[] => items.filter((item) => item.date <= at);
  const history = past(clock.history);
  const rounds = past(clock.rounds);
  const { after } = projectStates(history, rounds, clock.training, clock.recordedTo, settings);
  const lived = after !== null && after.liveRounds > 0;
  return readClock(lived ? waitUntil(after, at, settings) : clockBeforeRounds(clock.training, at), settings);
}
