import { hourMs } from '#kernel/time.ts';
import * as support from '#support/contract.ts';
import { beat, startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A shift of the command centre: a problem is found behind some requests, gets an owner and a date, is spoken of in the huddle, and closes with an
 * answer that everybody who asked is told and asked about; the next shift takes over a sheet on which nothing is missing.
 */
const secret = 'Zebulon Quackenbush';
let hospital: DeskHospital;
let desk: Client;
let issueId = '';
const asked: support.AskedRequest[] = [];
const now = () => hospital.app.clock.now();
const ask = (personId: 'DOC' | 'NORA', text: string) =>
  hospital.phone(personId).call(support.askForHelp, { body: { unitId: '4W', topic: personId === 'DOC' ? 'physician' : 'nurse', text } });
const line = async () =>
  (await desk.call(support.listResolutions, {})).lines.find((one) => one.issueId === issueId) ?? expect.fail('the line is gone');

beforeAll(async () => {
  hospital = await startDeskHospital();
  desk = hospital.coordinator;
  for (const personId of ['ANN', 'BEN']) await beat(hospital.phone(personId));
});
afterAll(() => hospital.app.close());

test('those who help may look, only the desk decides, an asker does neither', async () => {
  await expect(hospital.app.visitor().call(support.listResolutions, {})).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('DOC').call(support.previewHandOver, {})).rejects.toMatchObject({ status: 403 });
  expect((await hospital.phone('ANN').call(support.listHuddles, {})).huddles).toEqual([]);
  await expect(hospital.phone('ANN').call(support.createHuddle, { body: { at: now() } })).rejects.toMatchObject({ status: 403 });
});

test('a problem behind requests gets an owner and a date', async () => {
  for (const personId of ['DOC', 'NORA', 'DOC', 'NORA'] as const) asked.push(await ask(personId, `${secret}: order set is empty`));
  const issue = await desk.call(support.createIssue, { body: { title: 'Order sets are empty', workaround: 'Order one by one' } });
  issueId = issue.issueId;
  await desk.call(support.attachRequests, { params: { issueId }, body: { requestIds: asked.map((one) => one.requestId) } });
  const found = await line();
  expect(found).toMatchObject({ stage: 'found', ownerName: '', requests: 4, openRequests: 4, units: 1, version: 0 });
  const plan = { ...found, stage: 'working' as const, ownerName: 'Lee Leadbeater', ownerId: 'LEE', dueAt: now() + hourMs };
  await desk.call(support.changeResolution, { params: { issueId }, body: plan });
  const stale = desk.call(support.changeResolution, { params: { issueId }, body: plan });
  await expect(stale).rejects.toMatchObject({ status: 409, code: 'changed-meanwhile' });
});

test('a major incident is declared once, shows to everybody, and stands down with a word', async () => {
  const body = { title: 'Order sets are empty', text: 'Order one by one', issueId };
  const incident = await desk.call(support.declareIncident, { body });
  await expect(desk.call(support.declareIncident, { body })).rejects.toMatchObject({ status: 409 });
  expect((await hospital.phone('DOC').call(support.getSituation, {})).incident).toEqual(incident);
  expect((await desk.call(support.getWallBoard, {})).incident).toEqual(incident);
  const ended = await desk.call(support.standDownIncident, { params: incident, body: { outcome: 'Build corrected at 9:40' } });
  expect(ended).toMatchObject({ stoodDownBy: expect.any(String), outcome: 'Build corrected at 9:40' });
  expect((await hospital.phone('DOC').call(support.getSituation, {})).incident).toBeNull();
  expect((await line()).incidentTitle).toBe('Order sets are empty');
});

test('the huddle’s agenda is made from what happened', async () => {
  hospital.app.clock.advanceMinutes(90);
  for (const personId of ['ANN', 'BEN']) await beat(hospital.phone(personId));
  for (const { offerId } of (await hospital.phone('ANN').call(support.getOwnDuty, {})).offers) {
    const taken = await hospital.phone('ANN').call(support.acceptOffer, { params: { offerId } });
    await hospital.phone('ANN').call(support.reportProgress, { params: taken, body: { step: 'done' } });
  }
  const huddle = await desk.call(support.createHuddle, { body: { at: now() + hourMs } });
  const { agenda } = huddle;
  expect(agenda.figures).toMatchObject({ asked: 4, helped: 1 });
  expect(agenda.topProblems).toEqual([{ issueId, title: 'Order sets are empty', count: 4, open: 4 }]);
  expect(agenda.unsolved).toEqual([
    { issueId, title: 'Order sets are empty', ownerName: 'Lee Leadbeater', dueAt: expect.any(Number), overdue: true },
  ]);
  expect(agenda.thanks).toEqual([{ personId: 'ANN', name: 'Ann Dayholm', helped: 1 }]);
  expect(JSON.stringify(huddle)).not.toContain(secret);
  const params = { huddleId: huddle.huddleId };
  const body = { text: 'Look at every order set before noon', ownerName: 'Lee Leadbeater', dueAt: now() + hourMs, issueId };
  const action = await desk.call(support.addAction, { params, body });
  const minuted = await desk.call(support.changeHuddle, { params, body: { minutes: 'Calm.', held: true, version: huddle.version } });
  expect(minuted).toMatchObject({ heldAt: now(), actions: [{ actionId: action.actionId, overdue: false }] });
  const again = desk.call(support.changeHuddle, { params, body: { minutes: 'Other', held: true, version: huddle.version } });
  await expect(again).rejects.toMatchObject({ status: 409 });
});

test('nothing is closed silently: the answer is told to all who asked, and each open one is asked', async () => {
  const { version } = await line();
  const silent = desk.call(support.closeResolution, { params: { issueId }, body: { answerKind: 'fix', answer: '', version } });
  await expect(silent).rejects.toMatchObject({ status: 400 });
  const tip = await desk.call(support.createTip, { body: { title: 'Order sets after a change', body: 'Open it again.' } });
  const body = {
    answerKind: 'fix' as const,
    answer: 'The build is corrected: open the order set again.',
    refresher: 'Favourites',
    tipIds: [tip.tipId],
    version,
  };
  const unknown = desk.call(support.closeResolution, { params: { issueId }, body: { ...body, tipIds: ['gone'] } });
  await expect(unknown).rejects.toMatchObject({ status: 422, code: 'no-such-tip' });
  const closed = await desk.call(support.closeResolution, { params: { issueId }, body });
  // One was helped by Ann and waits for its word already; one may be at somebody's phone: what waited is answered.
  expect(closed.line).toMatchObject({ stage: 'closed', answer: body.answer, refresher: 'Favourites', openRequests: 4 });
  expect(closed.line.tips).toEqual([{ tipId: tip.tipId, title: tip.title, retired: false }]);
  expect(closed.answered).toBe(3);
  const { requests } = await desk.call(support.getQueue, {});
  expect(requests.map((one) => one.state)).toEqual(['done', 'done', 'done', 'done']);
  const [told] = (await hospital.phone('DOC').call(support.listBroadcasts, {})).broadcasts;
  expect(told).toMatchObject({ text: `${body.answer} Tip sheet: ${tip.title}.`, read: false });
  expect((await hospital.phone('DOC').call(support.getSituation, {})).unread).toBe(1);
  await expect(desk.call(support.closeResolution, { params: { issueId }, body })).rejects.toMatchObject({ status: 409, code: 'closed' });
  const again = await hospital
    .phone('NORA')
    .call(support.sayOwnWord, { params: asked[1] ?? { requestId: '' }, body: { word: 'not-solved' } });
  expect(again.state).toBe('waiting');
});

test('who has read it is seen, by person', async () => {
  const [sent] = (await desk.call(support.listSentMessages, {})).messages;
  const params = { broadcastId: sent?.broadcastId ?? '' };
  expect(sent?.read).toBe(0);
  await hospital.phone('DOC').call(support.readBroadcast, { params });
  const { receipts } = await desk.call(support.listReceipts, { params });
  expect(receipts.find((one) => one.personId === 'DOC')?.readAt).toBe(now());
  expect(receipts.find((one) => one.personId === 'NORA')?.readAt).toBeNull();
  await expect(hospital.phone('ANN').call(support.listReceipts, { params })).rejects.toMatchObject({ status: 403 });
});

test('the next shift takes over a sheet on which nothing is missing, and not from itself', async () => {
  const period = {
    name: 'Day 1, day shift',
    startsAt: now() - hourMs,
    endsAt: now() + hourMs,
    objectives: [{ text: 'Nobody waits over ten minutes', done: false }],
    positions: [
      { position: 'Incident commander', holder: 'Lee Leadbeater', personId: 'LEE', jobs: [{ text: 'Open the bridge', done: true }] },
    ],
  };
  const opened = await desk.call(support.createPeriod, { body: period });
  const twice = { ...period, positions: [...period.positions, ...period.positions], version: opened.version };
  await expect(desk.call(support.changePeriod, { params: opened, body: twice })).rejects.toMatchObject({ status: 422 });
  const given = await desk.call(support.handOver, { body: { notes: 'Watch the order sets' } });
  expect(given.sheet).toMatchObject({
    openCount: 4,
    objectives: period.objectives,
    changes: { asked: 4, issuesFound: 1, issuesClosed: 1 },
    actions: [{ text: 'Look at every order set before noon' }],
  });
  expect(given.sheet.waiting.map((one) => one.requestId).toSorted()).toEqual(asked.map((one) => one.requestId).toSorted());
  expect(JSON.stringify(given)).not.toContain(secret);
  const params = { handOverId: given.handOverId };
  await expect(desk.call(support.acceptHandOver, { params })).rejects.toMatchObject({ status: 403 });
  const night = await hospital.app.signIn('desk');
  expect(await night.call(support.acceptHandOver, { params })).toMatchObject({ acceptedAt: now() });
  await expect(night.call(support.acceptHandOver, { params })).rejects.toMatchObject({ status: 409 });
  hospital.app.clock.advanceMinutes(1);
  expect((await desk.call(support.previewHandOver, {})).changes).toMatchObject({ asked: 0, issuesFound: 0 });
});
