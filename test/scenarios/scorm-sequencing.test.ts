import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { dripsCourse } from '#app/demo/sequenced-content.ts';
import { zipOf } from '#app/demo/zip.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A course that brings its own order, over HTTP as its player and our page speak: where one may go the server decides, and nobody goes there for another.
 */
let app: TestApp;
let lead: Client;
let nurse: Client;
let other: Client;
let packageId = '';
let activityId = '';
let issues: readonly training.PackageIssue[] = [];

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  lead = await app.signIn('trainer');
  const coordinator = await app.signIn('coordinator');
  for (const personId of ['NORA', 'OLAF'])
    await coordinator.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse', givenName: personId }) });
  nurse = await app.signIn('clinician', 'NORA');
  other = await app.signIn('clinician', 'OLAF');
  const reply = await lead.fetch('/api/training/packages', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: zipOf(dripsCourse) as unknown as Uint8Array<ArrayBuffer>,
  });
  const taken = training.importPackage.response.parse(await reply.json());
  ({ packageId } = taken);
  issues = taken.issues;
  ({ activityId } = await lead.call(training.getPackage, { params: { packageId } }));
});
afterAll(() => app.close());

const launch = (unit: number, client = nurse) => client.call(training.launchOwnUnit, { params: { packageId, unit } });
const move = (sessionId: string, to: training.PlayerMove['to'], client = nurse, target?: string) =>
  client.call(training.moveOwnUnit, { params: { sessionId }, body: { to, ...(target === undefined ? {} : { target }) } });
const state = async (client = nurse) => {
  const found = (await client.call(training.listOwnPackages, {})).packages.find((one) => one.packageId === packageId);
  if (!found) throw new Error('The course is not there');
  return found;
};
const commit = async (url: string, sequence: number, cmi: object, finished = true) => {
  const reply = await fetch(`${url}commit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sequence, finished, cmi }),
  });
  return (await reply.json()) as { ways?: training.PlayerWays };
};
const launchOf = async (url: string): Promise<training.PlayerLaunch> =>
  JSON.parse(/id="launch">(.*?)<\/script>/s.exec(await (await fetch(url)).text())?.[1] ?? '{}') as training.PlayerLaunch;
const answered = (rates: boolean, limits: boolean) => ({
  completion_status: 'completed',
  success_status: rates && limits ? 'passed' : 'failed',
  score: { scaled: String((Number(rates) + Number(limits)) / 2) },
  objectives: {
    0: { id: 'rates', success_status: rates ? 'passed' : 'failed' },
    1: { id: 'limits', success_status: limits ? 'passed' : 'failed' },
  },
  session_time: 'PT2M',
});
const failures = async (personId: string) =>
  (await lead.call(training.getTrainingRecord, { params: { personId } })).standing.duties.find((one) => one.competencyId === 'mar-barcode')
    ?.failedAttempts;

test('pre-test, the lesson that is needed, a check that is failed, its lesson, the check again: done, and counted once', async () => {
  await lead.call(training.addDefaultMatrix, {});
  await lead.call(training.saveTeachings, {
    body: { activity: 'module', activityId, teaches: [{ competencyId: 'mar-barcode', level: 2, proof: 'passed' }] },
  });
  expect(issues).toEqual([]); // all that it says of its sequencing is followed
  expect(await state()).toMatchObject({ next: 0, begun: false });
  await expect(launch(3)).rejects.toThrow(/come first/);
  const before = await launch(0);
  expect(before.navigation).toEqual({ continue: true, previous: false, hides: ['previous', 'continue'] });
  expect((await launchOf(before.url)).cmi).toMatchObject({ objectives: { 0: { id: 'rates' }, 1: { id: 'limits' } } });
  const { ways } = await commit(before.url, 1, answered(true, false));
  expect(ways).toMatchObject({ continue: true, previous: false, choice: { CHECK: false }, jump: { CHECK: true } });
  // A pre-test that is failed is no failed course.
  expect(await failures('NORA')).toBe(0);
  const lesson = (await move(before.sessionId, 'continue')).launched;
  expect(lesson).toMatchObject({ unit: 2, title: 'Hard limits' });
  // Neither somebody else nor an older window moves her.
  await expect(move(lesson?.sessionId ?? '', 'continue', other)).rejects.toThrow(/does not exist/);
  expect(await move(before.sessionId, 'continue')).toMatchObject({
    launched: null,
    text: expect.stringContaining('over already') as string,
  });
  // Left in the midst: the same lesson in the same attempt.
  await commit(lesson?.url ?? '', 1, { location: '2', completion_status: 'incomplete' }, false);
  await nurse.call(training.leaveOwnUnit, { params: { sessionId: lesson?.sessionId ?? '' } });
  expect(await state()).toMatchObject({ next: 2, satisfied: false });
  const again = await launch(2);
  expect((await launchOf(again.url)).cmi).toMatchObject({ entry: 'resume', location: '2' });
  await commit(again.url, 1, { completion_status: 'completed' });
  const check = (await move(again.sessionId, 'continue')).launched;
  expect(check?.unit).toBe(3);
  await commit(check?.url ?? '', 1, answered(false, true));
  expect(await failures('NORA')).toBe(1);
  const back = (await move(check?.sessionId ?? '', 'continue')).launched;
  expect(back?.unit).toBe(1);
  const last = (await move(back?.sessionId ?? '', 'continue')).launched;
  expect((await launchOf(last?.url ?? '')).cmi).toMatchObject({ entry: 'ab-initio', scaled_passing_score: '1' });
  await commit(last?.url ?? '', 1, answered(true, true));
  expect(await move(last?.sessionId ?? '', 'continue')).toEqual({ launched: null, ended: true, text: null });
  expect(await state()).toMatchObject({ satisfied: true, next: null });
  expect(await failures('NORA')).toBe(1);
  // Afterwards everything that was done can be looked at, and nothing is judged again.
  const look = await launch(3);
  expect(look).toMatchObject({ mode: 'Review', navigation: null });
  await commit(look.url, 1, answered(false, false));
  expect(await state()).toMatchObject({ satisfied: true });
});

test('what the standard does not allow is refused in words, and a waived unit counts', async () => {
  const one = await launch(0, other);
  for (const [to, target] of [['previous'], ['choice', 'CHECK'], ['jump', 'NOWHERE']] as const)
    expect(await move((await launch(0, other)).sessionId, to, other, target)).toMatchObject({
      launched: null,
      ended: false,
      text: expect.any(String) as string,
    });
  expect((await state(other)).next).toBe(0);
  expect((await commit(one.url, 1, answered(true, true))).ways).toBeUndefined(); // its session is over
  const director = await app.signIn('director');
  await director.call(training.waiveUnit, { params: { packageId, unit: 3 }, body: { personId: 'OLAF', reason: 'Shown at the bedside' } });
  expect(await state(other)).toMatchObject({ satisfied: true });
});
