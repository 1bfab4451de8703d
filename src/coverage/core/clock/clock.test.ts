import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, datesFrom, type LocalDate } from '#kernel/time.ts';
import type { ExposureState } from '../need.ts';
import { defaultSettings, withOverrides, type CoverageSettings } from '../settings.ts';
import { clockAt, stateOfRound, type RoundsOnDay, type Training } from './clock.ts';
import { exposureState } from './exposure-state.ts';

const noRecords: Training = { certifiedOn: null, recordsKept: false };
const first = '2027-03-01';

const day = fc
  .record({
    offset: fc.integer({ min: 0, max: 260 }),
    liveRounds: fc.integer({ min: 1, max: 4 }),
    supported: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ offset, liveRounds, supported }) => ({
    date: addDays(first, offset),
    liveRounds,
    supportedRounds: Math.min(supported, liveRounds),
  }));
const histories = fc.array(day, { maxLength: 24 });
const dates = fc.integer({ min: 0, max: 420 }).map((offset) => addDays(first, offset));

const orderly = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 12 }), fc.nat({ max: 9 }))
  .map(([supported, more, still, resettle]): CoverageSettings => {
    const stableRounds = supported + more + still;
    return {
      ...defaultSettings,
      dayOneSupportedRounds: supported,
      dayOneRoundsMax: supported + more,
      stableRounds,
      resettleRounds: Math.min(1 + resettle, stableRounds),
    };
  });

/** How much help a state opens: 0 = one to one, 1 = shared, 2 = none. */
const independence: Record<ExposureState, number> = {
  untrained: 0,
  trained: 0,
  'first-live-round': 0,
  lapsed: 0,
  settling: 1,
  stable: 2,
};
const help = (history: readonly RoundsOnDay[], on: LocalDate, settings = defaultSettings): number =>
  independence[clockAt(history, noRecords, settings, on).state];

/** The same rules read off a calendar, one day at a time and one round at a time. */
function byCalendar(history: readonly RoundsOnDay[], settings: CoverageSettings, on: LocalDate): ExposureState {
  let state: ExposureState = 'trained';
  let [live, episodeLive, episodeSupported, idleDays] = [0, 0, 0, 0];
  let returning = false;
  for (const date of datesFrom(first, on)) {
    idleDays += 1;
    if (live > 0 && idleDays > (state === 'stable' ? settings.stableLapseDays : settings.settlingLapseDays)) {
      [state, returning, episodeLive, episodeSupported] = ['lapsed', true, 0, 0];
    }
    for (const rounds of history.filter((entry) => entry.date === date))
      for (let i = 0; i < rounds.liveRounds; i++) {
        idleDays = 0;
        live += 1;
        episodeLive += 1;
        if (i < rounds.supportedRounds) episodeSupported += 1;
        if (episodeSupported < settings.dayOneSupportedRounds && episodeLive < settings.dayOneRoundsMax)
          state = returning ? 'lapsed' : 'first-live-round';
        else if (live >= settings.stableRounds && (!returning || episodeLive >= settings.resettleRounds)) state = 'stable';
        else state = 'settling';
      }
  }
  return state;
}

describe('the day-one clock', () => {
  it('agrees with a calendar walked day by day, under any orderly settings', () => {
    fc.assert(
      fc.property(histories, dates, orderly, (history, on, settings) => {
        expect(clockAt(history, noRecords, settings, on).state).toBe(byCalendar(history, settings, on));
      }),
    );
  });

  it('never asks for more help because of one more live round', () => {
    fc.assert(
      fc.property(histories, day, dates, orderly, (history, extra, on, settings) => {
        expect(help([...history, extra], on, settings)).toBeGreaterThanOrEqual(help(history, on, settings));
      }),
      { numRuns: 500 },
    );
  });

  it('never asks for more help because a round was supported', () => {
    fc.assert(
      fc.property(histories, dates, orderly, (history, on, settings) => {
        const supported = history.map((entry) => ({ ...entry, supportedRounds: entry.liveRounds }));
        expect(help(supported, on, settings)).toBeGreaterThanOrEqual(help(history, on, settings));
      }),
    );
  });

  it('does not know what week it is: all dates shifted, the answer shifts with them', () => {
    fc.assert(
      fc.property(histories, dates, fc.integer({ min: -2000, max: 2000 }), (history, on, shift) => {
        const moved = history.map((entry) => ({ ...entry, date: addDays(entry.date, shift) }));
        const here = exposureState(history, noRecords, defaultSettings, on);
        const there = exposureState(moved, noRecords, defaultSettings, addDays(on, shift));
        const shifted = (date: LocalDate | null): LocalDate | null => (date === null ? null : addDays(date, shift));
        expect({ ...there, why: '' }).toEqual({ ...here, since: shifted(here.since), lapsesAfter: shifted(here.lapsesAfter), why: '' });
      }),
    );
  });

  it('gives a rotator whose first live round is in week five what day one gave', () => {
    const dayOne = stateOfRound(clockAt([], noRecords, defaultSettings, first));
    const weekFive = stateOfRound(clockAt([], noRecords, defaultSettings, addDays(first, 28)));
    expect([dayOne, weekFive]).toEqual(['first-live-round', 'first-live-round']);
  });

  it('lapses on the day after the one it names, and by waiting does nothing else', () => {
    fc.assert(
      fc.property(histories, dates, dates, (history, a, b) => {
        const [on, later] = a < b ? [a, b] : [b, a];
        const lived = history.filter((entry) => entry.date <= on);
        const now = exposureState(lived, noRecords, defaultSettings, on);
        const then = exposureState(lived, noRecords, defaultSettings, later);
        const lapsed = now.lapsesAfter !== null && later > now.lapsesAfter;
        expect(then.state).toBe(lapsed ? 'lapsed' : now.state);
      }),
    );
  });

  it('is right about what comes next: so many supported rounds lead there, and one fewer does not', () => {
    fc.assert(
      fc.property(histories, dates, orderly, (history, on, settings) => {
        const lived = history.filter((entry) => entry.date <= on);
        const { state, next } = exposureState(lived, noRecords, settings, on);
        if (next === null || state === 'trained') return;
        const rounds = (n: number) => [...lived, { date: on, liveRounds: n, supportedRounds: n }];
        expect(clockAt(rounds(next.supportedRounds), noRecords, settings, on).state).not.toBe(state);
        expect(clockAt(rounds(next.supportedRounds - 1), noRecords, settings, on).state).toBe(state);
      }),
      { numRuns: 300 },
    );
  });

  it('begins a state on its `since`, not the day before', () => {
    fc.assert(
      fc.property(histories, dates, (history, on) => {
        const { state, since } = exposureState(history, noRecords, defaultSettings, on);
        if (since === null) return;
        expect(clockAt(history, noRecords, defaultSettings, since).state).toBe(state);
        expect(since <= on).toBe(true);
        // Or, on the day of a return after a lapse that had just begun, not before that day's own rounds.
        const dayBefore = byCalendar(history, defaultSettings, addDays(since, -1));
        const without = byCalendar(
          history.filter((entry) => entry.date !== since),
          defaultSettings,
          since,
        );
        expect(dayBefore === state && without === state).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('training', () => {
  const before = (training: Training, on = first): ExposureState => clockAt([], training, defaultSettings, on).state;

  it('counts from the date of certification', () => {
    const training = { certifiedOn: '2027-02-20', recordsKept: true };
    expect([before(training, '2027-02-19'), before(training, '2027-02-20')]).toEqual(['untrained', 'trained']);
  });

  it('is taken as done where an installation keeps no training records, and as missing where it keeps them', () => {
    expect(before(noRecords)).toBe('trained');
    expect(before({ certifiedOn: null, recordsKept: true })).toBe('untrained');
  });

  it('is no longer asked about after a live round', () => {
    const lived = [{ date: first, liveRounds: 1, supportedRounds: 1 }];
    expect(clockAt(lived, { certifiedOn: null, recordsKept: true }, defaultSettings, first).state).toBe('settling');
  });
});

describe('lapse', () => {
  const rounds = (n: number, date: LocalDate): RoundsOnDay => ({ date, liveRounds: n, supportedRounds: n });
  const on = (history: RoundsOnDay[], date: LocalDate): ExposureState => clockAt(history, noRecords, defaultSettings, date).state;

  it('re-opens day-one help for a five-week rotator who is still settling, and remembers the rounds before', () => {
    const week1 = rounds(5, '2027-03-05');
    expect(on([week1], '2027-04-02')).toBe('settling');
    expect(on([week1], '2027-04-05')).toBe('lapsed');
    expect(on([week1, rounds(1, '2027-04-05')], '2027-04-06')).toBe('settling');
    expect(on([week1, rounds(5, '2027-04-05')], '2027-04-06')).toBe('stable');
  });

  it('comes later to the stable, who must then settle again', () => {
    const year = rounds(40, '2027-03-05');
    expect(on([year], '2027-06-03')).toBe('stable');
    expect(on([year], '2027-06-04')).toBe('lapsed');
    expect(on([year, rounds(1, '2027-06-04')], '2027-06-04')).toBe('settling');
    expect(on([year, rounds(3, '2027-06-04')], '2027-06-04')).toBe('stable');
  });
});

it('settings that would turn the clock back are refused', () => {
  expect(withOverrides({ stableRounds: 2 }).ok).toBe(false);
});
