import { createHash, randomUUID } from 'node:crypto';
import { recordClient, type Send } from '#test/harness/record-client.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let app: TestApp;
const clients = new Map<string, Send>();
beforeAll(async () => {
  app = await startTestApp();
  for (const version of ['1.0.3', '2.0.0'] as const) clients.set(version, await recordClient(app, version));
});
afterAll(() => app.close());

const agent = JSON.stringify({ mbox: 'mailto:ann@lakeview.example' });
const resources = [
  { path: 'activities/state', idName: 'stateId', needed: ['activityId', 'agent'] },
  { path: 'activities/profile', idName: 'profileId', needed: ['activityId'] },
  { path: 'agents/profile', idName: 'profileId', needed: ['agent'] },
] as const;
type Resource = (typeof resources)[number];

/** A place where nothing lies yet. */
const place = ({ idName, needed }: Resource, who = agent): Record<string, string> => {
  const all = { activityId: `https://lakeview.example/${randomUUID()}`, agent: who };
  return { ...Object.fromEntries(needed.map((name) => [name, all[name]])), [idName]: `d-${randomUUID()}` };
};
const etagOf = (text: string): string => `"${createHash('sha1').update(text).digest('hex')}"`;

describe.each(['1.0.3', '2.0.0'] as const)('documents, mount %s', (version) => {
  const send: Send = (...args) => (clients.get(version) as Send)(...args);

  test.each(resources)('Communication 2.2, 3.1 $path: kept as they are, with ETag (SHA-1, quoted) and Last-Modified', async (resource) => {
    const { path, idName, needed } = resource;
    const query = place(resource);
    expect((await send('GET', path, { query })).status).toBe(404);
    const put = await send('PUT', path, { query, body: 'any bytes', headers: { 'content-type': 'text/x-note', 'if-none-match': '*' } });
    expect([put.status, put.text]).toEqual([204, '']);
    const got = await send('GET', path, { query });
    expect([got.text, got.headers.get('content-type'), got.headers.get('etag')]).toEqual(['any bytes', 'text/x-note', etagOf('any bytes')]);
    expect(got.headers.get('last-modified')).toBe(new Date(app.clock.now()).toUTCString());
    const { [idName]: id, ...whole } = query;
    expect((await send('GET', path, { query: whole })).json).toContain(id);
    const later = new Date(app.clock.now() + 1000).toISOString();
    expect((await send('GET', path, { query: { ...whole, since: later } })).json).toEqual([]);
    for (const name of needed) {
      const { [name]: _left, ...rest } = query;
      expect((await send('GET', path, { query: rest })).status).toBe(400);
    }
    expect((await send('GET', path, { query: { ...query, foo: '1' } })).status).toBe(400);
    expect((await send('PUT', path, { query: whole, body: {} })).status).toBe(400);
    expect((await send('DELETE', path, { query })).status).toBe(204);
    expect((await send('GET', path, { query })).status).toBe(404);
  });

  test('Communication 3.1 lists, Persons and Activities have ETags too; a list says when it last changed', async () => {
    for (const resource of resources) {
      const who = JSON.stringify({ mbox: `mailto:${randomUUID()}@lakeview.example` });
      const { [resource.idName]: id = '', ...whole } = place(resource, who);
      const empty = await send('GET', resource.path, { query: whole });
      expect([empty.status, empty.headers.get('last-modified')]).toEqual([200, null]);
      for (const name of ['a', 'b']) {
        app.clock.advanceMinutes(1);
        await send('PUT', resource.path, { query: { ...whole, [resource.idName]: id + name }, body: { name } });
      }
      const list = await send('GET', resource.path, { query: whole });
      expect(list.headers.get('last-modified')).toBe(new Date(app.clock.now()).toUTCString());
      expect(list.headers.get('etag')).toBe(etagOf(list.text));
    }
    for (const [path, query] of [
      ['agents', { agent }],
      ['activities', { activityId: 'https://lakeview.example/orders' }],
    ] as const) {
      const reply = await send('GET', path, { query });
      expect(reply.headers.get('etag')).toBe(etagOf(reply.text));
    }
  });

  test.each(resources)('Communication 3.1 $path: If-Match, If-None-Match, and a blind PUT', async (resource) => {
    const { path } = resource;
    const query = place(resource);
    const act = async (method: string, headers: Record<string, string>, body: unknown = { n: 1 }) =>
      (await send(method, path, { query, headers, body })).status;
    expect(await act('PUT', { 'if-match': '*' })).toBe(412);
    expect(await act('PUT', { 'if-none-match': '*' }, { first: true })).toBe(204);
    expect(await act('PUT', { 'if-none-match': '*' })).toBe(412);
    expect(await act('PUT', { 'if-match': '1234' })).toBe(412);
    expect(await act('POST', { 'if-match': '1234' })).toBe(412);
    expect(await act('DELETE', { 'if-match': '1234' })).toBe(412);
    const blind = await send('PUT', path, { query, body: { blind: true } });
    const allowed = version === '1.0.3' && path === 'activities/state';
    expect(blind.status).toBe(allowed ? 204 : 409);
    expect(blind.text).toMatch(allowed ? /^$/ : /Fetch it, check it, and send If-Match with its ETag/);
    expect((await send('GET', path, { query })).json).toEqual(allowed ? { blind: true } : { first: true });
    const etag = (await send('GET', path, { query })).headers.get('etag') ?? '';
    expect(await act('PUT', { 'if-match': etag }, { second: true })).toBe(204);
    expect(await act('DELETE', { 'if-match': etag })).toBe(412);
  });

  test.each(resources)('Communication 2.2 $path: POST merges the top level of two JSON objects and nothing else', async (resource) => {
    const { path } = resource;
    const query = place(resource);
    const post = async (body: unknown, headers = {}) => (await send('POST', path, { query, body, headers })).status;
    expect([await post({ a: { x: 1 }, b: 1 }), await post({ a: { y: 2 } })]).toEqual([204, 204]);
    expect((await send('GET', path, { query })).json).toEqual({ a: { y: 2 }, b: 1 });
    expect([await post([1]), await post('text', { 'content-type': 'text/plain' }), await post('{"a":')]).toEqual([400, 400, 400]);
    expect((await send('GET', path, { query })).json).toEqual({ a: { y: 2 }, b: 1 });
  });

  test('Communication 2.3 states: registrations are apart; DELETE without stateId removes those of the registration', async () => {
    const { stateId: _any, ...whole } = place(resources[0]);
    const registration = randomUUID();
    const put = (stateId: string, more = {}) =>
      send('PUT', 'activities/state', { query: { ...whole, stateId, ...more }, body: { stateId } });
    await put('a');
    await put('b', { registration });
    const ids = async (more = {}) => (await send('GET', 'activities/state', { query: { ...whole, ...more } })).json;
    expect([await ids(), await ids({ registration })]).toEqual([['a', 'b'], ['b']]);
    expect((await send('GET', 'activities/state', { query: { ...whole, stateId: 'b' } })).status).toBe(404);
    expect((await send('DELETE', 'activities/state', { query: { ...whole, registration } })).status).toBe(204);
    expect(await ids()).toEqual(['a']);
    await send('DELETE', 'activities/state', { query: whole });
    expect(await ids()).toEqual([]);
  });

  test.each(resources)('Communication 2.2 $path: of twenty merges at once none is lost', async (resource) => {
    const query = place(resource);
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => send('POST', resource.path, { query, body: { [`k${n}`]: n } })));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 204));
    const merged = (await send('GET', resource.path, { query })).json;
    expect(merged).toEqual(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, n])));
  });
});
