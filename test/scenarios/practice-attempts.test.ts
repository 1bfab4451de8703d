import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** An attempt through HTTP: who may see it, what is written into it, and what takes it back. */
let app: TestApp;
let ann: Client;
let ben: Client;
let trainer: Client;
let attempt: practice.AttemptDetail;

const json = { 'content-type': 'application/fhir+json' };
const fhir = async (client: Client, path: string, init?: RequestInit): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await client.fetch(`${attempt.fhirPath}/${path}`, { headers: json, ...init });
  return { status: answer.status, body: JSON.parse((await answer.text()) || '{}') as Record<string, unknown> };
};
const patient = { resourceType: 'Patient', name: [{ family: 'Newcomer' }] };
const register = (client: Client) => fhir(client, 'Patient', { method: 'POST', body: JSON.stringify(patient) });
const found = async (client: Client): Promise<unknown> => (await fhir(client, 'Patient?family=Newcomer')).body.total;

beforeAll(async () => {
  app = await startTestApp();
  [ann, ben, trainer] = [await app.signIn('clinician'), await app.signIn('clinician'), await app.signIn('trainer')];
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
});
afterAll(() => app.close());

test('nobody without an account; others are not told that it is there; a trainer looks and changes nothing', async () => {
  await expect(app.visitor().call(practice.listOwnAttempts, {})).rejects.toMatchObject({ status: 401 });
  const visitor = await fhir(app.visitor(), 'Patient');
  expect(visitor).toMatchObject({ status: 401, body: { resourceType: 'OperationOutcome' } });
  expect(await fhir(ben, 'Patient')).toMatchObject({ status: 404, body: { resourceType: 'OperationOutcome' } });
  await expect(ben.call(practice.getAttempt, { params: attempt })).rejects.toMatchObject({ status: 404 });
  expect((await fhir(trainer, 'Patient')).status).toBe(200);
  expect(await register(trainer)).toMatchObject({ status: 403, body: { resourceType: 'OperationOutcome' } });
  await expect(trainer.call(practice.resetAttempt, { params: attempt })).rejects.toMatchObject({ status: 403 });
});

test('what was written is there, can be taken back, and is gone after a reset', async () => {
  expect((await register(ann)).status).toBe(201);
  expect(await found(ann)).toBe(1);
  const { undone, attempt: after } = await ann.call(practice.undoInAttempt, { params: attempt });
  expect({ undone, canUndo: after.canUndo, total: await found(ann) }).toEqual({ undone: true, canUndo: false, total: 0 });
  await register(ann);
  await register(ann);
  expect(await ann.call(practice.resetAttempt, { params: attempt })).toMatchObject({ resetCount: 1, entryCount: 5, canUndo: false });
  expect(await found(ann)).toBe(0);
});

test('the virtual clock dates what is written; it stops when nobody works', async () => {
  const { attempt: later } = await ann.call(practice.advanceClock, { params: attempt, body: { minutes: 90 } });
  expect(later.virtualNow - later.virtualStart).toBe(90 * 60_000);
  const { body } = await register(ann);
  expect(Date.parse((body.meta as { lastUpdated: string }).lastUpdated)).toBe(later.virtualNow);
  app.clock.advanceMinutes(600);
  const morning = await ann.call(practice.getAttempt, { params: attempt });
  expect(morning.virtualNow - later.virtualNow).toBe(15 * 60_000);
});

test('handed in, nothing can be written; it is in the list', async () => {
  await ann.call(practice.addTrailLine, { params: attempt, body: { kind: 'chart-opened', detail: { patient: 'Patient/p1' } } });
  expect((await ann.call(practice.submitAttempt, { params: attempt })).state).toBe('submitted');
  expect(await register(ann)).toMatchObject({ status: 409, body: { resourceType: 'OperationOutcome' } });
  await expect(ann.call(practice.submitAttempt, { params: attempt })).rejects.toMatchObject({ status: 409, code: 'handed-in' });
  const { attempts } = await ann.call(practice.listOwnAttempts, {});
  expect(attempts).toMatchObject([{ attemptId: attempt.attemptId, state: 'submitted', exerciseId: null }]);
});

test('who did what is there as AuditEvent and Provenance, before resets too', async () => {
  const deeds = (await fhir(trainer, 'AuditEvent?_sort=date&_count=100')).body;
  expect(deeds.total).toBe(9);
  expect((await fhir(ann, 'AuditEvent?patient=p1')).body.total).toBe(1);
  expect((await fhir(ann, 'Provenance?recorded=ge2027-01-01')).body.total).toBe(4);
  expect((await fhir(ann, 'Patient?family=Newcomer&_revinclude=Provenance:target')).body).toMatchObject({ total: 1 });
});

test('an exercise that there is not is none to begin', async () => {
  await expect(ann.call(practice.startAttempt, { body: { exerciseId: 'nothing' } })).rejects.toMatchObject({ status: 404 });
});
