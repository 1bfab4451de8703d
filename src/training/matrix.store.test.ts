import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as training from './contract.ts';

let app: TestApp;
let trainer: Client;
beforeAll(async () => {
  app = await startTestApp();
  trainer = await app.signIn('trainer');
});
afterAll(async () => {
  await app.close();
});

const cell = { jobRole: 'nurse', competencyId: 'mar-barcode' };
const requirementNow = async () =>
  (await trainer.call(training.getMatrix, {})).requirements.find((one) => one.jobRole === 'nurse' && one.competencyId === 'mar-barcode');

test('the matrix is for staff to read and for trainers to change', async () => {
  await expect(app.visitor().call(training.getMatrix, {})).rejects.toMatchObject({ status: 401 });
  await expect((await app.signIn('viewer')).call(training.addDefaultMatrix, {})).rejects.toMatchObject({ status: 403 });
});

test('the shipped matrix covers twelve roles, and adding it again changes nothing', async () => {
  const added = await trainer.call(training.addDefaultMatrix, {});
  expect(added).toMatchObject({ roles: 12 });
  expect(added.requirements).toBeGreaterThan(60);
  expect(await trainer.call(training.addDefaultMatrix, {})).toEqual({ competencies: 0, requirements: 0, roles: 0 });
  const { requirements, competencies } = await trainer.call(training.getMatrix, {});
  const known = new Set(competencies.map((one) => one.competencyId));
  expect(requirements.filter((one) => !known.has(one.competencyId) || one.reason.length < 10)).toEqual([]);
});

test('a requirement is changed by one at a time, with why; and argued with by everybody on the staff', async () => {
  const { version = 0, remarks: _remarks, jobRole: _role, competencyId: _id, ...before } = (await requirementNow()) ?? {};
  const body = { ...before, validDays: 180, version, why: 'Scans are worked around on nights.' } as training.RequirementRow & {
    why: string;
  };
  await trainer.call(training.saveRequirement, { params: cell, body });
  await expect(trainer.call(training.saveRequirement, { params: cell, body })).rejects.toMatchObject({
    status: 409,
    code: 'changed-meanwhile',
  });
  const supporter = await app.signIn('supporter');
  await supporter.call(training.addRemark, { params: cell, body: { stance: 'against', text: 'Twice a year is too often.' } });
  expect(await requirementNow()).toMatchObject({ validDays: 180, version: version + 1, remarks: 2 });
  const { remarks } = await supporter.call(training.listRemarks, { params: cell });
  expect(remarks.map((one) => one.stance)).toEqual(expect.arrayContaining(['against', 'changed']));
});

test('an activity teaches what it is said to, whole; an unknown competency is refused', async () => {
  const teaches = [{ competencyId: 'order-sets', level: 2, proof: 'passed' as const }];
  await trainer.call(training.saveTeachings, { body: { activity: 'module', activityId: 'sets', teaches } });
  await trainer.call(training.saveTeachings, { body: { activity: 'module', activityId: 'sets', teaches } });
  const { teachings } = await trainer.call(training.getMatrix, {});
  expect(teachings).toEqual([{ activity: 'module', activityId: 'sets', ...teaches[0] }]);
  const unknown = {
    activity: 'module' as const,
    activityId: 'x',
    teaches: [{ competencyId: 'nothing', level: 1, proof: 'passed' as const }],
  };
  await expect(trainer.call(training.saveTeachings, { body: unknown })).rejects.toMatchObject({ status: 404 });
});

test('an equivalence has a reason and may be taken back; a role names what it opens', async () => {
  const body = { fromCompetency: 'cpoe-medication', toCompetency: 'order-sets', level: 1, reason: 'Ordering includes finding a set.' };
  await trainer.call(training.saveEquivalence, { body });
  await expect(trainer.call(training.saveEquivalence, { body: { ...body, toCompetency: 'cpoe-medication' } })).rejects.toMatchObject({
    status: 422,
  });
  expect((await trainer.call(training.getMatrix, {})).equivalences).toEqual([body]);
  await trainer.call(training.removeEquivalence, { params: body });
  expect((await trainer.call(training.getMatrix, {})).equivalences).toEqual([]);
  await trainer.call(training.saveRoleProfile, {
    params: { jobRole: 'chaplain' },
    body: { accessProfiles: [], needsNothing: 'Reads no chart.' },
  });
  expect((await trainer.call(training.getMatrix, {})).roles).toContainEqual({
    jobRole: 'chaplain',
    accessProfiles: [],
    needsNothing: 'Reads no chart.',
    people: 0,
  });
});

test('a competency is described; a requirement is removed with why', async () => {
  const params = { competencyId: 'intake-output' };
  await trainer.call(training.saveCompetency, { params, body: { name: 'Chart fluids', description: '', retired: false } });
  expect((await trainer.call(training.getMatrix, {})).competencies).toContainEqual({
    ...params,
    name: 'Chart fluids',
    description: '',
    retired: false,
  });
  const there = (await requirementNow())?.version ?? 0;
  await trainer.call(training.removeRequirement, { params: cell, query: { version: there, why: 'Asked of technicians only.' } });
  expect(await requirementNow()).toBeUndefined();
});

test('figures of the gate are changed within their limits, by who may waive', async () => {
  const values = { graceDaysAfterLapse: 7 };
  await expect(trainer.call(training.changeGateSettings, { body: { values } })).rejects.toMatchObject({ status: 403 });
  const director = await app.signIn('director');
  await expect(director.call(training.changeGateSettings, { body: { values: { graceDaysAfterLapse: 1000 } } })).rejects.toMatchObject({
    status: 422,
  });
  const valueOf = async (): Promise<number | undefined> =>
    (await trainer.call(training.getGateSettings, {})).settings.find((one) => one.key === 'graceDaysAfterLapse')?.value;
  await director.call(training.changeGateSettings, { body: { values } });
  expect(await valueOf()).toBe(7);
  await director.call(training.changeGateSettings, { body: { values: { graceDaysAfterLapse: null } } });
  expect(await valueOf()).toBe(14);
});
