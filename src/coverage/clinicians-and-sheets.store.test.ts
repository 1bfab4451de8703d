import { afterAll, beforeAll, expect, test } from 'vitest';
import * as coverage from './contract.ts';
import { startTestHospital, week, type TestHospital } from './hospital-for-tests.ts';

let hospital: TestHospital;

beforeAll(async () => {
  hospital = await startTestHospital();
  await hospital.publish((await hospital.plan()).planId);
});
afterAll(() => hospital.app.close());

test("a clinician's page: the clock, the rounds to come and who is beside them; reading it is on record", async () => {
  const page = await hospital.coordinator.call(coverage.getClinician, { params: { personId: 'D1' } });
  expect(page.clock.state).toBe('trained');
  expect(page.planned.map((round) => round.unitId)).toEqual(['4W', '4W', '4W']);
  const { assignments } = await hospital.published();
  for (const round of page.planned) {
    const beside = assignments.filter((one) => one.unitId === '4W' && one.start < round.end && one.end > round.start);
    expect(beside.map((one) => one.personId)).toEqual(expect.arrayContaining(round.supporters.map((one) => one.personId)));
    expect(round.supporters.length > 0 || round.gap !== null).toBe(true);
  }
  const admin = await hospital.app.admin();
  const log = await (await admin.fetch('/api/audit?action=clinician.read')).json();
  expect(JSON.stringify(log)).toContain('clinician.read');
});

test('rounds lived move the clock, and the list puts those in need first', async () => {
  const clock = await hospital.coordinator.call(coverage.recordExposure, {
    params: { personId: 'D1' },
    body: { date: '2027-03-02', unitId: '4W', liveRounds: 1, supportedRounds: 1 },
  });
  expect(clock).toMatchObject({ state: 'settling', liveRounds: 1, supportedRounds: 1 });
  const { clinicians, counts } = await hospital.coordinator.call(coverage.listClinicians, { query: {} });
  expect(clinicians.map((line) => line.personId)).toEqual(['D1']);
  expect(counts).toEqual({ settling: 1 });
});

test('a session asked for becomes a need of the next plan, unless it is cancelled', async () => {
  const start = Date.parse('2027-03-04T14:00:00Z');
  const outreach = await hospital.coordinator.call(coverage.createOutreach, {
    params: { personId: 'D2' },
    body: { start, end: start + 4 * 3_600_000, minutes: 30, note: 'order sets' },
  });
  const plan = await hospital.plan({ name: 'With a session' });
  const kinds = async (planId: string): Promise<string[]> => {
    const board = await hospital.coordinator.call(coverage.getBoard, { query: { ...week, planId } });
    return coverage.unpackBoard(board).needs.map((need) => need.kind);
  };
  expect(await kinds(plan.planId)).toContain('outreach');
  await hospital.coordinator.call(coverage.cancelOutreach, { params: { outreachId: outreach.outreachId } });
  expect(await kinds((await hospital.plan({ name: 'Without' })).planId)).not.toContain('outreach');
});

test('nights stay covered until the night shift itself says that it is comfortable', async () => {
  const nights = async (): Promise<number> => {
    const plan = await hospital.plan({ name: 'Nights' });
    const board = await hospital.coordinator.call(coverage.getBoard, { query: { ...week, planId: plan.planId } });
    return coverage.unpackBoard(board).needs.filter((need) => need.unitId === '4W' && need.shiftId === 'N').length;
  };
  await hospital.coordinator.call(coverage.signOff, { body: { unitId: '4W', shiftId: 'D', from: week.from } });
  expect(await nights()).toBe(7);
  const signed = await hospital.coordinator.call(coverage.signOff, { body: { unitId: '4W', shiftId: 'N', from: '2027-03-05' } });
  expect(await nights()).toBe(3);
  await hospital.coordinator.call(coverage.withdrawSignOff, { params: { signOffId: signed.signOffId } });
  expect(await nights()).toBe(7);
});

test('the calendar follows shifts: stable ids, rising sequence, cancelled when taken away, gone when revoked', async () => {
  const { assignments } = await hospital.published();
  const own = assignments.filter((one) => one.personId === 'S1');
  const phone = await hospital.app.signIn('supporter', 'S1');
  const { path } = await phone.call(coverage.makeFeed, {});
  const visitor = hospital.app.visitor();
  const read = async (): Promise<string> => (await visitor.fetch(path)).text();
  const before = await read();
  for (const one of own) expect(before).toContain(`UID:${one.id}-S1@atelbow`);
  expect(before).not.toContain('STATUS:CANCELLED');
  const [shift] = own;
  const edit: coverage.Edit = { kind: 'remove', assignmentId: shift?.id ?? '', version: shift?.version ?? 0 };
  await hospital.coordinator.call(coverage.applyEdit, { params: { planId: coverage.publishedPlanId }, body: { edit } });
  const event = (await read()).split('BEGIN:VEVENT').find((text) => text.includes(shift?.id ?? ''));
  expect(event).toContain('STATUS:CANCELLED');
  expect(event).toContain('SEQUENCE:1');
  await phone.call(coverage.revokeFeed, {});
  expect((await visitor.fetch(path)).status).toBe(404);
  expect((await visitor.fetch('/feeds/x.ics')).status).toBe(404);
});

test('a day and a unit can be printed', async () => {
  for (const path of [coverage.dayPdfPath('2027-03-03', 'M'), coverage.unitPdfPath('4W', week.from, week.to)]) {
    const answer = await hospital.coordinator.fetch(path);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await hospital.app.visitor().fetch(path)).status).toBe(401);
  }
});
