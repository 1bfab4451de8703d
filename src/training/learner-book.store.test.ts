import { isDeepStrictEqual } from 'node:util';
import * as directory from '#directory/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as training from './contract.ts';
import { recordFacts } from './index.ts';
import { replayLedger } from './ledger/index-facts.ts';
import { learnerBook } from './shell/learner-book.ts';

/*
 * The book is kept from one question to the next. After whatever can happen it must say what a book says that was made this moment: so
 * each step below is followed by the same question to the one that is kept and to another that knows nothing.
 */
let hospital: TrainingHospital;
let kept: Db;

beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-03-02T15:00:00Z' });
  kept = await openDb(hospital.app.databaseUrl, { poolMax: 3 });
  for (const personId of ['NORA', 'BEN']) await hospital.hire({ personId });
});
afterAll(async () => {
  await kept.close();
  await hospital.app.close();
});

const now = () => hospital.app.clock.now();
const read = async (db: Db) => {
  const { rules, today, lines } = await learnerBook(db, now());
  return { rules, today, lines: Object.fromEntries([...lines].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
};

/** A book of a connection of its own is made from the tables alone. */
async function fresh() {
  const db = await openDb(hospital.app.databaseUrl, { poolMax: 1 });
  const said = await read(db);
  await db.close();
  return said;
}
const readinessOf = async (personId: string) => (await read(kept)).lines[personId]?.summary.readiness;

/** Answers after which steps the two said something else, or the kept one said nothing new. */
async function strayedAfter(steps: Readonly<Record<string, () => Promise<unknown>>>): Promise<readonly string[]> {
  const strayed: string[] = [];
  for (const [name, step] of Object.entries(steps)) {
    const before = await read(kept);
    await step();
    const after = await read(kept);
    if (!isDeepStrictEqual(after, await fresh())) strayed.push(`${name}: not what the tables say`);
    if (isDeepStrictEqual(after, before)) strayed.push(`${name}: nothing new`);
  }
  return strayed;
}

test('the kept book follows facts, what is taken back, people, rules and time', async () => {
  const { director, trainer, take, app } = hospital;
  const coordinator = await app.signIn('coordinator');
  const nora = { params: { personId: 'NORA' } };
  let taken: readonly string[] = [];
  const strayed = await strayedAfter({
    'a course passed': async () => (taken = await take('NORA', ['mar-barcode', 'ehr-basics'])),
    'a course failed': () => take('BEN', ['mar-barcode'], 'failed'),
    'a pass taken back': () =>
      hospital.player('POST', 'statements', {
        body: {
          actor: { mbox: 'mailto:player@courses.example' },
          verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
          object: { objectType: 'StatementRef', id: taken[0] },
        },
      }),
    'a duty waived': () =>
      director.call(training.waiveDuty, {
        ...nora,
        body: { competencyId: 'mar-barcode', reason: 'Works in dialysis', until: '2027-03-03' },
      }),
    'somebody hired': () => hospital.hire({ personId: 'CARA', email: 'cara@lakeview.example' }),
    'a course of somebody who is known by a mail address': () =>
      hospital.player('POST', 'statements', {
        body: {
          actor: { mbox: 'mailto:cara@lakeview.example' },
          verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
          object: { id: 'https://courses.lakeview.example/mar-barcode' },
        },
      }),
    'a second person with that address': () => hospital.hire({ personId: 'DAN', email: 'CARA@lakeview.example' }),
    'a fact of somebody who is in no directory': () =>
      kept.tx((tx) =>
        recordFacts(
          tx,
          [{ kind: 'module-failed', personId: 'GONE', moduleId: 'm', version: 1, attemptId: 'a', score: 0.1, seconds: 9 }],
          now(),
        ),
      ),
    'another role': async () => {
      const { person } = await director.call(directory.getPerson, nora).catch(() => coordinator.call(directory.getPerson, nora));
      const { version, ...before } = person;
      await coordinator.call(directory.changePerson, { ...nora, body: { ...before, jobRole: 'physician', version } });
    },
    'a go-live moved': async () => {
      const unit = { siteId: 'H', building: 'Main', floor: '5', zone: 'A', specialty: 'surgery', beds: 12 };
      await coordinator.call(directory.createUnit, { body: { ...unit, unitId: '5W', name: '5 West' } });
      await coordinator.call(directory.createGoLive, {
        body: { wave: 'Wave 1', unitId: '5W', date: '2027-04-01', weeks: 2, cpoe: 'mandatory' },
      });
    },
    'a course that proves nothing any more': () =>
      trainer.call(training.saveTeachings, {
        body: { activity: 'module', activityId: 'https://courses.lakeview.example/ehr-basics', teaches: [] },
      }),
    'another grace': () => director.call(training.changeGateSettings, { body: { values: { graceDaysAfterLapse: 0 } } }),
    'a change of the EHR': () =>
      trainer.call(training.announceRelease, {
        body: {
          title: 'A second lactate',
          change: 'It is in the set.',
          due: '2027-03-09',
          competencies: ['order-sets', 'ehr-basics'],
          moduleId: 'burst',
          mandatory: true,
        },
      }),
    'break-glass': () =>
      director.call(training.breakGlass, { body: { personId: 'BEN', jobRole: null, reason: 'Two nurses called out', hours: 1 } }),
    'break-glass is over': async () => app.clock.advanceMinutes(61),
    'another date': async () => app.clock.set('2027-03-04T15:00:00Z'),
  });
  expect(strayed).toEqual([]);
});

test('what a transaction has not committed is not in it, and what it gave up never was', async () => {
  const before = await read(kept);
  const gone = personForTest({ personId: 'EVE', homeUnit: '4W', jobRole: 'nurse' });
  await expect(
    kept.tx(async (tx) => {
      await recordFacts(
        tx,
        [{ kind: 'module-failed', personId: 'BEN', moduleId: 'm', version: 1, attemptId: 'b', score: 0, seconds: 1 }],
        now(),
      );
      await tx.executeQuery(
        tx
          .withTables<{ person: { person_id: string; given_name: string } }>()
          .updateTable('person')
          .set({ given_name: gone.givenName })
          .where('person_id', '=', 'BEN')
          .compile(),
      );
      expect(await read(kept)).toEqual(before);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await read(kept)).toEqual(before);
  expect(await read(kept)).toEqual(await fresh());
});

test('the index made anew from the ledger makes the book anew', async () => {
  await kept.pool.query("update training_fact set body = jsonb_set(body, '{moduleId}', '\"other\"') where actor like '%BEN%'");
  expect(await read(kept)).toEqual(await fresh());
  await kept.tx((tx) => replayLedger(tx));
  expect(await read(kept)).toEqual(await fresh());
});

test('whoever asks at the same time hears the same', async () => {
  hospital.app.clock.advanceMinutes(1);
  await hospital.take('BEN', ['ehr-basics']);
  const books = await Promise.all(Array.from({ length: 8 }, () => learnerBook(kept, now())));
  expect(new Set(books.map((book) => book.lines)).size).toBe(1);
  expect(await readinessOf('BEN')).toBeTruthy();
});

/** The tables that a rule or a person can come from: each must advance a revision, or the book could keep what is not so any more. */
test('every table that the book is made from advances a revision', async () => {
  const { rows } = await kept.pool.query<{ name: string }>(
    "select distinct tgrelid::regclass::text as name from pg_trigger where tgname like '%\\_moved' order by 1",
  );
  expect(rows.map(({ name }) => name)).toEqual([
    'go_live',
    'organisation',
    'person',
    'role_held',
    'site',
    'training_competency',
    'training_equivalence',
    'training_fact',
    'training_refresher',
    'training_release',
    'training_requirement',
    'training_role_profile',
    'training_setting',
    'training_teaching',
    'unit',
    'wave',
  ]);
});
