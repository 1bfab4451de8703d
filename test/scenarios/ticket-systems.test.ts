import { sign } from '#integrations/itsm/signature.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import { startTicketSystem } from '#test/harness/ticket-system.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A request goes over to the hospital's own ticket system and back: one ticket however often the network fails, no word of the asker, what is
 * signed by somebody else changes nothing, our own changes coming back change nothing, and their solution asks the asker.
 */
const secret = 'a secret that both know, long enough';
const words = 'Zebulon Quackenbush cannot be discharged';
let hospital: DeskHospital;
let twin: Awaited<ReturnType<typeof startTicketSystem>>;
let db: Db;

const at = (requestId: string) => ({ params: { requestId } });
const look = (requestId: string) => hospital.coordinator.call(support.getDeskRequest, at(requestId));
const askDoc = () => hospital.phone('DOC').call(support.askForHelp, { body: { unitId: '4W', topic: 'physician', text: words } });
const over = (requestId: string, system: 'servicenow' | 'jira') =>
  hospital.coordinator.call(support.passOnRequest, { ...at(requestId), body: { system } });
const there = (requestId: string) =>
  until(async () => (await look(requestId)).handedOver.find(({ number }) => number !== null), 'a ticket there');

const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${hospital.app.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

function fromServiceNow(change: Record<string, unknown>, with_: { secret?: string; secondsAgo?: number } = {}): Promise<Response> {
  const body = JSON.stringify(change);
  const time = String(Math.floor(hospital.app.clock.now() / 1000) - (with_.secondsAgo ?? 0));
  const signature = sign(with_.secret ?? secret, `${time}.${body}`);
  return post('/hooks/itsm/servicenow', body, { 'x-atelbow-timestamp': time, 'x-atelbow-signature': signature });
}

function fromJira(id: string, category: string, eventId: string, user: string, key = secret): Promise<Response> {
  const issue = { id, fields: { status: { statusCategory: { key: category } } } };
  const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', user: { emailAddress: user }, issue });
  return post('/hooks/itsm/jira', body, { 'x-atlassian-webhook-identifier': eventId, 'x-hub-signature': sign(key, body) });
}

const outcome = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();

beforeAll(async () => {
  twin = await startTicketSystem();
  const common = { url: twin.url, user: 'atelbow', hookSecret: secret };
  const serviceNow = { ...common, password: 'p' };
  hospital = await startDeskHospital({
    config: { serviceNow, jira: { ...common, token: 't', project: 'EHR' }, url: 'https://atelbow.example' },
  });
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
  await twin.close();
});

test('unsigned 401, forged or old 403, and nothing is changed by either', async () => {
  const change = { event_id: 'e0', sys_id: 'sys1', state: '6' };
  expect((await post('/hooks/itsm/servicenow', '{}', {})).status).toBe(401);
  expect((await fromServiceNow(change, { secret: 'another secret of the same length' })).status).toBe(403);
  expect((await fromServiceNow(change, { secondsAgo: 301 })).status).toBe(403);
  expect((await post('/hooks/itsm/jira', '{}', { 'x-hub-signature': 'sha256=00' })).status).toBe(403);
  expect((await fromJira('1', 'done', 'e0', 'x', 'another secret')).status).toBe(403);
  await expect(hospital.phone('ANN').call(support.passOnRequest, { ...at('x'), body: { system: 'jira' } })).rejects.toMatchObject({
    status: 403,
  });
});

test('one ticket, however often an answer is lost; without a word of the asker', async () => {
  const { requestId, callBackCode } = await askDoc();
  const { coordinator } = hospital;
  const withText = coordinator.call(support.passOnRequest, { ...at(requestId), body: { system: 'servicenow', withText: true } });
  await expect(withText).rejects.toMatchObject({ status: 422 });
  twin.loseNext(1);
  await over(requestId, 'servicenow');
  await expect(over(requestId, 'servicenow')).rejects.toMatchObject({ status: 409 });
  await until(async () => (await look(requestId)).handedOver[0]?.error, 'the lost answer');
  await db.pool.query('update support_itsm_delivery set lease_until = now()');
  expect(await there(requestId)).toEqual({ system: 'servicenow', number: 'INC001', state: 'open', error: null });
  expect(twin.tickets).toHaveLength(1);
  expect(twin.calls.find(({ method }) => method === 'POST')?.body).toMatchObject({
    short_description: `AtElbow ${callBackCode}: physician on 4W`,
    description: `https://atelbow.example/desk?request=${requestId}`,
    impact: '2',
    urgency: '2',
  });
});

test('their solution asks the asker; not solved opens theirs again; our change coming back changes nothing', async () => {
  const [{ requestId }] = (await hospital.phone('DOC').call(support.listOwnRequests, {})).requests as [support.AskedRequest];
  const solved = { event_id: 'e1', sys_id: 'sys1', state: '6', sys_updated_by: 'jane' };
  expect(await outcome(fromServiceNow(solved))).toEqual({ outcome: 'changed' });
  expect(await outcome(fromServiceNow(solved))).toEqual({ outcome: 'nothing' });
  expect(await look(requestId)).toMatchObject({ state: 'done', handedOver: [{ state: 'resolved' }] });
  await hospital.phone('DOC').call(support.sayOwnWord, { ...at(requestId), body: { word: 'not-solved' } });
  await until(async () => twin.tickets[0]?.state === '2', 'theirs open again');
  // Their system tells us what we have just told it: by our own account, and once more by a rule of theirs.
  expect(await outcome(fromServiceNow({ event_id: 'e2', sys_id: 'sys1', state: '2', sys_updated_by: 'atelbow' }))).toEqual({
    outcome: 'nothing',
  });
  expect(await outcome(fromServiceNow({ event_id: 'e3', sys_id: 'sys1', state: '2', sys_updated_by: 'system' }))).toEqual({
    outcome: 'nothing',
  });
  expect((await look(requestId)).state).toBe('waiting');
  expect(await outcome(fromServiceNow({ event_id: 'e4', sys_id: 'unheard-of', state: '6' }))).toEqual({ outcome: 'unknown' });
  await hospital.coordinator.call(support.triageRequest, { ...at(requestId), body: { impact: 'hospital', urgency: 'stopped' } });
  await until(async () => twin.calls.some(({ method, body }) => method === 'PATCH' && body.impact === '1'), 'the new priority');
  const patches = twin.calls.filter(({ method }) => method === 'PATCH');
  expect(patches.map(({ body }) => body)).toEqual([{ state: '2' }, { impact: '1', urgency: '1' }]);
});

test('Jira: made, solved by the asker’s word, and the web hook of our own transition changes nothing', async () => {
  const { requestId } = await hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse', text: words } });
  await over(requestId, 'jira');
  const { number } = await there(requestId);
  const ticket = twin.tickets.find((one) => one.number === number);
  await hospital.coordinator.call(support.writeNote, { ...at(requestId), body: { kind: 'answer', text: 'Restarted.', ends: true } });
  await hospital.phone('NORA').call(support.sayOwnWord, { ...at(requestId), body: { word: 'solved' } });
  await until(async () => ticket?.state === 'done', 'their issue is done');
  expect(await outcome(fromJira(ticket?.id ?? '', 'done', 'w1', 'atelbow'))).toEqual({ outcome: 'nothing' });
  expect(await outcome(fromJira(ticket?.id ?? '', 'indeterminate', 'w2', 'jane'))).toEqual({ outcome: 'changed' });
  expect(await outcome(fromJira(ticket?.id ?? '', 'indeterminate', 'w2', 'jane'))).toEqual({ outcome: 'nothing' });
  expect((await look(requestId)).state).toBe('resolved'); // only the asker opens it again
});

test('nothing unexpected was asked of them, no word of the asker is there, every change bears a key of its own', async () => {
  expect(twin.unexpected).toEqual([]);
  expect(JSON.stringify(twin.calls)).not.toContain('Quackenbush');
  const changes = twin.calls.filter(({ method, path }) => method === 'PATCH' || path.endsWith('/transitions'));
  expect(changes.filter(({ method }) => method !== 'GET').every(({ key }) => key.startsWith('dlv_'))).toBe(true);
  expect(await hospital.coordinator.call(support.checkLog, {})).toEqual({ intact: true, firstBroken: null });
});
