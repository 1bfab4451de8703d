import { afterAll, beforeAll, expect, test } from 'vitest';
import { importsApi } from '#platform/imports/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import * as coverage from './contract.ts';
import { smallHospital } from './small-hospital-for-tests.ts';

let app: TestApp;
let coordinator: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-01T12:00:00Z' });
  coordinator = await app.signIn('coordinator');
  const importId = await coordinator.upload(Object.entries(smallHospital));
  await coordinator.call(importsApi.apply, { params: { importId } });
});
afterAll(() => app.close());

const week = { from: '2027-03-02', to: '2027-03-08' };

async function madePlan(body: Partial<Parameters<typeof coordinator.call<typeof coverage.startPlan>>[1]['body']> = {}): Promise<coverage.PlanSummary> {
  let plan = await coordinator.call(coverage.startPlan, { body: { name: 'Week one', ...week, seconds: 20, ...body } });
  while (plan.status === 'waiting' || plan.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    plan = await coordinator.call(coverage.getPlan, { params: { planId: plan.planId } });
  }
  return plan;
}

test('rows become a plan, a board, a publication and shifts on a phone', async () => {
  const plan = await madePlan();
  expect(plan.problem).toBeNull();
  expect(plan.status).toBe('draft');
  const board = await coordinator.call(coverage.getBoard, { query: { ...week, planId: plan.planId } });
  const { needs, assignments } = coverage.unpackBoard(board);
  expect(assignments.length).toBe(plan.result?.assignments);
  expect(needs.length).toBe(plan.result?.needs);
  const diff = await coordinator.call(coverage.diffPlan, { params: { planId: plan.planId } });
  expect(diff.breaches).toEqual([]);
  expect(diff.gains).toBe(assignments.length);
  const { planVersion, publishedVersion } = diff;
  await coordinator.call(coverage.publishPlan, { params: { planId: plan.planId }, body: { planVersion, publishedVersion } });
  const published = await coordinator.call(coverage.getBoard, { query: week });
  expect(published.status).toBe('published');
  const own = coverage.unpackBoard(published).assignments.filter((one) => one.personId === 'S1');
  const phone = await app.signIn('supporter', 'S1');
  const mine = await phone.call(coverage.getMyShifts, { query: {} });
  expect(mine.shifts.map((one) => one.id)).toEqual(own.map((one) => one.id));
  const notices = await phone.call(coverage.listNotices, {});
  expect(notices.unread).toBe(own.length > 0 ? 1 : 0);
});
