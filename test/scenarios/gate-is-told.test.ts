import { hookTwin, scimTwin } from '#test/harness/gate-twins.ts';
import { until } from '#test/harness/support-desk.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import * as training from '#training/contract.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * The gate tells the hospital's systems: groups at the identity provider follow certification, break-glass and its end; a system that is
 * down hears it when it is up again, the same message by the same id; nobody hears why somebody broke glass.
 */
const secret = 'a secret of the web hook, long enough';
const reason = 'Ward flooded, Nora covers for two';
const groups = { 'EHR Nursing': new Set<string>(), 'EHR Prescriber': new Set<string>() };
let scim: Awaited<ReturnType<typeof scimTwin>>;
let hook: Awaited<ReturnType<typeof hookTwin>>;
let hospital: TrainingHospital;

beforeAll(async () => {
  scim = await scimTwin('scim token', ['LV1', 'ben@lakeview.example'], groups);
  hook = await hookTwin(secret);
  const gate = { token: null, scim: { url: scim.url, token: 'scim token' }, hook: { url: hook.url, secret } };
  hospital = await startTrainingHospital({ now: '2027-03-02T15:00:00Z', config: { gate } });
  await hospital.hire({ personId: 'NORA', ehrUserId: 'LV1' });
  await hospital.hire({ personId: 'BEN', email: 'ben@lakeview.example' });
  await hospital.hire({ personId: 'GHOST', ehrUserId: 'LV404' });
});
afterAll(async () => {
  await hospital.app.close();
  await scim.close();
  await hook.close();
});

const members = (who: string, isIn: boolean) => until(async () => groups['EHR Nursing'].has(who) === isIn, `${who} ${isIn ? 'in' : 'out'}`);
const toldOf = (personId: string) => hook.heard.filter((one) => one.body.personId === personId);
const failedOf = async (personId: string) =>
  (await hospital.director.call(training.listDeliveries, {})).deliveries.find((one) => one.personId === personId && one.problem !== '');
/** Time for the next attempt comes by the test's clock. */
const later = (minutes: number) => hospital.app.clock.advanceMinutes(minutes);

test('break-glass opens the group, and its end shuts it', async () => {
  const phone = await hospital.app.signIn('clinician', 'NORA');
  const body = { personId: null, jobRole: null, reason, hours: 4 };
  expect((await phone.call(training.breakGlass, { body })).decision).toMatchObject({ allow: true, by: 'break-glass' });
  await members('LV1', true);
  later(4 * 60 + 1);
  await members('LV1', false);
  await until(async () => toldOf('NORA').length === 2, 'two messages');
  expect(toldOf('NORA').map((one) => [one.body.type, one.body.allow, one.body.by])).toEqual([
    ['gate.changed', true, 'break-glass'],
    ['gate.changed', false, null],
  ]);
  expect(JSON.stringify(hook.heard)).not.toContain('flooded');
});

test('certified: in the group; a retired proof shuts it again', async () => {
  const required = await hospital.required('nurse');
  const ids = await hospital.take('BEN', required);
  await members('ben@lakeview.example', true);
  const voiding = {
    actor: { mbox: 'mailto:p@x.example' },
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id: ids[0] },
  };
  await hospital.player('POST', 'statements', { body: voiding });
  await members('ben@lakeview.example', false);
  expect([...groups['EHR Prescriber']]).toEqual([]);
});

test('a system that is down hears it later, once and by the same id', async () => {
  scim.state.down = true;
  hook.state.failures = 1;
  await hospital.take('NORA', await hospital.required('nurse'));
  await until(async () => (await failedOf('NORA'))?.problem.includes('503'), 'the first attempt to fail');
  expect(groups['EHR Nursing'].has('LV1')).toBe(false);
  scim.state.down = false;
  later(5);
  await members('LV1', true);
  await until(async () => toldOf('NORA').length === 4, 'the hook to be tried again');
  const [first, second] = toldOf('NORA').slice(2);
  expect(first).toEqual(second);
});

test('whom the identity provider does not know stays on the list, with why', async () => {
  await hospital.take('GHOST', await hospital.required('nurse'));
  await until(async () => (await failedOf('GHOST'))?.problem.includes('does not know this person'), 'the problem');
  await expect(
    hospital.director.call(training.retryDelivery, { params: { deliveryId: (await failedOf('GHOST'))?.deliveryId ?? '' } }),
  ).rejects.toMatchObject({ code: 'not-failed' });
});

test('nothing was said that the twins did not expect', () => {
  expect([...scim.unexpected, ...hook.unexpected]).toEqual([]);
});
