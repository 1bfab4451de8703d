import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PlanAssignment, PlanFile, PlanNeed } from './plan-checker-folder.ts';
import { checkPlan } from './plan-checker.ts';

/* A plan made by hand that keeps every promise, and one change for each promise that breaks it. */

const dir = mkdtempSync(join(tmpdir(), 'checker-'));
afterAll(() => rmSync(dir, { recursive: true }));

const files = {
  'sites.csv': 'site_id,name,time_zone\nMAIN,Main,America/Chicago\nEAST,East,America/Chicago\n',
  'units.csv': 'unit_id,name,site_id,building\n4W,4 West,MAIN,A\n5W,5 West,MAIN,B\nE1,East,EAST,C\n',
  'go-lives.csv': 'wave,unit_id,date,weeks,cpoe\n1,4W,2027-03-01,6,mandatory\n',
  'people.csv': 'person_id,family_name,job_role,email\nS1,A,nurse,\nS2,B,nurse,\nD1,C,physician,d1@x.org\nD2,D,physician,d2@x.org\n',
  'shifts.csv': 'shift_id,start,end,night\nD,07:00,19:00,no\nN,19:00,07:00,yes\n',
  'supporters.csv':
    'person_id,kind,knows,sites,shifts,max_hours_week,min_rest_hours,max_consecutive_days,cost_per_hour,available_from,available_to,unavailable\n' +
    'S1,ate,nurse;physician,MAIN,D,36,11,3,40,2027-03-01,,2027-03-05T12:00/2027-03-05T13:00\nS2,ate,nurse,MAIN;EAST,,40,10,5,50,,,\n',
  'unit-needs.csv': 'unit_id,shift_id,from,to,weekdays,headcount,topic\n4W,D,2027-03-01,2027-03-01,1-7,2,physician\n',
  'exposure.csv': 'person_id,date,unit_id,live_rounds,supported_rounds\nD2,2027-02-20,4W,2,1\n',
  'rounds.ics':
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/Chicago:20270303T080000\r\nDTEND;TZID=America/Chicago:20270303T090000\r\nATTENDEE:mailto:d1@x.org\r\nLOCATION:4W\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);

const at = (day: number, time: string): string => `2027-03-${String(day).padStart(2, '0')}T${time}:00-06:00`;
const need = (id: string, kind: string, day: number, from: string, to: string, more: Partial<PlanNeed> = {}): PlanNeed => ({
  id,
  kind,
  unit_id: '4W',
  person_id: null,
  start: at(day, from),
  end: at(day, to),
  headcount: 1,
  topic: '',
  share_max: 1,
  ...more,
});
const work = (
  id: string,
  person: string,
  kind: string,
  day: number,
  from: string,
  to: string,
  needs: string[],
  more: Partial<PlanAssignment> = {},
): PlanAssignment => ({
  id,
  person_id: person,
  kind,
  start: at(day, from),
  end: at(day, to),
  unit_id: '4W',
  shift_id: 'D',
  need_ids: needs,
  cost: (person === 'S1' ? 40 : 50) * (Number(to.slice(0, 2)) - Number(from.slice(0, 2))),
  ...more,
});

const good: PlanFile = {
  format: 'atelbow-plan/1',
  from: '2027-03-01',
  to: '2027-03-07',
  status: 'feasible',
  cost: 1000,
  bound: 900,
  gap: 0.1,
  needs: [
    need('unit', 'unit', 1, '07:00', '19:00', { headcount: 2, topic: 'physician' }),
    need('first', 'round', 3, '08:00', '09:00', { person_id: 'D1', topic: 'physician', state: 'first-live-round' }),
    need('r1', 'round', 3, '10:00', '11:00', { person_id: 'D2', topic: 'physician', share_max: 2, state: 'settling' }),
    need('r2', 'round', 3, '10:00', '12:00', { person_id: 'D1', topic: 'physician', share_max: 2, state: 'settling' }),
    need('talk', 'outreach', 4, '07:00', '19:00', { person_id: 'D2', minutes: 60, unit_id: null }),
    need('open', 'round', 6, '08:00', '09:00', { person_id: 'D2' }),
  ],
  assignments: [
    work('a1', 'S1', 'unit', 1, '07:00', '19:00', ['unit']),
    work('a2', 'S2', 'unit', 1, '07:00', '19:00', ['unit']),
    work('a3', 'S1', 'round', 3, '08:00', '09:00', ['first']),
    work('a4', 'S1', 'round', 3, '10:00', '12:00', ['r1', 'r2']),
    work('a5', 'S2', 'outreach', 4, '09:00', '10:00', ['talk'], { unit_id: null }),
  ],
  uncovered: [{ need_id: 'open', missing: 1, start: at(6, '08:00'), end: at(6, '09:00'), reason: 'nobody-free', text: 'nobody' }],
  people: [
    { person_id: 'S1', hours: 15, by_week: { '2027-W09': 15 } },
    { person_id: 'S2', hours: 13, by_week: { '2027-W09': 13 } },
  ],
};

const changed = (id: string, change: Partial<PlanAssignment>): PlanFile => ({
  ...good,
  assignments: good.assignments.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const plus = (assignment: PlanAssignment, ...needs: PlanNeed[]): PlanFile => ({
  ...good,
  assignments: [...good.assignments, assignment],
  needs: [...good.needs, ...needs],
});
const needChanged = (id: string, change: Partial<PlanNeed>): PlanFile => ({
  ...good,
  needs: good.needs.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const rulesBroken = (plan: PlanFile): string[] => [...new Set(checkPlan(dir, plan).map(({ rule }) => rule))];

it('finds nothing in a plan that keeps every promise', () => expect(checkPlan(dir, good)).toEqual([]));

describe('finds each broken promise', () => {
  it.each<[string, PlanFile]>([
    ['one place', plus(work('b', 'S1', 'round', 3, '11:00', '13:00', ['x']), need('x', 'round', 3, '11:00', '13:00', { person_id: 'D2' }))],
    [
      'travel',
      plus(
        work('b', 'S2', 'round', 1, '19:00', '20:00', ['x'], { unit_id: 'E1', shift_id: 'N' }),
        need('x', 'round', 1, '19:00', '20:00', { unit_id: 'E1', person_id: 'D2' }),
      ),
    ],
    [
      'rest',
      plus(
        work('b', 'S2', 'round', 1, '22:00', '23:00', ['x'], { shift_id: 'N' }),
        need('x', 'round', 1, '22:00', '23:00', { person_id: 'D2' }),
      ),
    ],
    [
      'shift',
      plus(
        work('b', 'S1', 'round', 4, '21:00', '22:00', ['x'], { shift_id: 'N' }),
        need('x', 'round', 4, '21:00', '22:00', { person_id: 'D2' }),
      ),
    ],
    [
      'site',
      plus(
        work('b', 'S1', 'round', 4, '09:00', '10:00', ['x'], { unit_id: 'E1' }),
        need('x', 'round', 4, '09:00', '10:00', { unit_id: 'E1', person_id: 'D2' }),
      ),
    ],
    [
      'unavailable',
      plus(work('b', 'S1', 'round', 5, '12:00', '14:00', ['x']), need('x', 'round', 5, '12:00', '14:00', { person_id: 'D2' })),
    ],
    ['topic', changed('a3', { person_id: 'S2', cost: 50 })],
    ['topic', { ...good, assignments: good.assignments.map((one) => (one.id === 'a1' ? { ...one, person_id: 'S2' } : one)) }],
    ['sharing', changed('a4', { need_ids: ['first', 'r1', 'r2'] })],
    ['sharing', needChanged('r1', { share_max: 1 })],
    ['sharing', needChanged('r1', { state: 'lapsed' })],
    ['window', changed('a3', { start: at(3, '08:30'), cost: 20 })],
    ['window', changed('a5', { end: at(4, '09:30'), cost: 25 })],
    ['place', changed('a3', { unit_id: '5W' })],
    ['kind', changed('a3', { kind: 'unit', start: at(3, '07:00'), end: at(3, '19:00') })],
    [
      'consecutive days',
      ['02', '03', '04', '05'].reduce(
        (plan, day, i) => ({
          ...plan,
          needs: [...plan.needs, need(`y${i}`, 'round', Number(day), '13:00', '14:00', { person_id: 'D2' })],
          assignments: [...plan.assignments, work(`b${i}`, 'S1', 'round', Number(day), '13:00', '14:00', [`y${i}`])],
        }),
        good,
      ),
    ],
    [
      'hours of a week',
      [4, 6].reduce(
        (plan, day) => ({
          ...plan,
          needs: [...plan.needs, need(`z${day}`, 'unit', day, '07:00', '19:00')],
          assignments: [...plan.assignments, work(`b${day}`, 'S1', 'unit', day, '07:00', '19:00', [`z${day}`])],
        }),
        good,
      ),
    ],
    ['count', { ...good, uncovered: [] }],
    ['count', needChanged('open', { headcount: 2 })],
    ['hours', { ...good, people: good.people.map((one) => ({ ...one, hours: one.hours + 1 })) }],
    ['hours', { ...good, people: good.people.slice(1) }],
    ['cost', changed('a1', { cost: 1 })],
    ['ids', changed('a1', { person_id: 'D1' })],
    ['ids', changed('a1', { need_ids: ['nothing'] })],
    ['ids', { ...good, assignments: [...good.assignments, ...good.assignments.slice(0, 1)] }],
    ['offset', changed('a1', { start: '2027-03-01T08:00:00-05:00' })],
    ['bound', { ...good, bound: 2000 }],
    ['bound', { ...good, gap: 0 }],
    ['demand', { ...good, needs: good.needs.slice(1) }],
    ['demand', needChanged('unit', { headcount: 1 })],
    ['first round', { ...good, needs: good.needs.filter(({ id }) => id !== 'first') }],
    ['first round', needChanged('first', { share_max: 2 })],
  ])('%s %#', (rule, plan) => expect(rulesBroken(plan)).toContain(rule));
});
