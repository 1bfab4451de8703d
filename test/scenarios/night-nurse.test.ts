import * as coverage from '#coverage/contract.ts';
import { storyFolder } from '#demo/stories/stories.ts';
import { board, makePlan, publish, publishedHospital } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 4, the coverage half. Nights stay covered until the night shift itself says that it is comfortable: neither the end of
 * the days' support nor the calendar ends them. One of the nights has eleven hours.
 */
const span = { from: '2027-03-01', to: '2027-03-28' };
let app: TestApp;
let coordinator: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
});
afterAll(() => app.close());

test('all 28 nights have somebody who works nights, the short one too', async () => {
  const { needs, assignments, uncovered } = await publishedHospital(coordinator, storyFolder('night-nurse'), span);
  const nights = needs.filter((need) => need.shiftId === 'N');
  expect(nights).toHaveLength(28);
  expect(uncovered).toEqual([]);
  for (const night of nights) {
    const there = assignments.filter((one) => one.needIds.includes(night.id));
    expect(there.map((one) => one.personId)).toSatisfy((ids: string[]) => ids.length === 1 && ['NAN', 'NED'].includes(ids[0] ?? ''));
  }
  const short = nights.find((night) => night.date === '2027-03-13');
  expect(short && (short.end - short.start) / 3_600_000).toBe(11);
});

test('only the coordinator may write down what the night shift said', async () => {
  const supporter = await app.signIn('supporter', 'NAN');
  const body = { unitId: '4W', shiftId: 'N', from: '2027-03-22' };
  await expect(supporter.call(coverage.signOff, { body })).rejects.toMatchObject({ status: 403 });
});

test('the day shift signs off: no night is lost', async () => {
  await coordinator.call(coverage.signOff, { body: { unitId: '4W', shiftId: 'D', from: '2027-03-05', note: 'charge nurse, day' } });
  const plan = await makePlan(coordinator, span);
  const { needs } = await board(coordinator, span, plan.planId);
  expect(needs.filter((need) => need.shiftId === 'N')).toHaveLength(28);
  expect(needs.filter((need) => need.shiftId === 'D').every((need) => need.date < '2027-03-05')).toBe(true);
});

test('the night shift says that it is comfortable: its nights from that date on need nobody, and what it says can be taken back', async () => {
  const said = await coordinator.call(coverage.signOff, {
    body: { unitId: '4W', shiftId: 'N', from: '2027-03-22', note: 'charge nurse, night' },
  });
  const plan = await makePlan(coordinator, span);
  const { needs } = await board(coordinator, span, plan.planId);
  expect(
    needs
      .filter((need) => need.shiftId === 'N')
      .map((need) => need.date)
      .toSorted()
      .at(-1),
  ).toBe('2027-03-21');
  const diff = await publish(coordinator, plan.planId);
  expect(diff.loses).toBeGreaterThanOrEqual(7);

  await coordinator.call(coverage.withdrawSignOff, { params: { signOffId: said.signOffId } });
  const back = await makePlan(coordinator, span);
  expect((await board(coordinator, span, back.planId)).needs.filter((need) => need.shiftId === 'N')).toHaveLength(28);
});
