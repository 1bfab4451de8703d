import type { PresenceSource } from '../facts.ts';
import { isTimed, type Sightings } from './sightings.ts';

export interface Reliability {
  readonly kept: number;
  readonly chances: number;
}

/** How often each kind of schedule came true, over all clinicians: planned rounds of the recorded past that have a live round on unit and day. */
export function scheduleReliability(everybody: Iterable<Sightings>): ReadonlyMap<PresenceSource, Reliability> {
  const found = new Map<PresenceSource, Reliability>();
  for (const { rounds, recorded, livedOn } of everybody)
    for (const round of rounds) {
      const { unitId, date, source } = round;
      if (!isTimed(round) || !recorded(unitId, date)) continue;
      const { kept, chances } = found.get(source) ?? { kept: 0, chances: 0 };
      found.set(source, { kept: kept + (livedOn(unitId, date) ? 1 : 0), chances: chances + 1 });
    }
  return found;
}

/** How completely schedules name rounds, over all recorded days that a clinician's own schedule reaches: rounds, other days, and how many of each it named. */
export interface Naming {
  readonly rounds: number;
  readonly roundsNamed: number;
  readonly others: number;
  readonly othersNamed: number;
}

export function scheduleNaming(everybody: Iterable<Sightings>): Naming {
  const naming = { rounds: 0, roundsNamed: 0, others: 0, othersNamed: 0 };
  for (const { days, units, rounds, recorded, livedOn, scheduleFrom, scheduleReaches } of everybody) {
    if (scheduleFrom === null || scheduleReaches === null) continue;
    for (const unitId of units) {
      const named = new Set(rounds.filter((round) => round.unitId === unitId).map(({ date }) => date));
      for (const date of days) {
        if (date < scheduleFrom || date > scheduleReaches || !recorded(unitId, date)) continue;
        const lived = livedOn(unitId, date);
        naming[lived ? 'rounds' : 'others'] += 1;
        if (named.has(date)) naming[lived ? 'roundsNamed' : 'othersNamed'] += 1;
      }
    }
  }
  return naming;
}

/** Bayes' rule for a day that a schedule might have named and did not. With no record, half of all rounds are taken to be named. */
export function notNamed(confidence: number, { rounds, roundsNamed, others, othersNamed }: Naming): number {
  const unnamedRound = (rounds - roundsNamed + 1) / (rounds + 2);
  const unnamedOther = (others - othersNamed + 1) / (others + 1);
  return (confidence * unnamedRound) / (confidence * unnamedRound + (1 - confidence) * unnamedOther);
}
