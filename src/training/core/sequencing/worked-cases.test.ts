import { describe, expect, test } from 'vitest';
import { plainObjective, plainSequencing, type RollupRule } from './definition.ts';
import { block, leaf, reads, rule, tree, walkThrough, when, writes } from './walk-for-tests.ts';

/* Courses as the standard's own book and its best practices describe them, walked through by hand. */
const passed = { completed: true, satisfied: true };
const failed = { completed: true, satisfied: false };
const rollUpBy = (...actions: readonly RollupRule['action'][]): readonly RollupRule[] =>
  actions.map((action) => ({
    action,
    childSet: 'any',
    minimumCount: 0,
    minimumPercent: 0,
    combination: 'any',
    conditions: [when(action === 'satisfied' ? 'satisfied' : 'completed')],
  }));

describe('pre-test: what is known is skipped', () => {
  const objective = (id: string) => ({ ...writes(`g-${id}`), id });
  const course = tree(
    [
      leaf('PRE', { objectives: [plainObjective, objective('a'), objective('b')], rollupObjectiveSatisfied: false }),
      leaf('A', { objectives: [reads('g-a')], pre: [rule('skip', when('satisfied'))] }),
      leaf('B', { objectives: [reads('g-b')], pre: [rule('skip', when('satisfied'))] }),
      leaf('LAST'),
    ],
    { choice: false },
  );

  test('both known: straight to the end', () => {
    const walk = walkThrough(course);
    expect(walk.go('start')).toBe('PRE');
    walk.tell({ ...passed, said: { a: { satisfied: true }, b: { satisfied: true } } });
    expect(walk.go('continue')).toBe('LAST');
  });
  test('one known: the other is taught', () => {
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell({ ...failed, said: { a: { satisfied: true }, b: { satisfied: false } } });
    expect([walk.go('continue'), walk.go('continue'), walk.go('continue')]).toEqual(['B', 'LAST', 'end']);
  });
  test('nothing said of them: everything is taught, since not known is not satisfied', () => {
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell(failed);
    expect([walk.go('continue'), walk.go('continue'), walk.go('continue')]).toEqual(['A', 'B', 'LAST']);
  });
});

describe('post-test with remediation', () => {
  // The test fails: its rule takes the whole course again, and lessons that the test has found to be known are skipped.
  const lesson = (id: string) => leaf(id, { objectives: [reads(`g-${id}`)], pre: [rule('skip', when('satisfied'))] });
  const test2 = leaf('TEST', {
    objectives: [
      { ...plainObjective, satisfiedByMeasure: true, minMeasure: 0.8 },
      { ...writes('g-L1'), id: 'L1' },
      { ...writes('g-L2'), id: 'L2' },
    ],
    post: [rule('retryAll', when('satisfied', { not: true }), when('attempted')), rule('exitAll', when('satisfied'))],
  });
  const course = tree([lesson('L1'), lesson('L2'), test2], { choice: false, rollupRules: rollUpBy('satisfied', 'completed') });

  test('what went wrong is taught again, what went well is not, until the test is passed', () => {
    const walk = walkThrough(course);
    expect(walk.go('start')).toBe('L1');
    walk.tell({ completed: true });
    expect(walk.go('continue')).toBe('L2');
    walk.tell({ completed: true });
    expect(walk.go('continue')).toBe('TEST');
    walk.tell({ completed: true, measure: 0.5, said: { L1: { satisfied: true }, L2: { satisfied: false } } });
    expect(walk.go('continue')).toBe('L2');
    expect(walk.standing().attempts).toBe(2);
    expect(walk.go('continue')).toBe('TEST');
    walk.tell({ completed: true, measure: 0.9, said: { L1: { satisfied: true }, L2: { satisfied: true } } });
    expect(walk.go('continue')).toBe('end');
    expect(walk.standing()).toMatchObject({ satisfied: true, attempts: 2 });
    expect(walk.standing('TEST').attempts).toBe(2);
  });
});

describe('rules after and on leaving', () => {
  test('retry: the same again until it is satisfied, at most as often as it may be taken', () => {
    const course = tree([
      leaf('QUIZ', { attemptLimit: 2, post: [rule('retry', when('satisfied', { not: true })), rule('continue', when('satisfied'))] }),
      leaf('NEXT'),
    ]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell(failed);
    expect(walk.go('exit')).toBe('QUIZ');
    walk.tell(failed);
    expect(walk.go('exit')).toBe('DB.1.1-3');
    expect(walk.standing('QUIZ').attempts).toBe(2);
    expect(walk.go('continue')).toBe('NEXT');
  });
  test('exit parent, then what the parent says', () => {
    const course = tree([
      block('M1', [leaf('A', { post: [rule('exitParent', when('satisfied'))] }), leaf('B')], { post: [rule('continue', when('always'))] }),
      leaf('C'),
    ]);
    const walk = walkThrough(course);
    expect(walk.go('start')).toBe('A');
    walk.tell(passed);
    expect(walk.go('exit')).toBe('C');
  });
  test('an exit rule of what is around ends it, and the outermost comes first', () => {
    const course = tree([
      block('M1', [leaf('A'), leaf('B')], { exit: [rule('exit', when('satisfied'))], rollupRules: rollUpBy('satisfied') }),
      leaf('C'),
    ]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell(passed);
    expect(walk.go('continue')).toBe('C');
    expect(walk.standing('M1').isActive).toBe(false);
  });
  test('exit at the root ends the session; it cannot be exited from further', () => {
    const course = tree([leaf('A', { post: [rule('exitParent', when('always'))] })]);
    const walk = walkThrough(course);
    walk.go('start');
    expect(walk.go('exit')).toBe('end');
    expect([walk.tracking.current, walk.standing().isActive]).toEqual([null, false]);
  });
});

describe('choosing', () => {
  const two = (over = {}, inner = {}) =>
    tree([block('M1', [leaf('A'), leaf('B')], over), block('M2', [leaf('C'), leaf('D')], inner), block('M3', [leaf('E')])]);
  const at = (course: ReturnType<typeof two>, first: string) => {
    const walk = walkThrough(course);
    walk.go('choice', first);
    return walk;
  };
  test('what is chosen is opened; a part leads to its first unit', () => {
    expect(at(two(), 'B').go('choice', 'M2')).toBe('C');
    expect(at(two({}, { flow: false }), 'B').go('choice', 'M2')).toBe('SB.2.9-9');
  });
  test('what is closed says why', () => {
    expect(at(two({ choiceExit: false }), 'A').go('choice', 'C')).toBe('NB.2.1-8');
    expect(at(two({ choiceExit: false }), 'A').go('choice', 'B')).toBe('B');
    expect(at(two({}, { choice: false }), 'A').go('choice', 'C')).toBe('NB.2.1-10');
    expect(at(two({}, { preventActivation: true }), 'A').go('choice', 'D')).toBe('SB.2.9-6');
    expect(at(two({}, { preventActivation: true }), 'A').go('choice', 'M2')).toBe('C');
    expect(at(two({}, { pre: [rule('hiddenFromChoice', when('always'))] }), 'A').go('choice', 'C')).toBe('SB.2.9-3');
    expect(at(two({}, { pre: [rule('disabled', when('always'))] }), 'A').go('choice', 'C')).toBe('DB.1.1-3');
    expect(at(two({}, { pre: [rule('stopForwardTraversal', when('always'))] }), 'A').go('choice', 'C')).toBe('SB.2.4-1');
    expect(at(two({ constrainChoice: true }), 'A').go('choice', 'E')).toBe('SB.2.9-8');
    expect(at(two({ constrainChoice: true }), 'A').go('choice', 'D')).toBe('D');
    expect(at(two(), 'A').go('choice', 'NOWHERE')).toBe('NB.2.1-11');
  });
  test('forward only: not back, neither by choice nor by the button', () => {
    const course = tree([leaf('A'), leaf('B')], { forwardOnly: true });
    expect(at(course, 'B').go('choice', 'A')).toBe('SB.2.4-2');
    expect(at(course, 'B').go('previous')).toBe('NB.2.1-5');
    const deeper = tree([leaf('A'), block('M', [leaf('B')])], { forwardOnly: true });
    expect([at(deeper, 'B').go('choice', 'A'), at(deeper, 'A').go('choice', 'B')]).toEqual(['SB.2.4-2', 'B']);
  });
  test('a part that is only gone through forwards is entered at its first unit, also from behind', () => {
    const course = tree([block('M1', [leaf('A'), leaf('B')], { forwardOnly: true }), leaf('C')]);
    expect(at(course, 'C').go('previous')).toBe('A');
  });
  test('where all of such a part is skipped, the way back goes on before it', () => {
    const skipped = { pre: [rule('skip' as const, when('always'))] };
    const course = tree([leaf('Z'), block('M1', [leaf('A', skipped), leaf('B', skipped)], { forwardOnly: true }), leaf('C')]);
    expect(at(course, 'C').go('previous')).toBe('Z');
  });
});

describe('leaving and coming back', () => {
  test('suspended: the same unit in the same attempt; elsewhere: what was suspended is given up', () => {
    const course = tree([leaf('A'), leaf('B')]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.go('continue');
    expect(walk.go('suspendAll')).toBe('end');
    expect([walk.go('resumeAll'), walk.last]).toMatchObject(['B', { isResumed: true }]);
    expect([walk.standing('B').attempts, walk.standing().attempts]).toEqual([1, 1]);
  });
  test('abandoned: nothing is assumed of it', () => {
    const walk = walkThrough(tree([leaf('A')]));
    walk.go('start');
    walk.go('abandonAll');
    expect(walk.standing('A')).toMatchObject({ completed: null, satisfied: null });
  });
  test('what a unit does not say is assumed, unless the package says that the unit says it itself', () => {
    const course = tree([leaf('A'), leaf('B', { completionSetByContent: true, objectiveSetByContent: true })]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.go('continue');
    expect(walk.standing('A')).toMatchObject({ completed: true, satisfied: true });
    walk.go('exitAll');
    expect(walk.standing('B')).toMatchObject({ completed: null, satisfied: null });
  });
  test('a test that must be measured and was not is not passed by silence', () => {
    const course = tree([leaf('A', { objectives: [{ ...plainObjective, satisfiedByMeasure: true, minMeasure: 0.5 }] })]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.go('exitAll');
    expect(walk.standing('A').satisfied).toBeNull();
  });
});

describe('rolling up', () => {
  test('by weighted measure', () => {
    const course = tree([leaf('A', { objectiveMeasureWeight: 1 }), leaf('B', { objectiveMeasureWeight: 0.5 })], {
      objectives: [{ ...plainObjective, satisfiedByMeasure: true, minMeasure: 0.6 }],
    });
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell({ completed: true, measure: 0.8 });
    expect(walk.standing().satisfied).toBe(false); // (0.8 · 1 + 0 · 0.5) / 1.5
    walk.go('continue');
    walk.tell({ completed: true, measure: 0.4 });
    expect(walk.standing()).toMatchObject({ satisfied: true, completed: true }); // (0.8 + 0.2) / 1.5
  });
  test('what is not tracked, does not contribute, or is suspended does not count', () => {
    const required = { satisfied: 'ifNotSuspended', notSatisfied: 'always', completed: 'ifNotSuspended', incomplete: 'always' } as const;
    const course = tree([
      leaf('A'),
      leaf('B', { tracked: false }),
      leaf('C', { rollupObjectiveSatisfied: false, rollupProgressCompletion: false }),
      leaf('D', { requiredFor: required }),
    ]);
    const walk = walkThrough(course);
    walk.go('choice', 'D');
    walk.tell({ ...failed, isSuspended: true });
    walk.go('choice', 'A');
    walk.tell(passed);
    expect(walk.standing()).toMatchObject({ satisfied: true, completed: true });
  });
  test('a threshold of progress decides what is completed', () => {
    const course = tree([leaf('A', { completedByMeasure: true, minProgressMeasure: 0.6 })]);
    const walk = walkThrough(course);
    walk.go('start');
    walk.tell({ completed: true, progress: 0.5 });
    expect(walk.standing('A').completed).toBe(false);
    walk.tell({ completed: false, progress: 0.7 });
    expect(walk.standing('A').completed).toBe(true);
  });
});

test('plain sequencing is what the standard says', () => {
  const { choice, choiceExit, flow, forwardOnly, tracked } = plainSequencing;
  expect([choice, choiceExit, flow, forwardOnly, tracked]).toEqual([true, true, false, false, true]);
});
