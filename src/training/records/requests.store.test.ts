import { randomUUID } from 'node:crypto';
import type { RecordScope } from '#training/index.ts';
import { recordClient, type Send } from '#test/harness/record-client.ts';
import { agent, idsIn, make, type Json } from '#test/harness/record-statements.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let app: TestApp;
const clients = new Map<string, Send>();
const bytesMax = 60_000;
beforeAll(async () => {
  app = await startTestApp({ config: { recordBytesMax: bytesMax } });
  for (const version of ['1.0.3', '2.0.0'] as const) clients.set(version, await recordClient(app, version));
});
afterAll(() => app.close());

const ann = JSON.stringify(agent('ann'));
const activityId = 'https://lakeview.example/orders';
const place: Record<string, Record<string, string>> = {
  'activities/state': { activityId, agent: ann, stateId: 's' },
  'activities/profile': { activityId, profileId: 'p' },
  'agents/profile': { agent: ann, profileId: 'p' },
};

describe.each(['1.0.3', '2.0.0'] as const)('requests, mount %s', (version) => {
  const send: Send = (...args) => (clients.get(version) as Send)(...args);

  test('Communication 1.1 HEAD answers as GET does, without a body, on every resource', async () => {
    const statement = make();
    await send('POST', 'statements', { body: statement });
    for (const [path, query] of Object.entries(place)) await send('POST', path, { query, body: { a: 1 } });
    const asked: [string, Record<string, string>][] = [
      ['statements', { limit: '1' }],
      ['statements', { statementId: statement.id }],
      ['statements', { statementId: randomUUID() }],
      ['activities', { activityId }],
      ['agents', { agent: ann }],
      ['about', {}],
      ...Object.entries(place),
    ];
    for (const [path, query] of asked) {
      const [get, head] = [await send('GET', path, { query }), await send('HEAD', path, { query })];
      expect([path, head.status, head.text]).toEqual([path, get.status, '']);
      for (const name of ['etag', 'last-modified', 'content-type', 'x-experience-api-version'])
        expect([path, name, head.headers.get(name)]).toEqual([path, name, get.headers.get(name)]);
    }
  });

  test('Communication 2.0 all resources are there; what is not is 404, a method that is not is 405, each with the version', async () => {
    for (const [path, method, status] of [
      ['nothing', 'GET', 404],
      ['statements/more/x', 'POST', 404],
      ['statements', 'DELETE', 405],
      ['activities', 'PUT', 405],
      ['agents', 'DELETE', 405],
    ] as const) {
      const reply = await send(method, path);
      expect([path, reply.status, reply.headers.get('x-experience-api-version')]).toEqual([path, status, version]);
    }
  });

  test('Communication 3.3 versions: those of the mount are taken, others are 400 and say why; every answer names the version', async () => {
    const [good, bad] = {
      '1.0.3': [
        ['1.0', '1.0.0', '1.0.1', '1.0.3', '1.0.9'],
        ['', '0.9', '0.95', '1.1.0', '1.1', '2.0.0', '10.0', 'one'],
      ],
      '2.0.0': [
        ['2.0', '2.0.0', '2.0.1'],
        ['', '0.95', '1.1.0', '2.1.0', '3.0.0', 'two'],
      ],
    }[version] as [string[], string[]];
    for (const [given, status] of [...good.map((one) => [one, 200] as const), ...bad.map((one) => [one, 400] as const)]) {
      const reply = await send('GET', 'statements', { query: { limit: '1' }, headers: { 'x-experience-api-version': given } });
      expect([given, reply.status, reply.headers.get('x-experience-api-version')]).toEqual([given, status, version]);
      expect([given, reply.text.includes('Communication 3.3')]).toEqual([given, status === 400]);
    }
  });

  test('Communication 2.8 about: versions and nothing else, to anybody, whatever version is asked for', async () => {
    for (const given of ['', '0.9', '7.0.0']) {
      const about = await send('GET', 'about', { headers: { authorization: '', 'x-experience-api-version': given } });
      expect([about.status, Object.keys(about.json as object)]).toEqual([200, ['version']]);
      expect((about.json as { version: string[] }).version).toEqual(expect.arrayContaining(['1.0.0', '1.0.3', '2.0.0']));
    }
  });

  test('Communication 3.2 a parameter that is not defined, or in another case, is 400 on every resource and method', async () => {
    const all: [string, string, Record<string, string>][] = [
      ['GET', 'statements', {}],
      ['POST', 'statements', {}],
      ['PUT', 'statements', { statementId: randomUUID() }],
      ['GET', 'activities', { activityId }],
      ['GET', 'agents', { agent: ann }],
      ...Object.entries(place).flatMap(([path, query]): [string, string, Record<string, string>][] =>
        ['GET', 'PUT', 'POST', 'DELETE'].map((method) => [method, path, query]),
      ),
    ];
    for (const [method, path, query] of all) {
      const body = method === 'PUT' || method === 'POST' ? { body: path === 'statements' ? make() : {} } : {};
      const [name = 'limit', value = '1'] = Object.entries(query)[0] ?? [];
      const { [name]: _left, ...rest } = query;
      for (const wrong of [
        { ...query, foo: '1' },
        { ...rest, [name.toUpperCase()]: value },
      ])
        expect([method, path, (await send(method, path, { query: wrong, ...body })).status]).toEqual([method, path, 400]);
    }
  });

  test('Data 2.2 parameters are validated as values of statements are', async () => {
    const bad: [string, Record<string, string>][] = [
      ['statements', { verb: 'ran' }],
      ['statements', { activity: 'orders' }],
      ['statements', { statementId: 'x' }],
      ['statements', { registration: 'x' }],
      ['statements', { agent: '{"mbox":"ann"}' }],
      ['statements', { since: '2027-02-30T00:00:00Z' }],
      ['statements', { related_agents: 'TRUE' }],
      ['statements', { format: 'Exact' }],
      ['activities', { activityId: 'orders' }],
      ['agents', { agent: '{"name":"Ann"}' }],
      ['agents', { agent: JSON.stringify({ objectType: 'Group', ...agent('team') }) }],
      ['activities/state', { activityId: 'orders', agent: ann }],
      ['activities/state', { activityId, agent: ann, registration: '1' }],
      ['activities/profile', { activityId, since: 'yesterday' }],
      ['agents/profile', { agent: '[]' }],
    ];
    for (const [path, query] of bad) expect([query, (await send('GET', path, { query })).status]).toEqual([query, 400]);
  });

  test('Communication 2.3, 2.6 documents of an Identified Group: 2.0.0 keeps them, 1.0.3 asks for an Agent', async () => {
    const team = JSON.stringify({ objectType: 'Group', ...agent('team') });
    for (const [path, query] of [
      ['activities/state', { activityId, agent: team, stateId: 's' }],
      ['agents/profile', { agent: team, profileId: 'p' }],
    ] as const)
      expect((await send('POST', path, { query, body: {} })).status).toBe(version === '1.0.3' ? 400 : 204);
  });

  test('Communication 3.2 too large is 413, and the bound is a setting', async () => {
    const long = (length: number) => make({ result: { response: 'x'.repeat(length) } });
    expect((await send('POST', 'statements', { body: long(bytesMax - 1000) })).status).toBe(200);
    expect((await send('POST', 'statements', { body: long(bytesMax) })).status).toBe(413);
    const query = place['activities/profile'] ?? {};
    expect(
      (await send('PUT', 'activities/profile', { query, body: 'x'.repeat(bytesMax + 1), headers: { 'if-none-match': '*' } })).status,
    ).toBe(413);
  });

  test('Communication 1.4 UTF-8 in, UTF-8 out; other bytes are 400', async () => {
    const statement = make({ result: { response: 'Müller — 救急 🚑' } });
    await send('POST', 'statements', { body: statement });
    expect((await send('GET', 'statements', { query: { statementId: statement.id } })).json).toMatchObject({ result: statement.result });
    const latin = Buffer.from(JSON.stringify(make({ result: { response: 'é' } })), 'latin1');
    expect((await send('POST', 'statements', { body: latin })).status).toBe(400);
  });

  test('Data 2.2 numbers keep at least 32 bits of precision, extensions any value at all, names and texts as they came', async () => {
    const extensions = { 'https://x.example/e': [null, '', {}, [], { deep: [true, 1e-9, -0.1] }], 'https://x.example/f': null };
    const sent = make({ result: { score: { raw: 0.123456789012345, max: 16_777_217 }, response: ' two  spaces ', extensions } });
    expect((await send('POST', 'statements', { body: sent })).status).toBe(200);
    const back = (await send('GET', 'statements', { query: { statementId: sent.id } })).json as Json;
    expect({ ...back, ...sent }).toEqual(back);
  });

  test('Data 2.4.8, 2.4.9, 2.4.10 stored and authority are the LRS’s whatever was sent; the version stays', async () => {
    const own = version === '1.0.3' ? '1.0.2' : '2.0.0';
    const sent = make({ stored: '2001-01-01T00:00:00.000Z', authority: agent('somebody'), version: own });
    await send('POST', 'statements', { body: sent });
    const back = (await send('GET', 'statements', { query: { statementId: sent.id } })).json as Json;
    expect(Date.parse(String(back.stored))).toBeGreaterThan(Date.parse('2026-01-01'));
    expect(back).toMatchObject({
      version: own,
      timestamp: back.stored,
      authority: { objectType: 'Agent', account: { name: expect.any(String) as unknown } },
    });
    for (const wrong of [{ stored: 'then' }, { authority: { name: 'nobody' } }, { version: '1.1.0' }])
      expect((await send('POST', 'statements', { body: make(wrong) })).status).toBe(400);
  });
});

type Verdict = 'yes' | 'no';
const acts = ['write', 'read', 'state', 'profile', 'define'] as const;
const may: Readonly<Record<RecordScope, readonly Verdict[]>> = {
  all: ['yes', 'yes', 'yes', 'yes', 'yes'],
  'all/read': ['no', 'yes', 'no', 'no', 'no'],
  'statements/write': ['yes', 'no', 'no', 'no', 'no'],
  'statements/read': ['no', 'yes', 'no', 'no', 'no'],
  'statements/read/mine': ['no', 'yes', 'no', 'no', 'no'],
  state: ['no', 'no', 'yes', 'no', 'no'],
  profile: ['no', 'no', 'no', 'yes', 'no'],
  define: ['no', 'no', 'no', 'no', 'yes'],
};

test.each(Object.entries(may))('Communication 4.0, 4.2 scope %s: what it allows is done, all else is 403', async (scope, verdicts) => {
  const key = await recordClient(app, '1.0.3', [scope as RecordScope, ...(scope === 'define' ? (['statements/write'] as const) : [])]);
  const id = `https://lakeview.example/${randomUUID()}`;
  const told = make({ object: { id, definition: { name: { en: 'Told' } } } });
  const statuses = {
    write: (await key('POST', 'statements', { body: told })).status,
    read: (await key('GET', 'statements', { query: { limit: '1' } })).status,
    state: (await key('POST', 'activities/state', { query: place['activities/state'] ?? {}, body: {} })).status,
    profile: (await key('POST', 'agents/profile', { query: place['agents/profile'] ?? {}, body: {} })).status,
  };
  const known = (await (clients.get('1.0.3') as Send)('GET', 'activities', { query: { activityId: id } })).json as Json;
  const expected = acts.map((act, n) => (scope === 'define' && act === 'write' ? 'yes' : verdicts[n]));
  const seen = acts.map((act) => ((act === 'define' ? known.definition !== undefined : statuses[act] < 300) ? 'yes' : 'no'));
  expect(seen).toEqual(expected);
  for (const act of ['write', 'read', 'state', 'profile'] as const) expect([200, 204, 403]).toContain(statuses[act]);
});

test('Communication 4.2 statements/read/mine: others’ statements are not found, not listed, not on a page that follows', async () => {
  const mine = await recordClient(app, '1.0.3', ['statements/write', 'statements/read/mine']);
  const verb = `https://lakeview.example/${randomUUID()}`;
  const [theirs, own] = [make({ verb: { id: verb } }), make({ verb: { id: verb } })];
  await (clients.get('1.0.3') as Send)('POST', 'statements', { body: theirs });
  await mine('POST', 'statements', { body: own });
  expect(idsIn((await mine('GET', 'statements', { query: { verb } })).json)).toEqual([own.id]);
  expect((await mine('GET', 'statements', { query: { statementId: theirs.id } })).status).toBe(404);
  const all = await (clients.get('1.0.3') as Send)('GET', 'statements', { query: { verb, limit: '1' } });
  expect(idsIn((await mine('GET', (all.json as { more: string }).more)).json)).toEqual([]);
});

describe('1.0.3 Communication 1.3 alternate request syntax', () => {
  const send: Send = (...args) => (clients.get('1.0.3') as Send)(...args);
  const form = (method: string, fields: Record<string, string>, more: Record<string, string> = {}) => ({
    query: { method, ...more },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-experience-api-version': '', authorization: '' },
    body: new URLSearchParams({ 'X-Experience-API-Version': '1.0.3', Authorization: authorization, ...fields }).toString(),
  });
  let authorization = '';
  beforeAll(async () => {
    await recordClient(app, '1.0.3', ['all'], (basic) => (authorization = basic));
  });

  test('Communication 1.3 every method, with the key, the version and preconditions in the form', async () => {
    const statement = make({ result: { response: 'ü & = +' } });
    const put = form('PUT', { statementId: statement.id, content: JSON.stringify(statement) });
    expect((await send('POST', 'statements', put)).status).toBe(204);
    const get = await send('POST', 'statements', form('GET', { statementId: statement.id }));
    expect(get.json).toMatchObject(statement);
    expect((await send('POST', 'statements', form('GET', { limit: '1', verb: 'https://lakeview.example/did' }))).status).toBe(200);
    expect((await send('POST', 'statements', form('POST', { content: JSON.stringify(make()) }))).status).toBe(200);
    const at = { activityId, profileId: randomUUID() };
    const put2 = (fields: Record<string, string>) => send('POST', 'activities/profile', form('PUT', { ...at, ...fields }));
    expect((await put2({ content: 'é', 'Content-Type': 'text/plain', 'If-None-Match': '*' })).status).toBe(204);
    expect((await put2({ content: 'f', 'Content-Type': 'text/plain', 'If-None-Match': '*' })).status).toBe(412);
    const kept = await send('POST', 'activities/profile', form('GET', at));
    expect([kept.text, kept.headers.get('content-type')]).toEqual(['é', 'text/plain']);
    const etag = kept.headers.get('etag') ?? '';
    expect((await put2({ content: 'g', 'Content-Type': 'text/plain', 'If-Match': etag })).status).toBe(204);
    expect((await send('POST', 'activities/profile', form('DELETE', { ...at, 'If-Match': etag }))).status).toBe(412);
    expect((await send('POST', 'activities/profile', form('DELETE', at))).status).toBe(204);
    for (const [path, fields] of [
      ['activities', { activityId }],
      ['agents', { agent: ann }],
    ] as const)
      expect((await send('POST', path, form('GET', fields))).status).toBe(200);
  });

  test('Communication 1.3 refused: another query parameter, another method than POST, no content, a method that there is not', async () => {
    const statement = make();
    const fields = { statementId: statement.id, content: JSON.stringify(statement) };
    const refused = [
      await send('POST', 'statements', form('PUT', fields, { statementId: statement.id })),
      await send('PUT', 'statements', form('PUT', fields)),
      await send('POST', 'statements', form('PUT', { statementId: statement.id })),
      await send('POST', 'statements', form('PATCH', fields)),
      await send('POST', 'statements', { ...form('PUT', fields), headers: { 'content-type': 'application/json' } }),
      await send('POST', 'statements', form('PUT', { ...fields, 'X-Experience-API-Version': '0.8' })),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400));
    expect((await send('POST', 'statements', form('GET', { Authorization: 'Basic cmVjX3g6eA==' }))).status).toBe(401);
    expect((await send('GET', 'statements', { query: { statementId: statement.id } })).status).toBe(404);
  });

  test('IEEE 9274.1.1 has no alternate request syntax', async () => {
    const two = clients.get('2.0.0') as Send;
    const statement = make();
    for (const method of ['PUT', 'GET', 'POST'])
      expect(
        (await two('POST', 'statements', form(method, { statementId: statement.id, content: JSON.stringify(statement) }))).status,
      ).toBe(400);
  });
});
