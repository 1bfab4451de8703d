import { expect, it } from 'vitest';
import type { Need } from '../core/need.ts';
import type { Plan } from '../core/plan/plan.ts';
import { PlanJson, readPlanJson, toPlanJson } from './plan-json.ts';
import { zonesOf } from './zones.ts';

const unit = { name: '', building: '', floor: '', zone: '', specialty: '', beds: 0 };
const zones = zonesOf(
  [
    { siteId: 'MAIN', name: 'Main', timeZone: 'America/Chicago' },
    { siteId: 'EAST', name: 'East', timeZone: 'America/New_York' },
  ],
  [
    { unitId: '4W', siteId: 'MAIN', ...unit },
    { unitId: 'E1', siteId: 'EAST', ...unit },
  ],
  [{ personId: 'D1', homeUnit: 'E1' }],
);
const need: Need = {
  id: 'n1',
  kind: 'unit',
  unitId: '4W',
  personId: null,
  shiftId: 'N',
  date: '2027-03-13',
  start: Date.parse('2027-03-14T01:00Z'),
  end: Date.parse('2027-03-14T12:00Z'),
  headcount: 2,
  topic: 'nurse',
  minutes: 660,
  shareMax: 1,
  state: null,
  missingCostPerHour: 100,
  confidence: 1,
};
const talk: Need = { ...need, id: 'n2', kind: 'outreach', unitId: null, personId: 'D1', shiftId: null, headcount: 1, minutes: 30 };
const plan: Plan = {
  from: '2027-03-01',
  to: '2027-03-14',
  seed: 7,
  status: 'feasible',
  cost: { wages: 470, missing: 1000, preferences: 30.126, total: 1500.126 },
  bound: 1400,
  gap: 0.0667,
  assignments: [
    { id: 'a1', personId: 'P1', start: need.start, end: need.end, kind: 'unit', unitId: '4W', shiftId: 'N', needIds: ['n1'], cost: 440 },
    {
      id: 'a2',
      personId: 'P1',
      start: need.end,
      end: need.end + 1_800_000,
      kind: 'outreach',
      unitId: null,
      shiftId: null,
      needIds: ['n2'],
      cost: 20,
    },
  ],
  uncovered: [{ needId: 'n1', missing: 1, start: need.start, end: need.end, reason: 'rest', text: 'resting' }],
};

it('writes the promised form, each time with the offset of its own site', () => {
  const json = toPlanJson(plan, [need, talk], zones);
  expect(PlanJson.safeParse(json).success).toBe(true);
  expect(json).toMatchObject({ format: 'atelbow-plan/1', cost: 1500.13, bound: 1400, gap: 0.0667, seed: 7 });
  expect(json.assignments.map(({ start, end }) => `${start} ${end}`)).toEqual([
    '2027-03-13T19:00:00-06:00 2027-03-14T07:00:00-05:00',
    '2027-03-14T08:00:00-04:00 2027-03-14T08:30:00-04:00',
  ]);
  expect(json.uncovered[0]).toMatchObject({ need_id: 'n1', missing: 1, start: '2027-03-13T19:00:00-06:00', reason: 'rest' });
  // The night of the clock change has eleven hours, and counts where it begins.
  expect(json.people).toEqual([{ person_id: 'P1', hours: 11.5, by_week: { '2027-W10': 11.5 } }]);
});

it('reads back what it wrote', () => {
  const read = readPlanJson(JSON.stringify(toPlanJson(plan, [need, talk], zones)));
  expect(read.ok && read.value.needIds).toEqual(new Set(['n1', 'n2']));
  expect(read.ok && read.value.plan).toEqual({ ...plan, cost: { wages: 470, missing: 1000, preferences: 30.13, total: 1500.13 } });
});

it('refuses what is no plan, and says where', () => {
  const text = (content: string): string => {
    const read = readPlanJson(content);
    return read.ok ? 'read' : read.refusal.text;
  };
  expect(text('{')).toContain('not JSON');
  expect(text('{}')).toContain('not of the form atelbow-plan/1: format');
  expect(text(JSON.stringify({ ...toPlanJson(plan, [], zones), seed: 'x' }))).toContain('seed');
});
