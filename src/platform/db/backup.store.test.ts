import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDb } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit, firstBrokenLine } from '../audit/audit.ts';
import { lastSeq, newsAfter, tell } from '../realtime/outbox.ts';
import { backUp, restore } from './backup.ts';
import type { Db } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'atelbow-backup-'));
let from: Db;
let to: Db;

beforeAll(async () => {
  [from, to] = [await testDb(), await testDb()];
  for (let i = 0; i < 30; i++)
    await from.tx(async (tx) => {
      await audit(
        tx,
        { accountId: null, name: 'Zoë "O\'Brien"' },
        { action: 'test.done', subjectKind: 'thing', subjectId: `${i}`, detail: { b: 1, a: 'é\n' } },
        1_700_000_000_123 + i,
      );
      await tell(tx, [{ kind: 'test.done', subject: `${i}` }], 1_700_000_000_123 + i);
    });
  await from.pool.query(
    "insert into account (account_id, email, name, roles, created_at) values ('a', 'a@x.example', 'A', '{admin,viewer}', now())",
  );
  await from.pool.query(
    "insert into session (token_hash, account_id, created_at, last_seen_at, expires_at) values ('\\x00ff10', 'a', now(), now(), now())",
  );
});
afterAll(async () => {
  await from.close();
  await to.close();
  rmSync(folder, { recursive: true });
});

test('columns that the database works out itself are worked out again', async () => {
  const [source, target] = [await testDb(), await testDb()];
  const table = 'create table worked_out (name text not null, loud text generated always as (upper(name)) stored)';
  for (const db of [source, target]) await db.pool.query(table);
  await source.pool.query("insert into worked_out (name) values ('Łucja'), ('Zoë')");
  const file = join(folder, 'worked-out.backup');
  await backUp(source, file);
  await restore(target, file);
  const rows = async (db: Db): Promise<unknown[]> => (await db.pool.query('select * from worked_out order by name')).rows;
  expect(await rows(target)).toEqual(await rows(source));
  expect(await rows(target)).toHaveLength(2);
  await Promise.all([source.close(), target.close()]);
});

test('what comes back is what was there, to the byte: the audit chain still holds, and sequences go on', async () => {
  const file = join(folder, 'a.backup');
  const rows = await backUp(from, file);
  expect(rows).toBeGreaterThanOrEqual(62);
  expect(await restore(to, file)).toBe(rows);
  expect(await firstBrokenLine(to)).toBeNull();
  expect(await newsAfter(to, 0)).toEqual(await newsAfter(from, 0));
  for (const table of ['account', 'session'])
    expect((await to.pool.query(`select * from ${table}`)).rows).toEqual((await from.pool.query(`select * from ${table}`)).rows);
  const before = await lastSeq(to);
  await to.tx((tx) => tell(tx, [{ kind: 'test.after', subject: 'x' }], 1));
  expect(await lastSeq(to)).toBe(before + 1);
});

test('a database in use is not overwritten', async () => {
  const file = join(folder, 'b.backup');
  await backUp(from, file);
  await expect(restore(from, file)).rejects.toThrow(/in use/);
});

test('a file that is no back-up is refused and changes nothing', async () => {
  const empty = await testDb();
  await expect(restore(empty, import.meta.filename)).rejects.toThrow(/header/);
  expect(await lastSeq(empty)).toBe(0);
  await empty.close();
});

test('a line taken out of the audit log shows', async () => {
  await from.pool.query('delete from audit where seq = 7');
  expect(await firstBrokenLine(from)).toBe(7);
});
