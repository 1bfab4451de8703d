import { openDb } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { loadTeaching } from '#support/index.ts';
import { beat, startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Whom did I teach what: three taps on a phone, kept through a hole in the Wi-Fi, one line however often it is sent.
 */
let hospital: DeskHospital;
const clientKey = crypto.randomUUID();
const entry = { clientKey, personId: 'NORA', topic: 'nurse', result: 'with-help', unitId: '4W' } as const;

beforeAll(async () => {
  hospital = await startDeskHospital();
});
afterAll(() => hospital.app.close());

test('nobody logs without an account, and an asker cannot', async () => {
  await expect(hospital.app.visitor().call(support.logTeaching, { body: entry })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('NORA').call(support.logTeaching, { body: entry })).rejects.toMatchObject({ status: 403 });
});

test('whom one helps is suggested first, then those of the unit', async () => {
  const ann = hospital.phone('ANN');
  await beat(ann);
  await hospital.phone('DOC').call(support.askForHelp, { body: { unitId: '4W', topic: 'physician' } });
  const [offer] = (await ann.call(support.getOwnDuty, {})).offers;
  await ann.call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  const { people, topics } = await ann.call(support.getTeachingChoices, {});
  expect(people[0]).toMatchObject({ personId: 'DOC', name: 'Dora Docherty' });
  expect(people.map((one) => one.personId)).not.toContain('ANN');
  expect(topics).toEqual(['nurse', 'physician']);
});

test('sent twice it is one line; a time from tomorrow counts as now', async () => {
  const ann = hospital.phone('ANN');
  const tomorrow = hospital.app.clock.now() + 86_400_000;
  const first = await ann.call(support.logTeaching, { body: { ...entry, at: tomorrow } });
  const again = await ann.call(support.logTeaching, { body: { ...entry, result: 'alone' } });
  expect(again).toEqual(first);
  expect(first).toMatchObject({ personName: 'Nora Wardle', byName: 'Ann Dayholm', result: 'with-help', at: hospital.app.clock.now() });
  expect((await ann.call(support.listOwnTeaching, {})).teaching).toHaveLength(1);
  expect((await hospital.phone('BEN').call(support.listOwnTeaching, {})).teaching).toEqual([]);
});

test('a colleague goes on from what somebody was taught, and the reading is audited', async () => {
  const { teaching } = await hospital.phone('BEN').call(support.listTeachingOf, { params: { personId: 'NORA' } });
  expect(teaching).toMatchObject([{ byName: 'Ann Dayholm', topic: 'nurse' }]);
  const db = await openDb(hospital.app.databaseUrl, { poolMax: 1 });
  const { rows } = await db.pool.query("select 1 from audit where action = 'support.teaching-read' and subject_id = 'NORA'");
  expect(rows).toHaveLength(1);
  expect(await loadTeaching(db, hospital.app.clock.now() - 60_000)).toMatchObject([{ personId: 'NORA', byPersonId: 'ANN' }]);
  expect(await loadTeaching(db, hospital.app.clock.now() + 1)).toEqual([]);
  await db.close();
});

test('nobody is logged whom the directory does not know', async () => {
  const body = { ...entry, clientKey: crypto.randomUUID(), personId: 'NOBODY' };
  await expect(hospital.phone('ANN').call(support.logTeaching, { body })).rejects.toMatchObject({ status: 422 });
});
