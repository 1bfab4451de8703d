import { defined } from '#kernel/assert.ts';
import * as directory from '#directory/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import { loadFacts } from '#training/index.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * An exercise on a page of a module: begun from there, failed, done again, achieved; the module knows, and every graded attempt is a fact of
 * the ledger as soon as its learner may know the mark: never before.
 */
const exercise = defined(
  readExercises().find((file) => file.exercise?.role === 'pharmacist')?.exercise,
  'an exercise for pharmacists comes with the product',
);
let app: TestApp;
let db: Db;
let trainer: Client;
let pia: Client;

beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 2 });
  const lead = await app.signIn('coordinator');
  for (const personId of ['PIA', 'OLE'])
    await lead.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'pharmacist' }) });
  trainer = await app.signIn('trainer');
  pia = await app.signIn('clinician', 'PIA');
  const block = `\`\`\`exercise\nexercise: ${exercise.id}\ntitle: Verify it\nrequired: true\n\`\`\``;
  const source = moduleFile('verify', { roles: 'pharmacist', extra: block });
  await trainer.call(training.importModules, { body: { files: [{ name: 'verify.md', source }], changeNote: '' } });
});
/** What a reader of the news does in its own time. */
const patient = { timeout: 30_000, interval: 200 };

afterAll(async () => {
  await db.close();
  await app.close();
});

const begin = (classCode?: string) =>
  pia.call(practice.startAttempt, { body: { exerciseId: exercise.id, ...(classCode === undefined ? {} : { classCode }) } });
const handIn = (attempt: { attemptId: string }) => pia.call(practice.submitAttempt, { params: attempt });
const module = () => pia.call(training.getOwnModule, { params: { moduleId: 'verify' } });
const way = async () => (await module()).run?.exercises[0];
const graded = async () =>
  (await loadFacts(db, { kinds: ['exercise-graded'] })).flatMap((fact) =>
    fact.kind === 'exercise-graded' ? [{ attemptId: fact.attemptId, passed: fact.passed, moduleId: fact.moduleId }] : [],
  );

test('the module begins an exercise, knows that it is open, and is found again from it', async () => {
  await expect(app.visitor().call(training.listModulesOfExercise, { params: { exerciseId: exercise.id } })).rejects.toMatchObject({
    status: 401,
  });
  await pia.call(training.startRun, { params: { moduleId: 'verify' }, body: {} });
  expect(await way()).toMatchObject({ state: 'none', attempts: 0, openAttemptId: null });
  const { attemptId } = await begin();
  expect(await way()).toMatchObject({ state: 'begun', openAttemptId: attemptId });
  const { modules } = await pia.call(training.listModulesOfExercise, { params: { exerciseId: exercise.id } });
  expect(modules).toEqual([{ moduleId: 'verify', title: 'Module verify', running: true }]);
});

test('a failed attempt is a fact at once, though the module is not passed', async () => {
  const { openAttemptId } = defined(await way(), 'the exercise');
  const attempt = { attemptId: defined(openAttemptId, 'the open attempt') };
  await handIn(attempt);
  expect(await way()).toMatchObject({ state: 'not-yet', bestScore: 0, gradedAttemptId: attempt.attemptId });
  await expect.poll(graded, patient).toEqual([{ ...attempt, passed: false, moduleId: 'verify' }]);
});

test('achieved: a second fact; and the module is passed by itself when that was the last thing to do', async () => {
  const { run } = await module();
  const runId = defined(run, 'the run').runId;
  await pia.call(training.savePosition, { params: { runId }, body: { page: 2 } });
  const { check } = await pia.call(training.startCheck, { params: { runId }, body: {} });
  const answers = defined(check, 'a check').items.map((item) => ({
    key: crypto.randomUUID(),
    itemId: item.itemId,
    checkId: defined(check, 'a check').checkId,
    given: { kind: 'single' as const, choice: ('choices' in item && item.choices.find((one) => one.text === 'Yes')?.key) || '' },
    answeredAt: app.clock.now(),
  }));
  await pia.call(training.sendAnswers, { params: { runId }, body: { answers } });
  const after = await pia.call(training.endCheck, { params: { runId } });
  expect(after).toMatchObject({ passedAt: null, toDo: ['Achieve the exercise “Verify it”.'] });

  const attempt = await begin();
  await playSteps(pia, attempt, exercise, exercise.gold);
  await handIn(attempt);
  await expect.poll(async () => (await module()).run?.passedAt, patient).not.toBeNull();
  expect((await graded()).map((one) => one.passed)).toEqual([false, true]);
  expect(await way()).toMatchObject({ state: 'achieved', bestScore: 1, attempts: 2 });
});

test('marks that a class holds back are no facts, and the module does not tell them either; released, they are', async () => {
  const opened = await trainer.call(practice.openClass, { body: { name: 'Monday', exerciseId: exercise.id } });
  const attempt = await begin(opened.code);
  await handIn(attempt);
  // What the reader would tell wrongly it would tell within a beat; the next grade of somebody else is heard after it.
  const other = await app.signIn('clinician', 'OLE');
  const theirs = await other.call(practice.startAttempt, { body: { exerciseId: exercise.id } });
  await other.call(practice.submitAttempt, { params: theirs });
  await expect.poll(async () => (await graded()).map((one) => one.attemptId), patient).toContain(theirs.attemptId);
  expect((await graded()).map((one) => one.attemptId)).not.toContain(attempt.attemptId);
  expect(await way()).toMatchObject({ attempts: 3, bestScore: 1 });
  await trainer.call(practice.changeClass, { params: { classId: opened.classId }, body: { marksReleased: true } });
  await expect.poll(async () => (await graded()).length, patient).toBe(4);
});

test('an instructor’s word is one more fact of the same attempt: one attempt in the rate, with the newest result', async () => {
  const before = await rateOfExercise();
  const last = defined((await graded()).at(-1)?.attemptId, 'the last attempt');
  await trainer.call(practice.overrideMark, {
    params: { attemptId: last },
    body: { score: 0.9, passed: true, reason: 'The scanner of the room was broken; seen by me' },
  });
  await expect.poll(async () => (await graded()).length, patient).toBe(5);
  const after = await rateOfExercise();
  expect([before?.attempts, after?.attempts]).toEqual([4, 4]);
  expect([before?.passed, after?.passed]).toEqual([1, 2]);
});

test("an exercise of the organisation's own is known to a module as soon as it is published", async () => {
  const own = { exerciseId: 'our-own' };
  await trainer.call(practice.createExercise, { body: { ...own, title: 'As we do it here', copyOf: exercise.id } });
  const block = '```exercise\nexercise: our-own\ntitle: Our own\nrequired: true\n```';
  const source = moduleFile('with-own', { roles: 'pharmacist', extra: block });
  const complaints = async () => {
    const { files } = await trainer.call(training.importModules, { body: { files: [{ name: 'own.md', source }], changeNote: '' } });
    return files.flatMap((file) => file.issues).filter((issue) => issue.text.includes('our-own'));
  };
  expect(await complaints()).toHaveLength(1);
  const { draft } = await trainer.call(practice.getForAuthor, { params: own });
  await trainer.call(practice.publishExercise, { params: own, body: { revision: draft?.revision ?? 0, changeNote: 'First' } });
  expect(await complaints()).toEqual([]);
  await pia.call(training.startRun, { params: { moduleId: 'with-own' }, body: {} });
  const { run } = await pia.call(training.getOwnModule, { params: { moduleId: 'with-own' } });
  expect(run?.exercises).toMatchObject([{ exerciseId: 'our-own', state: 'none' }]);
});

async function rateOfExercise() {
  const { passRates } = await trainer.call(training.getReadiness, { query: {} });
  return passRates.find((one) => one.activityId === exercise.id);
}
