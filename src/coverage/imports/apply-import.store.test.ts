import { afterAll, beforeAll, expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { tablesOf, type Db } from '#platform/db/open.ts';
import { lastSeq } from '#platform/realtime/outbox.ts';
import { testDb } from '#test/harness/test-db.ts';
import type { Presence, Supporter, UnitNeed } from '../core/facts.ts';
import { loadFacts } from '../store/facts.ts';
import type { CoverageTables } from '../store/tables.ts';
import { coverageImports } from './apply-import.ts';

const actor = { accountId: null, name: 'test' };
const now = Date.parse('2027-03-01T12:00:00Z');
let db: Db;

beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

const supporter = (personId: string, more: Partial<Supporter> = {}): Supporter => ({
  personId,
  kind: 'ate',
  knows: ['*'],
  sites: ['M'],
  shifts: ['D', 'N'],
  maxHoursWeek: 40,
  minRestHours: 10,
  maxConsecutiveDays: 5,
  costPerHour: 50.5,
  availableFrom: '2027-03-01',
  availableTo: null,
  unavailable: [{ start: now, end: now + hourMs }],
  ...more,
});

const presence = (presenceId: string, hours: number, more: Partial<Presence> = {}): Presence => ({
  presenceId,
  personId: 'D1',
  unitId: '4W',
  start: now + hours * hourMs,
  end: now + (hours + 2) * hourMs,
  kind: 'round',
  source: 'ics',
  confidence: 0.9,
  ...more,
});

test('rows land, come back as facts, and a second time change and tell nothing', async () => {
  const rows = [supporter('S1'), supporter('S2', { unavailable: [], availableFrom: null })];
  const first = await db.tx((tx) => coverageImports['supporters.csv'].apply(tx, rows, actor, now));
  expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0, absent: 0 });
  expect((await loadFacts(db, Date.now())).supporters).toEqual(rows);
  const seq = await lastSeq(db);
  const second = await db.tx((tx) => coverageImports['supporters.csv'].apply(tx, rows, actor, now));
  expect(second).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect(await lastSeq(db)).toBe(seq);
});

test('a changed row tells which fields changed; a missing one is absent and stays', async () => {
  const rows = [supporter('S1', { maxHoursWeek: 36, knows: ['nurse', 'physician'] })];
  const diff = await db.tx((tx) => coverageImports['supporters.csv'].apply(tx, rows, actor, now));
  expect(diff).toMatchObject({ added: 0, changed: 1, absent: 1, absentKeys: ['S2'] });
  expect(diff.changes[0]?.fields).toEqual([
    { field: 'knows', was: '*', becomes: 'nurse;physician' },
    { field: 'max_hours_week', was: '40', becomes: '36' },
  ]);
  expect((await loadFacts(db, Date.now())).supporters.map((one) => [one.personId, one.maxHoursWeek])).toEqual([
    ['S1', 36],
    ['S2', 40],
  ]);
});

test('a schedule read again withdraws what it no longer has of the time to come, and nothing of the past or of other sources', async () => {
  const before = [presence('past', -30), presence('kept', 5), presence('gone', 8)];
  await db.tx((tx) => coverageImports['rounds.ics'].apply(tx, before, actor, now));
  await db.tx((tx) => coverageImports['amion.csv'].apply(tx, [presence('call', 9, { source: 'amion' })], actor, now));
  const moved = presence('kept', 6);
  const diff = await db.tx((tx) => coverageImports['rounds.ics'].apply(tx, [moved, presence('new', 12)], actor, now));
  expect(diff).toMatchObject({ added: 1, changed: 1, withdrawn: 1, absent: 1 });
  const left = (await loadFacts(db, Date.now())).presences;
  expect(left.map((one) => one.presenceId).toSorted()).toEqual(['call', 'kept', 'new', 'past']);
  expect(left.find((one) => one.presenceId === 'kept')).toEqual(moved);
});

test('unit needs are what the file says: a row whose dates changed does not leave the old one behind', async () => {
  const need = (to: string): UnitNeed => ({
    unitId: '4W',
    shiftId: 'D',
    from: '2027-03-01',
    to,
    weekdays: [1, 2, 3],
    headcount: 2,
    topic: 'nurse',
  });
  await db.tx((tx) => coverageImports['unit-needs.csv'].apply(tx, [need('2027-03-14')], actor, now));
  const diff = await db.tx((tx) => coverageImports['unit-needs.csv'].apply(tx, [need('2027-03-07')], actor, now));
  expect(diff).toMatchObject({ added: 1, withdrawn: 1 });
  expect((await loadFacts(db, Date.now())).unitNeeds).toEqual([need('2027-03-07')]);
});

test('ten thousand rows land in a handful of statements', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => presence(`p${i}`, i + 100, { source: 'qgenda' }));
  const diff = await db.tx((tx) => coverageImports['qgenda.csv'].apply(tx, rows, actor, now));
  expect(diff.added).toBe(10_000);
  const count = await db.tx((tx) =>
    tablesOf<CoverageTables>(tx)
      .selectFrom('coverage_presence')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('source', '=', 'qgenda')
      .executeTakeFirstOrThrow(),
  );
  expect(count.n).toBe(10_000);
});
