import { listAudit } from '#platform/audit/contract.ts';
import type { MailMessage } from '#coverage/index.ts';
import * as coverage from '#coverage/contract.ts';
import * as directory from '#directory/contract.ts';
import { hourMs } from '#kernel/time.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Somebody sees that a nurse goes back to paper. By the rules she is offered a few minutes, and a visit that a person arranges; nobody who does not
 * help her hears why. When she breaks glass, her unit's lead has it by mail, without the reason that she typed.
 */
let app: TestApp;
let trainer: Client;
let supporter: Client;
let nora: Client;
const mails: MailMessage[] = [];

beforeAll(async () => {
  app = await startTestApp({
    mail: {
      send: async (message) => {
        mails.push(message);
      },
    },
  });
  const lead = await app.signIn('coordinator');
  await lead.call(directory.createSite, { body: { siteId: 'H', name: 'Lakeview', timeZone: 'America/Chicago' } });
  const unit = { name: '4 West', siteId: 'H', building: 'Main', floor: '4', zone: 'A', specialty: 'cardiology', beds: 20 };
  for (const unitId of ['4W', '5N']) await lead.call(directory.createUnit, { body: { ...unit, unitId, name: unitId } });
  const people = [
    { personId: 'BOSS', jobRole: 'nurse-manager', homeUnit: '4W', email: 'boss@lakeview.example' },
    { personId: 'OTHER', jobRole: 'nurse-manager', homeUnit: '5N', email: 'other@lakeview.example' },
    { personId: 'CHIEF', jobRole: 'nurse', homeUnit: '5N', email: 'chief@lakeview.example' },
    { personId: 'NORA', jobRole: 'nurse', homeUnit: '4W', managerId: 'CHIEF' },
  ];
  for (const person of people) await lead.call(directory.createPerson, { body: personForTest(person) });
  trainer = await app.signIn('trainer');
  supporter = await app.signIn('supporter');
  nora = await app.signIn('clinician', 'NORA');
  await trainer.call(training.addDefaultMatrix, {});
  const source = moduleFile('no-paper', { head: 'kind: burst' }).replace('minutes: 10', 'minutes: 4');
  await trainer.call(training.importModules, { body: { files: [{ name: 'burst.md', source }], changeNote: '' } });
  const signal = 'paper-workarounds' as const;
  const rule = { signal, competencyId: null, dueDays: 7 };
  await trainer.call(training.addRefresher, { body: { ...rule, offer: 'burst', moduleId: 'no-paper' } });
  await trainer.call(training.addRefresher, { body: { ...rule, offer: 'outreach', moduleId: '' } });
});
/** What a reader of the news does in its own time. */
const patient = { timeout: 30_000, interval: 200 };

afterAll(() => app.close());

const notice = (client: Client) =>
  client.call(training.noticeByHand, { params: { personId: 'NORA' }, body: { signal: 'paper-workarounds', competencyId: null } });
const visits = () => supporter.call(coverage.listVisits, {});

test('only those who help notice and see visits', async () => {
  await expect(notice(app.visitor())).rejects.toMatchObject({ status: 401 });
  await expect(notice(nora)).rejects.toMatchObject({ status: 403 });
  await expect(nora.call(coverage.listVisits, {})).rejects.toMatchObject({ status: 403 });
});

test('what a supporter saw becomes a burst on her page and a visit that waits for a person', async () => {
  expect((await notice(supporter)).offers.toSorted()).toEqual(['burst', 'outreach']);
  await notice(trainer); // the same day, the same signal
  const { standing } = await nora.call(training.getOwnTraining, {});
  expect(standing?.bursts).toMatchObject([{ reason: 'signal', moduleId: 'no-paper', mandatory: false, doneAt: null }]);
  await expect.poll(async () => (await visits()).visits, patient).toMatchObject([{ personId: 'NORA', signals: ['paper-workarounds'] }]);
  const { lines } = await (await app.signIn('director')).call(listAudit, { query: { subjectId: 'wanted' } });
  expect(lines.map((line) => line.action)).toContain('visits.read');
});

test('arranged, it is a session that the planner knows; a new signal asks anew, and is set aside with a reason', async () => {
  const [visit] = (await visits()).visits;
  if (!visit) throw new Error('a visit');
  const start = app.clock.now() + 20 * hourMs;
  const body = { start, end: start + 2 * hourMs, minutes: 30, note: 'Orders by hand' };
  await expect(nora.call(coverage.arrangeVisit, { params: visit, body })).rejects.toMatchObject({ status: 403 });
  await supporter.call(coverage.arrangeVisit, { params: visit, body });
  expect(await visits()).toMatchObject({ visits: [], closed: [{ personId: 'NORA', outcome: 'arranged' }] });
  await expect(supporter.call(coverage.arrangeVisit, { params: visit, body })).rejects.toMatchObject({ status: 404 });
  const page = await supporter.call(coverage.getClinician, { params: { personId: 'NORA' } });
  expect(page.outreaches).toMatchObject([{ start, minutes: 30, cancelled: false }]);

  app.clock.set(new Date(app.clock.now() + 26 * hourMs).toISOString());
  [supporter, trainer] = [await app.signIn('supporter'), await app.signIn('trainer')];
  await notice(supporter);
  await expect.poll(async () => (await visits()).visits.length, patient).toBe(1);
  const [again] = (await visits()).visits;
  await supporter.call(coverage.setVisitAside, { params: { visitId: again?.visitId ?? '' }, body: { reason: 'On holiday for two weeks' } });
  expect((await visits()).closed.map((one) => one.outcome)).toEqual(['set-aside', 'arranged']);
});

test('a mandatory change stands among what is to do, with its day; not under what one may like', async () => {
  nora = await app.signInAgain('NORA');
  const own = async () => (await nora.call(training.listOwnModules, {})).modules.find((one) => one.moduleId === 'no-paper');
  expect(await own()).toMatchObject({ optional: true, due: '2027-03-15' });
  const change = { title: 'No paper orders any more', change: 'All orders in the EHR', due: '2027-03-12', competencies: ['ehr-basics'] };
  await trainer.call(training.announceRelease, { body: { ...change, moduleId: 'no-paper', mandatory: true } });
  expect(await own()).toMatchObject({ optional: false, due: '2027-03-12' });
});

test('break-glass: the manager and the unit’s nurse manager have a mail, once, without what was typed', async () => {
  const body = { personId: null, jobRole: null, reason: 'Two colleagues called out', hours: 4 };
  await nora.call(training.breakGlass, { body });
  await expect.poll(() => mails.length, patient).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(mails.map((mail) => mail.to).toSorted()).toEqual(['boss@lakeview.example', 'chief@lakeview.example']);
  for (const { subject, text } of mails) {
    expect(subject).toContain('NORA');
    expect(`${subject} ${text}`).not.toContain('called out');
  }
});
