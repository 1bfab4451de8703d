import { SaxesParser } from 'saxes';
import { signatureOf } from '#integrations/telephony/signature.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { beat, startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * The support line: a provider of telephony calls our web hooks, we answer TwiML. Who telephones stands in the same queue as everybody else,
 * physicians first; they are held, told the truth, and put through to whoever has accepted.
 */
const token = 'a token of thirty-two characters.';
const url = 'http://line.example';
const telephony = { api: 'http://127.0.0.1:9', account: 'AC1', token, from: '+13125550100' };
let hospital: DeskHospital;
let db: Db;

beforeAll(async () => {
  hospital = await startDeskHospital({ config: { telephony, url } });
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
  await db.pool.query("update person set phone = '+1 312 555 0142' where person_id = 'ANN'");
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** TwiML read by a parser that knows nothing of how it was written: every element with its text, in order. */
function read(xml: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return found;
}

async function post(path: string, form: Record<string, string>, signature?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': signature ?? signatureOf(token, url + path, form),
  };
  return fetch(hospital.app.url + path, { method: 'POST', headers, body: new URLSearchParams(form) });
}

async function say(path: string, form: Record<string, string>): Promise<Element[]> {
  const answer = await post(path, form);
  expect(answer.headers.get('content-type')).toContain('text/xml');
  return read(await answer.text());
}

const first = (elements: readonly Element[], name: string): Element | undefined => elements.find((one) => one.name === name);
const spoken = (elements: readonly Element[]): string =>
  elements
    .filter(({ name }) => name === 'Say')
    .map(({ text }) => text)
    .join(' ');

/** A caller who presses these keys. */
async function callIn(callSid: string, classKey: string, unitCode: string): Promise<Element[]> {
  const welcome = await say('/telephony/voice', { CallSid: callSid });
  const who = await say(first(welcome, 'Gather')?.attributes['action'] ?? '', { CallSid: callSid, Digits: classKey });
  return say(first(who, 'Gather')?.attributes['action'] ?? '', { CallSid: callSid, Digits: unitCode });
}

let code = '';

test('whoever cannot sign as the provider is sent away', async () => {
  const form = { CallSid: 'CA1' };
  expect((await post('/telephony/voice', form, 'wrong')).status).toBe(403);
  expect((await post('/telephony/voice', form, signatureOf('another token', `${url}/telephony/voice`, form))).status).toBe(403);
  const signed = signatureOf(token, `${url}/telephony/voice`, form);
  expect((await post('/telephony/voice', { ...form, Digits: '1' }, signed)).status).toBe(403);
});

test('the example that the provider publishes signs as published', () => {
  const form = { Digits: '1234', To: '+18005551212', From: '+14158675310', Caller: '+14158675310', CallSid: 'CA1234567890ABCDE' };
  expect(signatureOf('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', form)).toBe('GvWf1cFY/Q7PnoempGyD5oXAezc=');
});

test('a unit has a code, printed with its link, and it never changes', async () => {
  const { codes } = await hospital.coordinator.call(support.listUnitCodes, {});
  expect(codes.map(({ unitId }) => unitId)).toEqual(['4W', '5E']);
  expect((await hospital.coordinator.call(support.listUnitCodes, {})).codes).toEqual(codes);
  code = String(codes[0]?.code);
});

test('a caller is told the truth when nobody can be reached, and is asked for nothing about a patient', async () => {
  const held = await callIn('CA-night', '2', code);
  expect(spoken(held)).toContain('can be reached at this moment');
  expect(spoken(held)).toContain('You may hang up');
  const welcome = spoken(await say('/telephony/voice', { CallSid: 'CA0' }));
  expect(welcome).toContain('do not say or key in anything that points to a patient');
});

test('a physician who telephones is served before the nurse who telephoned first', async () => {
  hospital.app.clock.advanceMinutes(1);
  await callIn('CA-doc', '1', code);
  const { requests } = await hospital.phone('ANN').call(support.getQueue, {});
  expect(requests.map((one) => one.askerClass)).toEqual(['provider', 'nurse']);
  expect(requests[0]).toMatchObject({ unitId: '4W', topic: 'physician', text: '' });
});

test('the provider of telephony repeats itself: one call is one request', async () => {
  await callIn('CA-doc', '1', code);
  await callIn('CA-doc', '3', code);
  expect((await hospital.phone('ANN').call(support.getQueue, {})).requests).toHaveLength(2);
});

test('held until somebody accepts, then put through to them by their own number', async () => {
  const hold = await say('/telephony/hold', { CallSid: 'CA-doc' });
  expect(first(hold, 'Leave')).toBeUndefined();
  await beat(hospital.phone('ANN'));
  const [offer] = (await hospital.phone('ANN').call(support.getOwnDuty, {})).offers;
  expect(offer?.request.askerClass).toBe('provider');
  expect(spoken(await say('/telephony/hold', { CallSid: 'CA-doc' }))).toContain('calling the nearest supporter');
  await hospital.phone('ANN').call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  expect(first(await say('/telephony/hold', { CallSid: 'CA-doc' }), 'Leave')).toBeDefined();
  const connect = await say('/telephony/connect', { CallSid: 'CA-doc', QueueResult: 'leave' });
  expect(spoken(connect)).toMatch(/^Ann D\. is coming to 4 West, about \d+ minutes? away/);
  expect(first(connect, 'Number')?.text).toBe('+1 312 555 0142');
  const missed = await say('/telephony/dialled', { CallSid: 'CA-doc', DialCallStatus: 'no-answer' });
  expect(spoken(missed)).toContain('they have your request');
});

test('a supporter who is called takes it with a key; too late reads who has it', async () => {
  const ben = hospital.phone('BEN');
  await beat(ben);
  const [offer] = (await ben.call(support.getOwnDuty, {})).offers;
  const path = `/telephony/answer?${new URLSearchParams({ offer: offer?.offerId ?? '', person: 'BEN' })}`;
  expect(spoken(await say(path, {}))).toContain('No key');
  expect(spoken(await say(path, { Digits: '1' }))).toContain('It is yours');
  expect((await ben.call(support.getOwnDuty, {})).holding).toHaveLength(1);
  const other = `/telephony/answer?${new URLSearchParams({ offer: offer?.offerId ?? '', person: 'CARA' })}`;
  expect(spoken(await say(other, { Digits: '1' }))).not.toContain('It is yours');
});

test('a text message is answered by a figure, from the number that the directory knows', async () => {
  const cara = hospital.phone('CARA');
  await db.pool.query("update person set phone = '(312) 555-0177' where person_id = 'CARA'");
  await beat(cara);
  await hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse' } });
  expect((await cara.call(support.getOwnDuty, {})).offers).toHaveLength(1);
  const text = async (from: string, body: string): Promise<string> =>
    first(await say('/telephony/sms', { From: from, Body: body }), 'Message')?.text ?? '';
  expect(await text('+13125550177', 'coming!')).toContain('Answer 1 if you go');
  expect(await text('+13125550199', '1')).toContain('Nobody is calling you');
  expect(await text('+13125550177', ' 1 ')).toContain('It is yours');
  expect((await cara.call(support.getOwnDuty, {})).holding).toHaveLength(1);
  expect(await text('+13125550177', '1')).toContain('Nobody is calling you');
});

test('wrong keys are heard out three times, and never held against anybody', async () => {
  let heard = await say('/telephony/who?class=nurse', { CallSid: 'CA-lost' });
  for (let i = 0; i < 3; i++) {
    const wrong = await say(first(heard, 'Gather')?.attributes['action'] ?? '', { CallSid: 'CA-lost', Digits: '9999' });
    expect(spoken(wrong)).toContain('No unit has this code');
    heard = await say(first(wrong, 'Redirect')?.text ?? '', { CallSid: 'CA-lost' });
  }
  expect(first(heard, 'Hangup')).toBeDefined();
});

test('sheets for the workstations: a link for each unit, which replaces the old ones, and only the desk prints them', async () => {
  const print = (who: string) =>
    hospital.phone(who).fetch(support.helpSheetsPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ unitIds: ['4W', '5E'], replaces: true }),
    });
  expect((await print('ANN')).status).toBe(403);
  for (let i = 0; i < 2; i++) {
    const answer = await print('LEE');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }
  const { places } = await hospital.coordinator.call(support.listPlaceLinks, {});
  const inUse = (unitId: string): number => places.filter((one) => one.unitId === unitId && one.revokedAt === null).length;
  expect([places.length, inUse('4W'), inUse('5E')]).toEqual([4, 1, 1]);
});
