import { setUpOrganisation } from '#directory/index.ts';
import { testDb } from '#test/harness/test-db.ts';
import type { Db } from '#platform/db/open.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBase } from './core/store/base.ts';
import { r4 } from './definitions/read.ts';
import { pack } from './pack-hospital.ts';
import type { HospitalMaker } from './ports.ts';
import { practiceHospital } from './practice-hospital.ts';
import { makeBases } from './shell/bases.ts';
import { keepHospital, prepareToday, wishOfToday } from './shell/day-hospital.ts';
import { hospital } from './small-hospital-for-tests.ts';

/** The day's hospital is made once, in a thread of its own, and read in pieces. */
let db: Db;
const now = Date.parse('2027-03-10T12:00:00Z');
let made = 0;
const counting: HospitalMaker = {
  version: 'counting',
  startsAtTime: '08:00',
  make: () => hospital,
  makeElsewhere: async () => {
    made++;
    return pack(hospital);
  },
};

beforeAll(async () => {
  db = await testDb();
  await db.tx((tx) => setUpOrganisation(tx, { organisation: 'Lakeview' }, { accountId: null, name: 'test' }, now));
});
afterAll(() => db.close());

test('a class that begins at the same moment waits for one making', async () => {
  const wish = await wishOfToday(db, now);
  const ids = await Promise.all(Array.from({ length: 30 }, () => keepHospital(db, counting, wish, now)));
  expect({ made, ids: new Set(ids).size }).toEqual({ made: 1, ids: 1 });
  const { base } = await makeBases(db, r4).find(ids[0] ?? '');
  expect(JSON.stringify(base.versionsOf('Patient'))).toBe(
    JSON.stringify(makeBase(r4(), hospital, '2027-03-10T00:00:00.000Z').versionsOf('Patient')),
  );
});

test('each day is prepared once, and its attempts stay on it', async () => {
  const bases = makeBases(db, r4);
  made = 0;
  const today = await prepareToday(db, counting, bases, null, now);
  expect(await prepareToday(db, counting, bases, today, now + 3_600_000)).toBe(today);
  const tomorrow = await prepareToday(db, counting, bases, today, now + 24 * 3_600_000);
  expect({ made, isNew: tomorrow !== today, count: bases.count }).toEqual({ made: 1, isNew: true, count: 2 });
});

test('the thread makes the same hospital', async () => {
  const wish = await wishOfToday(db, now);
  const id = await keepHospital(db, practiceHospital, wish, now);
  const { base } = await makeBases(db, r4).find(id);
  const here = makeBase(r4(), practiceHospital.make(wish), '2027-03-10T00:00:00.000Z');
  const all = [...here.types].flatMap((type) => here.versionsOf(type));
  expect([...base.types].flatMap((type) => base.versionsOf(type)).length).toBe(all.length);
  expect(base.versionsOf('Observation')).toEqual(here.versionsOf('Observation'));
});
