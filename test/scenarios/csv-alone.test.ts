import * as coverage from '#coverage/contract.ts';
import { storyFolder } from '#demo/stories/stories.ts';
import { importFiles, makePlan, publish, board } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 1. A 25-bed hospital has four CSV files and a calendar, no interfaces and one person in IT. Plan in a minute,
 * published, on phones.
 */
const span = { from: '2027-03-01', to: '2027-03-07' };
let app: TestApp;
let coordinator: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
});
afterAll(() => app.close());

test('whoever is not signed in, or only looks, cannot plan', async () => {
  const body = { name: 'x', ...span };
  await expect(app.visitor().call(coverage.startPlan, { body })).rejects.toMatchObject({ status: 401 });
  await expect((await app.signIn('viewer')).call(coverage.startPlan, { body })).rejects.toMatchObject({ status: 403 });
});

test('four files and a calendar are imported; what is assumed for the others is said', async () => {
  const done = await importFiles(coordinator, storyFolder('csv-alone'));
  expect(done.files.map((file) => file.kind)).toEqual(['units.csv', 'people.csv', 'supporters.csv', 'unit-needs.csv', 'rounds.ics']);
  expect(done.files.flatMap((file) => file.issues.filter((issue) => issue.severity === 'error'))).toEqual([]);
  expect(done.assumptions.join(' ')).toMatch(/sites\.csv.*shifts\.csv.*go-lives\.csv/s);
});

test('the same files again change nothing', async () => {
  const again = await importFiles(coordinator, storyFolder('csv-alone'));
  for (const file of again.files) expect(file.diff).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
});

test('the plan leaves nobody out and is published', async () => {
  const plan = await makePlan(coordinator, span);
  expect(plan.result).toMatchObject({ uncoveredNeeds: 0, status: 'optimal' });
  const diff = await publish(coordinator, plan.planId);
  expect(diff).toMatchObject({ loses: 0, uncoveredThen: 0, breaches: [] });
  const { needs, assignments, uncovered } = await board(coordinator, span);
  expect(uncovered).toEqual([]);
  expect(needs.every((need) => need.filled >= need.headcount)).toBe(true);
  const firstRound = needs.find((need) => need.personId === 'ROWE' && need.date === '2027-03-01');
  expect(assignments.filter((one) => firstRound && one.needIds.includes(firstRound.id))).toMatchObject([
    { personId: 'CLEO', kind: 'round' },
  ]);
});

test('Cleo has it on her phone, is told of it, and in her own calendar', async () => {
  const cleo = await app.signIn('supporter', 'CLEO');
  const mine = await cleo.call(coverage.getMyShifts, { query: {} });
  const [first] = mine.shifts;
  expect(first).toMatchObject({ unitId: 'MED', start: Date.parse('2027-03-01T08:00-06:00') });
  expect(first?.beside).toMatchObject([{ personId: 'ROWE', state: 'first-live-round' }]);
  const { notices, unread } = await cleo.call(coverage.listNotices, {});
  expect(unread).toBe(notices.length);
  expect(unread).toBeGreaterThan(0);

  const { path } = await cleo.call(coverage.makeFeed, {});
  const feed = await app.visitor().fetch(path);
  expect(feed.headers.get('content-type')).toContain('text/calendar');
  const events = new ICAL.Component(ICAL.parse(await feed.text())).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(events.map((event) => event.startDate.toJSDate().getTime())).toEqual(mine.shifts.map((shift) => shift.start));

  await cleo.call(coverage.revokeFeed, {});
  expect((await app.visitor().fetch(path)).status).toBe(404);
});
