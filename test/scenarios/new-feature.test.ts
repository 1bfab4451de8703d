import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import * as training from '#training/contract.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 10. The sepsis order set is another from Monday on. Of six job roles just the three that work with order sets hear of it, each by a
 * burst of five minutes; nobody else is bothered, and nobody loses access over it.
 */
let hospital: TrainingHospital;
const phones = new Map<string, Client>();
const people = { DOC: 'physician', NORA: 'nurse', PHIL: 'pharmacist', BILL: 'biller', FAY: 'front-desk', MAE: 'ma' } as const;
const burst = 'https://courses.lakeview.example/burst-sepsis-set';
let releaseId: string;

const bursts = async (personId: string): Promise<readonly training.BurstView[]> =>
  (await phones.get(personId)?.call(training.getOwnTraining, {}))?.standing?.bursts ?? [];

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-03-10T15:00:00Z' });
  for (const [personId, jobRole] of Object.entries(people)) {
    await hospital.hire({ personId, jobRole });
    await hospital.take(personId, await hospital.required(jobRole));
    phones.set(personId, await hospital.app.signIn('clinician', personId));
  }
});
afterAll(() => hospital.app.close());

const body = {
  title: 'Sepsis order set: lactate is repeated by itself',
  change: 'The second lactate after four hours is part of the set. Do not order it by hand.',
  due: '2027-03-15',
  competencies: ['order-sets'],
  moduleId: burst,
  mandatory: false,
};

test('only who changes the curriculum announces', async () => {
  await expect(hospital.app.visitor().call(training.announceRelease, { body })).rejects.toMatchObject({ status: 401 });
  await expect(phones.get('NORA')?.call(training.announceRelease, { body })).rejects.toMatchObject({ status: 403 });
});

test('it reaches the three roles that it touches, and no other', async () => {
  const made = await hospital.trainer.call(training.announceRelease, { body });
  releaseId = made.releaseId;
  expect(made.reach.map((one) => [one.jobRole, one.people, one.done])).toEqual([
    ['nurse', 1, 0],
    ['pharmacist', 1, 0],
    ['physician', 1, 0],
  ]);
  for (const personId of ['DOC', 'NORA', 'PHIL'])
    expect(await bursts(personId)).toMatchObject([{ title: body.title, moduleId: burst, due: '2027-03-15', doneAt: null }]);
  for (const personId of ['BILL', 'FAY', 'MAE']) expect(await bursts(personId)).toEqual([]);
});

test('done in five minutes, it is off the list; the release says how many know by now', async () => {
  hospital.app.clock.advanceMinutes(5);
  const done = {
    actor: { account: { homePage: 'urn:atelbow:people', name: 'NORA' } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed' },
    object: { id: burst },
    result: { duration: 'PT4M40S' },
  };
  expect((await hospital.player('POST', 'statements', { body: done })).status).toBe(200);
  expect((await bursts('NORA'))[0]?.doneAt).not.toBeNull();
  const [release] = (await hospital.trainer.call(training.listReleases, {})).releases;
  expect(release?.reach.find((one) => one.jobRole === 'nurse')).toEqual({ jobRole: 'nurse', people: 1, done: 1 });
});

test('nobody loses access over a burst that is not mandatory, however late', async () => {
  hospital.app.clock.set('2027-04-30T15:00:00Z');
  const { standing } = await (await hospital.app.signIn('director')).call(training.getTrainingRecord, { params: { personId: 'PHIL' } });
  expect(standing.decision).toMatchObject({ allow: true });
});

test('a change that does not come after all bothers nobody any more', async () => {
  const trainer = await hospital.app.signIn('trainer');
  await trainer.call(training.withdrawRelease, { params: { releaseId } });
  phones.set('DOC', await hospital.app.signInAgain('DOC'));
  expect(await bursts('DOC')).toEqual([]);
});
