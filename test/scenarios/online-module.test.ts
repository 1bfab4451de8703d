import * as directory from '#directory/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { loadFacts } from '#training/index.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A module from its file to a fact in the ledger: published by a trainer, gone through by a nurse on a phone that loses its network, failed,
 * passed, counted where its competency is asked for. A newer version changes nothing for whoever has begun.
 */
let app: TestApp;
let db: Db;
let trainer: Client;
let nora: Client;
let ben: Client;
const yes = 'yes';

beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 3 });
  const lead = await app.signIn('coordinator');
  for (const personId of ['NORA', 'BEN']) await lead.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse' }) });
  trainer = await app.signIn('trainer');
  nora = await app.signIn('clinician', 'NORA');
  ben = await app.signIn('clinician', 'BEN');
});
afterAll(async () => {
  await db.close();
  await app.close();
});

const publish = (source: string, changeNote = '') =>
  trainer.call(training.importModules, { body: { files: [{ name: 'm.md', source }], changeNote } });
const params = (moduleId: string) => ({ params: { moduleId } });

/** The key of a choice by its words, as the learner's page has it. */
function keyOf(question: training.QuestionView, text: string): string {
  if (!('choices' in question)) throw new Error('a question with choices');
  const key = question.choices.find((choice) => choice.text.toLowerCase() === text)?.key;
  if (key === undefined) throw new Error(`no choice ${text}`);
  return key;
}
const answerTo = (question: training.QuestionView, text: string, checkId: string | null) => ({
  key: crypto.randomUUID(),
  itemId: question.itemId,
  checkId,
  given: { kind: 'single' as const, choice: keyOf(question, text) },
  answeredAt: app.clock.now(),
});

async function takeCheck(client: Client, runId: string, texts: readonly string[]): Promise<training.RunView> {
  const { check } = await client.call(training.startCheck, { params: { runId }, body: {} });
  if (!check) throw new Error('a check began');
  const answers = check.items.map((item, index) => answerTo(item, texts[index] ?? yes, check.checkId));
  await client.call(training.sendAnswers, { params: { runId }, body: { answers } });
  return client.call(training.endCheck, { params: { runId } });
}

test('only authors publish and read answers; nobody without an account learns', async () => {
  const source = moduleFile('first');
  await expect(app.visitor().call(training.listOwnModules, {})).rejects.toMatchObject({ status: 401 });
  await expect(nora.call(training.importModules, { body: { files: [{ name: 'x', source }] } })).rejects.toMatchObject({ status: 403 });
  await expect(nora.call(training.previewModule, { body: { source } })).rejects.toMatchObject({ status: 403 });
  await expect(trainer.call(training.listOwnModules, {})).rejects.toMatchObject({ status: 409, code: 'no-person' });
});

test('a file is published once, however often it is imported; a broken one says where, and keeps no other out', async () => {
  await trainer.call(training.addDefaultMatrix, {});
  const body = {
    files: [
      { name: 'first.md', source: moduleFile('first', { head: 'teaches: { mar-barcode: 2 }' }) },
      { name: 'broken.md', source: moduleFile('broken').replace('kind: single', 'kind: sngle') },
      { name: 'second.md', source: moduleFile('second', { head: 'prerequisites: [first]' }) },
    ],
  };
  const { files } = await trainer.call(training.importModules, { body });
  expect(files.map((file) => file.outcome)).toEqual(['published', 'refused', 'published']);
  expect(files[1]?.issues[0]).toMatchObject({ line: 17, severity: 'error' });
  const again = await trainer.call(training.importModules, { body });
  expect(again.files.map((file) => file.outcome)).toEqual(['unchanged', 'refused', 'unchanged']);
  const crlf = await publish(moduleFile('first', { head: 'teaches: { mar-barcode: 2 }' }).replaceAll('\n', '\r\n'));
  expect(crlf.files[0]?.outcome).toBe('unchanged');
  const circle = await publish(moduleFile('first', { head: 'prerequisites: [second]' }));
  expect(circle.files[0]?.issues.at(-1)?.text).toContain('in a circle');
  await expect(db.pool.query("update training_module_version set title = 'x'")).rejects.toThrow('never changed');
});

test('what is right does not reach the browser before it is answered', async () => {
  const { modules } = await nora.call(training.listOwnModules, {});
  expect(modules.map((module) => [module.moduleId, module.state])).toEqual([
    ['first', 'open'],
    ['second', 'locked'],
  ]);
  const answer = await nora.fetch('/api/learning/modules/first');
  const text = await answer.text();
  expect(text).toContain('Is it so?');
  expect(text).not.toContain('It is not.');
  expect(text).not.toMatch(/right|item-1/);
  await expect(nora.call(training.startRun, { ...params('second'), body: {} })).rejects.toMatchObject({ status: 409, code: 'comes-later' });
});

test('practice has feedback at once; the same answer sent twice is one; the check waits for the pages', async () => {
  const { runId } = await nora.call(training.startRun, { ...params('first'), body: {} });
  const { module } = await nora.call(training.getOwnModule, params('first'));
  const part = module.pages[0]?.parts.find((one) => one.kind === 'question');
  if (part?.kind !== 'question') throw new Error('a question to practise');
  const answers = [answerTo(part.question, 'no', null)];
  const first = await nora.call(training.sendAnswers, { params: { runId }, body: { answers } });
  const twice = await nora.call(training.sendAnswers, { params: { runId }, body: { answers } });
  expect(twice).toEqual(first);
  expect(first.run.practice[0]?.feedback).toMatchObject({ right: false, remarks: ['It is not.'], solution: ['Yes'] });
  await expect(nora.call(training.startCheck, { params: { runId }, body: {} })).rejects.toMatchObject({ code: 'pages-first' });
  await nora.call(training.savePosition, { params: { runId }, body: { page: 1 } });
  expect((await nora.call(training.getOwnModule, params('first'))).run?.page).toBe(1);
  await nora.call(training.savePosition, { params: { runId }, body: { page: 2 } });
});

test('a newer version leaves whoever has begun on theirs', async () => {
  const done = await publish(moduleFile('first', { title: 'first, second edition', head: 'teaches: { mar-barcode: 2 }' }), 'New words');
  expect(done.files[0]).toMatchObject({ outcome: 'published', version: 2 });
  const { module, run, newer } = await nora.call(training.getOwnModule, params('first'));
  expect([module.version, run?.version, newer]).toEqual([1, 1, 2]);
});

test('a failed attempt stays; answers are kept back until the end; one that arrives after it does not count', async () => {
  const { run } = await nora.call(training.getOwnModule, params('first'));
  const runId = run?.runId ?? '';
  const { check } = await nora.call(training.startCheck, { params: { runId }, body: {} });
  if (!check) throw new Error('a check began');
  const [first, second] = check.items;
  if (!first || !second) throw new Error('three items');
  const sent = await nora.call(training.sendAnswers, { params: { runId }, body: { answers: [answerTo(first, 'no', check.checkId)] } });
  expect(sent.run.check?.answers).toMatchObject([{ itemId: first.itemId, feedback: null }]);
  const changed = await nora.call(training.sendAnswers, { params: { runId }, body: { answers: [answerTo(first, yes, check.checkId)] } });
  expect(changed.refused[0]?.text).toContain('first answer counts');
  const ended = await nora.call(training.endCheck, { params: { runId } });
  expect(ended.check).toMatchObject({ passed: false, share: 0 });
  expect(ended.check?.answers[0]?.feedback?.solution).toEqual(['Yes']);
  const late = await nora.call(training.sendAnswers, { params: { runId }, body: { answers: [answerTo(second, yes, check.checkId)] } });
  expect(late.refused[0]?.text).toContain('had ended');
});

test('passed: in the ledger with its competency, the failure still beside it, and the next module opens', async () => {
  const { run } = await nora.call(training.getOwnModule, params('first'));
  const after = await takeCheck(nora, run?.runId ?? '', [yes, yes, yes]);
  expect(after.passedAt).toBe(app.clock.now());
  expect(after.attempts.map((attempt) => attempt.passed)).toEqual([false, true]);
  const facts = await loadFacts(db, { personIds: ['NORA'] });
  const kinds = facts.map((fact) => fact.kind);
  for (const kind of ['module-started', 'page-seen', 'module-completed', 'item-answered', 'module-failed', 'module-passed'])
    expect(kinds).toContain(kind);
  expect(facts.find((fact) => fact.kind === 'module-passed')).toMatchObject({ moduleId: 'first', version: 1, score: 1 });
  const { teachings } = await trainer.call(training.getMatrix, {});
  expect(teachings).toContainEqual({ activity: 'module', activityId: 'first', competencyId: 'mar-barcode', level: 2, proof: 'passed' });
  const { modules } = await nora.call(training.listOwnModules, {});
  expect(modules.map((module) => module.state)).toEqual(['passed', 'open']);
});

test('nobody reads, answers or ends another person’s run', async () => {
  const { run } = await nora.call(training.getOwnModule, params('first'));
  const of = { params: { runId: run?.runId ?? '' } };
  await expect(ben.call(training.endCheck, of)).rejects.toMatchObject({ status: 404 });
  await expect(ben.call(training.savePosition, { ...of, body: { page: 1 } })).rejects.toMatchObject({ status: 404 });
});

test('testing out: enough right answers in a row and the pages can be left out; one try', async () => {
  const items = Array.from(
    { length: 9 },
    (_, n) => `\`\`\`check\nid: more-${n}\nkind: number\nask: How much is ${n} and 1?\nvalue: ${n + 1}\nwhy: So.\n\`\`\``,
  );
  await publish(`${moduleFile('long', { head: 'teaches: { mar-barcode: 1 }' })}\n${items.join('\n\n')}\n`);
  const { runId } = await ben.call(training.startRun, { ...params('long'), body: {} });
  let run = await ben.call(training.startCheck, { params: { runId }, body: { kind: 'test-out' } });
  let asked = 0;
  while (run.passedAt === null && asked++ < 13) {
    const item = run.check?.items.at(-1);
    if (!run.check || !item) throw new Error('an item is asked');
    const number = Number(/\d+/.exec(item.ask)?.[0]);
    const answer =
      item.kind === 'number'
        ? { ...answerTo(stand, yes, run.check.checkId), itemId: item.itemId, given: { kind: 'number' as const, value: number + 1 } }
        : answerTo(item, yes, run.check.checkId);
    run = (await ben.call(training.sendAnswers, { params: { runId }, body: { answers: [answer] } })).run;
  }
  expect(run).toMatchObject({ testedOut: true, toDo: [] });
  expect(run.check?.items.length).toBeLessThan(10);
  expect((await loadFacts(db, { personIds: ['BEN'], kinds: ['module-passed'] })).length).toBe(1);
});

const stand: training.QuestionView = { itemId: 'x', ask: '', kind: 'single', choices: [{ key: 'x', text: 'Yes' }] };
