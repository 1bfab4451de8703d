import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openDb } from '#platform/db/open.ts';
import { compileCache } from '#test/harness/server-process.ts';
import { startPageServer } from '#test/harness/page-server.ts';
import { testDatabase } from '#test/harness/test-db.ts';
import { expect, test } from 'vitest';

const pages = 600;
const kills = 12;
const sender = join(import.meta.dirname, '../harness/page-sender.ts');

test(`kill -9, ${kills} times, while ${pages} pages go out: all arrive, and what comes twice carries the same key`, async () => {
  const database = await testDatabase();
  const db = await openDb(database.url, { poolMax: 2 });
  const server = await startPageServer(2);
  await db.pool
    .query(`insert into person (person_id, given_name, family_name, job_role, specialty, practice_group, employment, email, phone, pager,
      languages, npi, ehr_user_id)
    select 'S' || n, 'Sam', 'No ' || n, 'nurse', '', '', 'in-house', 's' || n || '@lakeview.example', '', '', '{}', '', ''
    from generate_series(1, ${pages}) n`);
  await db.pool
    .query(`insert into support_request (request_id, asker_class, unit_id, topic, text, impact, urgency, priority, state, state_since,
      created_at, waiting_since)
    select 'r' || n, 'nurse', '4W', '', '', 'one', 'stopped', 'P3', 'waiting', now(), now(), now() from generate_series(1, ${pages}) n`);
  await db.pool.query(`insert into support_offer (offer_id, request_id, person_id, offered_at, expires_at, state, why)
    select 'o' || n, 'r' || n, 'S' || n, now(), now() + interval '1 hour', 'open', '{}' from generate_series(1, ${pages}) n`);
  await db.pool.query(`insert into support_page (page_id, offer_id, person_id, text, at, state, channel)
    select 'pge.o' || n, 'o' || n, 'S' || n, 'AtElbow: 4W, P3. Call-back ' || n, now(), 'due', 'mail' from generate_series(1, ${pages}) n`);
  const distinct = (): number => new Set(server.heard.map((one) => one.key)).size;
  // It is started again and again: what was compiled once is kept.
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
  const run = () => spawn(process.execPath, [sender, database.url, server.url], { env, stdio: 'ignore' });

  for (let round = 1; round <= kills; round++) {
    const before = server.heard.length;
    const child = run();
    await expect.poll(() => server.heard.length, { timeout: 30_000, interval: 3 }).toBeGreaterThan(before + 20);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    // What was on its way is leased; the lease's time goes by.
    await db.pool.query("update support_page set lease_until = now() - interval '1 second' where state = 'due'");
  }
  expect(distinct()).toBeLessThan(pages);
  const last = run();
  const open = async (): Promise<number> =>
    (await db.pool.query<{ n: number }>("select count(*)::int n from support_page where state <> 'sent' and channel = 'mail'")).rows[0]
      ?.n ?? pages;
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
  last.kill('SIGKILL');
  await once(last, 'exit');

  const byKey = Map.groupBy(server.heard, (one) => one.key);
  expect([...byKey.keys()].toSorted()).toEqual(Array.from({ length: pages }, (_, n) => `pge.o${n + 1}`).toSorted());
  for (const [key, those] of byKey) expect({ key, texts: new Set(those.map((one) => one.text)).size }).toEqual({ key, texts: 1 });
  await server.close();
  await db.close();
  await database.drop();
}, 180_000);
