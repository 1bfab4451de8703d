import type { Interval } from '#kernel/interval.ts';
import { addDays, datesFrom, toLocal, type LocalDate, type TimeZone } from '#kernel/time.ts';
import { isLive, liveFrom } from '../clock/live-units.ts';
import { plannedRounds, type PlannedRound } from '../clock/planned-rounds.ts';
import { unitZones } from '../clock/unit-zones.ts';
import type { CoverageFacts, Presence, PresenceSource } from '../facts.ts';
import type { CoverageSettings } from '../settings.ts';

/** Everything known of where one clinician was and is said to be. */
export interface Sightings {
  readonly personId: string;
  /** Past dates of which the installation knows anything, oldest first. */
  readonly days: readonly LocalDate[];
  /** Units on which the clinician was ever seen. */
  readonly units: ReadonlySet<string>;
  /** Whether the record of live rounds speaks of the unit on that date. */
  readonly recorded: (unitId: string, date: LocalDate) => boolean;
  /** A live round is on record. */
  readonly livedOn: (unitId: string, date: LocalDate) => boolean;
  readonly presentOn: (unitId: string, date: LocalDate) => boolean;
  /** Past and future, all sources merged. */
  readonly rounds: readonly PlannedRound[];
  /**
   * First and last date of the schedules that name the clinician at all; null without any. A schedule reaches as far as it names anybody:
   * the days after somebody's own last entry are days on which it does not name them.
   */
  readonly scheduleFrom: LocalDate | null;
  readonly scheduleReaches: LocalDate | null;
}

export type SightingFacts = Pick<CoverageFacts, 'sites' | 'units' | 'goLives' | 'presences' | 'exposures'>;

/**
 * Past presence of everybody of whom a presence or a live round is known: where the record of live rounds speaks (a live unit, between the
 * installation's first and last recorded date), what it says; elsewhere, what schedules and ADT said. The past begins where the installation
 * knows anything at all, the same for everybody: a history that began with a clinician's own first round would flatter them.
 */
export function sightings(facts: SightingFacts, settings: CoverageSettings, today: LocalDate): Map<string, Sightings> {
  const zones = unitZones(facts);
  const live = liveFrom(facts);
  const record = recordOf(facts);
  const days = pastDays(facts, settings, today);
  const reach = reachBySource(facts.presences);
  const presences = Map.groupBy(
    facts.presences.filter(({ source }) => source !== 'forecast'),
    ({ personId }) => personId,
  );
  const exposures = Map.groupBy(
    facts.exposures.filter(({ liveRounds }) => liveRounds > 0),
    ({ personId }) => personId,
  );
  const seen = new Map<string, Sightings>();
  for (const personId of new Set([...presences.keys(), ...exposures.keys()])) {
    const rounds = plannedRounds(presences.get(personId) ?? [], zones, settings);
    const rows = exposures.get(personId) ?? [];
    const [lived, planned] = [new Set(rows.map(placeAndDay)), new Set(rounds.map(placeAndDay))];
    const recorded = (unitId: string, date: LocalDate): boolean => speaks(record, isLive(live, unitId, date), date);
    const livedOn = (unitId: string, date: LocalDate): boolean => lived.has(placeAndDay({ unitId, date }));
    seen.set(personId, {
      personId,
      days,
      units: new Set([...rows, ...rounds].map(({ unitId }) => unitId).filter((unitId) => zones.has(unitId))),
      livedOn,
      recorded,
      presentOn: (unitId, date) => livedOn(unitId, date) || (!recorded(unitId, date) && planned.has(placeAndDay({ unitId, date }))),
      rounds,
      ...reachOf(rounds, reach, facts.sites[0]?.timeZone),
    });
  }
  return seen;
}

const placeAndDay = ({ unitId, date }: { readonly unitId: string; readonly date: LocalDate }): string => `${unitId}\n${date}`;

/** A schedule says when; a call or a patient's attending of record only that somebody may come. */
export const isTimed = ({ kind }: PlannedRound): boolean => kind !== 'call' && kind !== 'attending';

type Reach = Pick<Sightings, 'scheduleFrom' | 'scheduleReaches'>;

function reachOf(rounds: readonly PlannedRound[], reach: ReadonlyMap<PresenceSource, Interval>, zone: TimeZone | undefined): Reach {
  // A patient's attending of record is a sighting, not a schedule.
  const spans = [...new Set(rounds.map(({ source }) => source))].flatMap((source) =>
    source === 'adt' ? [] : [reach.get(source) ?? []].flat(),
  );
  if (spans.length === 0 || zone === undefined) return { scheduleFrom: null, scheduleReaches: null };
  return {
    scheduleFrom: toLocal(Math.min(...spans.map(({ start }) => start)), zone).date,
    scheduleReaches: toLocal(Math.max(...spans.map(({ end }) => end)), zone).date,
  };
}

/** From the first to the last presence of each source, by their starts. */
function reachBySource(presences: readonly Presence[]): Map<PresenceSource, Interval> {
  const reach = new Map<PresenceSource, Interval>();
  for (const { source, start } of presences) {
    const known = reach.get(source) ?? { start, end: start };
    reach.set(source, { start: Math.min(known.start, start), end: Math.max(known.end, start) });
  }
  return reach;
}

function pastDays(facts: SightingFacts, settings: CoverageSettings, today: LocalDate): LocalDate[] {
  const earliest = earliestDate(facts);
  const oldest = addDays(today, -settings.forecastHistoryDays);
  return earliest === null ? [] : datesFrom(earliest > oldest ? earliest : oldest, addDays(today, -1));
}

interface RecordSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** First and last date of which the installation has any live round on record. */
function recordOf(facts: Pick<CoverageFacts, 'exposures'>): RecordSpan | null {
  const dates = facts.exposures.map(({ date }) => date).toSorted();
  const [from, to] = [dates[0], dates.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** Its last day may be incomplete, and does not count. */
const speaks = (record: RecordSpan | null, unitIsLive: boolean, date: LocalDate): boolean =>
  record !== null && unitIsLive && record.from <= date && date < record.to;

function earliestDate(facts: SightingFacts): LocalDate | null {
  const zone = facts.sites[0]?.timeZone;
  const first = facts.presences.reduce((earliest, { start }) => Math.min(earliest, start), Infinity);
  const presence = zone === undefined || first === Infinity ? null : toLocal(first, zone).date;
  const recorded = recordOf(facts)?.from ?? null;
  if (presence === null || recorded === null) return presence ?? recorded;
  return presence < recorded ? presence : recorded;
}
