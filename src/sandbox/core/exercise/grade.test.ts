import { describe, expect, it } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import { evaluate } from '../../evaluate.ts';
import type { Resource } from '../fhir/resource.ts';
import { dueEvents } from './events.ts';
import { grade } from './grade.ts';
import type { Exercise, Run, Task, TrailEntry, Written } from './model.ts';

const t0 = Date.parse('2027-03-10T14:00:00Z');
const at = (minute: number): number => t0 + minute * minuteMs;

const task = (id: string, rule: Partial<Task>): Task => ({
  id,
  text: id,
  phase: 'Do',
  weight: 1,
  atLeast: 1,
  critical: false,
  after: [],
  until: [],
  since: 'start',
  hint: '',
  why: `not ${id}`,
  where: 'there',
  ...rule,
});
const exercise = (tasks: readonly Task[], extra: Partial<Exercise> = {}): Exercise => ({
  format: 'atelbow-exercise/1',
  id: 'x',
  version: 1,
  title: 'X',
  role: 'nurse',
  minutes: 10,
  clicks: 20,
  story: '',
  learner: 'Practitioner/a',
  screen: 'chart',
  patients: ['Patient/p1'],
  anyChart: false,
  passScore: 0.8,
  start: [],
  tasks,
  events: [],
  gold: [],
  mutants: [],
  ...extra,
});
const wrote = (minute: number, resource: Resource, by: Written['by'] = 'learner'): Written => ({
  at: at(minute),
  by,
  type: resource.resourceType,
  id: resource.id ?? '',
  resource,
});
const order = (id: string, status: string, patient = 'p1'): Resource => ({
  resourceType: 'MedicationRequest',
  id,
  status,
  intent: 'order',
  authoredOn: '2027-03-10T08:05:00-06:00',
  subject: { reference: `Patient/${patient}` },
});
const trail = (minute: number, kind: string, details = {}): TrailEntry => ({ at: at(minute), kind, ...details });
const run = (written: readonly Written[], lines: readonly TrailEntry[] = [], now = at(60)): Run => ({
  before: [{ resourceType: 'Patient', id: 'p1' }, { resourceType: 'Patient', id: 'p2' }, order('old', 'active')],
  written,
  trail: lines,
  startedAt: t0,
  now,
  timeZone: 'America/Chicago',
});
const active = task('order', { find: "MedicationRequest.where(status = 'active')" });
const marks = (one: Exercise, of: Run) => Object.fromEntries(grade(one, of, evaluate).tasks.map(({ id, achieved }) => [id, achieved]));

describe('a grade', () => {
  it('finds what was written, says where and when, and nothing for nothing', () => {
    const done = grade(exercise([active]), run([wrote(3, order('n', 'active'))]), evaluate);
    expect(done).toMatchObject({ score: 1, passed: true, unsafe: false, minutes: 3 });
    expect(done.tasks[0]).toMatchObject({ achieved: 1, why: null, where: ['MedicationRequest/n'], at: at(3) });
    const empty = grade(exercise([active]), run([]), evaluate);
    expect(empty).toMatchObject({ score: 0, passed: false, unsafe: false, minutes: 0 });
    expect(empty.tasks[0]).toMatchObject({ achieved: 0, why: 'not order', where: ['there'], at: null });
  });

  it('looks at the record as it was left, and at every version where a rule asks for it', () => {
    const changed = run([wrote(3, order('n', 'active')), wrote(5, order('n', 'cancelled'))]);
    expect(marks(exercise([active]), changed).order).toBe(0);
    const ever = task('ever', { find: "%written.where(status = 'active')" });
    expect(marks(exercise([ever]), changed).ever).toBe(1);
  });

  it('does not take what a scripted event did for the learner’s work', () => {
    const byEvent = run([wrote(3, order('n', 'active'), 'event:pharmacy')]);
    expect(marks(exercise([active]), byEvent).order).toBe(0);
    const seen = task('seen', { find: "%events.where(status = 'active')" });
    expect(marks(exercise([seen]), byEvent).seen).toBe(1);
    const amended = run([wrote(3, order('n', 'draft')), wrote(9, order('n', 'active'), 'event:pharmacy')]);
    expect(grade(exercise([active]), amended, evaluate).tasks[0]).toMatchObject({ achieved: 1, at: at(3) });
  });

  it('counts order and time', () => {
    const look = task('look', { find: "%trail.where(kind = 'viewed')" });
    const next = task('next', { find: 'MedicationRequest', after: ['look'] });
    const both = exercise([look, next]);
    expect(marks(both, run([wrote(3, order('n', 'active'))], [trail(2, 'viewed')]))).toMatchObject({ look: 1, next: 1 });
    expect(marks(both, run([wrote(3, order('n', 'active'))], [trail(4, 'viewed')]))).toMatchObject({ look: 1, next: 0 });
    expect(marks(both, run([wrote(3, order('n', 'active'))]))).toMatchObject({ look: 0, next: 0 });
    const soon = exercise([task('soon', { find: 'MedicationRequest', withinMin: 10 })]);
    expect(marks(soon, run([wrote(10, order('n', 'active'))])).soon).toBe(1);
    expect(marks(soon, run([wrote(11, order('n', 'active'))])).soon).toBe(0);
    const asked = exercise([task('asked', { find: 'MedicationRequest.where(authoredOn > %t0 and authoredOn <= %t0 + 10 minutes)' })]);
    expect(marks(asked, run([wrote(10, order('n', 'active'))])).asked).toBe(1);
  });

  it('gives a part for a part', () => {
    const two = task('two', { find: 'MedicationRequest', atLeast: 2 });
    const parts = task('parts', {
      parts: [
        { text: 'a', find: "MedicationRequest.where(id = 'a')", weight: 3 },
        { text: 'b', find: "MedicationRequest.where(id = 'b')", weight: 1 },
      ],
    });
    const found = grade(exercise([two, parts]), run([wrote(1, order('a', 'active'))]), evaluate);
    expect(found.tasks.map(({ achieved }) => achieved)).toEqual([0.5, 0.75, 1]);
    expect(found.score).toBe(0.625);
    expect(found.tasks[0]?.why).toBe('In part (50%). not two');
    const whole = run([wrote(1, order('a', 'active')), wrote(2, order('b', 'active'))]);
    expect(grade(exercise([two, parts]), whole, evaluate).score).toBe(1);
    const repeated = run([], [trail(1, 'viewed', { target: 'x' }), trail(2, 'viewed', { target: 'x' })]);
    expect(marks(exercise([task('looks', { find: "%trail.where(kind = 'viewed')", atLeast: 2 })]), repeated).looks).toBe(0.5);
    const about = { patient: 'Patient/p', how: 'phone' };
    const calls = exercise([task('told', { find: "%trail.where(kind = 'called')", atLeast: 2 })]);
    const twice = [trail(1, 'called', { ...about, to: 'a' }), trail(2, 'called', { ...about, to: 'a' })];
    expect(marks(calls, run([], twice)).told).toBe(0.5);
    expect(marks(calls, run([], [...twice, trail(3, 'called', { ...about, to: 'b' })])).told).toBe(1);
  });

  it('takes away for what must not be, unless it came after what allows it', () => {
    const never = task('never', { never: "MedicationRequest.where(id = 'bad')", weight: 0.5 });
    const bad = run([wrote(1, order('n', 'active')), wrote(2, order('bad', 'active'))], [trail(3, 'called')]);
    expect(grade(exercise([active, never]), bad, evaluate)).toMatchObject({ score: 0.5, unsafe: false, passed: false });
    const called = task('called', { find: "%trail.where(kind = 'called')" });
    const until = { ...never, until: ['called'] };
    expect(marks(exercise([active, called, until]), bad).never).toBe(0);
    const later = run([wrote(1, order('n', 'active')), wrote(4, order('bad', 'active'))], [trail(3, 'called')]);
    expect(marks(exercise([active, called, until]), later).never).toBe(1);
  });

  it('fails outright for what is dangerous, and for the wrong patient', () => {
    const critical = task('critical', { never: "MedicationRequest.where(id = 'bad')", critical: true });
    const bad = run([wrote(1, order('n', 'active')), wrote(2, order('bad', 'active'))]);
    expect(grade(exercise([active, critical]), bad, evaluate)).toMatchObject({ score: 0, unsafe: true, passed: false });
    const other = run([wrote(1, order('n', 'active')), wrote(2, order('m', 'active', 'p2'))]);
    expect(grade(exercise([active]), other, evaluate)).toMatchObject({ score: 0, unsafe: true });
    expect(grade(exercise([active], { anyChart: true }), other, evaluate)).toMatchObject({ score: 1, unsafe: false });
    const registered = run([wrote(1, { resourceType: 'Patient', id: 'new' }), wrote(2, order('m', 'active', 'new'))]);
    expect(grade(exercise([active]), registered, evaluate)).toMatchObject({ score: 1, unsafe: false });
  });

  it('does not pass without what is critical', () => {
    const must = task('must', { find: "%trail.where(kind = 'witnessed')", critical: true, weight: 0.1 });
    expect(grade(exercise([active, must]), run([wrote(1, order('n', 'active'))]), evaluate)).toMatchObject({
      passed: false,
      unsafe: false,
    });
  });
});

describe('scripted events', () => {
  const result = {
    id: 'result',
    text: 'A result is back.',
    when: { find: "MedicationRequest.where(status = 'active')", minutes: 10 },
    changes: [],
  };
  const noon = { id: 'noon', text: 'Noon.', when: { minutes: 30 }, changes: [] };
  const scripted = exercise([active], { events: [result, noon] });

  it('come so long after what sets them off, or after the start, once', () => {
    const ordered = [wrote(3, order('n', 'active'))];
    expect(dueEvents(scripted, run(ordered, [], at(12)), new Set(), evaluate)).toEqual({ due: [], nextAt: at(13) });
    const due = dueEvents(scripted, run(ordered, [], at(13)), new Set(), evaluate);
    expect(due).toMatchObject({ due: [{ dueAt: at(13), trigger: 'MedicationRequest/n' }], nextAt: at(30) });
    expect(dueEvents(scripted, run(ordered, [], at(40)), new Set(['result']), evaluate).due.map(({ event }) => event.id)).toEqual(['noon']);
    expect(dueEvents(scripted, run([], [], at(5)), new Set(['noon']), evaluate)).toEqual({ due: [], nextAt: null });
  });
});
