import * as directory from '#directory/contract.ts';
import { importsApi } from '#platform/imports/contract.ts';
import * as training from '#training/contract.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* What people learned in another system comes as a file, counts at the gate, and counts once. */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
});
afterAll(() => app.close());

test('completions from another system count once, however often the file comes', async () => {
  const admin = await app.admin();
  await admin.call(directory.createPerson, { body: personForTest({ personId: 'NORA', jobRole: 'nurse', givenName: 'Nora' }) });
  await admin.call(training.addDefaultMatrix, {});
  const { requirements } = await admin.call(training.getMatrix, {});
  const competencyId = requirements.find((one) => one.jobRole === 'nurse' && one.mandatory)?.competencyId ?? '';
  const activityId = 'https://lms.lakeview.example/courses/7';
  const teaches = [{ competencyId, level: 3, proof: 'passed' as const }];
  await admin.call(training.saveTeachings, { body: { activity: 'module', activityId, teaches } });
  const file = `person_id,module_id,date,result,score,source
NORA,${activityId},2027-03-01,failed,55,Old LMS
NORA,${activityId},2027-03-02,passed,91.5,Old LMS
NOBODY,${activityId},2027-03-02,passed,,Old LMS
NORA,no good id,2027-03-02,,,Old LMS
`;
  const apply = async () => {
    const importId = await admin.upload([['completions.csv', file]]);
    await admin.call(importsApi.preview, { params: { importId } });
    return (await admin.call(importsApi.apply, { params: { importId } })).files[0];
  };
  expect(await apply()).toMatchObject({ state: 'applied', errors: 2, diff: { added: 2, unchanged: 0 } });
  const { standing } = await admin.call(training.getTrainingRecord, { params: { personId: 'NORA' } });
  expect(standing.duties.find((one) => one.competencyId === competencyId)).toMatchObject({
    state: 'done',
    provedAt: Date.parse('2027-03-02T12:00:00Z'),
  });
  expect(await apply()).toMatchObject({ diff: { added: 0, unchanged: 2 } });
});
