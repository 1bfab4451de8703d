import { expect, test } from 'vitest';
import { goTo, leave, nextUnit, openUnit, openWays, type Way } from './course-way.ts';
import { standingOf, takeReport, type Report } from './report.ts';
import { noTracking, type Tracking } from './tracking.ts';
import { block, leaf, rule, tree, when } from './walk-for-tests.ts';

/* What the standard leaves to whoever plays a course: getting in from a list, leaving, coming back. */
const nothing: Report = { satisfied: null, measure: null, completed: null, progress: null, objectives: new Map(), isSuspended: false };
const wayOf = (course: Way['tree'], tracking: Tracking = noTracking): Way => ({ tree: course, tracking, seed: 1 });
const opened = (way: Way, unit: number): Way => {
  const found = openUnit(way, unit);
  if (!found.ok) throw new Error(found.code);
  return { ...way, tracking: found.navigation.tracking };
};
const told = (way: Way, report: Partial<Report>): Way => ({
  ...way,
  tracking: takeReport(way.tree, way.tracking, { ...nothing, ...report }),
});
const left = (way: Way, isFinished: boolean): Way => ({ ...way, tracking: leave(way, isFinished) });
const attempts = ({ tree: course, tracking }: Way, id: string): number => standingOf(course, tracking, id).attempts;

test('choosing another unit loses nothing of the one that was left in the midst, nor of the course', () => {
  const course = tree([leaf('A'), leaf('B'), leaf('C')]);
  const first = left(told(opened(wayOf(course), 0), { completed: true, satisfied: true }), true);
  const second = left(opened(first, 1), false);
  expect(nextUnit(second)).toBe(1);
  const third = opened(second, 2);
  expect(standingOf(course, third.tracking, 'A')).toMatchObject({ completed: true, satisfied: true });
  const back = opened(left(third, false), 1);
  expect([attempts(back, 'B'), attempts(back, '')]).toEqual([1, 1]);
});

test('a unit that ended itself is over: the course goes on after it; one that did not is gone on with', () => {
  const course = tree([leaf('A'), leaf('B')], { choice: false });
  const inA = opened(wayOf(course), 0);
  expect(nextUnit(left(inA, false))).toBe(0);
  expect(nextUnit(left(inA, true))).toBe(1);
  expect(openUnit(left(inA, false), 1)).toMatchObject({ ok: false, code: 'NB.2.1-10' });
});

test('gone through without being done, it is gone on with; failed, it is begun anew', () => {
  const course = tree([leaf('A', { completionSetByContent: true, objectiveSetByContent: true })]);
  const through = goTo(opened(wayOf(course), 0), { kind: 'continue' });
  expect(through.outcome.kind).toBe('end');
  expect(attempts(opened(wayOf(course, through.tracking), 0), '')).toBe(1);
  const failed = goTo(told(opened(wayOf(course), 0), { completed: true, satisfied: false }), { kind: 'continue' });
  expect(attempts(opened(wayOf(course, failed.tracking), 0), '')).toBe(2);
});

test('which ways are open is told for each, and asking opens none', () => {
  const course = tree([block('M', [leaf('A'), leaf('B', { pre: [rule('disabled', when('always'))] })]), leaf('C')]);
  const way = opened(wayOf(course), 0);
  const before = JSON.stringify(way.tracking);
  expect(openWays(way)).toEqual({
    continue: false, // B is closed, and a flow does not step over what is closed
    previous: false,
    choice: { M: true, A: true, B: false, C: true },
    jump: { M: false, A: true, B: false, C: true },
  });
  expect(JSON.stringify(way.tracking)).toBe(before);
});
