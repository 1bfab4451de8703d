import { channelsOf } from '#app/channels.ts';
import { readConfig } from '#app/config.ts';
import { smtpMail } from '#integrations/mail/smtp-mail.ts';
import { memoryPush } from '#integrations/push/memory-push.ts';
import { signatureOf } from '#integrations/telephony/signature.ts';
import { openDb } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { startChannelTwins, type ChannelTwins } from '#test/harness/channel-twins.ts';
import { beat, startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * The canary: a name and a record number in the words of an asker, and all channels as a hospital sets them up, down to the wire. What arrives
 * outside, what the line says and what the stream of news tells is unit, priority and call-back code.
 */
const name = 'Zebulon Quackenbush';
const recordNumber = '00451187';
const url = 'http://line.example';
const token = 'a token of thirty-two characters.';
const push = memoryPush();
let twins: ChannelTwins;
let hospital: DeskHospital;

beforeAll(async () => {
  twins = await startChannelTwins();
  const config = readConfig({
    ATELBOW_URL: url,
    PAGER_URL: twins.snppUrl,
    TELEPHONY_API: twins.telephonyApi,
    TELEPHONY_ACCOUNT: 'AC1',
    TELEPHONY_TOKEN: token,
    TELEPHONY_FROM: '+13125550100',
  });
  const channels = channelsOf(config, smtpMail(twins.smtpUrl, 'AtElbow <atelbow@lakeview.example>'));
  hospital = await startDeskHospital({ channels, push, config: { telephony: config.telephony, url } });
  const db = await openDb(hospital.app.databaseUrl, { poolMax: 1 });
  await db.pool.query("update person set phone = '+13125550142', pager = '5551234' where person_id = 'ANN'");
  await db.close();
});
afterAll(async () => {
  await hospital.app.close();
  await twins.close();
});

const heardOn = (channel: string, what: string): boolean => twins.heard.some((one) => one.channel === channel && one.text.includes(what));

test('a call goes up the whole ladder, over the wire', async () => {
  const ann = hospital.phone('ANN');
  const keys = { p256dh: 'BPublic', auth: 'secret' };
  await ann.call(support.subscribePush, { body: { endpoint: 'https://push.example/ann', keys } });
  await beat(ann);
  const body = { unitId: '4W', topic: 'physician', text: `${name}, MRN ${recordNumber}: order will not sign` };
  const doc = hospital.phone('DOC');
  const { requestId: asked } = await doc.call(support.askForHelp, { body });
  await doc.call(support.writeToDesk, {
    params: { requestId: asked },
    body: { text: `${name} waits, MRN ${recordNumber}: it will not sign` },
  });
  await until(async () => push.sent.length > 0, 'the push');
  const pass = async (seconds: number): Promise<void> => {
    hospital.app.clock.advanceMinutes(seconds / 60);
    await beat(ann);
  };
  await pass(8);
  await until(async () => heardOn('snpp', 'SEND'), 'the page');
  await pass(10);
  await until(async () => heardOn('smtp', 'QUIT') || heardOn('telephony', 'Messages.json'), 'mail and text message');
  await until(async () => heardOn('telephony', 'Messages.json'), 'the text message');
  await pass(10);
  await until(async () => heardOn('telephony', 'Calls.json'), 'the telephone call');
  expect(heardOn('snpp', 'MESS AtElbow: 4W, P3. Call-back 1')).toBe(true);
  expect(heardOn('smtp', 'Subject: AtElbow: 4W, P3. Call-back 1')).toBe(true);
});

test('whoever asks by telephone reads and hears nothing of it either', async () => {
  const form = { CallSid: 'CA1' };
  const path = '/telephony/hold';
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signatureOf(token, url + path, form),
  };
  const said = await fetch(hospital.app.url + path, { method: 'POST', headers, body: new URLSearchParams(form) });
  expect(said.status).toBe(200);
  twins.heard.push({ channel: 'telephony', text: await said.text() });
});

test('not a word of the asker left the house', () => {
  const outside = [...twins.heard.map(({ text }) => text), ...push.sent.map(({ payload }) => payload)].join('\n');
  expect(outside.length).toBeGreaterThan(500);
  for (const word of ['Zebulon', 'Quackenbush', recordNumber, 'will not sign']) expect(outside).not.toContain(word);
  // Mail may be sent encoded: neither way.
  for (const word of [name, recordNumber]) expect(outside).not.toContain(Buffer.from(word).toString('base64').slice(0, 8));
});
