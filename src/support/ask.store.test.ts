import type { Db } from '#platform/db/open.ts';
import { testDb } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Asked } from './shell/ask.ts';
import type { DeskDeps } from './shell/change-desk.ts';
import { databaseNow } from './store/desk.ts';
import { firstBrokenEvent } from './store/event-log.ts';

/* Those who ask at once are taken down in one transaction: each of them must be as if alone. */
let db: Db;
let deps: DeskDeps;
const asked: Asked = { unitId: '4W', topic: '', text: 'x', urgency: 'stopped', askerClass: 'nurse' };
const account = (accountId: string) => ({ accountId, personId: null });
const requests = async (): Promise<number> => (await db.pool.query('select count(*)::int as n from support_request')).rows[0].n;

beforeAll(async () => {
  db = await testDb();
  deps = { db, now: databaseNow };
  await db.pool.query("insert into site (site_id, name, time_zone) values ('H', 'H', 'UTC')");
  await db.pool.query(
    "insert into unit (unit_id, name, site_id, building, floor, zone, specialty, beds) values ('4W', '4 West', 'H', 'A', '4', '', '', 9)",
  );
});
afterAll(() => db.close());

test('forty at once at two instances: each has a request, a number and a line of the log of their own', async () => {
  const other = { db, now: databaseNow };
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => ask(i % 2 ? deps : other, { ...asked, text: `from ${i}` }, account(`a${i}`))),
  );
  expect(answers.map(({ text }) => text)).toEqual(answers.map((_, i) => `from ${i}`));
  expect(new Set(answers.map(({ callBackCode }) => callBackCode)).size).toBe(40);
  for (const answer of answers) expect(answer).toMatchObject({ state: 'waiting', gap: { reason: 'nobody-on-duty' } });
  const { rows } = await db.pool.query("select request_id, count(*)::int as n from support_event where kind = 'asked' group by 1");
  expect(rows).toEqual(expect.arrayContaining(answers.map(({ requestId }) => ({ request_id: requestId, n: 1 }))));
  expect(await firstBrokenEvent(db)).toBeNull();
});

test('one key sent eight times at once is one request, and is nobody else’s', async () => {
  const before = await requests();
  const clientKey = crypto.randomUUID();
  const same = Array.from({ length: 8 }, (_, i) =>
    ask(deps, { ...asked, clientKey: i % 2 ? clientKey : clientKey.toUpperCase() }, account('a')),
  );
  const thief = ask(deps, { ...asked, clientKey }, account('b'));
  await expect(thief).rejects.toMatchObject({ status: 409, code: 'key-in-use' });
  expect(new Set((await Promise.all(same)).map(({ requestId }) => requestId)).size).toBe(1);
  expect(await requests()).toBe(before + 1);
});

test('who is refused, or fails, takes nobody along', async () => {
  const before = await requests();
  const [first, refused, failed, last] = await Promise.allSettled([
    ask(deps, asked, account('a')),
    ask(deps, { ...asked, unitId: 'nowhere' }, account('a')),
    ask(deps, asked, { placeId: 'no-such-place', followHash: Buffer.from('f') }),
    ask(deps, asked, account('b')),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(refused).toMatchObject({ status: 'rejected', reason: { status: 422 } });
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '23503' } });
  expect(last.status).toBe('fulfilled');
  expect(await requests()).toBe(before + 2);
});
