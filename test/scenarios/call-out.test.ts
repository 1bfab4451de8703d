import * as coverage from '#coverage/contract.ts';
import { storyFolder } from '#demo/stories/stories.ts';
import { board, publishedHospital, type Board } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 7. Ten to six, a supporter is sick. A minute later the shift is covered, at most two others have moved, and whoever
 * is concerned has it on the phone.
 */
const span = { from: '2027-03-01', to: '2027-03-05' };
const tenToSix = '2027-03-03T05:50:00-06:00';
const shiftStart = Date.parse('2027-03-03T07:00:00-06:00');
const supporterOf: Record<string, Client> = {};
let app: TestApp;
let coordinator: Client;
let before: Board;
let callOut: coverage.CallOut;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
  before = await publishedHospital(coordinator, storyFolder('call-out'), span);
  app.clock.set(tenToSix);
  for (const personId of ['ANN', 'BEN', 'SAM']) supporterOf[personId] = await app.signIn('supporter', personId);
  coordinator = await app.signIn('coordinator');
});
afterAll(() => app.close());

test('the plan does without Sam, who is dear', () => {
  expect(before.uncovered).toEqual([]);
  expect(before.assignments.filter((one) => one.personId === 'SAM')).toEqual([]);
});

test('nobody may call a colleague sick', async () => {
  await expect(supporterOf['BEN']?.call(coverage.createCallOut, { body: { personId: 'ANN' } })).rejects.toMatchObject({ status: 403 });
});

test('05:50: Ann says from her phone that she is sick; Sam is proposed and nobody else moves', async () => {
  const until = Date.parse('2027-03-03T20:00:00-06:00');
  callOut = (await supporterOf['ANN']?.call(coverage.createCallOut, {
    body: { personId: 'ANN', until, reason: 'fever' },
  })) as coverage.CallOut;
  expect(callOut).toMatchObject({ status: 'proposed', personId: 'ANN' });
  expect(callOut.repair.uncovered).toEqual([]);
  expect(callOut.repair.disturbed.map((one) => one.personId)).toEqual(['SAM']);
});

test('05:51: the coordinator says yes; the shift is covered and those concerned know', async () => {
  app.clock.advanceMinutes(1);
  await coordinator.call(coverage.acceptCallOut, { params: { callOutId: callOut.callOutId } });
  const after = await board(coordinator, span);
  expect(after.uncovered).toEqual([]);
  const moved = new Set(
    after.assignments
      .filter((one) => !before.assignments.some((old) => old.id === one.id && old.personId === one.personId))
      .map((one) => one.personId),
  );
  expect([...moved]).toEqual(['SAM']);
  expect(after.assignments.filter((one) => one.personId === 'ANN' && one.start === shiftStart)).toEqual([]);
  const sams = await supporterOf['SAM']?.call(coverage.getMyShifts, { query: {} });
  expect(sams?.shifts[0]).toMatchObject({ start: shiftStart });
  expect((await supporterOf['SAM']?.call(coverage.listNotices, {}))?.unread).toBeGreaterThan(0);
});

test('a yes to a proposal that the plan has outrun is refused, and a new proposal is made', async () => {
  const body = { personId: 'BEN', until: Date.parse('2027-03-03T20:00:00-06:00') };
  const stale = await coordinator.call(coverage.createCallOut, { body });
  const open = (await board(coordinator, span)).assignments.find((one) => one.personId === 'ANN' && one.start > shiftStart);
  if (!open) throw new Error('Ann has shifts later in the week');
  const lock = { kind: 'lock' as const, assignmentId: open.id, version: open.version, locked: true };
  await coordinator.call(coverage.applyEdit, { params: { planId: coverage.publishedPlanId }, body: { edit: lock } });
  await expect(coordinator.call(coverage.acceptCallOut, { params: { callOutId: stale.callOutId } })).rejects.toMatchObject({ status: 409 });
  const fresh = await coordinator.call(coverage.reproposeCallOut, { params: { callOutId: stale.callOutId } });
  // Sam has Ann's shift already: on that day nobody is left, and the gap is shown with its reason instead of being hidden.
  expect(fresh.repair.uncovered).toMatchObject([{ start: shiftStart, missing: 1 }]);
  const done = await coordinator.call(coverage.acceptCallOut, { params: { callOutId: fresh.callOutId } });
  expect(done.status).toBe('accepted');
  expect((await board(coordinator, span)).uncovered).toMatchObject([{ start: shiftStart }]);
});
