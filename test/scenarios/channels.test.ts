import { memoryPage } from '#integrations/paging/memory-page.ts';
import { memoryPush } from '#integrations/push/memory-push.ts';
import * as support from '#support/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { beat, startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A call goes out by the quiet channel first, and by the next one for as long as nobody answers. A push may fail without a word, so time
 * decides. No channel ever carries what the asker typed.
 */
const secret = 'Zebulon Quackenbush';
const recordNumber = '00451187';
const push = memoryPush();
const channels = { pager: memoryPage(), mail: memoryPage(), sms: memoryPage(), voice: memoryPage() };
const endpoint = (name: string): string => `https://push.example/${name}`;
const keys = { p256dh: 'BPublic', auth: 'secret' };
let hospital: DeskHospital;
let db: Db;

beforeAll(async () => {
  hospital = await startDeskHospital({ channels, push });
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

const reached = (): string[] => [
  ...push.sent.map(() => 'push'),
  ...Object.entries(channels).flatMap(([name, { sent }]) => sent.map(() => name)),
];
/** What waits for its time stays unsent however often the server looks. */
const settled = async (count: number): Promise<string[]> => {
  await until(async () => reached().length >= count, `${count} pages, not ${reached().join(' ')}`);
  await until(async () => {
    const { rows } = await db.pool.query<{ due: boolean }>(
      "select exists (select from support_page where state = 'due' and at <= $1) as due",
      [new Date(hospital.app.clock.now())],
    );
    return rows[0]?.due === false;
  }, 'nothing due');
  return reached();
};
const pass = async (seconds: number): Promise<void> => {
  hospital.app.clock.advanceMinutes(seconds / 60);
  await beat(hospital.phone('ANN'));
};

test('only a person of the staff subscribes a browser, and only with a push service that is known', async () => {
  const body = { endpoint: endpoint('ann-gone'), keys };
  await expect(hospital.app.visitor().call(support.subscribePush, { body })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('DOC').call(support.subscribePush, { body })).rejects.toMatchObject({ status: 403 });
  const inside = { endpoint: 'https://127.0.0.1/admin', keys };
  await expect(hospital.phone('ANN').call(support.subscribePush, { body: inside })).rejects.toMatchObject({ status: 422 });
});

test('by push first; a browser that is gone is forgotten', async () => {
  const ann = hospital.phone('ANN');
  for (const name of ['ann-gone', 'ann']) await ann.call(support.subscribePush, { body: { endpoint: endpoint(name), keys } });
  expect(await ann.call(support.getPush, {})).toEqual({ publicKey: 'public', browsers: 2 });
  await beat(ann);
  const body = { unitId: '4W', topic: 'physician', text: `${secret}, MRN ${recordNumber}: order will not sign` };
  await hospital.phone('DOC').call(support.askForHelp, { body });
  expect(await settled(1)).toEqual(['push']);
  expect(JSON.parse(push.sent[0]?.payload ?? '')).toEqual({ unit: '4 West', priority: 'P3', code: '1', offer: expect.any(String) });
  expect(await ann.call(support.getPush, {})).toMatchObject({ browsers: 1 });
});

test('nobody answers: pager, mail and text message, telephone, each in its time', async () => {
  await pass(7);
  expect(await settled(1)).toEqual(['push']);
  await pass(1);
  expect(await settled(2)).toEqual(['push', 'pager']);
  await pass(10);
  expect(await settled(4)).toEqual(['push', 'pager', 'mail', 'sms']);
  await pass(10);
  expect(await settled(5)).toEqual(['push', 'pager', 'mail', 'sms', 'voice']);
});

test('an answer ends it: no further channel is tried for that call', async () => {
  const [offer] = (await hospital.phone('ANN').call(support.getOwnDuty, {})).offers;
  await hospital.phone('ANN').call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  await beat(hospital.phone('BEN'));
  await hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse' } });
  // Ben subscribed no browser: the pager comes at once.
  expect(await settled(6)).toEqual(['push', 'pager', 'pager', 'mail', 'sms', 'voice']);
  const [second] = (await hospital.phone('BEN').call(support.getOwnDuty, {})).offers;
  await hospital.phone('BEN').call(support.acceptOffer, { params: { offerId: second?.offerId ?? '' } });
  hospital.app.clock.advanceMinutes(1);
  await beat(hospital.phone('BEN'));
  await until(async () => {
    const { rows } = await db.pool.query<{ n: number }>("select count(*)::int as n from support_page where state = 'due'");
    return rows[0]?.n === 0;
  }, 'the pages of an answered call are over');
  expect(reached()).toHaveLength(6);
});

test('a hospital decides how long each channel is given', async () => {
  const director = await hospital.app.signIn('director');
  await director.call(support.changeDispatchSettings, { body: { values: { pushWaitSeconds: 0, pagerWaitSeconds: 0 } } });
  await hospital.phone('CARA').call(support.subscribePush, { body: { endpoint: endpoint('cara'), keys } });
  await beat(hospital.phone('CARA'));
  await hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse' } });
  expect((await settled(10)).slice(-10)).toEqual(['push', 'push', 'pager', 'pager', 'pager', 'mail', 'mail', 'sms', 'sms', 'voice']);
});

test('no channel and no table of channels has a word of the asker; keys are all different', async () => {
  const messages = [...push.sent, ...Object.values(channels).flatMap(({ sent }) => sent)];
  const said = JSON.stringify(messages);
  for (const word of [secret, 'Quackenbush', recordNumber, 'will not sign']) expect(said).not.toContain(word);
  const pageKeys = Object.values(channels).flatMap(({ sent }) => sent.map(({ key }) => key));
  expect(new Set(pageKeys).size).toBe(pageKeys.length);
});
