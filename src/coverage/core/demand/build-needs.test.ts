import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, toLocal, addDays } from '#kernel/time.ts';
import { at, factsOf, personOf, presenceOf, supporterOf, unitOf } from '../clock/facts-for-tests.ts';
import type { CoverageFacts, Presence } from '../facts.ts';
import { defaultSettings } from '../settings.ts';
import { buildNeeds } from './build-needs.ts';
import { demandCurves } from './demand-curve.ts';

const range = { from: '2027-03-01', to: '2027-05-31' };
const needsOf = (some: Partial<CoverageFacts>, settings = defaultSettings) =>
  buildNeeds(factsOf({ people: [personOf('p', { specialty: 'cardiology', homeUnit: '4W' })], ...some }), settings, range);
const dailyRounds = (from: string, days: number, personId = 'p'): Presence[] =>
  Array.from({ length: days }, (_, i) => presenceOf(personId, `${addDays(from, i)}T07:00`, `${addDays(from, i)}T09:00`));

describe('round needs', () => {
  it('week-five-rounder: the first live round is one to one in week five as on day one, then shared, then none', () => {
    for (const from of ['2027-03-01', '2027-04-01']) {
      const needs = needsOf({ presences: dailyRounds(from, 12) });
      expect(needs.map((need) => need.state)).toEqual(['first-live-round', ...Array.from({ length: 9 }, () => 'settling')]);
      expect(needs.map((need) => need.shareMax)).toEqual([1, ...Array.from({ length: 9 }, () => 2)]);
      expect(needs[0]!.missingCostPerHour).toBeGreaterThan(needs[1]!.missingCostPerHour);
    }
  });

  it('belong to live units only, from their go-live on and however late', () => {
    expect(needsOf({ presences: dailyRounds('2027-02-20', 9) })).toEqual([]);
    const late = { wave: '2', unitId: '4W', date: '2027-03-05', weeks: 1, cpoe: 'mandatory' } as const;
    const needs = needsOf({ goLives: [late], presences: [...dailyRounds('2027-03-01', 6), ...dailyRounds('2027-05-20', 1)] });
    expect(needs.map((need) => need.date)).toEqual(['2027-03-05', '2027-03-06', '2027-05-20']);
    expect(needs.map((need) => need.state)).toEqual(['first-live-round', 'settling', 'lapsed']);
  });

  it('begin with the first of a unit’s go-lives', () => {
    const wave = (date: string) => ({ wave: date, unitId: '4W', date, weeks: 1, cpoe: 'mandatory' as const });
    const presences = dailyRounds('2027-03-01', 1);
    for (const goLives of [
      [wave('2027-03-01'), wave('2027-04-01')],
      [wave('2027-04-01'), wave('2027-03-01')],
    ])
      expect(needsOf({ goLives, presences })).toHaveLength(1);
  });

  it('of a clinician with no certified training say so, and are one to one', () => {
    const needs = needsOf({ presences: dailyRounds('2027-03-01', 1), trainedOn: new Map([['q', '2027-02-01']]) });
    expect(needs.map(({ state, shareMax }) => [state, shareMax])).toEqual([['untrained', 1]]);
  });

  it('begin half an hour before surgery, but not while the surgeon still rounds', () => {
    const surgery = presenceOf('p', '2027-03-01T09:00', '2027-03-01T12:00', { kind: 'surgery', unitId: 'OR', source: 'siu' });
    expect(needsOf({ presences: [surgery] })[0]!.start).toBe(at('2027-03-01T08:30'));
    const rounding = presenceOf('p', '2027-03-01T07:00', '2027-03-01T08:45');
    expect(needsOf({ presences: [rounding, surgery] })[1]!.start).toBe(at('2027-03-01T08:45'));
  });

  it('of a whole day on call are split evenly, never longer than one supporter may stand', () => {
    const call = presenceOf('p', '2027-03-13T07:00', '2027-03-14T07:00', { kind: 'call', source: 'amion' });
    const needs = needsOf({ presences: [call] });
    expect(needs.map((need) => (need.end - need.start) / hourMs)).toEqual([11.5, 11.5]);
    expect(new Set(needs.map((need) => need.id)).size).toBe(2);
    expect(needs.every((need) => need.missingCostPerHour === 1200 * 0.5 * 0.95)).toBe(true);
  });

  it('ask for the specialty where a supporter claims it, else for the job role', () => {
    const presences = dailyRounds('2027-03-01', 1);
    const topic = (knows: string[]) => needsOf({ presences, supporters: [supporterOf('s', knows)] })[0]!.topic;
    expect([topic(['cardiology']), topic(['physician']), topic(['*'])]).toEqual(['cardiology', 'physician', 'physician']);
  });

  it('cost less in proportion when the presence is a guess', () => {
    const [need] = needsOf({
      presences: [presenceOf('p', '2027-03-01T07:00', '2027-03-01T15:00', { kind: 'attending', source: 'adt', confidence: 0.25 })],
    });
    expect([need!.confidence, need!.missingCostPerHour]).toEqual([0.25, 300]);
  });
});

describe('outreach needs', () => {
  const outreach = (from: string, to: string, minutes = 30) => [
    { outreachId: 'o1', personId: 'p', start: at(from), end: at(to), minutes, note: '' },
  ];

  it('keep their window as far as it lies in the range and has room', () => {
    const [need] = needsOf({ outreaches: outreach('2027-02-27T08:00', '2027-03-02T10:00') });
    expect(need).toMatchObject({
      id: 'n-o-o1',
      unitId: '4W',
      start: at('2027-03-01T00:00'),
      end: at('2027-03-02T10:00'),
      minutes: 30,
      shareMax: 1,
    });
    expect(needsOf({ outreaches: outreach('2027-02-27T08:00', '2027-03-01T00:20') })).toEqual([]);
  });

  it('know how far the clinician is by then', () => {
    const [, state] = needsOf({ presences: dailyRounds('2027-03-01', 1), outreaches: outreach('2027-03-05T08:00', '2027-03-05T10:00') });
    expect(state!.state).toBe('settling');
  });
});

describe('all needs', () => {
  const kinds = fc.constantFrom('round', 'surgery', 'clinic', 'call', 'attending' as const);
  const anyFacts = fc
    .array(
      fc.record({
        person: fc.constantFrom('p', 'q'),
        day: fc.integer({ min: 0, max: 60 }),
        hour: fc.integer({ min: 0, max: 23 }),
        hours: fc.integer({ min: 1, max: 26 }),
        kind: kinds,
        unitId: fc.constantFrom('4W', 'OR', 'nowhere'),
        confidence: fc.constantFrom(0.3, 0.9),
      }),
      { maxLength: 20 },
    )
    .map((list) =>
      list.map(({ person, day, hour, hours, ...rest }, i): Presence => {
        const start = at('2027-02-20T00:00') + (day * 24 + hour) * hourMs;
        return { presenceId: `x${i}`, personId: person, start, end: start + hours * hourMs, source: 'ics', ...rest };
      }),
    );
  const people = [personOf('p'), personOf('q')];

  it('have ids of their own, start on a date of the range, in order, on live units, and never two for one clinician at once', () => {
    fc.assert(
      fc.property(anyFacts, (presences) => {
        const needs = buildNeeds(factsOf({ people, presences }), defaultSettings, range);
        expect(new Set(needs.map((need) => need.id)).size).toBe(needs.length);
        needs.forEach((need, i) => {
          expect(need.date).toBe(toLocal(need.start, 'America/Chicago').date);
          expect(need.date >= range.from && need.date <= range.to && need.start < need.end).toBe(true);
          expect(need.minutes).toBe((need.end - need.start) / minuteMs);
          expect(need.unitId).not.toBe('nowhere');
          expect(need.state).not.toBe('stable');
          expect(need.shareMax > 1).toBe(need.state === 'settling');
          expect(need.end - need.start).toBeLessThanOrEqual(
            defaultSettings.roundHoursMax * hourMs + defaultSettings.surgeryLeadMinutes * minuteMs,
          );
          for (const later of needs.slice(i + 1))
            expect(later.start).toBeGreaterThanOrEqual(later.personId === need.personId ? need.end : need.start);
        });
        expect(buildNeeds(factsOf({ people, presences: presences.toReversed() }), defaultSettings, range)).toEqual(needs);
      }),
    );
  });

  it('in the curves have as many hours as in the list', () => {
    fc.assert(
      fc.property(anyFacts, (presences) => {
        const needs = buildNeeds(factsOf({ people, presences }), defaultSettings, range);
        const curves = demandCurves(needs, at('2027-02-01T00:00'), at('2027-06-30T00:00'), hourMs);
        const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
        const drawn = sum(curves.map((c) => sum(c.unitHeads) + sum(c.exclusiveHeads) + sum(c.sharedHeads)));
        expect(drawn).toBeCloseTo(sum(needs.map((need) => (need.minutes / 60) * (need.headcount / need.shareMax))), 6);
      }),
      { numRuns: 30 },
    );
  });
});

it('units without a site are nowhere', () => {
  expect(needsOf({ units: [unitOf('4W', { siteId: 'gone' })], presences: dailyRounds('2027-03-01', 1) })).toEqual([]);
});
