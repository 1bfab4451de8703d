import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Whatever is sent to a learner's FHIR server: an answer of the caller's fault that names the place, nothing changed, nothing in the
 * journal, and the next one is served.
 */
let app: TestApp;
let ann: Client;
let attempt: practice.AttemptDetail;
let patientId: string;

interface Outcome {
  readonly resourceType: string;
  readonly issue: readonly { readonly diagnostics: string; readonly expression?: readonly string[] }[];
}
const json = 'application/fhir+json';

async function send(method: string, path: string, body?: string, contentType = json): Promise<{ status: number; outcome: Outcome }> {
  const init = body === undefined ? { method } : { method, body, headers: { 'content-type': contentType } };
  const answer = await ann.fetch(`${attempt.fhirPath}/${path}`, init);
  return { status: answer.status, outcome: JSON.parse((await answer.text()) || '{}') as Outcome };
}
const entryCount = async (): Promise<number> => (await ann.call(practice.getAttempt, { params: attempt })).entryCount;
const whatIsSaid = ({ issue }: Outcome): string =>
  issue.map(({ diagnostics, expression }) => `${expression?.join() ?? ''} ${diagnostics}`).join();

beforeAll(async () => {
  app = await startTestApp();
  ann = await app.signIn('clinician');
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
  const found = (await (await ann.fetch(`${attempt.fhirPath}/Patient?_count=1`)).json()) as { entry: { resource: { id: string } }[] };
  patientId = found.entry[0]?.resource.id ?? '';
});
afterAll(() => app.close());

const deep = (depth: number, inner = '1'): string => '{"extension":['.repeat(depth) + inner + ']}'.repeat(depth);
const observation = (more: object): string =>
  JSON.stringify({ resourceType: 'Observation', status: 'final', code: { text: 'x' }, ...more });

test.each([
  ['half a JSON', 'POST', 'Patient', '{"resourceType":"Patient",', 400, /no JSON/],
  ['no JSON at all', 'POST', 'Patient', 'hello', 400, /no JSON/],
  ['nothing', 'POST', 'Patient', '', 400, /missing/],
  ['a list', 'POST', 'Patient', '[]', 400, /./],
  [
    'a text of 5 MB',
    'POST',
    'Patient',
    JSON.stringify({ resourceType: 'Patient', name: [{ family: 'x'.repeat(5_000_000) }] }),
    400,
    /^Patient\.name\[0\]\.family/,
  ],
  ['a field called by 5 MB', 'POST', 'Patient', JSON.stringify({ resourceType: 'Patient', ['x'.repeat(5_000_000)]: 1 }), 400, /Patient/],
  ['a body of 9 MB', 'POST', 'Patient', ' '.repeat(9_000_000), 413, /larger/],
  ['a million brackets', 'POST', 'Patient', '['.repeat(1_000_000), 400, /deep/],
  ['a resource nested 45 deep', 'POST', 'Patient', `{"resourceType":"Patient","extension":[${deep(45)}]}`, 400, /Patient/],
  ['an unknown type', 'POST', 'Shoe', '{"resourceType":"Shoe"}', 404, /"Shoe" is no resource type/],
  ['another type than the address', 'POST', 'Patient', observation({}), 400, /./],
  [
    'a type within a Bundle',
    'POST',
    '',
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ request: { method: 'POST', url: 'Shoe' }, resource: { resourceType: 'Shoe' } }],
    }),
    400,
    /^Bundle\.entry\[0\]/,
  ],
  ['a reference to nobody', 'POST', 'Observation', observation({ subject: { reference: 'Patient/nobody' } }), 422, /^Observation\.subject/],
  [
    'a reference to a wrong type',
    'POST',
    'Observation',
    observation({ subject: { reference: 'Medication/x' } }),
    400,
    /^Observation\.subject/,
  ],
  [
    'a reference that is a number',
    'POST',
    'Observation',
    observation({ subject: { reference: 7 } }),
    400,
    /^Observation\.subject\.reference/,
  ],
  ['a code that is none', 'POST', 'Observation', observation({ status: 'zzz' }), 400, /^Observation\.status/],
  ['a day that is none', 'POST', 'Observation', observation({ effectiveDateTime: '2027-02-30' }), 400, /^Observation\.effective/],
  ['a prototype', 'POST', 'Patient', '{"resourceType":"Patient","__proto__":{"x":1}}', 400, /__proto__/],
  ['XML', 'POST', 'Patient', '<Patient/>', 400, /./],
  ['an id that is none', 'PUT', 'Patient/%00', '{"resourceType":"Patient","id":"\\u0000"}', 400, /./],
] as const)('%s', async (_name, method, path, body, status, said) => {
  const before = await entryCount();
  const answer = await send(method, path, body);
  expect([answer.status, answer.outcome.resourceType]).toEqual([status, 'OperationOutcome']);
  expect(whatIsSaid(answer.outcome)).toMatch(said);
  expect(await entryCount()).toBe(before);
});

test.each([
  ['birthdate=tomorrow', 400],
  ['birthdate=gt', 400],
  ['_count=many', 400],
  ['_sort=shoe', 400],
  ['_summary=some', 400],
  ['_include=shoe', 400],
  ['_has:Shoe:patient:code=1', 400],
  ['general-practitioner:Shoe=1', 400],
  ['family:sounds-like=x', 400],
  [`family=${'x'.repeat(6000)}&${'name=y&'.repeat(200)}`, 400],
])('a search by %s', async (query, status) => {
  const answer = await send('GET', `Patient?${query}`);
  expect([answer.status, answer.outcome.resourceType]).toEqual([status, 'OperationOutcome']);
  expect(whatIsSaid(answer.outcome).length).toBeGreaterThan(10);
});

test.each(['%00', '%ff', '%zz', `x${'y'.repeat(90)}`, '%2e%2e', '__proto__'])('an attempt called %s', async (id) => {
  for (const place of ['fhir/Patient', 'fhir/metadata', 'fhir/.well-known/smart-configuration', 'smart/authorize?client_id=%00']) {
    const answer = await ann.fetch(`/sandbox/${id}/${place}`, { redirect: 'manual' });
    await answer.text();
    expect([place, answer.status < 500]).toEqual([place, true]);
  }
});

test('whatever else', async () => {
  const before = await entryCount();
  const word = fc.oneof(
    fc.string({ maxLength: 12, unit: 'binary' }),
    fc.constantFrom('Patient', 'Observation', '_search', '_history', '$validate', '$everything', '..', '%00', '%2F', '.well-known'),
    fc.constant('').map(() => patientId),
  );
  const path = fc.array(word, { maxLength: 4 }).map((words) => words.join('/'));
  const raw = fc.oneof(
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc.json({ maxDepth: 4 }),
    fc.jsonValue().map((value) => JSON.stringify({ resourceType: 'Patient', name: value })),
    fc
      .jsonValue()
      .map((value) => JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [value, { request: value, resource: value }] })),
    fc.constant(undefined),
  );
  const types = fc.constantFrom(
    json,
    'application/json',
    'application/json-patch+json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'x',
  );
  const query = fc.oneof(
    fc.constant(''),
    fc.tuple(fc.string({ maxLength: 10 }), fc.string({ maxLength: 20 })).map((pair) => `?${new URLSearchParams([pair])}`),
  );
  let written = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
      path,
      query,
      raw,
      types,
      async (method, at, asked, body, type) => {
        const encoded = at
          .split('/')
          .map((part) => (part.startsWith('%') ? part : encodeURIComponent(part.toWellFormed())))
          .join('/');
        const { status, outcome } = await send(method, `${encoded}${asked}`, method === 'GET' ? undefined : body?.toWellFormed(), type);
        expect(status).toBeLessThan(500);
        // `..` may lead out of the FHIR server, where errors are told otherwise.
        const isTold = status < 400 || at.includes('..') || outcome.resourceType === 'OperationOutcome';
        expect(isTold).toBe(true);
        if (status < 300 && method !== 'GET' && !/_search|\$validate/.test(at)) written++;
      },
    ),
    { numRuns: 400 },
  );
  const grown = (await entryCount()) - before;
  expect(grown).toBeLessThanOrEqual(written);
  expect(await (await app.visitor().fetch('/health')).json()).toMatchObject({ ok: true });
});
