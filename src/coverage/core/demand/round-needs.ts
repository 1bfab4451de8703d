import { defined } from '#kernel/assert.ts';
import { lengthMs, type Interval } from '#kernel/interval.ts';
import { hourMs, minuteMs, toLocal, type TimeZone } from '#kernel/time.ts';
import { stateOfRound } from '../clock/clock.ts';
import type { ClinicianClock } from '../clock/clinician-clocks.ts';
import type { PlannedRound } from '../clock/planned-rounds.ts';
import { clockBefore } from '../clock/project-states.ts';
import { unitZones } from '../clock/unit-zones.ts';
import type { CoverageFacts } from '../facts.ts';
import type { ExposureState, Need } from '../need.ts';
import type { CoverageSettings } from '../settings.ts';
import type { DateRange } from './date-range.ts';
import type { TopicOf } from './topic.ts';

/** A need for each planned round on a live unit whose clinician is not stable just before it. The clock decides, not the go-live's weeks. */
export function roundNeeds(
  facts: CoverageFacts,
  settings: CoverageSettings,
  range: DateRange,
  clocks: ReadonlyMap<string, ClinicianClock>,
  topicOf: TopicOf,
): Need[] {
  const zones = unitZones(facts);
  const needs: Need[] = [];
  for (const { personId, rounds, projection } of clocks.values()) {
    let busyUntil = -Infinity;
    for (const round of rounds) {
      const zone = defined(zones.get(round.unitId), `time zone of ${round.unitId}`);
      const state = stateOfRound(clockBefore(projection, round.roundId));
      if (state !== 'stable')
        needs.push(
          ...needsOf(round, state, windows(round, busyUntil, settings), zone, topicOf(personId), settings).filter(startsIn(range)),
        );
      busyUntil = Math.max(busyUntil, round.parts.at(-1)?.end ?? busyUntil);
    }
  }
  return needs;
}

const startsIn =
  (range: DateRange) =>
  (need: Need): boolean =>
    range.from <= need.date && need.date <= range.to;

/** The clinician's own times, with the lead before surgery as far as they are free, each short enough for one supporter. */
function windows(round: PlannedRound, busyUntil: number, settings: CoverageSettings): Interval[] {
  const lead = round.kind === 'surgery' ? settings.surgeryLeadMinutes * minuteMs : 0;
  return round.parts
    .map((part, i) => (i === 0 ? { start: Math.min(part.start, Math.max(part.start - lead, busyUntil)), end: part.end } : part))
    .flatMap((part) => splitEvenly(part, settings.roundHoursMax * hourMs));
}

function splitEvenly(window: Interval, longestMs: number): Interval[] {
  const pieces = Math.ceil(lengthMs(window) / longestMs);
  const cut = (i: number): number =>
    i === pieces ? window.end : window.start + Math.round((i * lengthMs(window)) / pieces / minuteMs) * minuteMs;
  return Array.from({ length: pieces }, (_, i) => ({ start: cut(i), end: cut(i + 1) }));
}

/** Day-one help is one to one; settling clinicians share by the ratio of the settings. */
export const shareMaxOf = (state: ExposureState, settings: CoverageSettings): number =>
  state === 'settling' ? settings.settlingClinicians : 1;

function missingCost(round: PlannedRound, state: ExposureState, settings: CoverageSettings): number {
  const perHour =
    state === 'settling'
      ? settings.missingCostSettling
      : state === 'lapsed'
        ? settings.missingCostLapsed
        : settings.missingCostFirstLiveRound;
  // Expected cost: a round that may not happen is missed only as often as it happens.
  return Math.round(perHour * (round.kind === 'call' ? settings.callMissingShare : 1) * round.confidence * 100) / 100;
}

function needsOf(
  round: PlannedRound,
  state: ExposureState,
  pieces: readonly Interval[],
  zone: TimeZone,
  topic: string,
  settings: CoverageSettings,
): Need[] {
  return pieces.map((window, i) => ({
    id: `n-r-${round.roundId}${i === 0 ? '' : `-${i + 1}`}`,
    kind: 'round',
    unitId: round.unitId,
    personId: round.personId,
    shiftId: null,
    date: toLocal(window.start, zone).date,
    start: window.start,
    end: window.end,
    headcount: 1,
    topic,
    minutes: lengthMs(window) / minuteMs,
    shareMax: shareMaxOf(state, settings),
    state,
    missingCostPerHour: missingCost(round, state, settings),
    confidence: round.confidence,
  }));
}
