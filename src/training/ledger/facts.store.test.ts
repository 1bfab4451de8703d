import { randomUUID } from 'node:crypto';
import * as directory from '#directory/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { recordClient } from '#test/harness/record-client.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFacts, recordFacts, type ToldFact } from '../index.ts';
import { replayLedger } from './index-facts.ts';

let app: TestApp;
let db: Db;
const mail = 'nora@lakeview.example';
const now = Date.parse('2027-03-08T12:00:00Z');

beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 3 });
  const lead = await app.signIn('coordinator');
  for (const [personId, email] of [
    ['NORA', mail],
    ['BEN', 'shared@lakeview.example'],
    ['CARA', 'shared@lakeview.example'],
  ] as const)
    await lead.call(directory.createPerson, { body: personForTest({ personId, email }) });
});
afterAll(async () => {
  await db.close();
  await app.close();
});

const passed = (personId: string, key: string): ToldFact => ({
  kind: 'module-passed',
  personId,
  moduleId: 'cpoe',
  version: 1,
  attemptId: key,
  score: 0.9,
  seconds: 60,
  key,
});

test('a fact told twice is stored once; a fact without a key each time', async () => {
  for (const score of [0.9, 0.4]) await db.tx((tx) => recordFacts(tx, [{ ...passed('BEN', 'a1'), score } as ToldFact], now));
  const rated: ToldFact = { kind: 'module-rated', personId: 'BEN', moduleId: 'cpoe', version: 1, attemptId: null, itemId: null, rating: 4 };
  for (const _ of [1, 2]) await db.tx((tx) => recordFacts(tx, [rated], now));
  const facts = await loadFacts(db, { personIds: ['BEN'] });
  expect(facts.map((one) => one.kind)).toEqual(['module-passed', 'module-rated', 'module-rated']);
  expect(facts[0]).toMatchObject({ score: 0.9, at: now, outside: false, voided: false });
});

test('what another system says of a mail address counts for the one person who has it', async () => {
  const send = await recordClient(app, '2.0.0');
  const statement = (email: string, verb: string) => ({
    id: randomUUID(),
    actor: { mbox: `mailto:${email}` },
    verb: { id: verb },
    object: { id: 'https://courses.example/cpoe' },
  });
  const sent = statement('NORA@lakeview.example', 'http://adlnet.gov/expapi/verbs/passed');
  const body = [
    sent,
    statement('shared@lakeview.example', 'http://adlnet.gov/expapi/verbs/passed'),
    statement(mail, 'https://w3id.org/xapi/adl/verbs/waived'),
  ];
  expect((await send('POST', 'statements', { body })).status).toBe(200);
  expect(await loadFacts(db, { personIds: ['NORA'] })).toMatchObject([{ kind: 'module-passed', factId: sent.id, outside: true }]);
  expect(await loadFacts(db, { personIds: ['CARA'] })).toEqual([]);
  const voiding = {
    actor: { mbox: `mailto:${mail}` },
    verb: { id: 'http://adlnet.gov/expapi/verbs/voided' },
    object: { objectType: 'StatementRef', id: sent.id },
  };
  expect((await send('POST', 'statements', { body: voiding })).status).toBe(200);
  expect(await loadFacts(db, { kinds: ['module-passed'], personIds: ['NORA'] })).toMatchObject([{ voided: true }]);
});

test('the index made anew from the ledger says the same', async () => {
  const before = await loadFacts(db);
  await db.tx((tx) => replayLedger(tx));
  expect(before.length).toBeGreaterThan(3);
  expect(await loadFacts(db)).toEqual(before);
});

test('facts of a transaction that fails were never told', async () => {
  await expect(
    db.tx(async (tx) => {
      await recordFacts(tx, [passed('CARA', 'gone')], now);
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await loadFacts(db, { personIds: ['CARA'] })).toEqual([]);
});
