import { expect, it } from 'vitest';
import type { CoverageFacts, Supporter } from '#coverage/core/facts.ts';
import type { Need } from '#coverage/core/need.ts';
import type { Assignment, Plan } from '#coverage/core/plan/plan.ts';
import { hourMs } from '#kernel/time.ts';
import { planScenario } from './plan-scenario.ts';

const supporter = (personId: string, knows: string[]): Supporter => ({
  personId,
  kind: 'ate',
  knows,
  sites: ['s'],
  shifts: ['D'],
  maxHoursWeek: 40,
  minRestHours: 11,
  maxConsecutiveDays: 5,
  costPerHour: 1,
  availableFrom: null,
  availableTo: null,
  unavailable: [],
});

const unit = (unitId: string, specialty: string) => ({
  unitId,
  name: unitId,
  siteId: 's',
  building: 'A',
  floor: '1',
  zone: unitId,
  specialty,
  beds: 20,
});

const facts: CoverageFacts = {
  sites: [],
  units: [unit('4W', 'cardiology'), unit('5W', 'surgery')],
  goLives: [],
  people: [],
  shifts: [],
  supporters: [supporter('P1', ['cardiology', 'nurse']), supporter('P2', ['physician'])],
  unitNeeds: [],
  presences: [],
  exposures: [],
  outreaches: [],
  trainedOn: new Map(),
  signOffs: [],
};

const need = (id: string, kind: Need['kind'], unitId: string, topic: string): Need => ({
  id,
  kind,
  unitId,
  personId: null,
  shiftId: null,
  date: '2027-03-01',
  start: 0,
  end: 100 * hourMs,
  headcount: 2,
  topic,
  minutes: 6000,
  shareMax: 1,
  state: null,
  missingCostPerHour: 1,
  confidence: 1,
});

const assignment = (id: string, personId: string, kind: Need['kind'], start: number): Assignment => ({
  id,
  personId,
  start: start * hourMs,
  end: (start + 10) * hourMs,
  kind,
  unitId: '4W',
  shiftId: null,
  needIds: [],
  cost: 0,
});

const plan: Plan = {
  from: '2027-03-01',
  to: '2027-03-05',
  seed: 1,
  status: 'feasible',
  cost: { wages: 0, missing: 0, preferences: 0, total: 0 },
  bound: 0,
  gap: 0,
  assignments: [assignment('a1', 'P1', 'unit', 0), assignment('a2', 'P1', 'unit', 20), assignment('a3', 'P2', 'round', 0)],
  uncovered: [{ needId: 'alone', missing: 1, start: 0, end: 50 * hourMs, reason: 'nobody-free', text: '' }],
};

it('on duty is who is planned on a unit, not who accompanies a clinician', () => {
  const { supporters, walkSeconds } = planScenario(plan, [], facts, 1);
  expect(supporters).toEqual([
    {
      supporterId: 'P1',
      tier: 'ate',
      knows: ['cardiology', 'nurse'],
      duties: [
        { start: 0, end: 10 * hourMs, unitId: '4W' },
        { start: 20 * hourMs, end: 30 * hourMs, unitId: '4W' },
      ],
    },
  ]);
  expect(walkSeconds('4W', '5W')).toBe(120);
});

it('askers come by the heads needed, in order of time, and ask for what is known there', () => {
  const { requests } = planScenario(plan, [need('n', 'unit', '4W', 'nurse'), need('m', 'unit', '5W', '')], facts, 1);
  const on4W = requests.filter(({ unitId }) => unitId === '4W');
  // 2 heads x 3 an hour at the peak x 100 hours x the mean of the profile (0.9): 540 ± 4 standard deviations.
  expect(Math.abs(on4W.length - 540)).toBeLessThan(4 * Math.sqrt(540));
  const topics = (unitId: string, askerClass: string) => [
    ...new Set(requests.filter((one) => one.unitId === unitId && one.askerClass === askerClass).map(({ topic }) => topic)),
  ];
  expect([topics('4W', 'provider'), topics('4W', 'nurse')]).toEqual([['cardiology'], ['nurse']]);
  expect([topics('5W', 'provider'), topics('5W', 'nurse')]).toEqual([['physician'], ['']]);
  expect(requests.map(({ at }) => at)).toEqual(requests.map(({ at }) => at).toSorted((a, b) => a - b));
});

it('clinicians ask on rounds that nobody accompanies, and on no others', () => {
  const { requests } = planScenario(plan, [need('alone', 'round', '4W', 'cardiology'), need('met', 'round', '5W', 'surgery')], facts, 1);
  expect(requests.length).toBeGreaterThan(80);
  for (const { unitId, askerClass, topic, at } of requests) {
    expect([unitId, askerClass, topic]).toEqual(['4W', 'provider', 'cardiology']);
    expect(at).toBeLessThan(50 * hourMs);
  }
});
