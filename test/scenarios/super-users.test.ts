import * as training from '#training/contract.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Super-users: volunteers first, nobody is made one, each unit is told how many it is short of, and thanks are seen.
 */
let hospital: TrainingHospital;
const programme = () => hospital.director.call(training.getSuperUsers, {});

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-03-08T15:00:00Z' });
  for (const personId of ['VERA', 'PIA', 'NEW'])
    await hospital.hire({ personId, ...(personId === 'NEW' ? { hireDate: '2027-02-15' } : {}) });
});
afterAll(() => hospital.app.close());

test('nobody without an account; a nurse sees her own, not the programme', async () => {
  await expect(hospital.app.visitor().call(training.getSuperUsers, {})).rejects.toMatchObject({ status: 401 });
});

test('Vera volunteers and is one; Pia is proposed, is asked, and may say no', async () => {
  const vera = await hospital.app.signIn('clinician', 'VERA');
  await expect(vera.call(training.getSuperUsers, {})).rejects.toMatchObject({ status: 403 });
  await vera.call(training.answerSuperUser, { body: { word: 'volunteer', reason: 'I like the scanner' } });
  await hospital.director.call(training.proposeSuperUser, { params: { personId: 'PIA' }, body: { reason: 'Everybody asks her' } });
  const again = hospital.director.call(training.proposeSuperUser, { params: { personId: 'PIA' }, body: {} });
  await expect(again).rejects.toMatchObject({ status: 409, code: 'asked-already' });
  const pia = await hospital.app.signIn('clinician', 'PIA');
  expect((await pia.call(training.getOwnSuperUser, {})).own).toMatchObject({ state: 'nominated', volunteered: false });
  await pia.call(training.answerSuperUser, { body: { word: 'decline' } });
  const states = (await programme()).superUsers.map(({ personId, state, volunteered }) => [personId, state, volunteered]);
  expect(states).toEqual([
    ['VERA', 'accepted', true],
    ['PIA', 'declined', false],
  ]);
});

test('what speaks against somebody is said, and a person decides all the same', async () => {
  await hospital.director.call(training.proposeSuperUser, { params: { personId: 'NEW' }, body: {} });
  const found = (await programme()).superUsers.find(({ personId }) => personId === 'NEW');
  expect(found?.against.join(' ')).toContain('less than 6 months');
});

test('the unit has its one super-user; when she stops it is short', async () => {
  expect((await programme()).cover).toEqual([{ unitId: '4W', part: null, dates: 1, people: 3, superUsers: 1, datesShort: 0 }]);
  await hospital.trainer.call(training.thankSuperUser, {
    params: { personId: 'VERA' },
    body: { text: 'The night would have stood still' },
  });
  expect((await programme()).superUsers[0]?.thanks.map(({ text }) => text)).toEqual(['The night would have stood still']);
  await hospital.director.call(training.endSuperUser, { params: { personId: 'VERA' } });
  expect((await programme()).cover[0]).toMatchObject({ superUsers: 0, datesShort: 1 });
});
