import * as directory from '#directory/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as auth from '#platform/audit/contract.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulateLearner } from './simulate.ts';

/* What trainers read of items and learners, held against the answers themselves. */
let app: TestApp;
let db: Db;
let trainer: Client;
let director: Client;
const start = Date.parse('2027-03-01T08:00:00Z');
const people = Array.from({ length: 24 }, (_, n) => `N${n}`);

beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 3 });
  trainer = await app.signIn('trainer');
  director = await app.signIn('director');
  const lead = await app.signIn('coordinator');
  for (const personId of people) await lead.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse' }) });
  const files = ['first', 'second'].map((id) => ({ name: `${id}.md`, source: moduleFile(id) }));
  await trainer.call(training.importModules, { body: { files } });
  for (const [n, personId] of people.entries())
    await db.tx(async (tx) => {
      const learner = { personId, skill: n / 6 - 2, startedAt: start + n * 60_000, seed: n + 1, attemptsMax: 3 };
      await simulateLearner(tx, { ...learner, moduleId: 'first' });
      if (n < 4) await simulateLearner(tx, { ...learner, moduleId: 'second', pages: 1 });
    });
});
afterAll(async () => {
  await db.close();
  await app.close();
});

const statistics = (moduleId: string) => trainer.call(training.getModuleStatistics, { params: { moduleId } });

test('an item’s figures are those of its first answers in checks; failed attempts stay in the denominator', async () => {
  const found = await statistics('first');
  const { rows } = await db.pool.query<{ item_id: string; points: number }>(
    'select item_id, points from training_answer where check_id is not null and first',
  );
  for (const item of found.items) {
    const mine = rows.filter((row) => row.item_id === item.itemId).map((row) => Math.max(0, row.points));
    expect(item.n).toBe(mine.length);
    expect(item.difficulty).toBeCloseTo(mine.reduce((sum, one) => sum + one, 0) / mine.length);
    expect(item.choices.reduce((sum, choice) => sum + (choice.share ?? 0), 0)).toBeCloseTo(1);
  }
  const ended = await db.pool.query<{ passed: boolean }>('select passed from training_check where ended_at is not null');
  expect(found.attempts).toBe(ended.rows.length);
  expect(found.passRate).toBeCloseTo(ended.rows.filter((row) => row.passed).length / ended.rows.length);
  expect(found.attempts).toBeGreaterThan(found.passed);
});

test('too few answers show nothing, and where people stop is seen', async () => {
  const found = await statistics('second');
  expect(found.passRate).toBeNull();
  expect(found.items.every((item) => item.difficulty === null && item.verdict === 'too-few')).toBe(true);
  expect(found.reached.map((step) => step.people)).toEqual([4, 4, 0]);
});

test('whoever is better is rated better; a person’s page is written to the audit log', async () => {
  const read = (personId: string) => trainer.call(training.getLearner, { params: { personId } });
  const [worst, best] = [await read('N0'), await read('N23')];
  expect(best.proficiency[0]?.middle).toBeGreaterThan(worst.proficiency[0]?.middle ?? 1);
  expect(best.proficiency[0]?.low).toBeLessThan(best.proficiency[0]?.middle ?? 0);
  const { lines } = await director.call(auth.listAudit, { query: {} });
  expect(lines.filter((line) => line.action === 'training.learner-read').map((line) => line.subjectId)).toEqual(['N23', 'N0']);
});

test('learners are listed with all their attempts; clinicians do not see the list', async () => {
  const { learners } = await trainer.call(training.listLearners, { query: { jobRole: 'nurse' } });
  expect(learners).toHaveLength(people.length);
  const { attempts } = await statistics('first');
  expect(learners.reduce((sum, line) => sum + line.attempts, 0)).toBe(attempts);
  for (const sort of training.learnerSorts) {
    const page = (offset: number, limit: number) =>
      trainer.call(training.listLearners, { query: { jobRole: 'nurse', sort, descending: 'true', offset, limit } });
    const whole = await page(0, 500);
    const parts = [await page(0, 10), await page(10, 500)];
    expect(parts.flatMap((part) => part.learners)).toEqual(whole.learners);
    expect(parts.map(({ fitting }) => fitting)).toEqual([people.length, people.length]);
  }
  const clinician = await app.signIn('clinician', 'N1');
  await expect(clinician.call(training.listLearners, { query: {} })).rejects.toMatchObject({ status: 403 });
  await expect(clinician.call(training.getModuleStatistics, { params: { moduleId: 'first' } })).rejects.toMatchObject({ status: 403 });
});
