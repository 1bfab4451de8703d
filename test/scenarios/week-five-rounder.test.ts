import * as coverage from '#coverage/contract.ts';
import { storyFolder } from '#demo/stories/stories.ts';
import { publishedHospital, type Board } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 2. The group rotates by five weeks. Unit support ended with week two, yet the partner whose first live round falls in
 * week five gets what the one of day one got: a supporter of that specialty, for all of it, shared with nobody.
 */
const span = { from: '2027-03-01', to: '2027-04-11' };
let app: TestApp;
let coordinator: Client;
let published: Board;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
  published = await publishedHospital(coordinator, storyFolder('week-five-rounder'), span);
});
afterAll(() => app.close());

const besides = (personId: string) => {
  const need = published.needs.find((one) => one.personId === personId);
  return { need, by: published.assignments.filter((one) => need && one.needIds.includes(need.id)) };
};

test.each([
  ['FIRST', 'LEO', '2027-03-01T08:00-06:00', '2027-03-01T11:00-06:00'],
  ['FIFTH', 'CARA', '2027-03-29T08:00-05:00', '2027-03-29T11:00-05:00'],
])('%s has %s, of their specialty and alone, for all of the first live round', (personId, supporter, start, end) => {
  const { need, by } = besides(personId);
  expect(need).toMatchObject({ state: 'first-live-round', topic: 'cardiology', start: Date.parse(start), end: Date.parse(end) });
  expect(by).toMatchObject([{ personId: supporter, start: Date.parse(start), end: Date.parse(end), needIds: [need?.id] }]);
});

test('nothing is left uncovered', () => {
  expect(published.uncovered).toEqual([]);
});

test("the partner's page says so, and why", async () => {
  app.clock.set('2027-03-22T12:00:00Z');
  coordinator = await app.signIn('coordinator');
  const page = await coordinator.call(coverage.getClinician, { params: { personId: 'FIFTH' } });
  expect(page.clock.liveRounds).toBe(0);
  expect(['trained', 'untrained']).toContain(page.clock.state);
  expect(page.planned[0]).toMatchObject({ unitId: '4W', gap: null, supporters: [{ personId: 'CARA' }] });
});

test('why Cara: of the others one has left, one does not know the specialty', async () => {
  const [assignment] = besides('FIFTH').by;
  const params = { planId: coverage.publishedPlanId, assignmentId: assignment?.id ?? '' };
  const { lines } = await coordinator.call(coverage.explainAssignment, { params });
  const why = lines.join('\n');
  expect(why).toContain('knows cardiology');
  expect(why).toContain('Nobody else could take it');
  expect(why).toMatch(/1 does not know the topic/);
  expect(why).toMatch(/1 is unavailable/);
});
