import { randomUUID } from 'node:crypto';
import { openDb } from '#platform/db/open.ts';
import { firstBrokenRecord } from '#training/index.ts';
import { recordClient } from '#test/harness/record-client.ts';
import { startServerProcess } from '#test/harness/server-process.ts';
import { testDatabase } from '#test/harness/test-db.ts';
import { expect, test } from 'vitest';

const rounds = 4;
const statement = (id: string) => ({
  id,
  actor: { mbox: 'mailto:ann@lakeview.example' },
  verb: { id: 'https://lakeview.example/did' },
  object: { id: 'https://lakeview.example/o' },
});

test(`kill -9 while statements arrive, ${rounds} times: what was answered is there, batches are whole, the chain holds`, async () => {
  const database = await testDatabase();
  const db = await openDb(database.url, { poolMax: 2 });
  const there = async (ids: readonly string[]): Promise<number> =>
    (await db.pool.query<{ n: number }>('select count(*)::int n from record_statement where statement_id = any($1::uuid[])', [ids])).rows[0]
      ?.n ?? 0;
  for (let round = 0; round < rounds; round++) {
    const server = await startServerProcess(database.url);
    const send = await recordClient({ url: server.url, databaseUrl: database.url }, '1.0.3');
    const [answered, unanswered]: string[][][] = [[], []];
    let alive = true;
    const writer = async (): Promise<void> => {
      while (alive) {
        const ids = Array.from({ length: 5 }, () => randomUUID());
        const status = await send('POST', 'statements', { body: ids.map((id) => statement(id)) }).then(
          (reply) => reply.status,
          () => 0,
        );
        (status === 200 ? answered : unanswered)?.push(ids);
      }
    };
    const writers = Promise.all(Array.from({ length: 4 }, () => writer()));
    await expect.poll(() => answered?.length ?? 0, { timeout: 30_000 }).toBeGreaterThan(20 + 10 * round);
    await server.kill();
    alive = false;
    await writers;
    expect(await there(answered?.flat() ?? [])).toBe((answered?.length ?? 0) * 5);
    for (const ids of unanswered ?? []) expect([0, 5]).toContain(await there(ids));
    expect(await firstBrokenRecord(db)).toBeNull();
  }
  await db.close();
  await database.drop();
});
