import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priorityOf, type AssessedTask } from './priority.ts';
import { proposeCells } from './propose.ts';
import { changesBetween, checkMap, type WorkflowStep } from './workflow.ts';

const step = (stepId: string, kind: WorkflowStep['kind'], next: readonly string[] = [], who = 'nurse'): WorkflowStep => ({
  stepId,
  kind,
  name: stepId,
  who,
  next: next.map((to) => ({ to, when: '' })),
});
const whole = [step('a', 'start', ['b']), step('b', 'decision', ['c', 'a']), step('c', 'end')];

describe('a workflow map', () => {
  test('that can be read has no issue; each fault is named at its step', () => {
    expect(checkMap(whole)).toEqual([]);
    expect(checkMap([])).toEqual([]);
    const faults = (steps: readonly WorkflowStep[]) => checkMap(steps).map(({ stepId, text }) => `${stepId}: ${text}`);
    expect(faults([...whole, step('lost', 'work', ['c'])])).toEqual(['lost: No way leads to lost.']);
    expect(faults([step('a', 'start', ['nowhere']), step('c', 'end')])).toEqual([
      'a: a leads to "nowhere", which is no step.',
      'c: No way leads to c.',
    ]);
    expect(faults([step('a', 'start', ['b']), step('b', 'decision', ['c']), step('c', 'end')])).toEqual([
      'b: b is a decision with fewer than two ways on.',
    ]);
    expect(faults([step('a', 'start', ['b']), step('b', 'work')])).toEqual([
      'null: No step is an end. Say where the work is done.',
      'b: Nothing follows b. Make it an end, or say what follows.',
    ]);
  });

  test('today and future compared: paper into the EHR, steps gone and new', () => {
    const future = [step('a', 'start', ['b']), { ...step('b', 'ehr', ['d']), who: 'physician' }, step('d', 'end')];
    const { gone, added, changed } = changesBetween(whole, future);
    expect([gone.map((one) => one.stepId), added.map((one) => one.stepId), changed.map(({ is }) => is.stepId)]).toEqual([
      ['c'],
      ['d'],
      ['b'],
    ]);
  });
});

const task = (change: Partial<AssessedTask> = {}): AssessedTask => ({
  taskId: 't',
  name: 'Give medication',
  timesAWeek: 10,
  harm: 3,
  change: 3,
  competencyId: 'mar',
  pains: [],
  survey: [],
  ...change,
});

describe('priority', () => {
  const level = fc.integer({ min: 1, max: 5 });
  const any = fc
    .record({ timesAWeek: fc.nat({ max: 500 }), harm: level, change: level, pains: fc.array(level, { maxLength: 3 }) })
    .map((one) => task(one));

  test('lies between 0 and 100 and never falls when harm, change, frequency or pain rise', () => {
    fc.assert(
      fc.property(any, (one) => {
        const { score } = priorityOf(one);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        for (const worse of [{ harm: 5 }, { change: 5 }, { timesAWeek: 1000 }, { pains: [5] }])
          expect(priorityOf({ ...one, ...worse }).score).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test('a few answers say nothing; enough of them replace the guess', () => {
    const answer = { timesAWeek: 200, worry: 5 };
    expect(priorityOf(task({ survey: [answer, answer] })).score).toBe(priorityOf(task()).score);
    expect(priorityOf(task({ survey: [answer, answer, answer] })).score).toBeGreaterThan(priorityOf(task()).score);
  });
});

test('proposals: what tasks ask for and the matrix lacks; what no task asks for is questioned, nothing is changed', () => {
  const tasks = [task({ harm: 5 }), task({ taskId: 'u', competencyId: 'notes', harm: 1, change: 1, timesAWeek: 0.2 })];
  expect(proposeCells(tasks, [])).toMatchObject([{ competencyId: 'mar', kind: 'add', level: 2, mandatory: true }]);
  expect(proposeCells(tasks, [{ competencyId: 'mar', level: 1, mandatory: true }])).toMatchObject([{ kind: 'raise', level: 2 }]);
  expect(proposeCells(tasks, [{ competencyId: 'mar', level: 2, mandatory: false }])).toMatchObject([{ kind: 'make-mandatory' }]);
  expect(
    proposeCells(tasks, [
      { competencyId: 'mar', level: 3, mandatory: true },
      { competencyId: 'coding', level: 1, mandatory: false },
    ]),
  ).toMatchObject([{ competencyId: 'coding', kind: 'question' }]);
  expect(proposeCells([], [{ competencyId: 'mar', level: 2, mandatory: true }])).toEqual([]);
});
