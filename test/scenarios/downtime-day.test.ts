import { minuteMs } from '#kernel/time.ts';
import { openDb } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { downtimeAt, loadDowntimes } from '#support/index.ts';
import { beat, startDeskHospital, type DeskHospital } from '#test/harness/support-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 14. The EHR is down on 4 West: paper is legitimate there. Who asks about it has the procedure at once and nobody is sent; everything else
 * is helped as ever; the wall says so; and whoever looks later for paper orders can see that they were right.
 */
const procedure = 'Write on the forms in the red folder. Read verbal orders back.';
let hospital: DeskHospital;
let downtime: support.Downtime;

const ask = (personId: string, unitId: string, text: string) =>
  hospital.phone(personId).call(support.askForHelp, { body: { unitId, text, topic: personId === 'DOC' ? 'physician' : 'nurse' } });
const now = () => hospital.app.clock.now();

beforeAll(async () => {
  hospital = await startDeskHospital();
  for (const personId of ['ANN', 'BEN', 'CARA']) await beat(hospital.phone(personId));
});
afterAll(() => hospital.app.close());

test('a supporter cannot declare downtime, a unit must be known, and it ends after it begins', async () => {
  const body = { unitId: '4W', startsAt: now(), reason: 'Database maintenance', procedure };
  await expect(hospital.app.visitor().call(support.declareDowntime, { body })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.phone('ANN').call(support.declareDowntime, { body })).rejects.toMatchObject({ status: 403 });
  const { coordinator } = hospital;
  await expect(coordinator.call(support.declareDowntime, { body: { ...body, unitId: '9X' } })).rejects.toMatchObject({ status: 422 });
  const backwards = coordinator.call(support.declareDowntime, { body: { ...body, endsAt: now() - 1 } });
  await expect(backwards).rejects.toMatchObject({ status: 422 });
});

test('before it, a question about paper is a request like any other', async () => {
  const asked = await ask('NORA', '4W', 'Where do I fax this?');
  expect(asked).toMatchObject({ state: 'waiting', issue: null });
  await hospital.phone('NORA').call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
});

test('in it, who asks about paper has the procedure at once, and nobody walks', async () => {
  const body = { unitId: '4W', startsAt: now(), reason: 'Database maintenance', procedure };
  downtime = await hospital.coordinator.call(support.declareDowntime, { body });
  const before = hospital.pages.sent.length;
  const asked = await ask('DOC', '4W', 'Can I write this order on paper?');
  expect(asked).toMatchObject({ state: 'done', gap: null, holderName: null, issue: { workaround: procedure } });
  const { calling, events } = await hospital.phone('ANN').call(support.getRequest, { params: asked });
  expect(calling).toEqual([]);
  expect(events.map((event) => event.kind)).toEqual(['asked', 'answered']);
  expect(hospital.pages.sent.length).toBe(before);
  const board = await hospital.coordinator.call(support.getWallBoard, {});
  expect(board.downtimes).toEqual([downtime]);
  expect((await hospital.phone('NORA').call(support.getSituation, {})).downtimes).toEqual([downtime]);
});

test('whoever is not helped by it says so, and somebody comes', async () => {
  const [asked] = (await hospital.phone('DOC').call(support.listOwnRequests, {})).requests;
  const again = await hospital.phone('DOC').call(support.sayOwnWord, { params: asked ?? { requestId: '' }, body: { word: 'not-solved' } });
  expect(again.state).toBe('waiting');
  const { calling } = await hospital.phone('ANN').call(support.getRequest, { params: again });
  expect(calling.length).toBe(1);
  await hospital.phone('DOC').call(support.sayOwnWord, { params: again, body: { word: 'not-needed' } });
});

test('what is not about paper, and units where the EHR works, are helped as ever', async () => {
  for (const [unitId, text] of [
    ['4W', 'The label printer jams'],
    ['5E', 'Can I write this order on paper?'],
  ] as const) {
    const asked = await ask('NORA', unitId, text);
    expect({ unitId, state: asked.state, issue: asked.issue }).toEqual({ unitId, state: 'waiting', issue: null });
    await hospital.phone('NORA').call(support.sayOwnWord, { params: asked, body: { word: 'not-needed' } });
  }
});

test('when it ends, paper is a question again; and its time stays on record for whoever looks for paper later', async () => {
  hospital.app.clock.advanceMinutes(40);
  for (const personId of ['ANN', 'BEN', 'CARA']) await beat(hospital.phone(personId));
  const ended = await hospital.coordinator.call(support.endDowntime, { params: downtime });
  expect(ended.endsAt).toBe(now());
  await expect(hospital.coordinator.call(support.endDowntime, { params: downtime })).rejects.toMatchObject({ status: 409 });
  expect((await ask('NORA', '4W', 'Can I write this order on paper?')).state).toBe('waiting');
  expect((await hospital.coordinator.call(support.getWallBoard, {})).downtimes).toEqual([]);
  const db = await openDb(hospital.app.databaseUrl, { poolMax: 1 });
  const { startsAt } = downtime;
  const known = await loadDowntimes(db, startsAt, now());
  const holds = (unitId: string, at: number): boolean => downtimeAt(known, unitId, at) !== null;
  expect([holds('4W', startsAt - 1), holds('4W', startsAt), holds('4W', now() - 1), holds('4W', now())]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(holds('5E', startsAt + minuteMs)).toBe(false);
  await db.close();
});

test('nobody was flagged: no escalation names anybody, and the log of it is whole', async () => {
  const { requests } = await hospital.coordinator.call(support.getQueue, {});
  for (const { requestId } of requests) {
    const { events } = await hospital.coordinator.call(support.getRequest, { params: { requestId } });
    expect(events.filter((event) => event.kind === 'escalated')).toEqual([]);
  }
  expect((await hospital.coordinator.call(support.checkLog, {})).intact).toBe(true);
});
