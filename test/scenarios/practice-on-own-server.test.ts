import * as practice from '#sandbox/contract.ts';
import { startServerProcess, type ServerProcess } from '#test/harness/server-process.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A hospital practises on its own FHIR server, a process of its own: it is read, and nothing is ever written there. */
let own: ServerProcess;
let app: TestApp;
let [ann, ben]: Client[] = [];
const attempts = new Map<Client | undefined, practice.AttemptDetail>();

const json = { 'content-type': 'application/fhir+json' };
type Body = Record<string, unknown> & { total?: number; entry?: { resource: { id: string } }[] };
async function fhir(client: Client | undefined, path: string, method = 'GET', body?: unknown): Promise<{ status: number; body: Body }> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: json };
  const answer = await client?.fetch(`${attempts.get(client)?.fhirPath}/${path}`, { method, ...sent });
  return { status: answer?.status ?? 0, body: JSON.parse((await answer?.text()) || '{}') as Body };
}
const there = async (path: string): Promise<Body> => (await (await fetch(`${own.url}/fhir/${path}`)).json()) as Body;
const firstPatient = async (): Promise<Body> => (await there('Patient?_count=1&_sort=_id')).entry?.[0]?.resource as unknown as Body;

beforeAll(async () => {
  own = await startServerProcess('embedded:none', { command: ['sandbox', 'serve', '--hospital', '--open'], ready: /answers on http/ });
  app = await startTestApp({ now: new Date().toISOString(), config: { practiceFhir: { url: `${own.url}/fhir`, token: null } } });
  [ann, ben] = [await app.signIn('clinician'), await app.signIn('clinician')];
});
afterAll(async () => {
  await app.close();
  await own.stop();
});

test('only an administrator may test it, and is told what it can do', async () => {
  await expect(app.visitor().call(practice.testOwnServer, {})).rejects.toMatchObject({ status: 401 });
  await expect(ann?.call(practice.testOwnServer, {})).rejects.toMatchObject({ status: 403 });
  const found = await (await app.admin()).call(practice.testOwnServer, {});
  expect(found).toMatchObject({ ok: true, fhirVersion: '4.0.1', gaps: [] });
  expect(found.types.find(({ type }) => type === 'Patient')).toMatchObject({ canRead: true, canSearch: true });
});

test('learners read it, write on top of it, and do not see each other', async () => {
  for (const client of [ann, ben])
    if (client) attempts.set(client, await client.call(practice.startAttempt, { body: { exerciseId: null, onOwnServer: true } }));
  const patient = await firstPatient();
  const id = patient.id as string;
  expect((await fhir(ann, `Patient/${id}`)).body).toMatchObject({ name: patient.name });
  expect((await fhir(ann, 'Patient?_summary=count')).body.total).toBe((await there('Patient?_summary=count')).total);
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: `Patient/${id}` } };
  expect((await fhir(ann, 'Observation', 'POST', observation)).status).toBe(201);
  expect((await fhir(ann, `Patient/${id}`, 'PUT', { ...patient, name: [{ family: 'Overlaid' }] })).status).toBe(200);
  const search = `Observation?patient=${id}&_summary=count`;
  const count = (await there(search)).total ?? 0;
  expect((await fhir(ann, search)).body.total).toBe(count + 1);
  expect((await fhir(ben, search)).body.total).toBe(count);
  expect((await fhir(ann, 'Patient?family=Overlaid')).body.total).toBe(1);
  expect((await fhir(ben, 'Patient?family=Overlaid')).body.total).toBe(0);
  expect(await firstPatient()).toEqual(patient);
  const wrong = { ...observation, subject: { reference: 'Patient/nobody-at-all' } };
  expect((await fhir(ann, 'Observation', 'POST', wrong)).status).toBe(422);
});

test('the server changes what the learner changed: theirs stays; a reset shows the new one', async () => {
  const patient = await firstPatient();
  const url = `${own.url}/fhir/Patient/${String(patient.id)}`;
  const changed = await fetch(url, { method: 'PUT', headers: json, body: JSON.stringify({ ...patient, active: false }) });
  expect(changed.status).toBe(200);
  app.clock.advanceMinutes(2);
  const path = `Patient/${String(patient.id)}`;
  expect((await fhir(ann, path)).body).toMatchObject({ name: [{ family: 'Overlaid' }] });
  expect((await fhir(ben, path)).body).toMatchObject({ active: false });
  const attemptId = attempts.get(ann)?.attemptId ?? '';
  expect(await ann?.call(practice.resetAttempt, { params: { attemptId } })).toMatchObject({ canUndo: false });
  expect((await fhir(ann, path)).body).toMatchObject({ active: false });
});

test('exercises stay in the synthetic hospital', async () => {
  const begun = ann?.call(practice.startAttempt, { body: { exerciseId: 'physician-admit', onOwnServer: true } });
  await expect(begun).rejects.toMatchObject({ status: 404 });
  const exercise = (await ann?.call(practice.listExercises, {}))?.exercises[0]?.exerciseId ?? '';
  await expect(ann?.call(practice.startAttempt, { body: { exerciseId: exercise, onOwnServer: true } })).rejects.toMatchObject({
    status: 422,
  });
});

test('down: what needs it says so and keeps nothing; what does not, goes on', async () => {
  expect((await fhir(ann, 'Patient', 'POST', { resourceType: 'Patient', name: [{ family: 'Kept' }] })).status).toBe(201);
  await own.stop();
  app.clock.advanceMinutes(2);
  const down = await fhir(ann, 'Patient?family=Kept');
  expect(down).toMatchObject({ status: 502, body: { resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] } });
  expect(await (await app.admin()).call(practice.testOwnServer, {})).toMatchObject({ ok: false, types: [] });
  expect((await fhir(ann, 'Patient', 'POST', { resourceType: 'Patient', name: [{ family: 'Kept' }] })).status).toBe(201);
  const { entryCount } = (await ann?.call(practice.getAttempt, { params: { attemptId: attempts.get(ann)?.attemptId ?? '' } })) ?? {};
  expect(entryCount).toBe(5);
});
