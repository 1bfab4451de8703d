import { listAudit } from '#platform/audit/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { startTrainingHospital, type TrainingHospital } from '#test/harness/training-hospital.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as training from './contract.ts';
import { noticeSignal } from './index.ts';
import { replayLedger } from './ledger/index-facts.ts';

let hospital: TrainingHospital;
let db: Db;
beforeAll(async () => {
  hospital = await startTrainingHospital({ now: '2027-03-02T15:00:00Z' });
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
  for (const personId of ['NORA', 'BEN']) await hospital.hire({ personId });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

const record = (personId: string) => hospital.director.call(training.getTrainingRecord, { params: { personId } });
const params = { personId: 'NORA' };

test('a waiver needs leave and a reason, and is for what the role needs; it ends on its day', async () => {
  const body = { competencyId: 'mar-barcode', reason: 'Works in dialysis, gives no medication', until: '2027-03-04' };
  await expect(hospital.app.visitor().call(training.waiveDuty, { params, body })).rejects.toMatchObject({ status: 401 });
  await expect(hospital.trainer.call(training.waiveDuty, { params, body })).rejects.toMatchObject({ status: 403 });
  await expect(hospital.director.call(training.waiveDuty, { params, body: { ...body, reason: ' ' } })).rejects.toMatchObject({
    status: 400,
  });
  const other = { ...body, competencyId: 'coding' };
  await expect(hospital.director.call(training.waiveDuty, { params, body: other })).rejects.toMatchObject({ code: 'not-asked' });
  await hospital.take(
    'NORA',
    (await hospital.required('nurse')).filter((one) => one !== 'mar-barcode'),
  );
  expect((await record('NORA')).standing.decision.allow).toBe(false);
  const { decision } = await hospital.director.call(training.waiveDuty, { params, body });
  expect(decision).toMatchObject({ allow: true, until: Date.parse('2027-03-05T06:00:00Z') });
  expect((await record('NORA')).lines[0]).toMatchObject({
    kind: 'duty-waived',
    by: expect.stringMatching(/^director/) as string,
    reason: body.reason,
  });
});

test('a waiver is taken back, and the gate shuts', async () => {
  hospital.app.clock.advanceMinutes(1);
  const body = { competencyId: 'mar-barcode', reason: 'Moved to a ward after all' };
  const { decision } = await hospital.director.call(training.withdrawGrant, { params, body });
  expect(decision).toMatchObject({ allow: false, missing: [{ id: 'mar-barcode', why: 'never-proved' }] });
});

test('a trainer says that it was shown, but nobody of themselves', async () => {
  hospital.app.clock.advanceMinutes(1);
  const body = { competencyId: 'mar-barcode', level: 2, kind: 'shown' as const, reason: 'Ten scans on 4 West', until: null };
  const self = await hospital.app.signIn('trainer', 'BEN');
  await expect(self.call(training.grantCompetency, { params: { personId: 'BEN' }, body })).rejects.toMatchObject({ code: 'own-record' });
  const { decision } = await self.call(training.grantCompetency, { params, body });
  expect(decision).toMatchObject({ allow: true, by: 'certification', until: Date.parse('2028-03-15T15:00:00Z') });
  const elsewhere = {
    ...body,
    competencyId: 'ehr-basics',
    kind: 'equivalence' as const,
    until: '2027-12-31',
    reason: 'Same EHR at County, certificate seen',
  };
  await self.call(training.grantCompetency, { params, body: elsewhere });
  expect((await record('NORA')).lines.map((one) => one.kind)).toContain('equivalence-granted');
});

test('glass is broken by whoever needs it, for as long as is allowed; the leads see it and say so', async () => {
  const ben = await hospital.app.signInAgain('BEN');
  const body = { personId: null, jobRole: null, reason: 'Alone on nights, code blue', hours: 60 };
  const { decision } = await ben.call(training.breakGlass, { body });
  expect(decision).toMatchObject({ by: 'break-glass', until: hospital.app.clock.now() + 12 * 3_600_000 });
  await expect(ben.call(training.breakGlass, { body })).rejects.toMatchObject({ code: 'no-glass-needed' });
  const viewer = await hospital.app.signIn('viewer');
  await expect(viewer.call(training.breakGlass, { body: { ...body, personId: 'BEN' } })).rejects.toMatchObject({ status: 403 });
  const [line] = (await hospital.director.call(training.listGlass, {})).lines;
  expect(line).toMatchObject({ personId: 'BEN', active: true, seenByMe: false });
  await hospital.director.call(training.seeGlass, { params: { factId: line?.factId ?? '' } });
  hospital.app.clock.advanceMinutes(5);
  const end = { params: { personId: 'BEN' }, body: { jobRole: 'nurse', reason: 'Relief has come' } };
  expect((await hospital.director.call(training.mendGlass, end)).decision.allow).toBe(false);
  expect((await hospital.director.call(training.listGlass, {})).lines[0]).toMatchObject({ active: false, seenByMe: true });
});

test('reasons stay out of the audit log, deeds do not', async () => {
  const { lines } = await hospital.director.call(listAudit, { query: { subjectId: 'NORA' } });
  expect(lines.map((line) => line.action)).toEqual(expect.arrayContaining(['training.waived', 'training.shown', 'training.record-read']));
  expect(JSON.stringify(lines)).not.toContain('dialysis');
});

test('a signal becomes a burst by its rule, once however often it is noticed', async () => {
  const rule = {
    signal: 'low-use-of-features' as const,
    competencyId: 'order-sets',
    offer: 'burst' as const,
    moduleId: 'sets-again',
    dueDays: 7,
  };
  const added = await hospital.trainer.call(training.addRefresher, { body: rule });
  await expect(hospital.trainer.call(training.addRefresher, { body: { ...rule, moduleId: '' } })).rejects.toMatchObject({ status: 422 });
  const noticed = { personId: 'NORA', signal: rule.signal, competencyId: 'order-sets', evidence: 'measure order-set-use', key: 'w10' };
  for (const _ of [1, 2]) await db.tx((tx) => noticeSignal(tx, noticed, hospital.app.clock.now()));
  const { standing, lines } = await record('NORA');
  expect(standing.bursts).toMatchObject([{ reason: 'signal', moduleId: 'sets-again', due: '2027-03-09', doneAt: null, mandatory: false }]);
  expect(lines.filter((one) => one.kind === 'signal-seen')).toHaveLength(1);
  expect((await hospital.trainer.call(training.listRefreshers, {})).refreshers).toEqual([added]);
  await hospital.trainer.call(training.removeRefresher, { params: added });
  expect((await record('NORA')).standing.bursts).toEqual([]);
});

test('the ledger replayed decides the same', async () => {
  const before = await hospital.director.call(training.getReadiness, { query: {} });
  await db.tx((tx) => replayLedger(tx));
  expect(await hospital.director.call(training.getReadiness, { query: {} })).toEqual(before);
  expect(before.people.map((one) => [one.personId, one.allow])).toEqual([
    ['BEN', false],
    ['NORA', true],
  ]);
});
