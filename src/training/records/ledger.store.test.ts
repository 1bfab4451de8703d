import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { openDb, type Db } from '#platform/db/open.ts';
import { recordClient, type Send } from '#test/harness/record-client.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstBrokenRecord } from './chain.ts';

let app: TestApp;
let db: Db;
let send: Send;
let other: Send;
beforeAll(async () => {
  app = await startTestApp();
  db = await openDb(app.databaseUrl, { poolMax: 2 });
  send = await recordClient(app, '1.0.3');
  other = await recordClient(app, '2.0.0');
});
afterAll(async () => {
  await db.close();
  await app.close();
});

const statement = (id: string, n = 0) => ({
  id,
  actor: { mbox: `mailto:p${n}@lakeview.example` },
  verb: { id: 'https://lakeview.example/did' },
  object: { id: 'https://lakeview.example/o', definition: { name: { en: `n${n}` } } },
});
const stored = async (id: string): Promise<number> =>
  (await db.pool.query<{ n: number }>('select count(*)::int n from record_statement where statement_id = $1', [id])).rows[0]?.n ?? 0;

test('Data 2.3.1 fifty at once with one id and one content, by PUT and POST: all are told yes, one is stored', async () => {
  const id = randomUUID();
  const body = statement(id);
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0 ? send('PUT', 'statements', { query: { statementId: id }, body }) : other('POST', 'statements', { body }),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual(replies.map((_, n) => (n % 2 === 0 ? 204 : 200)));
  expect(await stored(id)).toBe(1);
});

test('Communication 2.1.1 fifty at once with one id and fifty contents: one wins, the others hear 409', async () => {
  const id = randomUUID();
  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, n) => send('POST', 'statements', { body: [statement(id, n), statement(randomUUID(), n)] })),
  );
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 409)).toHaveLength(49);
  expect(await stored(id)).toBe(1);
});

test('two instances append at once: positions have no gap, the chain holds', async () => {
  const second = await openDb(app.databaseUrl, { poolMax: 2 });
  const { openLedger } = await import('./ledger.ts');
  const { versions } = await import('../core/xapi/versions.ts');
  const [version] = versions;
  if (!version) throw new Error('no version');
  const ledger = openLedger(second, app.clock);
  const authority = { mbox: 'mailto:second@lakeview.example' };
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => {
      const id = randomUUID();
      const sent = statement(id, n);
      return n % 2 === 0
        ? send('POST', 'statements', { body: sent })
        : ledger.record({ statements: [{ id, sent }], version, authority, mayDefine: true, attachments: new Map() });
    }),
  );
  await second.close();
  const { rows } = await db.pool.query<{ gaps: number }>('select (max(seq) - count(*))::int as gaps from record_statement');
  expect(rows).toEqual([{ gaps: 0 }]);
  expect(await firstBrokenRecord(db)).toBeNull();
});

test('Communication 2.1.3 consistent-through never lies: what it promises can be found', async () => {
  const id = randomUUID();
  const reply = await send('POST', 'statements', { body: statement(id) });
  expect(reply.status).toBe(200);
  await expect
    .poll(async () =>
      Date.parse((await send('GET', 'statements', { query: { limit: '1' } })).headers.get('x-experience-api-consistent-through') ?? ''),
    )
    .toBeGreaterThanOrEqual(app.clock.now());
  expect((await send('GET', 'statements', { query: { statementId: id } })).status).toBe(200);
});

/** Some value somewhere in a statement is replaced, removed or added. */
const full: Record<string, unknown> = {
  actor: { objectType: 'Group', name: 'Both', member: [{ account: { homePage: 'https://x.example', name: 'a' } }] },
  verb: { id: 'https://x.example/v', display: { en: 'did' } },
  object: {
    objectType: 'SubStatement',
    actor: { mbox: 'mailto:a@x.example' },
    verb: { id: 'https://x.example/v' },
    object: { id: 'https://x.example/o', definition: { name: { en: 'O' }, interactionType: 'choice', choices: [{ id: 'a' }] } },
  },
  result: { score: { scaled: 0.5, raw: 5, min: 0, max: 10 }, duration: 'PT1M', extensions: { 'https://x.example/e': { deep: [1] } } },
  context: {
    registration: randomUUID(),
    language: 'en',
    contextActivities: { parent: { id: 'https://x.example/p' } },
    team: { objectType: 'Group', mbox: 'mailto:t@x.example' },
  },
  timestamp: '2027-03-01T00:00:00Z',
  attachments: [
    {
      usageType: 'https://x.example/u',
      display: { en: 'N' },
      contentType: 'text/plain',
      length: 1,
      sha2: 'a'.repeat(64),
      fileUrl: 'https://x.example/f',
    },
  ],
};
const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '',
    'x'.repeat(20_000),
    `https://x.example/${'y'.repeat(9000)}`,
    1e308,
    -0,
    [],
    {},
    'StatementRef',
    'SubStatement',
    'Activity',
    [[]],
    { id: 'https://x.example/\u0000' },
  ),
);

function mutated(value: unknown, path: readonly number[], with_: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return with_;
  const entries = Object.entries(value);
  const place = step % (entries.length + 1);
  const changed = entries.flatMap(([key, inner], index) =>
    index === place ? (rest.length === 0 && with_ === undefined ? [] : [[key, mutated(inner, rest, with_)]]) : [[key, inner]],
  );
  if (place === entries.length && typeof with_ === 'string') changed.push([with_, 1]);
  return Array.isArray(value) ? changed.map(([, inner]) => inner as unknown) : Object.fromEntries(changed as [string, unknown][]);
}

test('Communication 3.2 a statement with anything wrong in it gives 400 with a path, never 500', async () => {
  expect((await send('POST', 'statements', { body: full })).status).toBe(200);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }),
      fc.option(strange, { nil: undefined }),
      fc.boolean(),
      async (path, value, newer) => {
        const reply = await (newer ? other : send)('POST', 'statements', { body: mutated(full, path, value) });
        expect([200, 400]).toContain(reply.status);
        const [fault] =
          reply.status === 400 ? (reply.json as { faults: { path: string; clause: string }[] }).faults : [{ path: '$', clause: 'taken' }];
        expect([fault?.path.startsWith('$'), fault?.clause]).toEqual([true, expect.any(String)]);
      },
    ),
    { numRuns: 250 },
  );
  const names = fc.constantFrom(
    'statementId',
    'agent',
    'verb',
    'activity',
    'since',
    'limit',
    'format',
    'registration',
    'token',
    'stateId',
    'profileId',
    'activityId',
    'method',
  );
  const resources = fc.constantFrom(
    'statements',
    'statements/more',
    'agents',
    'activities',
    'activities/state',
    'activities/profile',
    'agents/profile',
  );
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constant('[1]'),
    fc.constant('{"mbox":"mailto:a@b"}'),
    fc.constant('https://x.example/\u0000'),
    fc.constant('\u0000'),
  );
  await fc.assert(
    fc.asyncProperty(
      resources,
      fc.dictionary(names, values),
      fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
      async (path, query, method) => {
        expect(
          (await send(method, path, { query, ...(method === 'PUT' || method === 'POST' ? { body: { a: 1 } } : {}) })).status,
        ).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
  expect(await firstBrokenRecord(db)).toBeNull();
});

test('a changed, a removed and an added statement show in the chain', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  await send('POST', 'statements', { body: ids.map((id, n) => statement(id, n)) });
  const [first = 0] = (await db.pool.query<{ seq: number }>('select seq from record_statement where statement_id = $1', [ids[0]])).rows.map(
    ({ seq }) => seq,
  );
  await db.pool.query("update record_statement set body = replace(body, 'n1', 'n9') where seq = $1", [first + 1]);
  expect(await firstBrokenRecord(db)).toBe(first + 1);
  await db.pool.query("update record_statement set body = replace(body, 'n9', 'n1') where seq = $1", [first + 1]);
  expect(await firstBrokenRecord(db)).toBeNull();
  await db.pool.query('delete from record_statement where seq = $1', [first + 1]);
  expect(await firstBrokenRecord(db)).toBe(first + 1);
});
