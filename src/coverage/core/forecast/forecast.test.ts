import { describe, expect, it } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { addDays, daysBetween, toLocal, weekday, type LocalDate } from '#kernel/time.ts';
import { factsOf, presenceOf } from '../clock/facts-for-tests.ts';
import type { CoverageFacts, Exposure, Presence } from '../facts.ts';
import { defaultSettings } from '../settings.ts';
import { forecastPresence, presencesOf, type PresenceForecast } from './forecast.ts';

const start = '2027-01-04'; // a Monday
const today = addDays(start, 182);
const live = [{ wave: '1', unitId: '4W', date: start, weeks: 8, cpoe: 'mandatory' as const }];
const liveRound = (personId: string, date: LocalDate): Exposure => ({ personId, date, unitId: '4W', liveRounds: 1, supportedRounds: 0 });

/** A clinician's hidden truth: weekdays, rotation, how often they come when due, and how often when not. */
interface Truth {
  readonly personId: string;
  readonly comes: (date: LocalDate) => number;
}

function clinicians(seed: number, people: number): Truth[] {
  const random = randomStream(seed);
  return Array.from({ length: people }, (_, i) => {
    const weeks = 1 + Math.floor(random() * 6);
    const turn = Math.floor(random() * weeks);
    const days = new Set([1, 2, 3, 4, 5].filter(() => random() < 0.5));
    const due = 0.3 + random() * 0.68;
    const otherwise = random() * 0.03;
    const comes = (date: LocalDate): number =>
      Math.floor(daysBetween(start, date) / 7) % weeks === turn && days.has(weekday(date)) ? due : otherwise;
    return { personId: `p${i}`, comes };
  });
}

interface Trial {
  readonly facts: CoverageFacts;
  /** What then really happened: `person date`. */
  readonly happened: ReadonlySet<string>;
}

/** `schedules`: the share of true rounds that a calendar names, and calendar entries of which nothing comes. */
function play(truths: readonly Truth[], seed: number, schedules: { named: number; false: number } | null): Trial {
  const random = randomStream(seed);
  const exposures: Exposure[] = [];
  const presences: Presence[] = [];
  const happened = new Set<string>();
  for (const { personId, comes } of truths)
    for (let day = 0; day < 182 + defaultSettings.forecastDays; day++) {
      const date = addDays(start, day);
      const present = random() < comes(date);
      const named = schedules !== null && random() < (present ? schedules.named : schedules.false);
      if (present && date < today) exposures.push(liveRound(personId, date));
      if (present && date >= today) happened.add(`${personId} ${date}`);
      if (named) presences.push(presenceOf(personId, `${date}T07:00`, `${date}T09:00`, { confidence: 0.9 }));
    }
  return { facts: factsOf({ goLives: live, exposures, presences }), happened };
}

const all = (facts: CoverageFacts): PresenceForecast[] => [...forecastPresence(facts, defaultSettings, today).values()].flat();

/** By tenths of stated confidence: how many, what was stated on average, and what came true. */
function byTenth(trials: readonly { forecasts: readonly PresenceForecast[]; happened: ReadonlySet<string> }[]) {
  const told = trials.flatMap(({ forecasts, happened }) =>
    forecasts.map(({ personId, date, confidence }) => ({ confidence, came: Number(happened.has(`${personId} ${date}`)) })),
  );
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return [...Map.groupBy(told, ({ confidence }) => Math.min(9, Math.floor(confidence * 10))).values()].map((bin) => ({
    n: bin.length,
    stated: mean(bin.map(({ confidence }) => confidence)),
    came: mean(bin.map(({ came }) => came)),
  }));
}

/** Mean distance between what is stated and what comes true, weighed by how often it is stated (expected calibration error). */
function calibrationError(bins: ReturnType<typeof byTenth>): number {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  return bins.reduce((sum, bin) => sum + (bin.n / n) * Math.abs(bin.stated - bin.came), 0);
}

const brier = (forecasts: readonly PresenceForecast[], happened: ReadonlySet<string>, p: (f: PresenceForecast) => number): number =>
  forecasts.reduce((sum, f) => sum + (p(f) - Number(happened.has(`${f.personId} ${f.date}`))) ** 2, 0) / forecasts.length;

describe('forecast from past presence', () => {
  const truths = clinicians(11, 300);
  const { facts, happened } = play(truths, 12, null);
  const forecasts = all(facts);

  it('is calibrated: of what it states at about 60%, about 60% comes true, and so in every tenth', () => {
    const trials = [31, 51, 71].map((seed) => {
      const other = play(clinicians(seed, 300), seed + 1, null);
      return { forecasts: all(other.facts), happened: other.happened };
    });
    const bins = byTenth([{ forecasts, happened }, ...trials]);
    expect(calibrationError(bins)).toBeLessThan(0.03);
    for (const { n, stated, came } of bins) expect(Math.abs(stated - came)).toBeLessThan(0.1 + 3 * Math.sqrt(0.25 / n));
  });

  it('has a Brier score far below the base rate and near that of somebody who knows the hidden truth', () => {
    const truth = new Map(truths.map(({ personId, comes }) => [personId, comes]));
    const base = forecasts.filter((f) => happened.has(`${f.personId} ${f.date}`)).length / forecasts.length;
    const ours = brier(forecasts, happened, (f) => f.confidence);
    const known = brier(forecasts, happened, (f) => truth.get(f.personId)!(f.date));
    const guessed = brier(forecasts, happened, () => base);
    expect((guessed - ours) / (guessed - known)).toBeGreaterThan(0.6);
  });

  it('foresees nearly all rounds that are due', () => {
    const told = new Set(forecasts.filter((f) => f.confidence >= 0.3).map((f) => `${f.personId} ${f.date}`));
    const due = [...happened].filter((key) => {
      const [personId, date] = key.split(' ');
      return truths.find((t) => t.personId === personId)!.comes(date!) > 0.5;
    });
    expect(due.filter((key) => told.has(key)).length / due.length).toBeGreaterThan(0.95);
  });
});

describe('forecast from schedules', () => {
  const { facts, happened } = play(clinicians(21, 200), 22, { named: 0.8, false: 0.03 });
  const forecasts = all(facts);

  it('is as sure as such schedules have proved to be, not as they claim', () => {
    const scheduled = forecasts.filter((f) => f.source === 'ics');
    const kept = scheduled.filter((f) => happened.has(`${f.personId} ${f.date}`)).length / scheduled.length;
    expect(Math.abs(scheduled[0]!.confidence - kept)).toBeLessThan(0.05);
    expect(Math.abs(0.9 - kept)).toBeGreaterThan(0.1);
    expect(scheduled[0]!.why).toMatch(/^The rounding calendar has a round on 4W; \d+ of \d+ such entries came true so far$/);
  });

  it('and the habits beside them are calibrated for days that no schedule names', () => {
    const habits = forecasts.filter((f) => f.source === 'forecast');
    const trials = [32, 52, 72].map((seed) => {
      const other = play(clinicians(seed, 200), seed + 1, { named: 0.8, false: 0.03 });
      return { forecasts: all(other.facts).filter((f) => f.source === 'forecast'), happened: other.happened };
    });
    const bins = byTenth([{ forecasts: habits, happened }, ...trials]);
    expect(calibrationError(bins)).toBeLessThan(0.05);
  });
});

describe('one clinician', () => {
  const mondays = (n: number): LocalDate[] => Array.from({ length: n }, (_, i) => addDays(start, 182 - 7 * (n - i)));
  const scheduled = (dates: readonly LocalDate[]): Presence[] => dates.map((date) => presenceOf('p', `${date}T07:15`, `${date}T08:45`));

  it('with a five-week rotation: says which week and why', () => {
    const turns = [0, 35, 70, 105, 140, 175].flatMap((offset) => [0, 1, 2, 3, 4].map((day) => addDays(start, offset + day)));
    const facts = factsOf({ goLives: live, exposures: turns.map((date) => liveRound('p', date)) });
    const found = all(facts).filter((f) => f.confidence >= 0.5);
    expect(found.map((f) => f.date)).toEqual([0, 1, 2, 3, 4].map((day) => addDays(start, 210 + day)));
    expect(found[0]!.why).toBe('rounded on 4W on 6 of the last 6 Mondays of every fifth week');
    expect(found[0]!.window).toBeNull();
    expect(presencesOf(found)).toEqual([]);
  });

  it('has a time of day once enough rounds had one', () => {
    const presences = scheduled(mondays(12));
    const [next] = presencesOf(all(factsOf({ goLives: live, presences })));
    expect(next).toMatchObject({ personId: 'p', unitId: '4W', kind: 'round', source: 'forecast' });
    expect(toLocal(next!.start, 'America/Chicago')).toEqual({ date: today, time: '07:15' });
  });

  it('seen with a time only twice has a day, and no time of day', () => {
    const exposures = mondays(12).map((date) => liveRound('p', date));
    const found = all(factsOf({ goLives: live, exposures, presences: scheduled(mondays(2)) }));
    expect(found.map(({ date, window }) => [date, window])[0]).toEqual([today, null]);
  });

  it('planned every Monday and by the record never there, has no habit of Mondays', () => {
    const others = [start, addDays(today, -1)].map((date) => liveRound('q', date));
    const presences = scheduled(mondays(12));
    const ofP = (facts: CoverageFacts): PresenceForecast[] => all(facts).filter((f) => f.personId === 'p');
    expect(ofP(factsOf({ goLives: live, presences })).length).toBeGreaterThan(0);
    expect(ofP(factsOf({ goLives: live, presences, exposures: others }))).toEqual([]);
  });

  it('of whom nothing is known has no forecast', () => {
    expect(all(factsOf())).toEqual([]);
  });
});
