import * as support from '#support/contract.ts';
import { beat, startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A morning at the help desk: a caller's request is taken down, taken, its clock stands while it is the vendor's turn, it is answered with a tip
 * sheet, and only the asker closes it. What is the same problem hangs together, and each asker has their own last word.
 */
let hospital: DeskHospital;
let agent: Client;

const at = (requestId: string) => ({ params: { requestId } });
const look = (requestId: string) => agent.call(support.getDeskRequest, at(requestId));
const askNora = (text: string, topic = 'nurse') => hospital.phone('NORA').call(support.askForHelp, { body: { unitId: '4W', topic, text } });

beforeAll(async () => {
  hospital = await startDeskHospital();
  agent = hospital.phone('LEE');
});
afterAll(() => hospital.app.close());

test('nobody sees or works the desk without an account, and a supporter does not work it', async () => {
  await expect(hospital.app.visitor().call(support.getDesk, {})).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('NORA').call(support.getDesk, {})).rejects.toMatchObject({ status: 403 });
  const asked = await askNora('first');
  await expect(hospital.phone('ANN').call(support.takeRequest, at(asked.requestId))).rejects.toMatchObject({ status: 403 });
  await expect(hospital.phone('ANN').call(support.createMacro, { body: {} as never })).rejects.toMatchObject({ status: 403 });
  await hospital.phone('NORA').call(support.sayOwnWord, { ...at(asked.requestId), body: { word: 'not-needed' } });
});

test('somebody telephones: taken down, taken, paused for the vendor, answered with a tip sheet, closed by the asker alone', async () => {
  const tip = await agent.call(support.createTip, {
    body: { title: 'Sign a discharge order', body: 'Open **Orders**, then *Sign*.', topics: ['physician'], note: 'First' },
  });
  const taken = await agent.call(support.askForCaller, {
    body: { unitId: '4W', topic: 'physician', text: 'Discharge order will not sign, MRN 00451187', personId: 'DOC' },
  });
  expect(taken).toMatchObject({ askerClass: 'provider', askerName: 'Dora Docherty', removed: ['record-number'] });
  const { requestId } = taken;
  await expect(agent.call(support.pauseClock, { ...at(requestId), body: { reason: 'vendor' } })).rejects.toMatchObject({ status: 409 });
  hospital.app.clock.advanceMinutes(3);
  expect(await agent.call(support.takeRequest, at(requestId))).toMatchObject({ state: 'arrived', holderName: 'Lee L.' });
  hospital.app.clock.advanceMinutes(10);
  await agent.call(support.pauseClock, { ...at(requestId), body: { reason: 'vendor' } });
  hospital.app.clock.advanceMinutes(100);
  expect(await look(requestId)).toMatchObject({
    pausedFor: 'vendor',
    response: { state: 'met', elapsedMs: 3 * 60_000 },
    resolution: { state: 'paused', elapsedMs: 13 * 60_000, dueAt: null, breached: false },
  });
  await agent.call(support.pauseClock, { ...at(requestId), body: { reason: null } });
  hospital.app.clock.advanceMinutes(2);
  const written = await agent.call(support.writeNote, {
    ...at(requestId),
    body: { kind: 'answer', text: 'The vendor has mended it. Call 312 555 0142 if not.', ends: true, tipIds: [tip.tipId] },
  });
  expect(written).toMatchObject({ removed: ['phone-number'], note: { tips: [{ tipId: tip.tipId, version: 1, title: tip.title }] } });
  const answered = await look(requestId);
  expect(answered).toMatchObject({ state: 'done', resolution: { state: 'met', elapsedMs: 15 * 60_000 }, notes: 1 });
  expect(answered.events.map(({ kind }) => kind)).toEqual(['asked', 'escalated', 'taken', 'paused', 'resumed', 'answered']);
  expect((await agent.call(support.searchTips, { query: {} })).tips[0]).toMatchObject({ tipId: tip.tipId, used: 1 });
  const doc = hospital.phone('DOC');
  expect((await doc.call(support.listOwnRequests, {})).requests[0]).toMatchObject({
    requestId,
    messages: [{ kind: 'answer', text: 'The vendor has mended it. Call [phone number removed] if not.' }],
  });
  expect(await doc.call(support.sayOwnWord, { ...at(requestId), body: { word: 'solved' } })).toMatchObject({ state: 'resolved' });
});

test('the desk answers on the asker’s own page: they write back there, from a workstation too, and no word of it goes out', async () => {
  const nora = hospital.phone('NORA');
  const { requestId } = await askNora('the label printer is silent');
  await agent.call(support.takeRequest, at(requestId));
  await agent.call(support.writeNote, { ...at(requestId), body: { kind: 'note', text: 'For us alone.' } });
  await agent.call(support.writeNote, { ...at(requestId), body: { kind: 'answer', text: 'Is its light green?', ends: false } });
  const own = async (): Promise<string[]> =>
    (await nora.call(support.listOwnRequests, {})).requests
      .find((one) => one.requestId === requestId)
      ?.messages.map(({ kind, text }) => `${kind}: ${text}`) ?? [];
  expect(await own()).toEqual(['answer: Is its light green?']);
  const back = { ...at(requestId), body: { text: 'Red. Mrs MRN 00451187 waits for it.' } };
  await expect(hospital.app.visitor().call(support.writeToDesk, back)).rejects.toMatchObject({ status: 401 });
  for (const other of ['DOC', 'ANN', 'LEE'])
    await expect(hospital.phone(other).call(support.writeToDesk, back)).rejects.toMatchObject({ status: 403 });
  expect(await nora.call(support.writeToDesk, back)).toMatchObject({ state: 'arrived', removed: ['record-number'] });
  expect(await own()).toEqual(['answer: Is its light green?', 'asker: Red. Mrs [record number removed] waits for it.']);
  const seen = await look(requestId);
  expect(seen.conversation.map(({ kind, byName }) => [kind, byName]).at(-1)).toEqual(['asker', expect.stringContaining('clinician')]);
  // The log of the request says that they wrote, and not what.
  expect(JSON.stringify(seen.events)).not.toMatch(/Red|green/);
  await agent.call(support.writeNote, { ...at(requestId), body: { kind: 'answer', text: 'Mended.', ends: true } });
  await nora.call(support.sayOwnWord, { ...at(requestId), body: { word: 'solved' } });
  expect(await nora.call(support.writeToDesk, { ...at(requestId), body: { text: 'Silent again.' } })).toMatchObject({ state: 'waiting' });
  await nora.call(support.sayOwnWord, { ...at(requestId), body: { word: 'not-needed' } });

  const place = await hospital.coordinator.call(support.createPlace, { body: { unitId: '4W' } });
  const nobody = hospital.app.visitor();
  const token = place.path.split('/').at(-1) ?? '';
  const { followToken, requestId: followed } = await nobody.call(support.askFromPlace, { params: { token }, body: { topic: 'nurse' } });
  const params = { followToken };
  expect(await nobody.call(support.writeFollowed, { params, body: { text: 'By the window.' } })).toMatchObject({
    messages: [{ kind: 'asker', byName: 'The asker', text: 'By the window.' }],
  });
  await expect(nobody.call(support.writeFollowed, { params: { followToken: 'guessed' }, body: { text: 'x' } })).rejects.toMatchObject({
    status: 404,
  });
  expect((await look(followed)).conversation).toHaveLength(1);
  await nobody.call(support.sayFollowedWord, { params, body: { word: 'not-needed' } });
});

test('the same problem hangs together; the parent’s end asks each asker, and closes nothing of theirs', async () => {
  const [first, second, third] = [
    await askNora('wristband labels print blank'),
    await askNora('labels blank'),
    await askNora('printer jam'),
  ];
  const link = (requestId: string, kind: 'child' | 'duplicate', callBackCode: string) =>
    agent.call(support.linkRequest, { ...at(requestId), body: { kind, callBackCode } });
  await link(second.requestId, 'duplicate', first.callBackCode);
  await link(third.requestId, 'child', first.callBackCode);
  await expect(link(first.requestId, 'child', second.callBackCode)).rejects.toMatchObject({ status: 422 });
  await expect(link(first.requestId, 'child', first.callBackCode)).rejects.toMatchObject({ status: 422 });
  await expect(link(first.requestId, 'child', '99999')).rejects.toMatchObject({ status: 404 });
  const row = (await agent.call(support.getDesk, {})).requests.find((one) => one.requestId === first.requestId);
  expect(row).toMatchObject({ linked: 2 });
  await agent.call(support.takeRequest, at(first.requestId));
  await agent.call(support.writeNote, { ...at(first.requestId), body: { kind: 'answer', text: 'New roll of labels.', ends: true } });
  expect((await look(second.requestId)).state).toBe('waiting');
  await expect(hospital.phone('DOC').call(support.sayOwnWord, { ...at(first.requestId), body: { word: 'solved' } })).rejects.toMatchObject({
    status: 403,
  });
  await agent.call(support.sayOwnWord, { ...at(first.requestId), body: { word: 'solved' } });
  for (const { requestId } of [second, third]) expect(await look(requestId)).toMatchObject({ state: 'done' });
  await agent.call(support.sayOwnWord, { ...at(second.requestId), body: { word: 'solved' } });
  expect(await agent.call(support.sayOwnWord, { ...at(third.requestId), body: { word: 'not-solved' } })).toMatchObject({
    state: 'waiting',
  });
  await agent.call(support.sayOwnWord, { ...at(third.requestId), body: { word: 'not-needed' } });
});

test('sent on to a tier by choice: the floors are not called, an empty tier is skipped, nobody there is told', async () => {
  const supporters = ['ANN', 'BEN', 'CARA'].map((personId) => hospital.phone(personId));
  for (const supporter of supporters) await supporter.call(support.signOn, { body: { tier: 'ate', unitId: '4W' } });
  const nora = hospital.phone('NORA');
  const asked = await nora.call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse', text: 'interface is down' } });
  expect((await look(asked.requestId)).calling).toHaveLength(1);
  const sent = await agent.call(support.sendRequestOn, { ...at(asked.requestId), body: { tier: 'analyst' } });
  expect(sent).toMatchObject({ state: 'waiting', calling: [], gap: { reason: 'nobody-on-duty' } });
  expect(sent.gap?.text).toContain('analysts');
  const [ann] = supporters;
  await ann?.call(support.signOn, { body: { tier: 'vendor', unitId: null } });
  await beat(ann as Client);
  const called = await until(async () => (await look(asked.requestId)).calling[0], 'the vendor is called');
  expect(called.personId).toBe('ANN');
  const [offer] = (await ann?.call(support.getOwnDuty, {}))?.offers ?? [];
  await ann?.call(support.acceptOffer, { params: { offerId: offer?.offerId ?? '' } });
  expect(await look(asked.requestId)).toMatchObject({ state: 'accepted', holder: 'ANN', sentTo: 'analyst' });
});

test('as one types: the known issue by its words, the same told twice, and a tip sheet', async () => {
  const issue = await agent.call(support.createIssue, {
    body: { title: 'Scanner does not read wristbands', workaround: 'Type the number.' },
  });
  const nora = hospital.phone('NORA');
  const asked = await nora.call(support.askForHelp, { body: { unitId: '4W', topic: 'nurse', text: 'wristband scanner not reading' } });
  const found = await agent.call(support.suggest, { body: { text: 'the scanner wont read this wristband', unitId: '4W', topic: 'nurse' } });
  expect(found.issues.map(({ issueId }) => issueId)).toEqual([issue.issueId]);
  expect(found.duplicates.map(({ requestId }) => requestId)).toEqual([asked.requestId]);
  const discharge = await agent.call(support.suggest, { body: { text: 'discharge order' } });
  expect(discharge).toMatchObject({ issues: [], tips: [{ title: 'Sign a discharge order' }] });
  expect(await agent.call(support.attachRequests, { params: issue, body: { requestIds: [asked.requestId] } })).toMatchObject({
    requests: 1,
  });
});

test('tip sheets: found by the beginning of a word, versions stay, two who write at once do not overwrite each other', async () => {
  const [tip] = (await agent.call(support.searchTips, { query: { q: 'disch ord' } })).tips;
  if (!tip) throw new Error('not found by the beginnings of its words');
  expect(tip.found.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['Orders']);
  expect((await agent.call(support.searchTips, { query: { q: 'discharge pizza' } })).tips).toEqual([]);
  const body = { title: tip.title, body: 'Open **Orders**.\nChoose *Sign*.', topics: ['physician'], basedOn: 1 };
  const changed = await agent.call(support.changeTip, { params: tip, body });
  expect(changed.version).toBe(2);
  await expect(agent.call(support.changeTip, { params: tip, body })).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
  const { versions } = await agent.call(support.tipHistory, { params: tip });
  expect(versions[0]?.changes.filter(({ kind }) => kind !== 'same')).toHaveLength(3);
  expect((await agent.call(support.readTip, { params: tip, query: { version: 1 } })).body).toBe('Open **Orders**, then *Sign*.');
  const clinician = hospital.phone('DOC');
  await expect(clinician.call(support.changeTip, { params: tip, body })).rejects.toMatchObject({ status: 403 });
  expect((await clinician.call(support.readTip, { params: tip, query: {} })).version).toBe(2);
});

test('the log of all of it is intact', async () => {
  expect(await agent.call(support.checkLog, {})).toEqual({ intact: true, firstBroken: null });
});
