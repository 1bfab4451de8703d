import * as coverage from '#coverage/contract.ts';
import { storyFolder } from '#demo/stories/stories.ts';
import { board, makePlan, publish, publishedHospital, type Board } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Half past ten, in the middle of the shift that began at seven, Ann must go home. Her three and a half hours stay hers;
 * Sam takes the rest and nothing else. Whatever is planned later knows of both.
 */
const span = { from: '2027-03-01', to: '2027-03-05' };
const at = (time: string): number => Date.parse(`2027-03-03T${time}:00-06:00`);
let app: TestApp;
let coordinator: Client;
let before: Board;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
  before = await publishedHospital(coordinator, storyFolder('call-out'), span);
  app.clock.set('2027-03-03T10:30:00-06:00');
  coordinator = await app.signIn('coordinator');
});
afterAll(() => app.close());

const thatDay = (all: Board, personId: string): number[][] =>
  all.assignments
    .filter((one) => one.personId === personId && one.start >= at('00:00') && one.start < at('23:59'))
    .map((one) => [one.start, one.end]);
const weekHours = (all: Board, personId: string): number => all.people.find((one) => one.personId === personId)?.hours['2027-W09'] ?? 0;

async function goesHome(personId: string): Promise<coverage.CallOut> {
  const made = await coordinator.call(coverage.createCallOut, { body: { personId, until: at('20:00') } });
  return coordinator.call(coverage.acceptCallOut, { params: { callOutId: made.callOutId } });
}

test('Ann keeps what she worked, Sam takes the rest, and the hours are theirs', async () => {
  const done = await goesHome('ANN');
  expect(done.repair.uncovered).toEqual([]);
  expect(done.repair.disturbed.map((one) => one.personId)).toEqual(['SAM']);
  const after = await board(coordinator, span);
  expect(thatDay(after, 'ANN')).toEqual([[at('07:00'), at('10:30')]]);
  expect(thatDay(after, 'SAM')).toEqual([[at('10:30'), at('19:00')]]);
  expect(weekHours(after, 'ANN')).toBe(weekHours(before, 'ANN') - 8.5);
  expect(weekHours(after, 'SAM')).toBe(weekHours(before, 'SAM') + 8.5);
  expect(after.needs.filter((need) => need.filled !== need.headcount)).toEqual([]);
  expect(after.assignments.find((one) => one.personId === 'ANN' && one.start === at('07:00'))?.id).toBe(
    before.assignments.find((one) => one.personId === 'ANN' && one.start === at('07:00'))?.id,
  );
});

test('the relief is a shift like any other: it can be judged and explained', async () => {
  const relief = (await board(coordinator, span)).assignments.find((one) => one.personId === 'SAM');
  if (!relief) throw new Error('Sam has the rest of the shift');
  const params = { planId: coverage.publishedPlanId };
  const edit = { kind: 'lock' as const, assignmentId: relief.id, version: relief.version, locked: true };
  const { verdicts } = await coordinator.call(coverage.judgeEdit, { params, body: { edit } });
  expect(verdicts.filter((verdict) => verdict.level === 'hard')).toEqual([]);
  const why = await coordinator.call(coverage.explainAssignment, { params: { ...params, assignmentId: relief.id } });
  expect(why.lines.length).toBeGreaterThan(0);
});

test('a plan that is made and published in the middle of that shift leaves it as it is', async () => {
  const then = await board(coordinator, span);
  await publish(coordinator, (await makePlan(coordinator, { from: '2027-03-03', to: '2027-03-05' }, { seconds: 5 })).planId);
  const after = await board(coordinator, span);
  for (const personId of ['ANN', 'SAM']) expect(thatDay(after, personId)).toEqual(thatDay(then, personId));
  const partsOf = (all: Board): unknown[] =>
    all.needs.filter((need) => need.date === '2027-03-03').map(({ id, start, end, filled }) => [id, start, end, filled]);
  expect(partsOf(after)).toEqual(partsOf(then));
});

test('when the relief falls ill too, only what is left of the day is short', async () => {
  app.clock.set('2027-03-03T15:00:00-06:00');
  coordinator = await app.signIn('coordinator');
  const done = await goesHome('SAM');
  expect(done.repair.uncovered).toMatchObject([{ start: at('15:00'), end: at('19:00'), missing: 1 }]);
  const after = await board(coordinator, span);
  expect(thatDay(after, 'SAM')).toEqual([[at('10:30'), at('15:00')]]);
  expect(after.uncovered).toMatchObject([{ start: at('15:00'), end: at('19:00') }]);
});
