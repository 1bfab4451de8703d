import { storyFolder } from '#demo/stories/stories.ts';
import * as training from '#training/contract.ts';
import { board, importFiles, makePlan, publish } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 8. While there are classes the trainer teaches; when a class is cancelled or over, those hours are in the plan by themselves.
 */
const span = { from: '2027-03-01', to: '2027-03-05' };
const classStart = Date.parse('2027-03-03T08:00:00-06:00');
let app: TestApp;
let coordinator: Client;
let meetingId = '';

beforeAll(async () => {
  app = await startTestApp({ now: '2027-02-26T15:00:00Z' });
  coordinator = await app.signIn('coordinator');
  await importFiles(coordinator, storyFolder('call-out'));
});
afterAll(() => app.close());

const wednesdaysOf = async (personId: string): Promise<number> => {
  const { planId } = await makePlan(coordinator, span);
  await publish(coordinator, planId);
  const { assignments } = await board(coordinator, span);
  const day = Date.parse('2027-03-03T00:00:00-06:00');
  return assignments.filter((one) => one.personId === personId && one.start >= day && one.start < day + 86_400_000).length;
};

test('Ann supports on Wednesday as long as she teaches nothing', async () => {
  expect(await wednesdaysOf('ANN')).toBe(1);
});

test('a class on Wednesday morning: she is not planned at the elbow then, and somebody else is', async () => {
  await coordinator.call(training.saveCourse, {
    params: { courseId: 'cpoe-class' },
    body: { name: 'Orders', minutes: 240, seatsMax: 8, after: [] },
  });
  const siteId = 'H';
  await coordinator.call(training.saveRoom, { params: { roomId: 'R1' }, body: { name: 'Room 1', siteId, seats: 8 } });
  await coordinator.call(training.saveTrainer, { params: { personId: 'ANN' }, body: { courses: ['cpoe-class'], sites: [siteId] } });
  const made = await coordinator.call(training.addMeeting, {
    body: { courseId: 'cpoe-class', roomId: 'R1', trainerId: 'ANN', start: classStart, end: classStart + 4 * 3_600_000 },
  });
  meetingId = made.meetingId;
  expect(await wednesdaysOf('ANN')).toBe(0);
  expect((await board(coordinator, span)).uncovered).toEqual([]);
});

test('the class is cancelled: her hours are in the plan again', async () => {
  await coordinator.call(training.cancelMeeting, { params: { meetingId } });
  expect(await wednesdaysOf('ANN')).toBe(1);
});
