import { addDays, type LocalDate } from '#kernel/time.ts';
import type { ExposureState } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';

/** One clinician's live rounds on one date, on units that were live on it. `supportedRounds` <= `liveRounds`. */
export interface RoundsOnDay {
  readonly date: LocalDate;
  readonly liveRounds: number;
  readonly supportedRounds: number;
}

/** `recordsKept` false: this installation has no training records at all, so that a missing one says nothing. */
export interface Training {
  readonly certifiedOn: LocalDate | null;
  readonly recordsKept: boolean;
}

/**
 * Where a clinician's day-one clock stands after some live rounds. An *episode* begins with the first live round, and anew with the first
 * round after a lapse; day-one help belongs to the episode, `liveRounds` and `supportedRounds` count over all of them.
 */
export interface Clock {
  readonly state: ExposureState;
  /** First date on which `state` held; null where no record says. */
  readonly since: LocalDate | null;
  readonly liveRounds: number;
  readonly supportedRounds: number;
  readonly lastLiveOn: LocalDate | null;
  readonly episode: { readonly returning: boolean; readonly liveRounds: number; readonly supportedRounds: number };
}

const noEpisode = { returning: false, liveRounds: 0, supportedRounds: 0 };

/** Before the first live round. No record of training is proof of nothing where no records are kept: such a person counts as trained. */
export function clockBeforeRounds(training: Training, at: LocalDate): Clock {
  const certified = training.certifiedOn !== null && training.certifiedOn <= at;
  const state = certified || !training.recordsKept ? 'trained' : 'untrained';
  return { state, since: certified ? training.certifiedOn : null, liveRounds: 0, supportedRounds: 0, lastLiveOn: null, episode: noEpisode };
}

/** Last date on which the next live round still finds the clinician as they are; null before the first live round. */
export function lastDayBeforeLapse(clock: Clock, settings: CoverageSettings): LocalDate | null {
  if (clock.lastLiveOn === null) return null;
  return addDays(clock.lastLiveOn, clock.state === 'stable' ? settings.stableLapseDays : settings.settlingLapseDays);
}

/** The same clock on a later date with no round in between: only a lapse can have happened. */
export function waitUntil(clock: Clock, at: LocalDate, settings: CoverageSettings): Clock {
  const lastDay = lastDayBeforeLapse(clock, settings);
  if (lastDay === null || at <= lastDay) return clock;
  // A lapse that is not yet made good goes on; its `since` stays, and a longer absence starts the episode again.
  const since = clock.state === 'lapsed' ? clock.since : addDays(lastDay, 1);
  return { ...clock, state: 'lapsed', since, episode: { ...noEpisode, returning: true } };
}

/** The clock after `rounds` more. Dates must not go backwards. */
export function advance(clock: Clock, rounds: RoundsOnDay, settings: CoverageSettings): Clock {
  if (rounds.liveRounds === 0) return clock;
  const before = waitUntil(clock, rounds.date, settings);
  const episode = {
    returning: before.episode.returning,
    liveRounds: before.episode.liveRounds + rounds.liveRounds,
    supportedRounds: before.episode.supportedRounds + rounds.supportedRounds,
  };
  const liveRounds = before.liveRounds + rounds.liveRounds;
  const state = stateAfter(liveRounds, episode, settings);
  return {
    state,
    since: state === before.state ? before.since : rounds.date,
    liveRounds,
    supportedRounds: before.supportedRounds + rounds.supportedRounds,
    lastLiveOn: rounds.date,
    episode,
  };
}

function stateAfter(liveRounds: number, episode: Clock['episode'], settings: CoverageSettings): ExposureState {
  const dayOne = episode.supportedRounds < settings.dayOneSupportedRounds && episode.liveRounds < settings.dayOneRoundsMax;
  if (dayOne) return episode.returning ? 'lapsed' : 'first-live-round';
  const resettled = !episode.returning || episode.liveRounds >= settings.resettleRounds;
  return liveRounds >= settings.stableRounds && resettled ? 'stable' : 'settling';
}

/** The clock at `at` after the whole of `history`, in any order; later entries than `at` are not yet lived and do not count. */
export function clockAt(history: readonly RoundsOnDay[], training: Training, settings: CoverageSettings, at: LocalDate): Clock {
  const lived = history.filter((day) => day.date <= at).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const clock = lived.reduce((sofar, day) => advance(sofar, day, settings), clockBeforeRounds(training, at));
  return waitUntil(clock, at, settings);
}

/** What a round that starts now is to the clinician: whoever was trained and has not rounded yet stands before the first live round. */
export const stateOfRound = (clock: Clock): ExposureState => (clock.state === 'trained' ? 'first-live-round' : clock.state);
