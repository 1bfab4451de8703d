import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { isState, openShareLine } from '#test/harness/share-line.ts';
import { startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import { makeClient } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 11, as the server sees it: an agent asks, the caller joins by the code that they were told, consents, is seen, stops; the agent has fixed
 * it, the requester confirms. Who shared when is in the request's log and the audit log; of the picture and its signals nothing is left.
 * (test/browser/screen-share.spec.ts does it with real screens.)
 */
const secretSignal = 'v=0 o=- 4611731400430051336';
let hospital: DeskHospital;
let db: Db;
let asked: support.AskedRequest;

const offer = (personId: string, requestId = asked.requestId) =>
  hospital.phone(personId).call(support.offerShare, { params: { requestId } });
const join = (
  client: { call: DeskHospital['coordinator']['call'] },
  body: { code: string } | { requestId: string } | { followToken: string },
) => client.call(support.joinShare, { body });
const kinds = async (): Promise<string[]> =>
  (await hospital.coordinator.call(support.getRequest, { params: asked })).events.map((event) => event.kind);
const line = (hello: { shareId: string; token: string }, origin?: string) => openShareLine(hospital.app.url, hello, origin);

beforeAll(async () => {
  hospital = await startDeskHospital();
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
  asked = await hospital.phone('DOC').call(support.askForHelp, { body: { unitId: '4W', topic: 'physician', text: 'it looks wrong' } });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

test('nobody without an account asks to see, an asker does not, and a closed request has no screen', async () => {
  const params = { requestId: asked.requestId };
  await expect(hospital.app.visitor().call(support.offerShare, { params })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('DOC').call(support.offerShare, { params })).rejects.toMatchObject({ status: 403 });
  await expect(offer('ANN', 'req_none')).rejects.toMatchObject({ status: 404 });
});

test('a line opens with the token of a side and from our own pages, or not at all', async () => {
  const { shareId, token } = await offer('ANN');
  expect(await (await line({ shareId, token: 'wrong' })).closed).toBe(4403);
  expect(await (await line({ shareId: 'shr_none', token })).closed).toBe(4403);
  await expect(line({ shareId, token }, 'https://elsewhere.example')).rejects.toThrow('refused');
  const agent = await line({ shareId, token });
  await agent.until(isState('asked'));
  agent.send({ kind: 'shown' }); // only the caller consents
  expect(await agent.closed).toBe(4403);
});

test('by telephone: the code joins once; the caller says yes, is seen, and stops', async () => {
  const offered = await offer('ANN');
  expect(offered.code).toMatch(/^\d{6}$/);
  const agent = await line(offered);
  const wrong = String((Number(offered.code) + 1) % 1_000_000).padStart(6, '0');
  await expect(join(makeClient(hospital.app.url), { code: wrong })).rejects.toMatchObject({ status: 404 });
  const joined = await join(makeClient(hospital.app.url), { code: offered.code });
  expect(joined).toMatchObject({ shareId: offered.shareId, agentName: expect.any(String), callBackCode: asked.callBackCode });
  await expect(join(makeClient(hospital.app.url), { code: offered.code })).rejects.toMatchObject({ status: 404 });
  const caller = await line(joined);
  await agent.until(isState('joined'));
  expect(await kinds()).not.toContain('screen-shown');
  caller.send({ kind: 'shown' });
  await agent.until(isState('shown'));
  caller.send({ kind: 'signal', data: secretSignal });
  await agent.until((message) => message.kind === 'signal' && message.data === secretSignal);
  agent.send({ kind: 'signal', data: 'answer' });
  await caller.until((message) => message.kind === 'signal' && message.data === 'answer');
  caller.send({ kind: 'end' });
  expect(await agent.until(isState('ended'))).toMatchObject({ endedBy: 'caller' });
  expect(await agent.closed).toBe(1000);
  expect((await kinds()).filter((kind) => kind.startsWith('screen')).slice(-3)).toEqual(['screen-asked', 'screen-shown', 'screen-ended']);
});

test('with an account the question is on every page, and no is an answer', async () => {
  const offered = await offer('BEN');
  const { screens } = await hospital.phone('DOC').call(support.getSituation, {});
  expect(screens).toEqual([{ requestId: asked.requestId, agentName: expect.any(String) }]);
  expect((await hospital.phone('NORA').call(support.getSituation, {})).screens).toEqual([]);
  await expect(join(hospital.phone('NORA'), { requestId: asked.requestId })).rejects.toMatchObject({ status: 404 });
  await expect(offer('ANN')).rejects.toMatchObject({ status: 409, code: 'share-open' });
  const agent = await line(offered);
  const caller = await line(await join(hospital.phone('DOC'), { requestId: asked.requestId }));
  caller.send({ kind: 'declined' });
  expect(await agent.until(isState('ended'))).toMatchObject({ endedBy: 'declined' });
  expect((await kinds()).at(-1)).toBe('screen-declined');
});

test('a lost line ends it: consent lasts as long as the line', async () => {
  const offered = await offer('ANN');
  const agent = await line(offered);
  const caller = await line(await join(hospital.phone('DOC'), { requestId: asked.requestId }));
  caller.send({ kind: 'shown' });
  await agent.until(isState('shown'));
  caller.close();
  expect(await agent.until(isState('ended'))).toMatchObject({ endedBy: 'lost' });
});

test('an instance that died takes its shares with it: somebody else ends them', async () => {
  const { shareId } = await offer('ANN');
  await db.pool.query("update support_share set alive_until = now() - interval '1 second' where share_id = $1", [shareId]);
  const state = async () =>
    (await db.pool.query<{ state: string }>('select state from support_share where share_id = $1', [shareId])).rows[0]?.state;
  await expect.poll(state, { timeout: 30_000 }).toBe('ended');
});

test('the requester confirms; the logs say who saw it and when, and no signal is left', async () => {
  await hospital.phone('DOC').call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
  const { rows } = await db.pool.query<{ action: string; account_id: string | null }>(
    "select action, account_id from audit where subject_id = $1 and action like 'support.screen%' order by seq",
    [asked.requestId],
  );
  expect(rows.filter((row) => row.action === 'support.screen-seen').length).toBe(2);
  expect(rows.every((row) => row.account_id !== null)).toBe(true);
  const left = await db.pool.query('select * from support_share_signal');
  expect(left.rows).toEqual([]);
  const { rows: shares } = await db.pool.query<{ row: string }>('select s::text as row from support_share s where code_hash is not null');
  expect(shares).toEqual([]);
  expect((await hospital.coordinator.call(support.checkLog, {})).intact).toBe(true);
});
