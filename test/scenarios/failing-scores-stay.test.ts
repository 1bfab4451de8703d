import { startTrainingHospital, courseOf, type TrainingHospital } from '#test/harness/training-hospital.ts';
import * as training from '#training/contract.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 17. Sixteen nurses take the scanning course; seven pass (44 %). Whatever is done to the other nine attempts afterwards, the rate
 * does not rise, and each attempt that was set aside is listed.
 */
let hospital: TrainingHospital;
const nurses = Array.from({ length: 16 }, (_, i) => `N${String(i + 1).padStart(2, '0')}`);
const failed: string[] = [];
const passed: string[] = [];

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-02-22T15:00:00Z' });
  for (const [i, personId] of nurses.entries()) {
    await hospital.hire({ personId });
    const [id = ''] = await hospital.take(personId, ['mar-barcode'], i < 7 ? 'passed' : 'failed');
    (i < 7 ? passed : failed).push(id);
  }
});
afterAll(() => hospital.app.close());

const rateNow = async () => {
  const { passRates, people } = await hospital.director.call(training.getReadiness, { query: {} });
  return { people: people.length, rate: passRates.find((one) => one.activityId === courseOf('mar-barcode')) };
};
const withdraw = (id: string) =>
  hospital.player('POST', 'statements', {
    body: {
      actor: { mbox: 'mailto:player@courses.example' },
      verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
      object: { objectType: 'StatementRef', id },
    },
  });

test('nobody sees the rates without leave', async () => {
  await expect(hospital.app.visitor().call(training.getReadiness, { query: {} })).rejects.toMatchObject({ status: 401 });
  await expect((await hospital.app.signIn('supporter')).call(training.getReadiness, { query: {} })).rejects.toMatchObject({ status: 403 });
});

test('seven of sixteen passed', async () => {
  expect((await rateNow()).rate).toMatchObject({ attempts: 16, passed: 7, failed: 9, voided: 0, rate: 7 / 16, exclusions: [] });
});

test('pages of the list are everybody once, in one order; sums are of everybody, whatever is asked for', async () => {
  const ask = (query: Parameters<typeof hospital.director.call<typeof training.getReadiness>>[1]['query']) =>
    hospital.director.call(training.getReadiness, { query });
  for (const sort of training.readinessSorts)
    for (const descending of ['true', 'false']) {
      const whole = await ask({ sort, descending, limit: 100 });
      const pages = [await ask({ sort, descending, limit: 7 }), await ask({ sort, descending, limit: 7, offset: 7 })];
      const rest = await ask({ sort, descending, limit: 7, offset: 14 });
      expect([...pages, rest].flatMap(({ people }) => people)).toEqual(whole.people);
      expect(new Set(whole.people.map((one) => one.personId))).toEqual(new Set(nurses));
      expect({ ...rest, people: [] }).toEqual({ ...whole, people: [] });
    }
  const some = await ask({ missing: 'mar-barcode', limit: 0 });
  expect(some).toMatchObject({ people: [], fitting: 9, everybody: { people: 16, certified: 0 } });
  const nobody = await ask({ unitId: '5W' });
  expect(nobody).toMatchObject({ people: [], fitting: 0, everybody: { people: 16 } });
});

test('voiding failed attempts leaves the rate where it was, and lists each of them', async () => {
  for (const id of failed.slice(0, 8)) expect((await withdraw(id)).status).toBe(200);
  const { rate } = await rateNow();
  expect(rate).toMatchObject({ attempts: 16, passed: 7, failed: 1, voided: 8, rate: 7 / 16 });
  expect(rate?.exclusions.map((one) => one.factId).toSorted()).toEqual(failed.slice(0, 8).toSorted());
});

test('a voided pass lowers the rate, and its nurse is not let in on it', async () => {
  await withdraw(passed[0] ?? '');
  expect((await rateNow()).rate).toMatchObject({ attempts: 16, passed: 6, rate: 6 / 16 });
  const { standing } = await hospital.director.call(training.getTrainingRecord, { params: { personId: 'N01' } });
  expect(standing.duties.find((one) => one.competencyId === 'mar-barcode')).toMatchObject({ state: 'open' });
});

test('passing at a second try adds an attempt and takes none away', async () => {
  await hospital.take('N16', ['mar-barcode']);
  expect((await rateNow()).rate).toMatchObject({ attempts: 17, passed: 7, rate: 7 / 17 });
});

test('somebody who leaves takes no failed attempt with them, and whoever has not begun stays in the denominator of the certified', async () => {
  await hospital.hire({ personId: 'NEW', jobRole: 'nurse' });
  const { people, rate } = await rateNow();
  expect([people, rate?.attempts]).toEqual([17, 17]);
  const { byRole } = await hospital.director.call(training.getReadiness, { query: {} });
  expect(byRole).toEqual([{ key: 'nurse', people: 17, certified: 0, share: 0 }]);
});

test('no key of another system waives what was failed', async () => {
  const waived = {
    actor: { account: { homePage: 'urn:atelbow:people', name: 'N16' } },
    verb: { id: 'https://w3id.org/xapi/adl/verbs/waived' },
    object: { id: 'urn:atelbow:competency:mar-barcode' },
  };
  expect((await hospital.player('POST', 'statements', { body: waived })).status).toBe(200);
  const { standing } = await hospital.director.call(training.getTrainingRecord, { params: { personId: 'N16' } });
  expect(standing.duties.some((one) => one.state === 'waived')).toBe(false);
});
