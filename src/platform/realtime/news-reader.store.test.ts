import { sql } from 'kysely';
import { testDatabase } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, tablesIn, type Db } from '../db/open.ts';
import { readNews, type NewsReader } from './news-reader.ts';
import { tell } from './outbox.ts';

let db: Db;
let other: Db;
let dropAll: () => Promise<void>;

beforeAll(async () => {
  const { url, drop } = await testDatabase();
  dropAll = drop;
  [db, other] = [await openDb(url, { poolMax: 4 }), await openDb(url, { poolMax: 4 })];
  await sql`create table heard (place bigint generated always as identity, reader text not null, subject text not null)`.execute(
    tablesIn(db),
  );
});
afterAll(async () => {
  await db.close();
  await other.close();
  await dropAll();
});

const say = (kind: string, subject: string) => db.tx((tx) => tell(tx, [{ kind, subject }], Date.now()));
const keeping = (name: string, fails: (subject: string) => boolean = () => false): NewsReader => ({
  name,
  kinds: ['test.said'],
  hear: async (tx, { subject }) => {
    await sql`insert into heard (reader, subject) values (${name}, ${subject})`.execute(tablesIn(tx));
    if (fails(subject)) throw new Error('not now');
  },
});
const heard = async (name: string): Promise<string[]> => {
  const { rows } = await sql<{ subject: string }>`select subject from heard where reader = ${name} order by place`.execute(tablesIn(db));
  return rows.map((row) => row.subject);
};

test('two instances hear each piece of news once between them, in order, and nothing of another kind', async () => {
  const said = Array.from({ length: 30 }, (_, n) => `s${n}`);
  for (const subject of said) {
    await say('test.said', subject);
    await say('test.other', subject);
  }
  const reader = keeping('both');
  const counts = await Promise.all([readNews(db, reader), readNews(other, reader)]);
  expect(counts[0] + counts[1]).toBe(said.length);
  expect(await heard('both')).toEqual(said);
  expect(await readNews(db, reader)).toBe(0);
});

test('what fails leaves no trace and is heard again; what came before it stays heard', async () => {
  let down = true;
  const reader = keeping('failing', (subject) => down && subject === 's5');
  await expect(readNews(db, reader)).rejects.toThrow('not now');
  expect(await heard('failing')).toEqual(['s0', 's1', 's2', 's3', 's4']);
  down = false;
  await readNews(db, reader);
  expect(await heard('failing')).toHaveLength(30);
  expect(new Set(await heard('failing')).size).toBe(30);
});

test('a reader that begins late hears everything from the beginning', async () => {
  await readNews(db, keeping('late'));
  expect(await heard('late')).toHaveLength(30);
});
