import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Whoever practises freely is answered by the payers too: some minutes later, once, and not any more when the question is taken back. */
let app: TestApp;
let ann: Client;
let attempt: practice.AttemptDetail;

const json = { 'content-type': 'application/fhir+json' };
const fhir = async (path: string, init?: RequestInit): Promise<Record<string, unknown>> => {
  const answer = await ann.fetch(`${attempt.fhirPath}/${path}`, { headers: json, ...init });
  return JSON.parse((await answer.text()) || '{}') as Record<string, unknown>;
};
const post = (resource: { resourceType: string }) => fhir(resource.resourceType, { method: 'POST', body: JSON.stringify(resource) });
const pass = async (minutes: number): Promise<string[]> => {
  const { happened } = await ann.call(practice.advanceClock, { params: attempt, body: { minutes } });
  return happened.map(({ text }) => text);
};
const answersTo = async (type: string): Promise<Record<string, unknown>[]> => {
  const { entry } = (await fhir(`${type}?patient=pat-hoffman-lee`)) as { entry?: { resource: Record<string, unknown> }[] };
  return (entry ?? []).map(({ resource }) => resource);
};
const whom = {
  status: 'active',
  patient: { reference: 'Patient/pat-hoffman-lee' },
  created: '2027-03-10',
  insurer: { reference: 'Organization/payer-hmo' },
};
const insurance = [{ coverage: { reference: 'Coverage/cov-hoffman-lee' } }];

beforeAll(async () => {
  app = await startTestApp();
  ann = await app.signIn('clinician');
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
});
afterAll(() => app.close());

test('eligibility is answered after some minutes, once', async () => {
  const asked = await post({ resourceType: 'CoverageEligibilityRequest', ...whom, purpose: ['validation'], insurance } as {
    resourceType: string;
  });
  expect(asked.id).toBeDefined();
  expect(await pass(1)).toEqual([]);
  expect(await pass(5)).toEqual(['The payer has answered whether the insurance is valid.']);
  expect(await pass(60)).toEqual([]);
  const answers = await answersTo('CoverageEligibilityResponse');
  expect(answers).toMatchObject([{ request: { reference: `CoverageEligibilityRequest/${String(asked.id)}` } }]);
  expect(answers[0]?.disposition).toMatch(/^Insured, 25 dollars a visit/);
});

test('a claim comes back adjudicated line by line; taken back, the answer is gone too', async () => {
  const price = { value: 84, currency: 'USD' };
  const coded = (code: string) => ({ coding: [{ system: 'https://atelbow.example/fhir/CodeSystem/charge', code }] });
  const hl7 = (name: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }] });
  await post({
    resourceType: 'Claim',
    ...whom,
    use: 'claim',
    type: hl7('claim-type', 'professional'),
    provider: { reference: 'Organization/lakeview' },
    priority: hl7('processpriority', 'normal'),
    diagnosis: [{ sequence: 1, diagnosisCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.50' }] } }],
    insurance: [{ sequence: 1, focal: true, ...insurance[0] }],
    item: [{ sequence: 1, diagnosisSequence: [1], productOrService: coded('LV-VIS-2'), net: price }],
    total: price,
  } as { resourceType: string });
  expect(await pass(5)).toEqual(['The payer has answered the claim.']);
  const [answer] = await answersTo('ClaimResponse');
  const items = (answer?.item ?? []) as { adjudication: { amount: { value: number } }[] }[];
  const amounts = items.map((one) => one.adjudication.map((each) => each.amount.value));
  expect(amounts).toEqual([[75.6, 25, 50.6]]);
  expect((await ann.call(practice.undoInAttempt, { params: attempt })).undone).toBe(true);
  expect(await answersTo('ClaimResponse')).toEqual([]);
  expect(await pass(60)).toEqual([]);
});

test('after a reset nothing was asked and nothing is answered', async () => {
  await ann.call(practice.resetAttempt, { params: attempt });
  expect(await pass(60)).toEqual([]);
  expect(await answersTo('CoverageEligibilityResponse')).toEqual([]);
});
