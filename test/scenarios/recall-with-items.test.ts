import * as directory from '#directory/contract.ts';
import { dayMs } from '#kernel/time.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A week after a module was passed its own questions are asked again: answered once, judged by the server, fed into proficiency. Forgotten, they come
 * back after thirty days; recalled, they do not.
 */
let app: TestApp;
let trainer: Client;
let nora: Client;
const competencyId = 'mar-barcode';

beforeAll(async () => {
  app = await startTestApp();
  const lead = await app.signIn('coordinator');
  for (const personId of ['NORA', 'BEN']) await lead.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse' }) });
  trainer = await app.signIn('trainer');
  nora = await app.signIn('clinician', 'NORA');
  await trainer.call(training.addDefaultMatrix, {});
  const source = moduleFile('scan', { head: `teaches: { ${competencyId}: 2 }` }).replaceAll(
    'kind: single',
    `task: ${competencyId}\nkind: single`,
  );
  await trainer.call(training.importModules, { body: { files: [{ name: 'scan.md', source }], changeNote: '' } });
  const { runId } = await nora.call(training.startRun, { params: { moduleId: 'scan' }, body: {} });
  await nora.call(training.savePosition, { params: { runId }, body: { page: 2 } });
  const { check } = await nora.call(training.startCheck, { params: { runId }, body: {} });
  const answers = (check?.items ?? []).map((item) => ({
    key: crypto.randomUUID(),
    itemId: item.itemId,
    checkId: check?.checkId ?? null,
    given: choose(item, 'Yes'),
    answeredAt: app.clock.now(),
  }));
  await nora.call(training.sendAnswers, { params: { runId }, body: { answers } });
  const { passedAt } = await nora.call(training.endCheck, { params: { runId } });
  if (passedAt === null) throw new Error('the module was not passed');
});
afterAll(() => app.close());

function choose(question: training.QuestionView, text: string): training.Given {
  if (!('choices' in question)) throw new Error('a question with choices');
  return { kind: 'single', choice: question.choices.find((one) => one.text === text)?.key ?? '' };
}
const daysLater = async (days: number): Promise<void> => {
  app.clock.set(new Date(app.clock.now() + days * dayMs).toISOString());
  nora = await app.signInAgain('NORA');
  trainer = await app.signIn('trainer');
};
const begin = () => nora.call(training.beginRecall, { body: { competencyId } });
const due = async () => {
  const { standing } = await nora.call(training.getOwnTraining, {});
  return standing?.checks.filter((one) => one.isDue) ?? [];
};
async function answerAll(text: string): Promise<training.RecallView> {
  let view = await begin();
  for (const { moduleId, question } of view.items) {
    const body = { moduleId, itemId: question.itemId, given: choose(question, text) };
    view = await nora.call(training.answerRecall, { params: { recallId: view.recallId }, body });
  }
  return view;
}
const proficiency = async () => {
  const { proficiency: all } = await trainer.call(training.getLearner, { params: { personId: 'NORA' } });
  return all.find((one) => one.task === competencyId);
};

test('nothing is asked before its day; then three questions of the module are, and nothing tells what is right', async () => {
  await expect(app.visitor().call(training.beginRecall, { body: { competencyId } })).rejects.toMatchObject({ status: 401 });
  await expect(begin()).rejects.toMatchObject({ status: 409, code: 'not-asked' });
  await daysLater(8);
  expect(await due()).toMatchObject([{ competencyId, step: 1, hasItems: true }]);
  const own = { competencyId, step: 1, recalled: true };
  await expect(nora.call(training.answerCheck, { body: own })).rejects.toMatchObject({ status: 409, code: 'has-items' });
  const view = await begin();
  expect(view.items).toHaveLength(3);
  expect(JSON.stringify(view.items)).not.toMatch(/right|It is\./);
  expect((await begin()).recallId).toBe(view.recallId);
});

test('another’s check is not there; an answer stays given; forgotten, it moves proficiency down and comes back after thirty days', async () => {
  const before = await proficiency();
  const view = await begin();
  const [first] = view.items;
  if (!first) throw new Error('an item');
  const answer = (client: Client, text: string) =>
    client.call(training.answerRecall, {
      params: { recallId: view.recallId },
      body: { moduleId: first.moduleId, itemId: first.question.itemId, given: choose(first.question, text) },
    });
  await expect(answer(await app.signIn('clinician', 'BEN'), 'Yes')).rejects.toMatchObject({ status: 404 });
  await answer(nora, 'No');
  expect((await answer(nora, 'Yes')).answers).toMatchObject([{ feedback: { right: false } }]);
  const done = await answerAll('No');
  expect(done).toMatchObject({ recalled: false, share: 0, next: { step: 2, isDue: false } });
  const after = await proficiency();
  expect(after?.middle).toBeLessThan(before?.middle ?? 0);
  expect(after?.answers).toBe((before?.answers ?? 0) + 3);
  expect(await due()).toEqual([]);
});

test('after thirty days it is asked anew; recalled, it is asked no more', async () => {
  await daysLater(30);
  expect(await due()).toMatchObject([{ competencyId, step: 2 }]);
  const done = await answerAll('Yes');
  expect(done).toMatchObject({ recalled: true, share: 1, next: null });
  await daysLater(90);
  expect(await due()).toEqual([]);
});
