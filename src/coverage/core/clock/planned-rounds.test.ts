import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthMs, overlaps, union } from '#kernel/interval.ts';
import { minuteMs, toLocal } from '#kernel/time.ts';
import type { Presence } from '../facts.ts';
import { defaultSettings } from '../settings.ts';
import { at, presenceOf } from './facts-for-tests.ts';
import { plannedRounds } from './planned-rounds.ts';

const zone = 'America/Chicago';
const zones = new Map([
  ['4W', zone],
  ['OR', zone],
]);
const plan = (...presences: Presence[]) => plannedRounds(presences, zones, defaultSettings);
const clock = (ms: number): string => toLocal(ms, zone).time;
const times = (...presences: Presence[]): string[] =>
  plan(...presences).flatMap(({ kind, unitId, parts }) => parts.map((part) => `${kind} ${unitId} ${clock(part.start)}-${clock(part.end)}`));

const monday = '2027-03-01';
const anyPresence = fc
  .record({
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 16 }),
    kind: fc.constantFrom('round', 'surgery', 'clinic', 'call', 'attending' as const),
    source: fc.constantFrom('ics', 'amion', 'qgenda', 'siu', 'adt', 'forecast' as const),
    unitId: fc.constantFrom('4W', 'OR'),
    confidence: fc.constantFrom(0.2, 0.5, 0.9, 1),
  })
  .map(({ start, length, ...rest }) => {
    const from = at(`${monday}T05:00`) + start * 15 * minuteMs;
    return { presenceId: '', personId: 'p', start: from, end: from + length * 15 * minuteMs, ...rest };
  });
const days = fc.array(anyPresence, { maxLength: 9 }).map((list): Presence[] => list.map((p, i) => ({ ...p, presenceId: `p${i}` })));

describe('planned rounds', () => {
  it('put one person in one place at a time', () => {
    fc.assert(
      fc.property(days, (presences) => {
        const parts = plan(...presences).flatMap((round) => round.parts);
        parts.forEach((a, i) => parts.slice(i + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)));
      }),
    );
  });

  it('invent no time and keep what is surest whole', () => {
    fc.assert(
      fc.property(days, (presences) => {
        const told = union(presences);
        const rounds = plan(...presences);
        for (const { parts } of rounds)
          for (const part of parts) expect(told.some((known) => known.start <= part.start && part.end <= known.end)).toBe(true);
        const timed = presences.filter((p) => p.kind !== 'attending');
        const best = Math.max(...timed.map((p) => p.confidence));
        const surest = timed.filter((p) => p.confidence === best);
        const whole = surest.filter((p) => rounds.some(({ parts }) => parts.some((part) => part.start <= p.start && p.end <= part.end)));
        expect(surest.length === 1 && whole.length === 0).toBe(false);
      }),
    );
  });

  it('do not depend on the order in which the files were read', () => {
    fc.assert(
      fc.property(days, fc.nat(), (presences, turn) => {
        const k = presences.length === 0 ? 0 : turn % presences.length;
        expect(plan(...presences.slice(k), ...presences.slice(0, k))).toEqual(plan(...presences));
      }),
    );
  });

  it('leave no piece too short to help in, unless it was told so', () => {
    fc.assert(
      fc.property(days, (presences) => {
        const lengths = new Set(presences.map(lengthMs));
        for (const { parts } of plan(...presences))
          for (const part of parts)
            expect(lengthMs(part) >= defaultSettings.fragmentMinutesMin * minuteMs || lengths.has(lengthMs(part))).toBe(true);
      }),
    );
  });
});

describe('sources that disagree', () => {
  const round = (from: string, to: string, some: Partial<Presence> = {}) => presenceOf('p', `${monday}T${from}`, `${monday}T${to}`, some);

  it('on the same round: the surest keeps its times and it is one round', () => {
    expect(times(round('07:00', '09:00'), round('07:30', '10:00', { source: 'amion', confidence: 0.8 }))).toEqual(['round 4W 07:00-09:00']);
  });

  it('equally sure: the calendar of the hospital before an export', () => {
    const amion = round('07:30', '10:00', { source: 'amion' });
    expect(times(amion, round('07:00', '09:00'))).toEqual(['round 4W 07:00-09:00']);
  });

  it('on the place: surgery cuts the day on call around it', () => {
    const surgery = round('09:00', '11:00', { kind: 'surgery', unitId: 'OR', source: 'siu', confidence: 1 });
    const call = round('07:00', '19:00', { kind: 'call', source: 'amion', confidence: 0.9 });
    expect(times(call, surgery)).toEqual(['call 4W 07:00-09:00', 'call 4W 11:00-19:00', 'surgery OR 09:00-11:00']);
  });

  it('attending of record gives way to any time that is known for unit and day', () => {
    const attending = round('06:00', '20:00', { kind: 'attending', source: 'adt', confidence: 0.99 });
    expect(times(attending, round('07:00', '08:00', { confidence: 0.3 }))).toEqual(['round 4W 07:00-08:00']);
    expect(times(attending)).toEqual(['attending 4W 06:00-20:00']);
  });

  it('one calendar twice over: overlapping windows are one', () => {
    expect(times(round('07:00', '08:30'), round('08:00', '10:00', { presenceId: 'second' }))).toEqual(['round 4W 07:00-10:00']);
  });
});
