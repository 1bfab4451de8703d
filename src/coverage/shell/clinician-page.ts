import { findPeople, loadGoLives, loadSites, loadUnits } from '#directory/index.ts';
import { overlaps, type Interval } from '#kernel/interval.ts';
import { addDays, hourMs, shiftedInstant, toLocal, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { loadTrainedOn } from '#training/index.ts';
import { publishedPlanId, type clinicianSorts, type ClinicianLine, type ClinicianPage, type ClockView } from '../contract.ts';
import { clinicianClocks, readingOn, type ClinicianClock, type ClockFacts } from '../core/clock/clinician-clocks.ts';
import { exposureState } from '../core/clock/exposure-state.ts';
import { forecastPresence, type PresenceForecast } from '../core/forecast/forecast.ts';
import type { PersonFact } from '../core/facts.ts';
import type { CoverageSettings } from '../core/settings.ts';
import { loadRounds, loadSettings } from '../store/facts.ts';
import { exposuresOf, outreachesOf, outreachView } from '../store/clinicians.ts';
import { assignmentsServing, needsOfPeople, uncoveredOfNeeds } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { fullName, namesOf } from '../words.ts';
import { placesOf, type Places } from './places.ts';

/** Everything that is known of everybody who rounds, at one moment. */
export interface Clinicians {
  readonly facts: ClockFacts;
  readonly settings: CoverageSettings;
  readonly places: Places;
  readonly clocks: ReadonlyMap<string, ClinicianClock>;
  readonly now: Instant;
}

/** `personId`: only this person's clock is read. Exposures stay whole: the last date that anybody recorded counts for all. */
export async function loadClinicians(
  reader: Reader,
  { now, trainedOn, personId }: { readonly now: Instant; readonly trainedOn: ClockFacts['trainedOn']; readonly personId?: string },
): Promise<Clinicians> {
  const [sites, units, goLives] = [await loadSites(reader), await loadUnits(reader), await loadGoLives(reader)];
  const facts = { sites, units, goLives, ...(await loadRounds(reader)), trainedOn };
  const settings = await loadSettings(reader);
  const presences = personId === undefined ? facts.presences : facts.presences.filter((one) => one.personId === personId);
  return { facts, settings, places: placesOf(facts), clocks: clinicianClocks({ ...facts, presences }, settings), now };
}

/** The clock of somebody of whom nothing is planned or recorded stands where training left it. */
export function clockOf({ facts, settings, places, clocks, now }: Clinicians, person: PersonFact): ClockView {
  const today = toLocal(now, places.zone(person.homeUnit)).date;
  const clock = clocks.get(person.personId);
  if (clock) return readingOn(clock, settings, today);
  const training = { certifiedOn: facts.trainedOn.get(person.personId) ?? null, recordsKept: facts.trainedOn.size > 0 };
  return exposureState([], training, settings, today);
}

const urgency: Record<ClockView['state'], number> = { lapsed: 0, 'first-live-round': 1, untrained: 2, trained: 3, settling: 4, stable: 5 };

/** Most in need of help first; within a state, who rounds next. */
export async function clinicianLines(reader: Reader, clinicians: Clinicians): Promise<ClinicianLine[]> {
  const { clocks, now } = clinicians;
  const people = new Map((await findPeople(reader, [...clocks.keys()])).map((person) => [person.personId, person]));
  const supported = await supportedTimes(reader, [...clocks.keys()], now);
  const lines = [...clocks.values()].flatMap((clock): ClinicianLine[] => {
    const person = people.get(clock.personId);
    if (!person) return [];
    const { personId, jobRole, specialty, practiceGroup } = person;
    const [next = null] = comingRounds(clock, now);
    const there = next !== null && (supported.get(personId) ?? []).some((time) => overlaps(time, next));
    return [
      {
        personId,
        name: fullName(person),
        jobRole,
        specialty,
        practiceGroup,
        clock: clockOf(clinicians, person),
        next: next && { start: next.start, end: next.end, unitId: next.unitId, kind: next.kind, supported: there },
      },
    ];
  });
  const first = (line: ClinicianLine): number => line.next?.start ?? Number.POSITIVE_INFINITY;
  return lines.toSorted(
    (a, b) =>
      urgency[a.clock.state] - urgency[b.clock.state] ||
      (first(a) === first(b) ? 0 : first(a) - first(b)) ||
      a.name.localeCompare(b.name, 'en'),
  );
}

const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** `lines` are in order of need; that order stays between equals. */
export function sortedLines(
  lines: readonly ClinicianLine[],
  { sort, descending }: { readonly sort: (typeof clinicianSorts)[number]; readonly descending: boolean },
  units: readonly { readonly unitId: string; readonly name: string }[],
): readonly ClinicianLine[] {
  if (sort === 'need') return descending ? lines.toReversed() : lines;
  const names = new Map(units.map(({ unitId, name }) => [unitId, name]));
  const where = ({ next }: ClinicianLine): string => (next ? (names.get(next.unitId) ?? next.unitId) : '\uffff');
  const beside = ({ next }: ClinicianLine): number => (next === null ? 2 : next.supported ? 1 : 0);
  const by: Record<typeof sort, (a: ClinicianLine, b: ClinicianLine) => number> = {
    name: (a, b) => compare(a.name, b.name),
    specialty: (a, b) => compare(a.specialty, b.specialty),
    state: (a, b) => urgency[a.clock.state] - urgency[b.clock.state],
    rounds: (a, b) => a.clock.liveRounds - b.clock.liveRounds,
    next: (a, b) => (a.next?.start ?? Number.MAX_SAFE_INTEGER) - (b.next?.start ?? Number.MAX_SAFE_INTEGER),
    where: (a, b) => compare(where(a), where(b)),
    support: (a, b) => beside(a) - beside(b),
  };
  return lines.toSorted((a, b) => (descending ? -1 : 1) * by[sort](a, b));
}

type Coming = Interval & {
  readonly presenceId: string;
  readonly unitId: string;
  readonly kind: string;
  readonly source: string;
  readonly confidence: number;
};

/** One by one: a list of everybody wants the first alone. */
function* comingRounds(clock: ClinicianClock, now: Instant): Generator<Coming> {
  for (const { roundId, unitId, kind, source, confidence, parts } of clock.rounds)
    for (const part of parts) if (part.end > now) yield { presenceId: roundId, unitId, kind, source, confidence, ...part };
}

/** personId -> times at which somebody is published to be beside them. */
async function supportedTimes(reader: Reader, personIds: readonly string[], now: Instant): Promise<Map<string, Interval[]>> {
  const needs = await needsOfPeople(reader, publishedPlanId, personIds, now);
  const served = new Set(
    (
      await assignmentsServing(
        reader,
        publishedPlanId,
        needs.map((need) => need.id),
      )
    ).flatMap((one) => one.needIds),
  );
  const times = new Map<string, Interval[]>();
  for (const need of needs)
    if (served.has(need.id) && need.personId !== null) times.set(need.personId, [...(times.get(need.personId) ?? []), need]);
  return times;
}

const plannedShownMax = 60;

export async function clinicianPage(db: Db, person: PersonFact, now: Instant): Promise<ClinicianPage> {
  const clinicians = await loadClinicians(db, { now, trainedOn: await loadTrainedOn(db, now), personId: person.personId });
  const { facts, settings, places, clocks } = clinicians;
  const { personId, jobRole, specialty, practiceGroup, homeUnit } = person;
  const timeZone = places.zone(homeUnit);
  const clock = clocks.get(personId);
  const today = toLocal(now, timeZone).date;
  const forecasts = forecastPresence(facts, settings, today, (one) => one === personId).get(personId) ?? [];
  return {
    personId,
    name: fullName(person),
    jobRole,
    specialty,
    practiceGroup,
    homeUnit,
    timeZone,
    clock: clockOf(clinicians, person),
    planned: await plannedRounds(db, personId, clock ? comingRounds(clock, now).take(plannedShownMax).toArray() : [], now),
    lived: (await exposuresOf(db, personId)).map((row) => ({
      date: row.on_date,
      unitId: row.unit_id,
      liveRounds: row.live_rounds,
      supportedRounds: row.supported_rounds,
      version: row.version,
    })),
    forecast: forecasts.map((forecast) => forecastView(forecast, places)).filter((guess) => guess.end > now),
    outreaches: (await outreachesOf(db, personId)).map(outreachView),
  };
}

function forecastView({ unitId, date, window, confidence, why }: PresenceForecast, places: Places): ClinicianPage['forecast'][number] {
  const zone = places.zone(unitId);
  const day = { start: shiftedInstant(date, '00:00', zone), end: shiftedInstant(addDays(date, 1), '00:00', zone) };
  const because = window ? why : `${why} The time of day is not known.`;
  return { ...(window ?? day), unitId, confidence, because };
}

async function plannedRounds(reader: Reader, personId: string, coming: readonly Coming[], now: Instant): Promise<ClinicianPage['planned']> {
  const needs = await needsOfPeople(reader, publishedPlanId, [personId], now - 24 * hourMs);
  const ids = needs.map((need) => need.id);
  const serving = await assignmentsServing(reader, publishedPlanId, ids);
  const ofServing = serving.map((one) => one.personId);
  const nameOf = namesOf(await findPeople(reader, ofServing));
  const gaps = await uncoveredOfNeeds(reader, publishedPlanId, ids);
  return coming.map((round) => {
    const own = new Set(needs.filter((need) => overlaps(need, round)).map((need) => need.id));
    const supporters = serving
      .filter((one) => one.needIds.some((id) => own.has(id)) && overlaps(one, round))
      .map((one) => ({ personId: one.personId, name: nameOf(one.personId), start: one.start, end: one.end }));
    const gap = gaps.find((one) => own.has(one.needId))?.text ?? null;
    return { ...round, supporters, gap };
  });
}
