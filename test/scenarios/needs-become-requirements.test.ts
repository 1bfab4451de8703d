import * as training from '#training/contract.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * From how a nurse works today to what a nurse must be able to do: maps, tasks, what hurts, what nurses say; the matrix is changed by people, with
 * the assessment's reason beside the cell.
 */
let hospital: TrainingHospital;
const nurse = { params: { jobRole: 'nurse' } };

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-01-11T15:00:00Z' });
});
afterAll(() => hospital.app.close());

test('nobody without an account reads it, and who only reads changes nothing', async () => {
  await expect(hospital.app.visitor().call(training.listNeeds, {})).rejects.toMatchObject({ status: 401 });
  const viewer = await hospital.app.signIn('viewer');
  await expect(viewer.call(training.addStartingMaps, {})).rejects.toMatchObject({ status: 403 });
});

test('ten job roles have a map to argue with; asking twice adds nothing', async () => {
  expect(await hospital.trainer.call(training.addStartingMaps, {})).toMatchObject({ roles: 10 });
  expect(await hospital.trainer.call(training.addStartingMaps, {})).toEqual({ roles: 0, tasks: 0 });
  const { tasks, issues } = await hospital.trainer.call(training.getNeeds, nurse);
  expect(issues).toEqual({ today: [], future: [] });
  expect(tasks[0]).toMatchObject({ taskId: 'nurse-mar', band: 'high' });
});

test('a map with a step that leads nowhere may be saved, and says so; two who save at once do not lose one', async () => {
  const { today, future, version } = await hospital.trainer.call(training.getNeeds, nurse);
  const lost = { stepId: 'lost', kind: 'work' as const, name: 'Look for the chart', who: 'nurse', next: [] };
  const saved = await hospital.trainer.call(training.saveWorkflow, { ...nurse, body: { today: [...today, lost], future, version } });
  expect(saved.issues.today.map(({ stepId }) => stepId)).toEqual(['lost', 'lost']);
  const again = hospital.director.call(training.saveWorkflow, { ...nurse, body: { today, future, version } });
  await expect(again).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
});

test('two answers say nothing yet; the third is counted, and nobody reads who said what', async () => {
  for (const personId of ['N1', 'N2', 'N3', 'DOC']) await hospital.hire({ personId, jobRole: personId === 'DOC' ? 'physician' : 'nurse' });
  const body = { timesAWeek: 120, worry: 5, comment: 'Scanners are never charged' };
  const survey = async () =>
    (await hospital.trainer.call(training.getNeeds, nurse)).tasks.find(({ taskId }) => taskId === 'nurse-balance')?.survey;
  for (const [i, personId] of ['N1', 'N2', 'N3'].entries()) {
    expect(await survey()).toBeNull();
    const phone = await hospital.app.signIn('clinician', personId);
    await phone.call(training.answerSurvey, { params: { taskId: 'nurse-balance' }, body });
    expect((await phone.call(training.getOwnSurvey, {})).tasks.filter(({ own }) => own !== null).length).toBe(1);
    expect(i).toBeLessThan(3);
  }
  expect(await survey()).toEqual({ answers: 3, timesAWeek: 120, worry: 5 });
  const doctor = await hospital.app.signIn('clinician', 'DOC');
  await expect(doctor.call(training.answerSurvey, { params: { taskId: 'nurse-balance' }, body })).rejects.toMatchObject({ status: 403 });
});

test('what follows for the matrix is proposed with its reason, and taken by a person', async () => {
  const { proposals } = await hospital.trainer.call(training.getNeeds, nurse);
  const found = proposals.find(({ competencyId }) => competencyId === 'intake-output');
  expect(found).toMatchObject({ kind: 'raise', level: 2 });
  const before = (await hospital.trainer.call(training.getMatrix, {})).requirements.find(
    (one) => one.jobRole === 'nurse' && one.competencyId === 'intake-output',
  );
  if (!before || !found) throw new Error('the cell is missing');
  const { jobRole, competencyId, remarks: _remarks, ...cell } = before;
  const body = { ...cell, level: found.level, why: found.reason };
  await hospital.trainer.call(training.saveRequirement, { params: { jobRole, competencyId }, body });
  const after = (await hospital.trainer.call(training.getNeeds, nurse)).proposals;
  expect(after.some((one) => one.competencyId === 'intake-output' && one.kind === 'raise')).toBe(false);
});
