import * as coverage from '#coverage/contract.ts';
import { roundsIcs, shiftsCsv, supportersCsv } from '#demo/stories/folder-text.ts';
import { importFiles, publishedHospital } from '#test/harness/coverage-steps.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import * as training from '#training/contract.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 9. Dr Newman starts in week nine, when classes and floor support are long over. Onboarding duties come from the hire date, the gate
 * stays shut until the last of them is proved, and the first live round has a supporter beside it.
 */
const token = 'a-token-of-the-identity-provider';
let hospital: TrainingHospital;
let coordinator: Client;
let phone: Client;
let required: readonly string[];

const home = async (): Promise<training.Standing> => {
  const { standing } = await phone.call(training.getOwnTraining, {});
  if (!standing) throw new Error('no standing');
  return standing;
};
const ask = async (query: string) => {
  const reply = await fetch(`${hospital.app.url}/gate/v1/decision?${query}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: reply.status, ...((await reply.json()) as Partial<training.DecisionView>) };
};
const clock = async () => (await coordinator.call(coverage.getClinician, { params: { personId: 'NEWMAN' } })).clock;

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-04-26T13:00:00Z', config: { gate: { token, scim: null, hook: null } } });
  coordinator = await hospital.app.signIn('coordinator');
  required = await hospital.required('physician');
  await hospital.hire({ personId: 'FIRST', jobRole: 'physician', specialty: 'cardiology' });
  await hospital.take('FIRST', required);
  await hospital.hire({ personId: 'CARA', jobRole: 'ate-supporter' });
  await hospital.hire({
    personId: 'NEWMAN',
    familyName: 'Newman',
    jobRole: 'physician',
    specialty: 'cardiology',
    hireDate: '2027-04-26',
    ehrUserId: 'LV9',
  });
  phone = await hospital.app.signIn('clinician', 'NEWMAN');
});
afterAll(() => hospital.app.close());

test('on the first day: what must be done, by when and why, and no access', async () => {
  const { duties, decision } = await home();
  const mandatory = duties.filter((duty) => duty.mandatory);
  expect(mandatory.map((duty) => duty.competencyId).toSorted()).toEqual([...required].toSorted());
  expect(mandatory.every((duty) => duty.due === '2027-05-10' && duty.reason === 'start' && duty.why !== '')).toBe(true);
  expect(decision).toMatchObject({ allow: false, accessProfiles: ['EHR Prescriber'] });
  expect(decision.missing).toHaveLength(required.length);
  expect(await ask('ehrUserId=LV9')).toMatchObject({ status: 200, allow: false });
  expect((await clock()).state).toBe('untrained');
});

test('nobody asks the gate without its token', async () => {
  expect((await fetch(`${hospital.app.url}/gate/v1/decision?personId=NEWMAN`)).status).toBe(401);
  expect((await ask('ehrUserId=NOBODY')).status).toBe(404);
});

test('all but one is not enough; the last one opens the gate', async () => {
  const [last = '', ...others] = required;
  await hospital.take('NEWMAN', others);
  expect((await ask('personId=NEWMAN')).missing?.map((one) => one.id)).toEqual([last]);
  await hospital.take('NEWMAN', [last], 'failed');
  expect(await ask('personId=NEWMAN')).toMatchObject({ allow: false, missing: [{ id: last, failedAttempts: 1 }] });
  hospital.app.clock.set('2027-05-03T15:00:00Z');
  await hospital.take('NEWMAN', [last]);
  expect(await ask('ehrUserId=LV9')).toMatchObject({ allow: true, by: 'certification', missing: [] });
  expect(await ask('ehrUserId=LV9&role=nurse')).toMatchObject({ allow: false });
});

test('the day-one clock has it from the training record: trained, and no live round yet', async () => {
  coordinator = await hospital.app.signIn('coordinator');
  expect(await clock()).toMatchObject({ state: 'trained', since: '2027-05-03', liveRounds: 0 });
});

test('the first live round has somebody beside it, for all of it', async () => {
  await importFiles(coordinator, new Map([['shifts.csv', shiftsCsv]]));
  const files = new Map([
    ['supporters.csv', supportersCsv([['CARA', 'ate', 'cardiology', 'D', 40, 95]])],
    ['rounds.ics', roundsIcs([['NEWMAN', '4W', '20270511', '0800', '1100']])],
  ]);
  const published = await publishedHospital(coordinator, files, { from: '2027-05-10', to: '2027-05-14' });
  const need = published.needs.find((one) => one.personId === 'NEWMAN');
  expect(need).toMatchObject({ state: 'first-live-round', topic: 'cardiology' });
  expect(published.assignments.filter((one) => need && one.needIds.includes(need.id))).toMatchObject([
    { personId: 'CARA', start: Date.parse('2027-05-11T08:00-05:00'), end: Date.parse('2027-05-11T11:00-05:00') },
  ]);
  expect(published.uncovered).toEqual([]);
});

test('a week after the last proof a retrieval check is due; recalled, it is asked no more', async () => {
  hospital.app.clock.set('2027-05-10T16:00:00Z');
  phone = await hospital.app.signInAgain('NEWMAN');
  const due = (await home()).checks.filter((one) => one.isDue);
  expect(due.map((one) => one.competencyId).toSorted()).toEqual([...required].toSorted());
  const [check] = due;
  if (!check) throw new Error('no check');
  const body = { competencyId: check.competencyId, step: 1, recalled: true };
  expect((await phone.call(training.answerCheck, { body })).next).toBeNull();
  await expect(phone.call(training.answerCheck, { body })).rejects.toMatchObject({ status: 409, code: 'not-asked' });
  expect((await home()).checks.map((one) => one.competencyId)).not.toContain(check.competencyId);
});
