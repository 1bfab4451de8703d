import { defined } from '#kernel/assert.ts';
import type { LocalDate } from '#kernel/time.ts';
import type { PresenceKind } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';
import { advance, clockBeforeRounds, waitUntil, type Clock, type RoundsOnDay, type Training } from './clock.ts';

/** What the projection needs of a planned round on a live unit. */
export interface ProjectedRound {
  readonly roundId: string;
  readonly date: LocalDate;
  readonly kind: PresenceKind;
  readonly confidence: number;
}

export interface Projection {
  /** roundId -> the clock just before that round. */
  readonly before: ReadonlyMap<string, Clock>;
  /** After the last recorded or planned round; null if there is none. */
  readonly after: Clock | null;
}

/**
 * Lets the recorded and the planned rounds of one clinician pass in order. A planned round before the one in question counts as lived and
 * supported: the sixth planned round of a newcomer is settling, not first.
 *
 * The record rules as far as it goes: before `recordedTo` (the last date for which this installation has any exposure) a planned round
 * without a record did not happen; from then on a day has as many rounds as were recorded or planned, whichever is more.
 * `planned` is in order of start.
 */
export function projectStates(
  history: readonly RoundsOnDay[],
  planned: readonly ProjectedRound[],
  training: Training,
  recordedTo: LocalDate | null,
  settings: CoverageSettings,
): Projection {
  const lived = sumByDate(history);
  const plannedByDate = Map.groupBy(planned, (round) => round.date);
  const before = new Map<string, Clock>();
  let clock: Clock | null = null;
  for (const date of [...new Set([...lived.keys(), ...plannedByDate.keys()])].toSorted()) {
    const morning: Clock = clock === null || clock.liveRounds === 0 ? clockBeforeRounds(training, date) : waitUntil(clock, date, settings);
    const recorded = lived.get(date) ?? { date, liveRounds: 0, supportedRounds: 0 };
    let passed = 0;
    for (const round of plannedByDate.get(date) ?? []) {
      before.set(round.roundId, advance(morning, takeRounds(recorded, passed), settings));
      if (advancesClock(round, settings)) passed += 1;
    }
    const recordRules = recordedTo !== null && date < recordedTo;
    clock = advance(morning, recordRules ? recorded : takeRounds(recorded, Math.max(passed, recorded.liveRounds)), settings);
  }
  return { before, after: clock };
}

/** Being on call or the attending of record is no proof of a round; an unsure round must not take anybody's day-one help away. */
export function advancesClock(round: ProjectedRound, settings: CoverageSettings): boolean {
  return round.kind !== 'call' && round.kind !== 'attending' && round.confidence >= settings.advanceConfidenceMin;
}

/** The first `rounds` of a day: as recorded, then as planned, and planned ones count as supported. */
function takeRounds(recorded: RoundsOnDay, rounds: number): RoundsOnDay {
  const beyondRecord = Math.max(0, rounds - recorded.liveRounds);
  return {
    date: recorded.date,
    liveRounds: rounds,
    supportedRounds: Math.min(rounds, recorded.supportedRounds + beyondRecord),
  };
}

function sumByDate(history: readonly RoundsOnDay[]): Map<LocalDate, RoundsOnDay> {
  const days = new Map<LocalDate, RoundsOnDay>();
  for (const day of history) {
    const sum = days.get(day.date);
    days.set(day.date, {
      date: day.date,
      liveRounds: day.liveRounds + (sum?.liveRounds ?? 0),
      supportedRounds: Math.min(day.supportedRounds, day.liveRounds) + (sum?.supportedRounds ?? 0),
    });
  }
  return days;
}

/** The clock just before a round that was part of the projection. */
export const clockBefore = (projection: Projection, roundId: string): Clock =>
  defined(projection.before.get(roundId), `clock before round ${roundId}`);
