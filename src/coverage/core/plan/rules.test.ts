import { hourMs, shiftedInstant } from '#kernel/time.ts';
import { describe, expect, test } from 'vitest';
import type { Need } from '../need.ts';
import { checkPlan } from './check.ts';
import type { Assignment } from './plan.ts';
import type { PlanProblem, PlanSupporter } from './problem.ts';
import { hardRules } from './rules.ts';
import { sampleShifts } from './testing/random-problem.ts';
import type { HardRuleCode } from './verdict.ts';
import { defaultWeights } from './weights.ts';

const zone = 'America/Chicago';
const at = (day: number, time: string): number => shiftedInstant(`2027-03-0${day}`, time, zone);

const supporter: PlanSupporter = {
  personId: 'P',
  kind: 'ate',
  knows: ['nurse'],
  sites: ['S1'],
  shifts: ['D', 'N'],
  maxHoursWeek: 40,
  minRestHours: 10,
  maxConsecutiveDays: 3,
  costPerHour: 50,
  availableFrom: null,
  availableTo: null,
  unavailable: [],
  employment: 'in-house',
  homeUnit: null,
};

const unitNeed = (id: string, day: number, shiftId: 'D' | 'N' | 'E', more: Partial<Need> = {}): Need => {
  const shift = sampleShifts.find((one) => one.shiftId === shiftId)!;
  const start = at(day, shift.start);
  const base = {
    id,
    kind: 'unit' as const,
    unitId: 'A',
    personId: null,
    shiftId,
    date: `2027-03-0${day}`,
    start,
    headcount: 1,
    topic: 'nurse',
  };
  const hours = shiftId === 'E' ? 8 : 12;
  return {
    ...base,
    end: start + hours * hourMs,
    minutes: hours * 60,
    shareMax: 1,
    state: null,
    missingCostPerHour: 300,
    confidence: 1,
    ...more,
  };
};

const round = (id: string, day: number, from: string, to: string, more: Partial<Need> = {}): Need => {
  const start = at(day, from);
  const end = at(day, to);
  const base = { id, kind: 'round' as const, unitId: 'A', personId: 'C', shiftId: null, date: `2027-03-0${day}`, start, end, headcount: 1 };
  const rest = {
    topic: 'nurse',
    minutes: (end - start) / 60_000,
    shareMax: 1,
    state: 'settling' as const,
    missingCostPerHour: 300,
    confidence: 1,
  };
  return { ...base, ...rest, ...more };
};

function problemOf(needs: readonly Need[], more: Partial<PlanSupporter> = {}, other: Partial<PlanProblem> = {}): PlanProblem {
  return {
    from: '2027-03-01',
    to: '2027-03-09',
    supporters: [
      { ...supporter, ...more },
      { ...supporter, personId: 'Q' },
    ],
    shifts: sampleShifts,
    units: ['A', 'B', 'C'].map((unitId, i) => ({ unitId, siteId: i < 2 ? 'S1' : 'S2', zone })),
    travelMin: Float32Array.from([0, 6, 35, 6, 0, 35, 35, 35, 0]),
    zone,
    needs,
    weights: defaultWeights,
    fixed: [],
    before: [],
    previous: null,
    pairings: [],
    ...other,
  };
}

const on = (needs: readonly Need[], personId = 'P', change: Partial<Assignment> = {}): Assignment => {
  const [first] = needs;
  const { kind, unitId, shiftId } = first!;
  const start = Math.min(...needs.map((need) => need.start));
  const end = kind === 'unit' ? first!.end : Math.max(...needs.map((need) => need.end));
  const id = `${personId}-${needs.map((need) => need.id).join('+')}`;
  return { id, personId, start, end, kind, unitId, shiftId: shiftId ?? 'D', needIds: needs.map((need) => need.id), cost: 0, ...change };
};

/** For each rule: a plan that breaks it and nothing else, and one as near to it that breaks nothing. */
type Case = { broken: [PlanProblem, Assignment[]]; kept: [PlanProblem, Assignment[]] };
const days = [1, 2, 3, 4].map((day) => round(`r${day}`, day, '08:00', '09:00'));
const [d1, d2, n1, d3, d4] = [
  unitNeed('d1', 1, 'D'),
  unitNeed('d2', 2, 'D'),
  unitNeed('n1', 1, 'N'),
  unitNeed('d3', 3, 'D'),
  unitNeed('d4', 5, 'D'),
];
const r1 = round('r1', 1, '08:00', '09:00');
const near = round('r2', 1, '09:05', '10:00', { unitId: 'B' });
const shared = [
  round('x1', 1, '08:00', '09:00', { shareMax: 2 }),
  round('x2', 1, '08:30', '09:30', { shareMax: 2 }),
  round('x3', 1, '08:45', '09:30', { shareMax: 2 }),
];
const long = [round('l1', 1, '07:00', '08:00'), round('l2', 1, '16:00', '21:00')];
const fixed = on([d1]);

const cases: Record<HardRuleCode, Case> = {
  'one-place': {
    broken: [problemOf([r1, near]), [on([r1]), on([near])]],
    kept: [problemOf([r1, { ...near, start: near.start + 300_000 }]), [on([r1]), on([{ ...near, start: near.start + 300_000 }])]],
  },
  'shift-allowed': { broken: [problemOf([d1], { shifts: ['N'] }), [on([d1])]], kept: [problemOf([d1]), [on([d1])]] },
  'knows-topic': { broken: [problemOf([r1], { knows: ['surgery'] }), [on([r1])]], kept: [problemOf([r1], { knows: ['*'] }), [on([r1])]] },
  rest: {
    broken: [problemOf([n1, round('r', 2, '16:30', '17:30')]), [on([n1]), on([round('r', 2, '16:30', '17:30')])]],
    kept: [problemOf([n1, round('r', 2, '17:00', '18:00')]), [on([n1]), on([round('r', 2, '17:00', '18:00')])]],
  },
  'week-hours': {
    broken: [problemOf([d1, d2, d3, d4]), [d1, d2, d3, d4].map((need) => on([need]))],
    kept: [problemOf([d1, d2, d3, d4], { maxHoursWeek: 48 }), [d1, d2, d3, d4].map((need) => on([need]))],
  },
  'consecutive-days': {
    broken: [problemOf(days), days.map((need) => on([need]))],
    kept: [problemOf(days), days.filter((_, i) => i !== 1).map((need) => on([need]))],
  },
  unavailable: {
    broken: [problemOf([r1], { unavailable: [{ start: at(1, '08:59'), end: at(1, '12:00') }] }), [on([r1])]],
    kept: [problemOf([r1], { unavailable: [{ start: at(1, '09:00'), end: at(1, '12:00') }] }), [on([r1])]],
  },
  site: {
    broken: [problemOf([{ ...d1, unitId: 'C' }]), [on([{ ...d1, unitId: 'C' }])]],
    kept: [problemOf([{ ...d1, unitId: 'C' }], { sites: ['S1', 'S2'] }), [on([{ ...d1, unitId: 'C' }])]],
  },
  'duty-span': {
    broken: [problemOf(long, {}, { shifts: sampleShifts.slice(0, 1) }), long.map((need) => on([need]))],
    kept: [
      problemOf(long, {}, { shifts: sampleShifts.slice(0, 1), weights: { ...defaultWeights, dutyHoursMax: 14 } }),
      long.map((need) => on([need])),
    ],
  },
  'duty-shape': {
    broken: [
      problemOf(
        [unitNeed('e1', 1, 'E'), round('r', 1, '21:00', '21:30')],
        { shifts: ['E'], minRestHours: 0 },
        { shifts: [{ ...sampleShifts[2]!, end: '22:00' }] },
      ),
      [on([unitNeed('e1', 1, 'E')]), on([round('r', 1, '21:00', '21:30')], 'P', { shiftId: 'E' })],
    ],
    kept: [problemOf([unitNeed('e1', 1, 'E')], { shifts: ['E'] }), [on([unitNeed('e1', 1, 'E')])]],
  },
  sharing: { broken: [problemOf(shared), [on(shared)]], kept: [problemOf(shared), [on(shared.slice(0, 2)), on(shared.slice(2), 'Q')]] },
  headcount: { broken: [problemOf([r1]), [on([r1]), on([r1], 'Q')]], kept: [problemOf([r1]), [on([r1])]] },
  'need-window': { broken: [problemOf([d1]), [on([d1], 'P', { end: d1.end - hourMs })]], kept: [problemOf([d1]), [on([d1])]] },
  'fixed-kept': {
    broken: [problemOf([d1], {}, { fixed: [fixed] }), [on([d1], 'Q')]],
    kept: [problemOf([d1], {}, { fixed: [fixed] }), [fixed]],
  },
};

describe('hard rules', () => {
  test('each registered rule has its case, and each case its rule', () => {
    expect(Object.keys(cases).toSorted()).toEqual(hardRules.map((rule) => rule.code).toSorted());
  });

  test.each(hardRules)('$code: $label', ({ code }) => {
    const { broken, kept } = cases[code];
    const found = checkPlan(broken[0], { assignments: broken[1] });
    expect(found.map((breach) => breach.code)).toEqual(found.map(() => code));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]!.text).not.toBe('');
    expect(checkPlan(kept[0], { assignments: kept[1] })).toEqual([]);
  });

  test('the seat that must know the topic is not for everybody', () => {
    const two = unitNeed('t', 1, 'D', { headcount: 2, topic: 'surgery' });
    const problem = problemOf([two]);
    expect(checkPlan(problem, { assignments: [on([two])] })).toEqual([]);
    expect(checkPlan(problem, { assignments: [on([two]), on([two], 'Q')] }).map((breach) => breach.code)).toEqual(['knows-topic']);
  });
});
