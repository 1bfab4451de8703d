import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '#kernel/time.ts';
import { defaultSettings } from '../settings.ts';
import { clinicianClocks, readingOn } from './clinician-clocks.ts';
import { clockAt, stateOfRound, type Training } from './clock.ts';
import { factsOf, presenceOf } from './facts-for-tests.ts';
import { clockBefore, projectStates, type ProjectedRound } from './project-states.ts';

const noRecords: Training = { certifiedOn: null, recordsKept: false };
const first = '2027-03-01';
const round = (date: LocalDate, i: number, some: Partial<ProjectedRound> = {}): ProjectedRound => ({
  roundId: `r${i}`,
  date,
  kind: 'round',
  confidence: 1,
  ...some,
});

const plans = fc
  .array(fc.integer({ min: 0, max: 120 }), { maxLength: 25 })
  .map((offsets) => offsets.toSorted((a, b) => a - b).map((offset, i) => round(addDays(first, offset), i)));
const histories = fc.array(
  fc
    .tuple(fc.integer({ min: -60, max: 40 }), fc.integer({ min: 1, max: 3 }), fc.nat({ max: 3 }))
    .map(([offset, live, supported]) => ({ date: addDays(first, offset), liveRounds: live, supportedRounds: Math.min(live, supported) })),
  { maxLength: 8 },
);

describe('projected states', () => {
  it('are what the clock would say had each planned round before been recorded as lived and supported', () => {
    fc.assert(
      fc.property(plans, histories, (planned, history) => {
        // A record that ends before the plan begins: nothing is both recorded and planned.
        const past = history.filter((day) => day.date < first);
        const { before } = projectStates(past, planned, noRecords, addDays(first, -1), defaultSettings);
        planned.forEach(({ roundId, date }, i) => {
          const lived = planned.slice(0, i).map((earlier) => ({ date: earlier.date, liveRounds: 1, supportedRounds: 1 }));
          expect(before.get(roundId)).toEqual(clockAt([...past, ...lived], noRecords, defaultSettings, date));
        });
      }),
    );
  });

  it('never count one round twice: a day recorded as it was planned changes nothing afterwards', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 120 }), (planned, offset) => {
        const recordedTo = addDays(first, offset);
        const history = planned.filter(({ date }) => date <= recordedTo).map(({ date }) => ({ date, liveRounds: 1, supportedRounds: 1 }));
        const recorded = projectStates(history, planned, noRecords, recordedTo, defaultSettings);
        const onlyPlanned = projectStates([], planned, noRecords, null, defaultSettings);
        expect(recorded.after).toEqual(onlyPlanned.after);
        expect(recorded.before).toEqual(onlyPlanned.before);
      }),
    );
  });

  it('go from the first live round to settling to stable by count, wherever in the calendar they start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (offset) => {
        const planned = Array.from({ length: 12 }, (_, i) => round(addDays(first, offset + i), i));
        const projection = projectStates([], planned, noRecords, null, defaultSettings);
        const states = planned.map(({ roundId }) => stateOfRound(clockBefore(projection, roundId)));
        expect(states).toEqual(['first-live-round', ...Array.from({ length: 9 }, () => 'settling'), 'stable', 'stable']);
      }),
    );
  });
});

describe('the record', () => {
  const planned = [round('2027-03-01', 1), round('2027-03-04', 2), round('2027-03-08', 3)];
  const statesWith = (recordedTo: LocalDate | null, history: Parameters<typeof projectStates>[0] = []): string[] => {
    const projection = projectStates(history, planned, noRecords, recordedTo, defaultSettings);
    return planned.map(({ roundId }) => stateOfRound(clockBefore(projection, roundId)));
  };

  it('rules as far as it goes: what was planned before its end and not recorded did not happen', () => {
    expect(statesWith(null)).toEqual(['first-live-round', 'settling', 'settling']);
    expect(statesWith('2027-03-05')).toEqual(['first-live-round', 'first-live-round', 'first-live-round']);
  });

  it('is not yet complete on its last day', () => {
    expect(statesWith('2027-03-04')).toEqual(['first-live-round', 'first-live-round', 'settling']);
  });

  it('tells of rounds that nobody had planned, and of those without a supporter', () => {
    expect(statesWith('2027-03-03', [{ date: '2027-02-20', liveRounds: 12, supportedRounds: 3 }])).toEqual(['stable', 'stable', 'stable']);
    expect(statesWith('2027-03-03', [{ date: '2027-03-01', liveRounds: 1, supportedRounds: 0 }])[1]).toBe('first-live-round');
  });
});

it('on call, attending of record, or too unsure: none takes the first live round away', () => {
  for (const some of [{ kind: 'call' }, { kind: 'attending' }, { confidence: 0.4 }] as const) {
    const projection = projectStates([], [round(first, 1, some), round('2027-03-02', 2)], noRecords, null, defaultSettings);
    expect(stateOfRound(clockBefore(projection, 'r2'))).toBe('first-live-round');
  }
});

describe('the reading of one clinician', () => {
  const facts = factsOf({
    presences: [1, 2, 3, 4].map((day) => presenceOf('p', `2027-03-0${day}T07:00`, `2027-03-0${day}T09:00`)),
    exposures: [{ personId: 'p', date: '2027-03-01', unitId: '4W', liveRounds: 1, supportedRounds: 0 }],
  });
  const clock = clinicianClocks(facts, defaultSettings).get('p')!;
  const read = (date: LocalDate) => readingOn(clock, defaultSettings, date);

  it('counts what is recorded, and beyond the record what was planned up to that date', () => {
    expect(['2027-02-28', '2027-03-01', '2027-03-02', '2027-03-03'].map((date) => read(date).liveRounds)).toEqual([0, 1, 2, 3]);
    expect(['2027-02-28', '2027-03-01', '2027-03-02'].map((date) => read(date).state)).toEqual(['trained', 'first-live-round', 'settling']);
  });

  it('lapses when no further round is planned', () => {
    expect(read('2027-04-01').state).toBe('settling');
    expect(read('2027-04-02').state).toBe('lapsed');
  });

  it('leaves out what happened on a unit that was not live', () => {
    const early = { ...facts, goLives: [{ wave: '1', unitId: '4W', date: '2027-03-04', weeks: 4, cpoe: 'mandatory' as const }] };
    const late = clinicianClocks(early, defaultSettings).get('p')!;
    expect(readingOn(late, defaultSettings, '2027-03-04')).toMatchObject({ liveRounds: 1, state: 'settling' });
  });
});
