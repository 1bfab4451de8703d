import * as practice from '#sandbox/contract.ts';
import { manyClients, type OneOfMany } from '#test/harness/many-clients.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Story 16. Thirty learners of a class write at once, reset at once, and write again. Nobody ever sees another's chart, and nothing of
 * one's own from before a reset.
 */
const learnerCount = 30;
let app: TestApp;
let trainer: Client;
let practiceClass: practice.PracticeClass;
interface Learner {
  readonly n: number;
  readonly client: OneOfMany;
  readonly attempt: practice.AttemptDetail;
}
const learners: Learner[] = [];

const json = { 'content-type': 'application/fhir+json' };
const system = 'urn:lakeview:story-16';

async function admit({ client, attempt }: Learner, label: string): Promise<void> {
  const patient = { resourceType: 'Patient', identifier: [{ system, value: label }], name: [{ family: `Own ${label}` }] };
  const answer = await client.fetch(`${attempt.fhirPath}/Patient`, { method: 'POST', headers: json, body: JSON.stringify(patient) });
  expect(answer.status).toBe(201);
}

/** Labels of all patients that anybody of the story admitted and this learner can see, by search and by history. */
async function seen({ client, attempt }: Learner): Promise<string[]> {
  const answer = await client.fetch(`${attempt.fhirPath}/Patient?identifier=${system}|&_count=1000`, { headers: json });
  const bundle = (await answer.json()) as { entry?: { resource: { identifier: { value: string }[] } }[] };
  return (bundle.entry ?? []).map(({ resource }) => resource.identifier[0]?.value ?? '').toSorted();
}
const everybody = <T>(work: (learner: Learner) => Promise<T>): Promise<T[]> => Promise.all(learners.map(work));
const label = (n: number, round: number, k: number): string => `L${String(n).padStart(2, '0')}-${round}-${k}`;
const ownLabels = (n: number, round: number): string[] => [0, 1, 2].map((k) => label(n, round, k));
const admitThree = (round: number) =>
  everybody(async (learner) => Promise.all(ownLabels(learner.n, round).map((one) => admit(learner, one))));

beforeAll(async () => {
  app = await startTestApp();
  trainer = await app.signIn('trainer');
  practiceClass = await trainer.call(practice.openClass, { body: { name: 'Monday nurses', exerciseId: null } });
  for (const [n, client] of (await manyClients(app, learnerCount, 'clinician')).entries()) {
    const attempt = await client.call(practice.startAttempt, { body: { exerciseId: null, classCode: practiceClass.code.toLowerCase() } });
    learners.push({ n, client, attempt });
  }
});
afterAll(() => app.close());

test('only instructors open, see and reset a class', async () => {
  const [first] = learners;
  const wish = { body: { name: 'Mine', exerciseId: null } };
  await expect(app.visitor().call(practice.openClass, wish)).rejects.toMatchObject({ status: 401 });
  await expect(first?.client.call(practice.openClass, wish)).rejects.toMatchObject({ status: 403 });
  await expect(first?.client.call(practice.getClassGrid, { params: practiceClass })).rejects.toMatchObject({ status: 403 });
  await expect(first?.client.call(practice.resetClass, { params: practiceClass })).rejects.toMatchObject({ status: 403 });
});

test('thirty write at once: each sees their own', async () => {
  await admitThree(1);
  expect(await everybody(seen)).toEqual(learners.map(({ n }) => ownLabels(n, 1)));
});

test('thirty reset at once, while others still write: nothing of before is left, and nothing of anybody else came', async () => {
  await everybody(async (learner) => {
    await Promise.all([admit(learner, label(learner.n, 2, 0)), learner.client.call(practice.resetAttempt, { params: learner.attempt })]);
    await learner.client.call(practice.resetAttempt, { params: learner.attempt });
  });
  expect(await everybody(seen)).toEqual(learners.map(() => []));
  await admitThree(3);
  expect(await everybody(seen)).toEqual(learners.map(({ n }) => ownLabels(n, 3)));
});

test('nobody opens the chart of another, by any way', async () => {
  await everybody(async ({ n, client }) => {
    const other = learners[(n + 1) % learnerCount]?.attempt.fhirPath ?? '';
    for (const path of ['Patient', 'metadata', '_history', 'AuditEvent'])
      expect((await client.fetch(`${other}/${path}`, { headers: json })).status).toBe(404);
  });
});

test('the instructor resets the class in one go; what was done before is still in the journal', async () => {
  expect(await trainer.call(practice.resetClass, { params: practiceClass })).toEqual({ resetCount: learnerCount });
  expect(await everybody(seen)).toEqual(learners.map(() => []));
  const { rows } = await trainer.call(practice.getClassGrid, { params: practiceClass });
  expect(rows.map(({ resetCount }) => resetCount)).toEqual(learners.map(() => 3));
  await everybody(async ({ client, attempt }) => {
    const audit = await client.fetch(`${attempt.fhirPath}/AuditEvent?subtype=create&_summary=count`, { headers: json });
    expect(await audit.json()).toMatchObject({ total: 7 });
  });
});
