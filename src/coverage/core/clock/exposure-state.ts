import type { LocalDate } from '#kernel/time.ts';
import type { ExposureState } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';
import { clockAt, lastDayBeforeLapse, type Clock, type RoundsOnDay, type Training } from './clock.ts';

/** The day-one clock as people read it. */
export interface ClockReading {
  readonly state: ExposureState;
  /** First date of the state; null where no record says. */
  readonly since: LocalDate | null;
  readonly liveRounds: number;
  readonly supportedRounds: number;
  /** What comes next if live rounds go on with a supporter beside them; null once stable. */
  readonly next: { readonly state: ExposureState; readonly supportedRounds: number } | null;
  /** With no further live round the clinician counts as lapsed after this date; null before the first, and once lapsed. */
  readonly lapsesAfter: LocalDate | null;
  /** One sentence in plain words. */
  readonly why: string;
}

/**
 * The state of one clinician's own exposure on a date (C8).
 * Source of the idea: a physician whose first live round falls in week five "will require the same level of support as those on day one"
 * (HIMSS CPOE Wiki, Training and Support): rounds lived decide, never weeks since go-live.
 */
export function exposureState(
  history: readonly RoundsOnDay[],
  training: Training,
  settings: CoverageSettings,
  at: LocalDate,
): ClockReading {
  return readClock(clockAt(history, training, settings, at), settings);
}

export function readClock(clock: Clock, settings: CoverageSettings): ClockReading {
  return {
    state: clock.state,
    since: clock.since,
    liveRounds: clock.liveRounds,
    supportedRounds: clock.supportedRounds,
    next: nextState(clock, settings),
    lapsesAfter: clock.state === 'lapsed' ? null : lastDayBeforeLapse(clock, settings),
    why: why(clock, settings),
  };
}

function nextState(clock: Clock, settings: CoverageSettings): ClockReading['next'] {
  const { episode } = clock;
  switch (clock.state) {
    case 'untrained':
      return { state: 'trained', supportedRounds: 0 };
    case 'trained':
      return { state: 'first-live-round', supportedRounds: 0 };
    case 'first-live-round':
    case 'lapsed': {
      const rounds = settings.dayOneSupportedRounds - episode.supportedRounds;
      const roundsToLimit = settings.dayOneRoundsMax - episode.liveRounds;
      return { state: 'settling', supportedRounds: Math.min(rounds, roundsToLimit) };
    }
    case 'settling': {
      const resettle = episode.returning ? settings.resettleRounds - episode.liveRounds : 0;
      return { state: 'stable', supportedRounds: Math.max(settings.stableRounds - clock.liveRounds, resettle) };
    }
    case 'stable':
      return null;
  }
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

function why(clock: Clock, settings: CoverageSettings): string {
  const lived = `${count(clock.liveRounds, 'live round')}, ${clock.supportedRounds} with a supporter`;
  switch (clock.state) {
    case 'untrained':
      return 'No certified training on record and no live round yet.';
    case 'trained':
      return clock.since === null
        ? 'No live round yet; this installation keeps no training records, so training is taken as done.'
        : `Certified on ${clock.since}; no live round yet.`;
    case 'first-live-round':
      return `${lived}: day-one help lasts until ${count(settings.dayOneSupportedRounds, 'supported round')}, or ${settings.dayOneRoundsMax} in all.`;
    case 'settling':
      return `${lived}; stable from ${settings.stableRounds}${clock.episode.returning ? `, of which ${settings.resettleRounds} since the return` : ''}.`;
    case 'stable':
      return `${lived}, the last on ${clock.lastLiveOn}.`;
    case 'lapsed':
      return `${lived}; lapsed on ${clock.since} after too long without one: day-one help is open again.`;
  }
}
