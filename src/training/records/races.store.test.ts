import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { openDb, type Db } from '#platform/db/open.ts';
import { recordClient, type Reply, type Send } from '#test/harness/record-client.ts';
import { agent, idsIn, make, moreIn, refer, voiding, type Json, type Sent } from '#test/harness/record-statements.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstBrokenRecord } from './chain.ts';

let app: TestApp;
let db: Db;
let authorization = '';
const clients = new Map<string, Send>();
beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 2 });
  for (const version of ['1.0.3', '2.0.0'] as const)
    clients.set(version, await recordClient(app, version, ['all'], (basic) => (authorization = basic)));
});
afterAll(async () => {
  await db.close();
  await app.close();
});
const send: Send = (...args) => (clients.get('1.0.3') as Send)(...args);
const storedOf = async (ids: readonly string[]): Promise<number> =>
  (await db.pool.query<{ n: number }>('select count(*)::int n from record_statement where statement_id = any($1::uuid[])', [ids])).rows[0]
    ?.n ?? 0;

/** Walks all pages; `between` happens before each page after the first. */
async function walk(client: Send, query: Record<string, string>, between: () => Promise<void>): Promise<string[]> {
  const found: string[] = [];
  let page = await client('GET', 'statements', { query });
  for (;;) {
    found.push(...idsIn(page.json));
    const more = moreIn(page.json);
    if (more === '') return found;
    await between();
    page = await client('GET', more);
    expect(page.status).toBe(200);
  }
}

describe.each(['1.0.3', '2.0.0'] as const)('more, mount %s', (version) => {
  const client: Send = (...args) => (clients.get(version) as Send)(...args);

  test('Communication 2.1.3 more under every filter while others write and void: each once, in order, none lost', async () => {
    const [who, registration, verb] = [agent(randomUUID()), randomUUID(), `https://lakeview.example/${randomUUID()}`];
    const activity = `https://lakeview.example/${randomUUID()}`;
    const one = (): Sent =>
      make({ actor: who, verb: { id: verb }, object: { id: activity }, context: { registration, instructor: agent('ada') } });
    const filters: Record<string, string>[] = [
      { agent: JSON.stringify(who) },
      { agent: JSON.stringify(who), related_agents: 'true' },
      { agent: JSON.stringify(agent('ada')), related_agents: 'true', verb },
      { verb },
      { activity },
      { activity, related_activities: 'true' },
      { registration },
      { verb, activity, registration, agent: JSON.stringify(who) },
      { verb, format: 'ids' },
      { verb, format: 'canonical' },
      { verb, since: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' },
    ];
    const first = Array.from({ length: 8 }, one);
    await client('POST', 'statements', { body: first });
    const all = first.map(({ id }) => id);
    const void_ = new Set<string>();
    for (const filter of filters)
      for (const ascending of ['true', 'false']) {
        const before = all.filter((id) => !void_.has(id));
        const victim = before.at(ascending === 'true' ? -1 : 0) ?? '';
        let voided = false;
        const found = await walk(client, { ...filter, ascending, limit: '3' }, async () => {
          const added = [one(), make()];
          if (!voided) await client('POST', 'statements', { body: [...added, voiding(victim)] });
          else await client('POST', 'statements', { body: make() });
          if (!voided) all.push(added[0]?.id ?? '');
          voided = true;
        });
        void_.add(victim);
        // What was there when the walk began is all found, but for what was voided before its page came.
        const expected = before.filter((id) => id !== victim);
        const inOrder = ascending === 'true' ? expected : expected.toReversed();
        expect({ filter, ascending, found: found.filter((id) => expected.includes(id)) }).toEqual({ filter, ascending, found: inOrder });
        expect(new Set(found).size).toBe(found.length);
        expect(found).not.toContain(victim);
      }
  });
});

test('Data 2.3.2 voiding at once, before and while the target arrives: voided for good, once, and nobody sees it again', async () => {
  for (let round = 0; round < 6; round++) {
    const verb = `https://lakeview.example/${randomUUID()}`;
    const target = make({ verb: { id: verb } });
    const voids = Array.from({ length: 12 }, () => voiding(target.id));
    const replies = await Promise.all([
      ...voids.map((one, n) =>
        n % 2 === 0 ? send('PUT', 'statements', { query: { statementId: one.id }, body: one }) : send('POST', 'statements', { body: one }),
      ),
      send('POST', 'statements', { body: target }),
      send('POST', 'statements', { body: [make(), voiding(voids[0]?.id ?? '')] }),
    ]);
    expect(replies.every(({ status }) => status === 200 || status === 204)).toBe(true);
    const status = async (query: Record<string, string>) => (await send('GET', 'statements', { query })).status;
    expect([await status({ statementId: target.id }), await status({ voidedStatementId: target.id })]).toEqual([404, 200]);
    // Who points at it is found by what it was found by; itself it is not.
    const found = idsIn((await send('GET', 'statements', { query: { verb } })).json);
    expect(found.toSorted()).toEqual(
      [...voids.map(({ id }) => id), ...found.filter((id) => !voids.some((one) => one.id === id))].toSorted(),
    );
    expect(found).toEqual(expect.arrayContaining(voids.map(({ id }) => id)));
    expect(found).not.toContain(target.id);
  }
});

test('Communication 2.1.4 time and number apply to the statement that points, filters to the one it points at', async () => {
  const verb = `https://lakeview.example/${randomUUID()}`;
  const base = make({ verb: { id: verb } });
  await send('POST', 'statements', { body: base });
  const { stored } = (await send('GET', 'statements', { query: { statementId: base.id } })).json as { stored: string };
  app.clock.advanceMinutes(5);
  const pointing = [refer(base.id), refer(base.id)];
  for (const one of pointing) await send('POST', 'statements', { body: one });
  const ids = async (query: Record<string, string>) => idsIn((await send('GET', 'statements', { query: { verb, ...query } })).json);
  const [first, second] = pointing.map(({ id }) => id);
  expect(await ids({ since: stored })).toEqual([second, first]);
  expect(await ids({ until: stored })).toEqual([base.id]);
  expect(await ids({ limit: '1' })).toEqual([second]);
  const inContext = make({ context: { statement: { objectType: 'StatementRef', id: base.id } } });
  await send('POST', 'statements', { body: inContext });
  expect(await ids({})).not.toContain(inContext.id);
});

/** A request over a bare socket that is cut after so many of its bytes; null: after all of them, before the answer. */
function cut(body: Buffer, contentType: string, bytes: number | null): Promise<void> {
  const { hostname, port } = new URL(app.url);
  const head = `POST /xapi/1.0.3/statements HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${authorization}\r\nX-Experience-API-Version: 1.0.3\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.concat([Buffer.from(head), bytes === null ? body : body.subarray(0, bytes)]), () => {
        if (bytes === null) setImmediate(() => socket.destroy());
        else socket.destroy();
      });
    });
    socket.on('close', () => resolve()).on('error', reject);
  });
}

test('connections cut in mid-body leave nothing, cut before the answer leave all or nothing; sending again ends it', async () => {
  const batches = Array.from({ length: 30 }, () => Array.from({ length: 5 }, () => make()));
  await Promise.all(
    batches.map((batch, n) => {
      const body = Buffer.from(JSON.stringify(batch));
      return cut(body, 'application/json', n % 2 === 0 ? Math.floor((body.length * (n + 1)) / 32) : null);
    }),
  );
  const parts = Buffer.from(`--x\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(make())}\r\n--x`);
  await cut(parts, 'multipart/mixed; boundary=x', parts.length - 2);
  for (const [n, batch] of batches.entries()) {
    const ids = batch.map(({ id }) => id);
    expect((n % 2 === 0 ? [0] : [0, 5]).includes(await storedOf(ids))).toBe(true);
    expect((await send('POST', 'statements', { body: batch })).status).toBe(200);
    expect(await storedOf(ids)).toBe(5);
  }
  expect(await firstBrokenRecord(db)).toBeNull();
});

test('the database drops connections in mid-commit: whole batches or none, what was answered is there, and it goes on', async () => {
  let dropping = true;
  const dropper = (async () => {
    while (dropping) {
      await db.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query ilike '%record_%'`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  })();
  const sent: { ids: string[]; reply: Reply }[] = [];
  const writer = async (): Promise<void> => {
    for (let n = 0; n < 12; n++) {
      const batch: Json[] = Array.from({ length: 4 }, () => make());
      sent.push({ ids: batch.map((one) => String(one.id)), reply: await send('POST', 'statements', { body: batch }) });
    }
  };
  await Promise.all(Array.from({ length: 4 }, writer));
  dropping = false;
  await dropper;
  for (const { ids, reply } of sent) {
    expect([200, 500, 503]).toContain(reply.status);
    expect((reply.status === 200 ? [4] : [0, 4]).includes(await storedOf(ids))).toBe(true);
  }
  expect((await send('POST', 'statements', { body: make() })).status).toBe(200);
  expect(await firstBrokenRecord(db)).toBeNull();
});
