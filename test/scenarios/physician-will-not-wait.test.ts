import * as support from '#support/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { beat, startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import { makeClient } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 5. A provider's call goes first; whoever is silent is passed over for the next person; at the third attempt the zone lead is called as
 * well. Whoever loses reads who has it, nothing is closed but by the asker, and no word of the asker goes out by page.
 */
const secret = 'Zebulon Quackenbush';
const recordNumber = '00451187';
let hospital: DeskHospital;
let db: Db;
let request: support.AskedRequest;

const duty = (personId: string) => hospital.phone(personId).call(support.getOwnDuty, {});
const look = (requestId: string) => hospital.phone('ANN').call(support.getRequest, { params: { requestId } });
const progress = (personId: string, requestId: string, step: 'on-the-way' | 'arrived' | 'done') =>
  hospital.phone(personId).call(support.reportProgress, { params: { requestId }, body: { step } });

/** Half a minute goes by, and the phones that are alive say so. */
async function passSeconds(seconds: number): Promise<void> {
  hospital.app.clock.advanceMinutes(seconds / 60);
  for (const personId of ['ANN', 'BEN', 'CARA', 'LEE']) await beat(hospital.phone(personId));
}

const paged = (personId: string) =>
  until(async () => hospital.pages.sent.some((page) => page.to.personId === personId), `page to ${personId}`);

/** The one supporter (not the lead) who is being called, once somebody other than `before` is. */
const called = (before: readonly string[]): Promise<string> =>
  until(async () => {
    const { calling } = await look(request.requestId);
    return calling.map((one) => one.personId).find((personId) => personId !== 'LEE' && !before.includes(personId));
  }, 'the next person');

beforeAll(async () => {
  hospital = await startDeskHospital();
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

test('nobody asks or answers without an account, and an asker cannot answer', async () => {
  const visitor = hospital.app.visitor();
  await expect(visitor.call(support.askForHelp, { body: { unitId: '4W' } })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('DOC').call(support.getQueue, {})).rejects.toMatchObject({ status: 403 });
  await expect(hospital.phone('ANN').call(support.listPlaceLinks, {})).rejects.toMatchObject({ status: 403 });
});

test('those whom the plan has here are on duty, but nobody is called whose phone is silent', async () => {
  const asked = await hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse', text: 'wrong unit' } });
  expect(asked).toMatchObject({ state: 'waiting', gap: { reason: 'nobody-reachable' } });
  await hospital.phone('NORA').call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
  expect(await duty('ANN')).toMatchObject({ onDuty: true, unitId: '4W', tier: 'super-user', heartbeatAt: null });
});

test("a provider's call goes to the top of the queue", async () => {
  await beat(hospital.phone('ANN'));
  const nora = hospital.phone('NORA');
  const first = await nora.call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse' } });
  const [offer] = (await duty('ANN')).offers;
  await hospital.phone('ANN').call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  const second = await nora.call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse' } });
  hospital.app.clock.advanceMinutes(0.5);
  const body = { unitId: '4W', topic: 'physician', text: `${secret}, MRN ${recordNumber}: discharge order will not sign` };
  const asked = await hospital.phone('DOC').call(support.askForHelp, { body });
  request = asked;
  expect(asked.removed).toEqual(['record-number']);
  expect(asked.gap?.reason).toBe('all-busy');
  const { requests } = await hospital.phone('ANN').call(support.getQueue, {});
  expect(requests.filter((one) => one.state === 'waiting').map((one) => one.requestId)).toEqual([asked.requestId, second.requestId]);
  await beat(hospital.phone('ANN'));
  await progress('ANN', first.requestId, 'arrived');
  await progress('ANN', first.requestId, 'done');
  expect((await look(asked.requestId)).calling.map((one) => one.personId)).toEqual(['ANN']);
  for (const one of [second, first])
    await nora.call(support.sayOwnWord, { params: one, body: { word: one === first ? 'solved' : 'not-needed' } });
});

test('silent: the next person; silent again: another, and the zone lead as well', async () => {
  const lead = { tier: 'zone-lead' as const, unitId: '5E' };
  await expect(hospital.phone('BEN').call(support.signOn, { body: lead })).rejects.toMatchObject({ status: 403 });
  await hospital.phone('LEE').call(support.signOn, { body: lead });
  await paged('ANN');
  await passSeconds(31);
  const second = await called(['ANN']);
  await paged(second);
  await passSeconds(31);
  const third = await called(['ANN', second]);
  const { calling } = await look(request.requestId);
  expect(new Set(['ANN', second, third])).toEqual(new Set(['ANN', 'BEN', 'CARA']));
  expect(calling.map((one) => one.personId).toSorted()).toEqual([third, 'LEE'].toSorted());
});

test('exactly one wins; the other reads who has it', async () => {
  const { calling } = await look(request.requestId);
  const other = calling.find((one) => one.personId !== 'LEE')?.personId ?? '';
  const [leads] = (await duty('LEE')).offers;
  const [others] = (await duty(other)).offers;
  expect(leads?.why).toContain('zone lead');
  await hospital.phone('LEE').call(support.acceptOffer, { params: { offerId: leads?.offerId ?? '' } });
  await expect(hospital.phone(other).call(support.acceptOffer, { params: { offerId: others?.offerId ?? '' } })).rejects.toMatchObject({
    status: 409,
    code: 'taken',
    message: 'Lee L. has it. You are free for the next one.',
  });
  expect((await duty(other)).state).toBe('free');
});

test('nothing is closed but by the asker: not solved opens it again, with its age', async () => {
  for (const step of ['on-the-way', 'arrived', 'arrived', 'done'] as const) await progress('LEE', request.requestId, step);
  const nora = hospital.phone('NORA').call(support.sayOwnWord, { params: request, body: { word: 'solved' } });
  await expect(nora).rejects.toMatchObject({ status: 403 });
  const again = await hospital.phone('DOC').call(support.sayOwnWord, { params: request, body: { word: 'not-solved' } });
  expect(again.state).toBe('waiting');
  const seen = await look(request.requestId);
  expect(seen.waitingSince).toBe(request.createdAt);
  const helper = await called([]);
  const [offer] = (await duty(helper)).offers;
  await hospital.phone(helper).call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  await progress(helper, request.requestId, 'done');
  expect((await look(request.requestId)).state).toBe('done');
  expect((await hospital.phone('DOC').call(support.sayOwnWord, { params: request, body: { word: 'solved' } })).state).toBe('resolved');
});

test('all of it is in the log, which is intact and cannot be edited', async () => {
  const { events } = await look(request.requestId);
  const untilTaken = 'asked offered lapsed offered lapsed offered offered escalated accepted';
  const untilClosed = 'on-the-way arrived done reopened offered accepted done confirmed';
  expect(events.map((event) => event.kind).join(' ')).toBe(`${untilTaken} ${untilClosed}`);
  expect(await hospital.coordinator.call(support.checkLog, {})).toEqual({ intact: true, firstBroken: null });
  await expect(db.pool.query("update support_event set kind = 'x'")).rejects.toThrow('never changed');
});

test('no page, news, log of requests or audit line has a word of the asker; the record number is nowhere at all', async () => {
  expect(hospital.pages.sent.length).toBeGreaterThanOrEqual(2);
  for (const page of hospital.pages.sent) expect(page.text).toMatch(/^AtElbow: (4W|5E), P[1-4]\. Call-back \d+$/);
  expect(new Set(hospital.pages.sent.map((page) => page.key)).size).toBe(hospital.pages.sent.length);
  const { rows } = await db.pool.query<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  for (const { table_name } of rows) {
    const { rows: found } = await db.pool.query<{ row: string }>(`select t::text as row from ${table_name} t`);
    const text = found.map(({ row }) => row).join('\n');
    expect({ table_name, has: text.includes(recordNumber) }).toEqual({ table_name, has: false });
    expect({ table_name, has: text.includes(secret) }).toEqual({ table_name, has: table_name === 'support_request' });
  }
});

test('a trusted workstation asks without an account until its link is revoked', async () => {
  const place = await hospital.coordinator.call(support.createPlace, { body: { unitId: '4W', label: 'Nurse station' } });
  const token = place.path.replace('/ask/', '');
  const workstation = makeClient(hospital.app.url);
  const clientKey = crypto.randomUUID();
  const body = { askerClass: 'provider', topic: 'physician', text: 'call me on 312 555 0142', clientKey } as const;
  const asked = await workstation.call(support.askFromPlace, { params: { token }, body });
  const again = await workstation.call(support.askFromPlace, { params: { token }, body });
  expect(again.requestId).toBe(asked.requestId);
  expect(asked).toMatchObject({ unitId: '4W', removed: ['phone-number'], text: 'call me on [phone number removed]' });
  const followToken = again.followToken;
  expect((await workstation.call(support.followRequest, { params: { followToken } })).requestId).toBe(asked.requestId);
  await expect(workstation.call(support.followRequest, { params: { followToken: asked.followToken } })).rejects.toMatchObject({
    status: 404,
  });
  const gone = await workstation.call(support.sayFollowedWord, { params: { followToken }, body: { word: 'not-needed' } });
  expect(gone.state).toBe('withdrawn');
  await hospital.coordinator.call(support.revokePlace, { params: { placeId: place.placeId } });
  await expect(workstation.call(support.askFromPlace, { params: { token }, body: {} })).rejects.toMatchObject({ status: 404 });
});

test('a hospital decides for itself how long a call waits for its answer', async () => {
  const director = await hospital.app.signIn('director');
  const values = { providerOfferSeconds: 12 };
  await expect(hospital.coordinator.call(support.changeDispatchSettings, { body: { values } })).rejects.toMatchObject({ status: 403 });
  const wrong = director.call(support.changeDispatchSettings, { body: { values: { providerOfferSeconds: 1 } } });
  await expect(wrong).rejects.toMatchObject({ status: 422 });
  await director.call(support.changeDispatchSettings, { body: { values } });
  await passSeconds(1);
  const asked = await hospital.phone('DOC').call(support.askForHelp, { body: { unitId: '4W', topic: 'physician' } });
  const [calling] = (await look(asked.requestId)).calling;
  expect(calling?.expiresAt).toBe(asked.createdAt + 12_000);
});
