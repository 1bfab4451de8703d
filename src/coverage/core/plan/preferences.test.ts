import { hourMs, minuteMs, shiftedInstant } from '#kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { Need } from '../need.ts';
import { rosterCost, type RosterCost } from './cost.ts';
import { stateWith } from './load.ts';
import { modelOf } from './model.ts';
import type { Assignment } from './plan.ts';
import { preferences } from './preferences.ts';
import type { PlanProblem } from './problem.ts';
import { randomProblem } from './testing/random-problem.ts';

const zone = 'America/Chicago';
const base = randomProblem(1, { people: 1, days: 7, unitNeeds: 0, sessions: 0 });
const night = (id: string, date: string): Need => ({
  id,
  kind: 'unit',
  unitId: 'A',
  personId: null,
  shiftId: 'N',
  date,
  start: shiftedInstant(date, '19:00', zone),
  end: shiftedInstant(date, '19:00', zone) + 12 * hourMs,
  headcount: 2,
  topic: 'nurse',
  minutes: 720,
  shareMax: 1,
  state: null,
  missingCostPerHour: 300,
  confidence: 1,
});
const visit = (id: string, unitId: string, time: string): Need => {
  const start = shiftedInstant('2027-03-12', time, zone);
  return {
    ...night(id, '2027-03-12'),
    kind: 'round',
    unitId,
    personId: 'C',
    shiftId: null,
    start,
    end: start + hourMs,
    minutes: 60,
    headcount: 1,
  };
};

const supporter = { ...base.supporters[0]!, knows: ['nurse'], shifts: ['D', 'N'], maxHoursWeek: 40, costPerHour: 50, homeUnit: 'A' };
const plain = { ...supporter, employment: 'in-house' as const, availableFrom: null, availableTo: null, unavailable: [] };
const needs = [
  night('n1', '2027-03-12'),
  night('n2', '2027-03-14'),
  night('n3', '2027-03-16'),
  visit('v1', 'A', '08:00'),
  visit('v2', 'B', '10:00'),
];

function costs(held: readonly string[], change: Partial<PlanProblem> = {}, person: Partial<typeof plain> = {}): RosterCost {
  const problem = { ...base, needs, pairings: [], supporters: [{ ...plain, ...person }], ...change };
  const assignments = held.map((id): Assignment => {
    const need = needs.find((one) => one.id === id)!;
    const { start, end, kind, unitId, shiftId } = need;
    return { id, personId: plain.personId, start, end, kind, unitId, shiftId, needIds: [id], cost: 0 };
  });
  const model = modelOf(problem);
  return rosterCost(model, model.members[0]!, stateWith(model, assignments, () => false).rosters[0]!);
}

/** For each preference: what it costs somewhere, to be worked out by hand from the weights. */
const cases: Record<keyof RosterCost, [number, number]> = {
  wages: [costs(['n1']).wages, 12 * 50],
  vendor: [costs(['n1'], {}, { employment: 'vendor' as never }).vendor, 12 * 15],
  continuity: [costs(['v1', 'v2', 'n1'], {}, { homeUnit: 'B' }).continuity, 20 + 10],
  nights: [costs(['n1', 'n2', 'n3']).nights, 25 + 25 + 25], // three in a week: two beyond the first, one beyond the second
  load: [costs(['n1', 'n2', 'n3']).load, 2 * (36 - 28)],
  travel: [costs(['v1', 'v2']).travel, 6],
  topic: [costs(['n1'], {}, { knows: [] }).topic, 12 * 3],
  change: [costs(['n1'], { previous: [{ ...on('n2') }] }).change, 60 + 60],
};

function on(id: string): Assignment {
  const { start, end, kind, unitId, shiftId } = needs.find((one) => one.id === id)!;
  return { id, personId: plain.personId, start, end, kind, unitId, shiftId, needIds: [id], cost: 0 };
}

describe('preferences', () => {
  test('each registered preference has its case, and each case its preference', () => {
    expect(Object.keys(cases).toSorted()).toEqual(preferences.map(({ code }) => code).toSorted());
  });

  test.each(preferences)('$code: $label', ({ code }) => {
    const [cost, expected] = cases[code];
    expect(cost).toBeCloseTo(expected, 6);
  });

  test('a known pair costs nothing', () => {
    expect(costs(['v1'], { pairings: [{ supporterId: plain.personId, withId: 'C' }] }).continuity).toBe(0);
  });

  test('the night of the clock change is an hour shorter in wages', () => {
    const short = {
      ...needs[0]!,
      id: 'dst',
      date: '2027-03-13',
      start: shiftedInstant('2027-03-13', '19:00', zone),
      end: shiftedInstant('2027-03-14', '07:00', zone),
    };
    const problem = { ...base, needs: [short], supporters: [plain] };
    const model = modelOf(problem);
    const { start, end } = short;
    expect((end - start) / minuteMs).toBe(660);
    const held = {
      id: 'a',
      personId: plain.personId,
      start,
      end,
      kind: 'unit' as const,
      unitId: 'A',
      shiftId: 'N',
      needIds: ['dst'],
      cost: 0,
    };
    expect(rosterCost(model, model.members[0]!, stateWith(model, [held], () => false).rosters[0]!).wages).toBe(11 * 50);
  });
});
