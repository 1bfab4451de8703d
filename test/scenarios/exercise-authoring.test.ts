import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A training analyst writes an exercise in the browser: she copies one of the product's, breaks it, is told where, tries it out, mends and
 * publishes it, and learners practise it; what she changes afterwards leaves their attempts alone.
 */
let app: TestApp;
let analyst: Client;
let ann: Client;
const exerciseId = 'our-transfusion';
const params = { exerciseId };
const transfusion = readExercises().find(({ exercise }) => exercise?.id === 'nurse-transfusion')?.exercise;

beforeAll(async () => {
  app = await startTestApp();
  [analyst, ann] = [await app.signIn('trainer'), await app.signIn('clinician')];
});
afterAll(() => app.close());

const read = () => analyst.call(practice.getForAuthor, { params });
const save = async (source: string): Promise<number> => {
  const { draft } = await read();
  return (await analyst.call(practice.saveExerciseDraft, { params, body: { source, revision: draft?.revision ?? 0 } })).revision;
};
const publish = async (changeNote = 'As we do it here') => {
  const { draft } = await read();
  return analyst.call(practice.publishExercise, { params, body: { revision: draft?.revision ?? 0, changeNote } });
};

test('writing exercises is for authors', async () => {
  const body = { exerciseId, title: 'Blood, our way', copyOf: 'nurse-transfusion' };
  await expect(app.visitor().call(practice.createExercise, { body })).rejects.toMatchObject({ status: 401 });
  await expect(ann.call(practice.createExercise, { body })).rejects.toMatchObject({ status: 403 });
  await expect(ann.call(practice.listForAuthors, {})).rejects.toMatchObject({ status: 403 });
});

test("one of the product's stays as it is and is copied", async () => {
  const shipped = { exerciseId: 'nurse-transfusion' };
  const { source } = await analyst.call(practice.getForAuthor, { params: shipped });
  await expect(analyst.call(practice.saveExerciseDraft, { params: shipped, body: { source, revision: 0 } })).rejects.toMatchObject({
    status: 409,
    code: 'shipped',
  });
  const body = { exerciseId, title: 'Blood, our way', copyOf: 'nurse-transfusion' };
  await analyst.call(practice.createExercise, { body });
  await expect(analyst.call(practice.createExercise, { body })).rejects.toMatchObject({ status: 409, code: 'id-taken' });
  await expect(analyst.call(practice.createExercise, { body: { ...body, exerciseId: 'nurse-transfusion' } })).rejects.toMatchObject({
    code: 'id-taken',
  });
  expect(await read()).toMatchObject({ origin: 'own', version: null, draft: { revision: 1 } });
  const { exercises } = await ann.call(practice.listExercises, {});
  expect(exercises.some((one) => one.exerciseId === exerciseId)).toBe(false);
});

test('what is wrong is told with its line, and a file that is wrong is not published, in words', async () => {
  const { source } = await read();
  const lines = source.split('\n');
  const at = lines.findIndex((line) => line.includes("kind = 'identified'"));
  const broken = lines.with(at, `    find: "%trail.where(kind = 'identified' and"`).join('\n');
  const checked = await analyst.call(practice.checkExercise, { params, body: { source: broken } });
  expect(checked.issues).toMatchObject([{ line: at + 1 }]);
  expect(checked.verdicts).toEqual([]);
  const tooEarly = source.replace('minute: 25', 'minute: 33');
  const late = await analyst.call(practice.checkExercise, { params, body: { source: tooEarly } });
  expect(late.verdicts.find(({ run }) => run === 'gold')).toMatchObject({ holds: false });
  await save(tooEarly);
  await expect(publish()).rejects.toMatchObject({ status: 409, code: 'not-ready', message: expect.stringContaining('gold run') as string });
  expect(await read()).toMatchObject({ version: null });
  await save(source.replace('- { breaks: baseline, without: [before] }', '- { breaks: baseline, without: [ack] }'));
  await expect(publish()).rejects.toMatchObject({ code: 'not-ready', message: expect.stringContaining('one mutant') as string });
  await save(source);
});

test('two authors do not overwrite each other unseen', async () => {
  const { source, draft } = await read();
  const stale = { source, revision: (draft?.revision ?? 0) - 1 };
  await expect(analyst.call(practice.saveExerciseDraft, { params, body: stale })).rejects.toMatchObject({ code: 'changed-meanwhile' });
});

test('each rule says what it saw, in the gold run and in a mutant; an expression shows what it selects', async () => {
  const { source } = await read();
  const rehearse = async (play: { run: 'gold' } | { run: 'mutant'; index: number }, expression = '') =>
    (await analyst.call(practice.rehearseExercise, { params, body: { source, play, expression } })).result;
  const gold = await rehearse({ run: 'gold' }, 'Procedure');
  expect(gold).toMatchObject({ score: 1, passed: true, faults: [] });
  expect(gold?.rules.every(({ achieved }) => achieved === 1)).toBe(true);
  expect(gold?.rules.find(({ taskId }) => taskId === 'stopped')).toMatchObject({ minute: 25, found: [{ count: 1 }] });
  expect(gold?.rules.find(({ taskId }) => taskId === 'baseline')?.found).toHaveLength(3);
  expect(gold?.asked).toMatchObject({ fault: null, count: 1, seen: [{ minute: 25 }] });
  expect(gold?.moments.some(({ text }) => text.includes('shivering'))).toBe(true);
  const early = await rehearse({ run: 'mutant', index: 4 }, 'Procedure.where(');
  expect(early?.rules.filter(({ achieved }) => achieved < 1).map(({ taskId }) => taskId)).toEqual(['started-unchecked']);
  expect(early).toMatchObject({ unsafe: true, asked: { fault: expect.any(String) as string } });
});

test('her own attempt at the draft is judged while she works, and becomes a gold run', async () => {
  const { source } = await read();
  const { attemptId } = await analyst.call(practice.tryExercise, { params, body: { source } });
  if (!transfusion) throw new Error('the exercise is missing');
  const attempt = await analyst.call(practice.getAttempt, { params: { attemptId } });
  await playSteps(analyst, attempt, transfusion, transfusion.gold);
  const play = { run: 'attempt' as const, attemptId };
  const { result } = await analyst.call(practice.rehearseExercise, { params, body: { source, play } });
  expect(result).toMatchObject({ score: 1, passed: true });
  const { attempts } = await analyst.call(practice.listAttemptsForAuthor, { params });
  expect(attempts).toMatchObject([{ attemptId, own: true, trial: true }]);
  const { yaml, stepCount } = await analyst.call(practice.attemptAsSteps, { params, body: { attemptId } });
  expect(stepCount).toBeGreaterThan(3);
  const indented = yaml
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  const replaced = source.replace(/^gold:\n[\s\S]*?^mutants:\n[\s\S]*$/m, `gold:\n${indented}\n`);
  const played = await analyst.call(practice.rehearseExercise, { params, body: { source: replaced, play: { run: 'gold' } } });
  expect(played).toMatchObject({ issues: [], result: { score: 1, passed: true, faults: [] } });
  const suggested = await analyst.call(practice.suggestMutants, { params, body: { source: replaced } });
  expect(suggested.mutants.map(({ breaks }) => breaks)).toContain('acknowledged');
  expect(suggested.left).toEqual([]);
  await expect(ann.call(practice.getAttempt, { params: { attemptId } })).rejects.toMatchObject({ status: 404 });
});

test('published, it can be practised; who is on the way finishes the version they began', async () => {
  expect(await publish()).toEqual({ version: 1 });
  await expect
    .poll(async () => (await ann.call(practice.listExercises, {})).exercises.find((one) => one.exerciseId === exerciseId))
    .toMatchObject({ isOwn: true, title: 'Blood, our way' });
  const attempt = await ann.call(practice.startAttempt, { body: { exerciseId } });
  const { source } = await read();
  await expect(save(source).then(() => publish())).rejects.toMatchObject({ code: 'nothing-new' });
  await save(source.replace('text: Acknowledge the new order.', 'text: Take the order on.'));
  expect(await publish('Another word')).toEqual({ version: 2 });
  expect((await ann.call(practice.getGoals, { params: attempt })).goals[0]?.text).toBe('Acknowledge the new order.');
  const second = await ann.call(practice.startAttempt, { body: { exerciseId } });
  expect((await ann.call(practice.getGoals, { params: second })).goals[0]?.text).toBe('Take the order on.');
  if (transfusion) await playSteps(ann, attempt, transfusion, transfusion.gold);
  await ann.call(practice.submitAttempt, { params: attempt });
  expect(await ann.call(practice.getResult, { params: attempt })).toMatchObject({ state: 'shown', mark: { score: 1, passed: true } });
  const { versions } = await read();
  expect(versions.map(({ version }) => version)).toEqual([2, 1]);
});

test('withdrawn, nobody begins it; given out again, everybody may', async () => {
  await analyst.call(practice.withdrawExercise, { params, body: { withdrawn: true } });
  await expect
    .poll(async () => (await ann.call(practice.listExercises, {})).exercises.some((one) => one.exerciseId === exerciseId))
    .toBe(false);
  await expect(ann.call(practice.startAttempt, { body: { exerciseId } })).rejects.toMatchObject({ status: 404 });
  await analyst.call(practice.withdrawExercise, { params, body: { withdrawn: false } });
  await expect
    .poll(async () => (await ann.call(practice.listExercises, {})).exercises.some((one) => one.exerciseId === exerciseId))
    .toBe(true);
});
