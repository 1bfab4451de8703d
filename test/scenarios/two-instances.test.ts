import * as auth from '#platform/auth/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { followNews, type NewsClient } from '#test/harness/news-client.ts';
import { startPageServer, type PageServer } from '#test/harness/page-server.ts';
import { startServerProcess, type ServerProcess } from '#test/harness/server-process.ts';
import { isState, openShareLine } from '#test/harness/share-line.ts';
import { until } from '#test/harness/support-desk.ts';
import { makeClient, type Client } from '#test/harness/test-app.ts';
import { testDatabase, type TestDatabase } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 18. Two processes on one PostgreSQL, each with a mail server of its own, so that it is known which one has a page out. That one dies:
 * the page is neither lost nor accepted twice; and everybody's event stream has each piece of news once and in order, cut as it may be.
 */
const password = 'correct horse battery staple';
const people = ['S1', 'S2', 'S3'];
let database: TestDatabase;
let db: Db;
const mails: PageServer[] = [];
const servers: ServerProcess[] = [];
const emails = new Map<string, string>();

const start = async (i: number): Promise<ServerProcess> => {
  process.env.SMTP_URL = mails[i]?.url ?? '';
  return startServerProcess(database.url);
};
const urlOf = (i: number): string => servers[i]?.url ?? '';

async function client(person: string, i: number): Promise<Client> {
  const made = makeClient(urlOf(i));
  await made.call(auth.signIn, { body: { email: emails.get(person) ?? '', password } });
  return made;
}

beforeAll(async () => {
  database = await testDatabase();
  db = await openDb(database.url, { poolMax: 3 });
  mails.push(await startPageServer(), await startPageServer());
  servers.push(await start(0), await start(1));
  await db.pool.query("insert into site (site_id, name, time_zone) values ('H', 'H', 'UTC')");
  await db.pool.query(
    "insert into unit (unit_id, name, site_id, building, floor, zone, specialty, beds) values ('4W', '4 West', 'H', 'A', '4', '', '', 9)",
  );
  const admin = makeClient(urlOf(0));
  await admin.call(auth.setUp, { body: { organisation: 'Lakeview', name: 'Ada', email: 'ada@lakeview.example', password } });
  await admin.call(auth.signIn, { body: { email: 'ada@lakeview.example', password } });
  for (const [person, role] of [...people.map((one) => [one, 'supporter'] as const), ['NORA', 'clinician'] as const]) {
    const email = `${person.toLowerCase()}@lakeview.example`;
    emails.set(person, email);
    await db.pool.query(
      `insert into person (person_id, given_name, family_name, job_role, specialty, practice_group, employment, email, phone, pager, languages, npi,
        ehr_user_id) values ($1, $1, 'Nurse', 'nurse', '', '', 'in-house', $2, '', '', '{}', '', '')`,
      [person, email],
    );
    const { link } = await admin.call(auth.createAccount, { body: { email, name: person, roles: [role], personId: person } });
    await makeClient(urlOf(0)).call(auth.setPasswordByLink, { body: { token: link.path.split('#')[1] ?? '', newPassword: password } });
  }
}, 120_000);
afterAll(async () => {
  delete process.env.SMTP_URL;
  for (const server of servers) await server.stop();
  for (const mail of mails) await mail.close();
  await db.close();
  await database.drop();
});

const on = async (person: string, i: number): Promise<Client> => {
  const phone = await client(person, i);
  await phone.call(support.signOn, { body: { tier: 'ate', unitId: '4W' } });
  return phone;
};
const ask = async (i: number) => (await client('NORA', i)).call(support.askForHelp, { body: { unitId: '4W', text: '' } });
const accepted = async (requestId: string): Promise<number> =>
  (await db.pool.query<{ n: number }>("select count(*)::int n from support_event where request_id = $1 and kind = 'accepted'", [requestId]))
    .rows[0]?.n ?? 0;

test('whichever instance has the page out dies: the other sends it, under the same key, and it is accepted once', async () => {
  for (const mail of mails) mail.hold();
  await on('S1', 0);
  const { requestId } = await ask(1);
  const sender = await until(async () => {
    const i = mails.findIndex((mail) => mail.heard.length > 0);
    return i < 0 ? null : { i };
  }, 'the page');
  await servers[sender.i]?.kill();
  const other = 1 - sender.i;
  await db.pool.query("update support_page set lease_until = now() - interval '1 second' where state = 'due'"); // the lease's time goes by
  await until(async () => (mails[other]?.heard.length ?? 0) > 0, 'the page from the other instance');
  expect(mails[other]?.heard[0]).toEqual(mails[sender.i]?.heard[0]);
  const [one, two] = [await client('S1', other), await client('S1', other)];
  const [offer] = (await one.call(support.getOwnDuty, {})).offers;
  const params = { offerId: offer?.offerId ?? '' };
  await Promise.allSettled([one.call(support.acceptOffer, { params }), two.call(support.acceptOffer, { params })]);
  expect(await accepted(requestId)).toBe(1);
  await one.call(support.reportProgress, { params: { requestId }, body: { step: 'done' } });
  servers[sender.i] = await start(sender.i);
});

test('three are called for one request and answer on both instances at once: one has it', async () => {
  const phones = [await on('S1', 0), await on('S2', 1), await on('S3', 0)];
  await Promise.all(phones.slice(1).map((phone) => phone.call(support.signOff, {})));
  const { requestId } = await ask(0);
  const { rows } = await db.pool.query<{ offer_id: string }>(
    "select offer_id from support_offer where request_id = $1 and state = 'open'",
    [requestId],
  );
  const offers = [rows[0]?.offer_id ?? ''];
  for (const person of ['S2', 'S3']) {
    offers.push(`${requestId}.${person}`);
    await db.pool.query(
      `insert into support_offer (offer_id, request_id, person_id, offered_at, expires_at, state, why)
       values ($1, $2, $3, now(), now() + interval '1 minute', 'open', '{"walkSeconds": 0}')`,
      [`${requestId}.${person}`, requestId, person],
    );
  }
  const answers = await Promise.allSettled(
    phones.map((phone, i) => phone.call(support.acceptOffer, { params: { offerId: offers[i] ?? '' } })),
  );
  expect(answers.filter((answer) => answer.status === 'fulfilled').length).toBe(1);
  expect(await accepted(requestId)).toBe(1);
});

test('each browser’s stream has every piece of news once and in order, though listeners are cut and an instance dies', async () => {
  const { rows: before } = await db.pool.query<{ seq: number }>('select coalesce(max(seq), 0)::int as seq from outbox');
  const from = before[0]?.seq ?? 0;
  const streams: NewsClient[] = [];
  for (let n = 0; n < 6; n++) {
    const order = n % 2 === 0 ? [0, 1] : [1, 0];
    const fetches = await Promise.all(order.map(async (i) => (await client('NORA', i)).fetch));
    streams.push(followNews(['', ''], fetches));
  }
  await Promise.all(streams.map((stream) => stream.open));
  const cut = () =>
    db.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %outbox%' and pid <> pg_backend_pid()");
  const say = async (i: number, times: number) => {
    const nora = await client('NORA', i);
    for (let n = 0; n < times; n++) {
      const asked = await nora.call(support.askForHelp, { body: { unitId: '4W', text: '' } });
      await nora.call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
    }
  };
  await Promise.all([say(0, 6), say(1, 6), cut()]);
  await cut();
  await say(0, 4);
  await servers[1]?.kill();
  await say(0, 4);
  const { rows } = await db.pool.query<{ seq: number }>('select seq::int as seq from outbox where seq > $1 order by seq', [from]);
  const told = rows.map((row) => row.seq);
  expect(told.length).toBeGreaterThan(40);
  for (const stream of streams) {
    await until(async () => stream.ids.at(-1) === told.at(-1), 'the last piece of news');
    expect(stream.ids.filter((id) => id > from)).toEqual(told);
    stream.stop();
  }
  servers[1] = await start(1);
});

test('two browsers on two instances find each other for a screen', async () => {
  const { requestId } = await ask(0);
  const offered = await (await client('S1', 0)).call(support.offerShare, { params: { requestId } });
  const agent = await openShareLine(urlOf(0), offered);
  const joined = await makeClient(urlOf(1)).call(support.joinShare, { body: { code: offered.code } });
  const caller = await openShareLine(urlOf(1), joined);
  await agent.until(isState('joined'));
  caller.send({ kind: 'shown' });
  for (let n = 0; n < 20; n++) {
    caller.send({ kind: 'signal', data: `c${n}` });
    agent.send({ kind: 'signal', data: `a${n}` });
  }
  await agent.until((message) => message.kind === 'signal' && message.data === 'c19');
  await caller.until((message) => message.kind === 'signal' && message.data === 'a19');
  const heard = (line: typeof agent): string[] => line.heard.flatMap((message) => (message.kind === 'signal' ? [message.data] : []));
  expect(heard(agent)).toEqual(Array.from({ length: 20 }, (_, n) => `c${n}`));
  expect(heard(caller)).toEqual(Array.from({ length: 20 }, (_, n) => `a${n}`));
  agent.send({ kind: 'end' });
  expect(await caller.until(isState('ended'))).toMatchObject({ endedBy: 'agent' });
});
