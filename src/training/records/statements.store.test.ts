import { randomUUID } from 'node:crypto';
import { recordClient, type Send } from '#test/harness/record-client.ts';
import { agent, faultsIn, idsIn, make, refer, voiding, type Json } from '#test/harness/record-statements.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let app: TestApp;
const clients = new Map<string, Send>();
beforeAll(async () => {
  app = await startTestApp();
  for (const version of ['1.0.3', '2.0.0'] as const) clients.set(version, await recordClient(app, version));
});
afterAll(() => app.close());

const sorted = (ids: readonly unknown[]): string[] => ids.map(String).toSorted();

describe.each(['1.0.3', '2.0.0'] as const)('mount %s', (version) => {
  const send: Send = (...args) => (clients.get(version) as Send)(...args);
  const store = async (...statements: Json[]): Promise<void> => {
    const reply = await send('POST', 'statements', { body: statements });
    expect([reply.status, reply.text]).toEqual([200, JSON.stringify(statements.map(({ id }) => id))]);
  };
  const find = async (query: Record<string, string>): Promise<string[]> => idsIn((await send('GET', 'statements', { query })).json);

  test('Communication 4.0 a key is needed; 3.3 a version is needed, and is answered, on errors too', async () => {
    const without = await send('GET', 'statements', { headers: { authorization: '' } });
    expect(without.status).toBe(401);
    expect((await send('GET', 'statements', { headers: { authorization: 'Basic cmVjX3g6eA==' } })).status).toBe(401);
    for (const given of ['', '0.95', '3.0']) {
      const reply = await send('GET', 'statements', { headers: { 'x-experience-api-version': given } });
      expect([reply.status, reply.headers.get('x-experience-api-version')]).toEqual([400, version]);
    }
    const about = await send('GET', 'about', { headers: { 'x-experience-api-version': '', authorization: '' } });
    expect(about.json).toMatchObject({ version: expect.arrayContaining([version]) as unknown });
    for (const reply of [without, about])
      expect(Date.parse(reply.headers.get('x-experience-api-consistent-through') ?? '')).toBeGreaterThan(0);
  });

  test('Communication 2.1.1 PUT: 204, again 204, something else 409, nothing changed; case of the UUID does not matter', async () => {
    const statement = make();
    const put = (body: Json, statementId = statement.id) => send('PUT', 'statements', { query: { statementId }, body });
    expect([(await put(statement)).status, (await put(statement, statement.id.toUpperCase())).status]).toEqual([204, 204]);
    expect((await put({ ...statement, actor: agent('bo') })).status).toBe(409);
    const one = await send('GET', 'statements', { query: { statementId: statement.id } });
    expect(one.json).toMatchObject({ ...statement, version: version === '1.0.3' ? '1.0.0' : '2.0.0', authority: { objectType: 'Agent' } });
    expect(one.headers.get('last-modified')).not.toBeNull();
    expect((await put(make())).status).toBe(400);
    expect((await send('PUT', 'statements', { body: statement })).status).toBe(400);
  });

  test('Communication 2.1.2 POST: all of a batch or nothing; an id is given where there is none', async () => {
    const [there, fresh] = [make(), make()];
    await store(there);
    expect((await send('POST', 'statements', { body: [fresh, { ...there, actor: agent('bo') }] })).status).toBe(409);
    expect((await send('GET', 'statements', { query: { statementId: fresh.id } })).status).toBe(404);
    const { id: _none, ...anonymous } = make();
    const made = await send('POST', 'statements', { body: anonymous });
    expect(made.json).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const bad = await send('POST', 'statements', { body: [make(), { ...make(), verb: {} }] });
    expect([bad.status, faultsIn(bad.json)]).toEqual([400, [expect.objectContaining({ path: '$[1].verb.id', clause: 'Data 2.2' })]]);
  });

  test('Data 2.3.2 voiding: gone from queries, kept under voidedStatementId, a voiding statement is never voided', async () => {
    const target = make({ object: { id: `https://lakeview.example/${randomUUID()}` } });
    const [late, early] = [voiding(target.id), make()];
    await store(target, late, voiding(early.id), early, voiding(late.id));
    const get = async (query: Record<string, string>) => (await send('GET', 'statements', { query })).status;
    for (const id of [target.id, early.id])
      expect([await get({ statementId: id }), await get({ voidedStatementId: id })]).toEqual([404, 200]);
    expect([await get({ statementId: late.id }), await get({ voidedStatementId: late.id })]).toEqual([200, 404]);
    const activity = target.object as { id: string };
    expect(await find({ activity: activity.id })).toContain(late.id);
    expect(await find({ activity: activity.id })).not.toContain(target.id);
  });

  test('Communication 2.1.4 statements that refer to a match are found too, over two steps and in either order of arrival', async () => {
    const verb = `https://lakeview.example/${randomUUID()}`;
    const base = make({ verb: { id: verb } });
    const near = refer(base.id);
    const far = refer(near.id as string);
    await store(far, base, near);
    expect(sorted(await find({ verb }))).toEqual(sorted([base.id, near.id, far.id]));
    // Both filters must hold of the same statement: Zoe only pointed at it.
    expect(await find({ verb, agent: JSON.stringify(agent('zoe')) })).toEqual([]);
    expect(sorted(await find({ verb, agent: JSON.stringify(agent('ann')) }))).toEqual(sorted([base.id, near.id, far.id]));
  });

  test('a circle of references ends', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await store({ ...refer(b), id: a }, { ...refer(a), id: b });
    expect(await find({ activity: 'https://lakeview.example/nobody-did-this' })).toEqual([]);
  });

  test('Communication 2.1.3 more: every filter is carried over all pages, each statement once, in order', async () => {
    const [who, registration, verb] = [agent(randomUUID()), randomUUID(), `https://lakeview.example/${randomUUID()}`];
    const activity = `https://lakeview.example/${randomUUID()}`;
    const statements = Array.from({ length: 7 }, () =>
      make({ actor: who, verb: { id: verb }, object: { id: activity }, context: { registration } }),
    );
    for (const [place, one] of statements.entries()) {
      await store(one);
      if (place === 3) app.clock.advanceMinutes(1);
    }
    const stored = app.clock.now();
    const filters: Record<string, string>[] = [
      { agent: JSON.stringify(who) },
      { agent: JSON.stringify(who), related_agents: 'true' },
      { verb },
      { activity },
      { activity, related_activities: 'true' },
      { registration },
      { verb, format: 'ids' },
      { verb, format: 'canonical', attachments: 'false' },
      { verb, until: new Date(stored + 60_000).toISOString() },
      { verb, since: new Date(stored - 3_600_000).toISOString() },
    ];
    for (const filter of filters)
      for (const ascending of ['false', 'true']) {
        const found: string[] = [];
        let page = await send('GET', 'statements', { query: { ...filter, ascending, limit: '3' } });
        for (;;) {
          found.push(...idsIn(page.json));
          const { more } = page.json as { more: string };
          if (more === '') break;
          page = await send('GET', more);
        }
        const inOrder = statements.map(({ id }) => id);
        expect({ filter, found }).toEqual({ filter, found: ascending === 'true' ? inOrder : inOrder.toReversed() });
      }
    const whole = await send('GET', 'statements', { query: { verb, ascending: 'true' } });
    const moments = (whole.json as { statements: { stored: string }[] }).statements.map((one) => one.stored);
    expect(moments).toEqual(moments.toSorted());
    expect(await find({ verb, since: moments[2] ?? '' })).toHaveLength(4);
    expect(await find({ verb, until: moments[2] ?? '' })).toHaveLength(3);
  });

  test('Communication 2.4, 2.5 Person and Activity: what statements said, and an unknown activity still answers', async () => {
    const [who, id] = [agent(randomUUID()), `https://lakeview.example/${randomUUID()}`];
    const define = (definition: Json) => make({ actor: { ...who, name: 'Ann Ash' }, object: { id, definition } });
    await store(define({ name: { en: 'Orders' } }), define({ name: { de: 'Verordnungen' }, type: 'https://x.example/t' }));
    expect((await send('GET', 'activities', { query: { activityId: id } })).json).toEqual({
      objectType: 'Activity',
      id,
      definition: { name: { en: 'Orders', de: 'Verordnungen' }, type: 'https://x.example/t' },
    });
    const unknown = await send('GET', 'activities', { query: { activityId: 'https://lakeview.example/none' } });
    expect(unknown.json).toEqual({ objectType: 'Activity', id: 'https://lakeview.example/none' });
    const person = await send('GET', 'agents', { query: { agent: JSON.stringify(who) } });
    expect(person.json).toEqual({ objectType: 'Person', name: ['Ann Ash'], mbox: [who.mbox] });
    for (const path of ['activities', 'agents']) expect((await send('GET', path)).status).toBe(400);
  });
});

test('one ledger: what one version stored, the other reads', async () => {
  const [one, two] = [clients.get('1.0.3') as Send, clients.get('2.0.0') as Send];
  const statement = make();
  expect((await one('POST', 'statements', { body: statement })).status).toBe(200);
  expect((await two('GET', 'statements', { query: { statementId: statement.id } })).json).toMatchObject({ version: '1.0.0' });
});
