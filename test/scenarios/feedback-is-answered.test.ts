import { randomUUID } from 'node:crypto';
import * as directory from '#directory/contract.ts';
import { openDb } from '#platform/db/open.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A nurse says that a question is wrong. The trainer sees it without her name, takes it, repairs it with a new version; the nurse hears what was
 * changed, and so does everybody who opens the module.
 */
let app: TestApp;
let trainer: Client;
let nora: Client;
let ben: Client;
let spectator: Client;
const item = { activity: 'module', activityId: 'doses', part: 'item', partId: 'item-2' } as const;
const say = (client: Client, said: training.SaidKind, more: { comment?: string; named?: boolean; key?: string } = {}) =>
  client.call(training.giveFeedback, { body: { ...item, key: randomUUID(), version: 1, said, ...more } });
const queue = () => trainer.call(training.listRepairs, { query: {} });

beforeAll(async () => {
  app = await startTestApp();
  const lead = await app.signIn('coordinator');
  for (const personId of ['NORA', 'BEN']) await lead.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse' }) });
  trainer = await app.signIn('trainer');
  nora = await app.signIn('clinician', 'NORA');
  ben = await app.signIn('clinician', 'BEN');
  spectator = await app.signIn('viewer');
  await trainer.call(training.importModules, { body: { files: [{ name: 'doses.md', source: moduleFile('doses') }], changeNote: '' } });
});
afterAll(() => app.close());

test('nobody without an account speaks; learners do not see the queue; whoever reads may not take', async () => {
  await expect(app.visitor().call(training.listOwnFeedback, {})).rejects.toMatchObject({ status: 401 });
  await expect(nora.call(training.listRepairs, { query: {} })).rejects.toMatchObject({ status: 403 });
  await expect(nora.call(training.getRepairPlace, { query: item })).rejects.toMatchObject({ status: 403 });
  await expect(spectator.call(training.takeRepair, { body: item })).rejects.toMatchObject({ status: 403 });
  await expect(trainer.call(training.giveFeedback, { body: { ...item, key: randomUUID(), said: 'good' } })).rejects.toMatchObject({
    status: 409,
    code: 'no-person',
  });
  const nowhere = { ...item, activityId: 'no-such-module', key: randomUUID(), said: 'wrong' as const };
  await expect(nora.call(training.giveFeedback, { body: nowhere })).rejects.toMatchObject({ status: 404 });
});

test('what points to a patient is taken out before it is kept; what is sent twice is said once', async () => {
  const key = randomUUID();
  const first = await say(nora, 'wrong', { key, comment: 'The dose is per kilo, as for MRN 4711001 last week' });
  expect(first.removed).toEqual(['record-number']);
  await say(nora, 'wrong', { key, comment: 'again' });
  await say(ben, 'unclear');
  const { lines } = await queue();
  expect(lines).toMatchObject([{ ...item, state: 'open', hindered: 5, said: { wrong: 1, unclear: 1 }, comments: 1 }]);
  const { comments } = await trainer.call(training.getRepairPlace, { query: item });
  expect(comments).toEqual([
    { said: 'wrong', comment: expect.stringContaining('[record number removed]'), week: null, version: 1, by: '' },
  ]);
});

test('no answer for authors has a name or an id of who said it, and neither has the audit log', async () => {
  const seen = JSON.stringify([await queue(), await trainer.call(training.getRepairPlace, { query: item })]);
  expect(seen).not.toMatch(/NORA|BEN/);
  const db = await openDb(app.databaseUrl, { poolMax: 1 });
  const { rows } = await db.pool.query(`select actor, account_id from audit where action = 'training.feedback-given'`);
  await db.close();
  expect(rows).toEqual([
    { actor: 'a learner', account_id: null },
    { actor: 'a learner', account_id: null },
  ]);
});

test('one takes it; another is refused; a new version ends it, and whoever spoke hears what was changed', async () => {
  const { repairId } = await trainer.call(training.takeRepair, { body: item });
  await expect(trainer.call(training.takeRepair, { body: item })).rejects.toMatchObject({ status: 409, code: 'taken' });
  expect((await nora.call(training.listOwnFeedback, {})).feedback).toMatchObject([{ said: 'wrong', state: 'taken', isNews: false }]);

  const source = moduleFile('doses').replace('Is number 2 so?', 'Is number 2 so, by the kilo?');
  const { revision } = await trainer.call(training.saveDraft, { params: { moduleId: 'doses' }, body: { source, revision: 0 } });
  const answers = [{ repairId, youSaid: 'The dose of question 2 is meant by weight' }];
  const body = { revision, changeNote: 'Question 2 says that the dose is by weight', answers };
  await expect(
    trainer.call(training.publishModule, {
      params: { moduleId: 'doses' },
      body: { ...body, answers: [{ repairId: 'rep_other', youSaid: 'another' }] },
    }),
  ).rejects.toMatchObject({ status: 404 });
  expect(await trainer.call(training.publishModule, { params: { moduleId: 'doses' }, body })).toEqual({ version: 2 });

  expect((await queue()).lines).toEqual([]);
  const mine = (await nora.call(training.listOwnFeedback, {})).feedback;
  expect(mine).toMatchObject([{ state: 'repaired', version: 2, answer: body.changeNote, isNews: true }]);
  await nora.call(training.seeAnswers, {});
  expect((await nora.call(training.listOwnFeedback, {})).feedback).toMatchObject([{ isNews: false }]);
  expect((await ben.call(training.listOwnFeedback, {})).feedback).toMatchObject([{ state: 'repaired', isNews: true }]);
  const { changes } = await ben.call(training.listChanges, { query: { activity: 'module', activityId: 'doses' } });
  expect(changes).toMatchObject([{ outcome: 'repaired', version: 2, youSaid: answers[0]?.youSaid, answer: body.changeNote }]);
  expect(JSON.stringify(changes)).not.toContain('record number');
});

test('what is left as it is says why, and is quiet until somebody speaks again; praise needs no answer', async () => {
  await say(ben, 'too-long', { comment: 'Three lines would do', named: true });
  const { repairId } = await trainer.call(training.takeRepair, { body: item });
  const { comments } = await trainer.call(training.getRepairPlace, { query: item });
  expect(comments[0]).toMatchObject({ comment: 'Three lines would do', by: expect.stringContaining('BEN') });
  const close = {
    outcome: 'answered',
    version: null,
    youSaid: 'It is long',
    answer: 'Each of the three lines is asked for by the pharmacy',
  } as const;
  await expect(trainer.call(training.closeRepair, { params: { repairId }, body: { ...close, outcome: 'repaired' } })).rejects.toMatchObject(
    { status: 422 },
  );
  expect(await trainer.call(training.closeRepair, { params: { repairId }, body: close })).toEqual({ told: 1 });
  await expect(trainer.call(training.closeRepair, { params: { repairId }, body: close })).rejects.toMatchObject({ status: 404 });
  await say(ben, 'good');
  expect((await queue()).lines).toEqual([]);
  const states = (await ben.call(training.listOwnFeedback, {})).feedback.map((one) => one.state);
  expect(states).toEqual(['thanked', 'answered', 'repaired']);
});
