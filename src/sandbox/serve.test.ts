import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { r4 } from './definitions/read.ts';
import { loadBundles } from './load-bundles.ts';
import { makeSandboxServer } from './serve.ts';

const at = '2027-03-01T06:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'atelbow-bundles-'));
const patient = { resourceType: 'Patient', identifier: [{ system: 'urn:mrn', value: '7' }], name: [{ family: 'Berg' }] };
const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
writeFileSync(
  join(folder, 'a.json'),
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111', resource: patient, request: { method: 'POST', url: 'Patient' } },
      {
        fullUrl: 'urn:uuid:22222222-2222-4222-8222-222222222222',
        resource: { ...observation, subject: { reference: 'urn:uuid:11111111-1111-4111-8111-111111111111' } },
      },
      { resource: { resourceType: 'Shoe', id: 'x' } },
    ],
  }),
);
writeFileSync(
  join(folder, 'b.json'),
  JSON.stringify({ ...observation, id: 'o2', status: 'zzz', subject: { reference: 'Patient?identifier=urn:mrn|7' } }),
);
writeFileSync(join(folder, 'c.json'), '{"resourceType":');
const { base, remarks } = loadBundles(r4(), folder, at);

const servers: FastifyInstance[] = [];
const start = async (token: string | null = null): Promise<FastifyInstance> => {
  const server = await makeSandboxServer(base, { version: '0.0.0', token });
  servers.push(server);
  return server;
};
afterAll(async () => {
  for (const server of servers) await server.close();
});

const fhir = 'application/fhir+json';
const xml = 'application/fhir+xml';

describe('a folder of bundles', () => {
  it('is taken with its references; what is not as it should be is named', async () => {
    expect(base.count).toBe(3);
    expect(remarks).toEqual([
      'a.json, entry[2]: left out, it is no resource of FHIR R4.',
      expect.stringMatching(/^b\.json: taken, but Observation\.status: status: "zzz"/),
      expect.stringMatching(/^c\.json: The body is no JSON/),
    ]);
    const found = await (await start()).inject('/fhir/Observation?subject.family=berg');
    expect(found.json()).toMatchObject({ total: 2 });
  });
});

describe('the FHIR interface over HTTP', () => {
  it('speaks FHIR JSON, with the headers of the standard', async () => {
    const server = await start();
    const created = await server.inject({
      method: 'POST',
      url: '/fhir/Patient',
      headers: { 'content-type': fhir },
      payload: JSON.stringify(patient),
    });
    expect(created.statusCode).toBe(201);
    expect(created.headers['content-type']).toMatch(/^application\/fhir\+json/);
    expect(created.headers.location).toMatch(/^http:\/\/localhost(:80)?\/fhir\/Patient\/[0-9a-f-]{36}\/_history\/1$/);
    const searched = await server.inject({
      method: 'POST',
      url: '/fhir/Patient/_search?family=berg',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: '_count=1',
    });
    expect(searched.json()).toMatchObject({ total: 2, entry: [{}] });
    const head = await server.inject({ method: 'HEAD', url: '/fhir/Patient' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect((await server.inject('/fhir/Patient?_pretty=true')).body).toContain('\n  "resourceType": "Bundle"');
  });

  it('speaks FHIR XML as well, in both directions and for what goes wrong', async () => {
    const server = await start();
    const headers = { 'content-type': xml, accept: xml };
    const payload = '<Patient xmlns="http://hl7.org/fhir"><name><family value="Xmlsson"/></name><gender value="male"/></Patient>';
    const created = await server.inject({ method: 'POST', url: '/fhir/Patient', headers, payload });
    expect([created.statusCode, created.headers['content-type']]).toEqual([201, `${xml}; charset=utf-8`]);
    expect(created.body).toContain('<name><family value="Xmlsson"/></name><gender value="male"/></Patient>');
    expect((await server.inject('/fhir/Patient?family=xmlsson')).json()).toMatchObject({
      total: 1,
      entry: [{ resource: { gender: 'male' } }],
    });
    const searched = await server.inject('/fhir/Patient?family=xmlsson&_format=xml');
    expect(searched.body).toMatch(/^<\?xml[^>]+><Bundle xmlns="http:\/\/hl7.org\/fhir"><type value="searchset"\/><total value="1"\/>/);
    const wrong = await server.inject({ method: 'POST', url: '/fhir/Patient', headers, payload: payload.replace('male', 'nonsense') });
    expect([wrong.statusCode, wrong.body]).toEqual([400, expect.stringContaining('<expression value="Patient.gender"/>')]);
    expect((await server.inject({ url: '/fhir/Patient/none', headers: { accept: xml } })).body).toContain('<OperationOutcome xmlns=');
    const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
    expect((await server.inject({ url: '/fhir/Patient', headers: browser })).headers['content-type']).toMatch(/json/);
    expect((await server.inject('/fhir/metadata?_format=xml')).body).toContain('<format value="application/fhir+xml"/>');
  });

  it('says what it can do, from the tables that it runs on', async () => {
    const statement = (await (await start()).inject('/fhir/metadata')).json<{
      rest: { resource: { type: string; searchParam: { name: string }[] }[] }[];
    }>();
    const resources = statement.rest[0]?.resource ?? [];
    expect(resources).toHaveLength(146);
    for (const { type, searchParam } of resources)
      expect(searchParam.map(({ name }) => name)).toEqual([...(r4().parameters.get(type)?.keys() ?? [])]);
    expect(statement).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  });

  it.each([
    ['Turtle asked for', { url: '/fhir/Patient?_format=ttl' }, 406],
    ['Turtle accepted only', { url: '/fhir/Patient', headers: { accept: 'application/fhir+turtle' } }, 406],
    ['XML of no namespace', { url: '/fhir/Patient', method: 'POST', headers: { 'content-type': xml }, payload: '<Patient/>' }, 400],
    [
      'text sent',
      { url: '/fhir/Patient', method: 'POST', headers: { 'content-type': 'text/plain' }, payload: '{"resourceType":"Patient"}' },
      415,
    ],
    ['a page of another site', { url: '/sandbox/main/reset', method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a write of another site', { url: '/fhir/Patient/1', method: 'DELETE', headers: { origin: 'https://other.example' } }, 403],
    ['half a JSON', { url: '/fhir/Patient', method: 'POST', headers: { 'content-type': fhir }, payload: '{"resourceType":' }, 400],
    ['no body', { url: '/fhir/Patient', method: 'POST' }, 400],
    ['a body of 9 MB', { url: '/fhir/Patient', method: 'POST', headers: { 'content-type': fhir }, payload: 'x'.repeat(9_000_000) }, 413],
    ['an address that is none', { url: '/fhir/Patient/%zz' }, 400],
    ['an unknown type', { url: '/fhir/Shoe' }, 404],
    ['a wrong method', { url: '/fhir/Patient/1', method: 'POST', headers: { 'content-type': fhir }, payload: '{}' }, 405],
    ['an unknown attempt', { url: '/sandbox/nobody/fhir/Patient' }, 404],
    ['another address', { url: '/somewhere' }, 404],
  ] as const)('answers %s with an OperationOutcome', async (_name, request, status) => {
    const answer = await (await start()).inject({ ...request });
    expect([answer.statusCode, answer.json<{ resourceType: string }>().resourceType]).toEqual([status, 'OperationOutcome']);
  });

  it('asks for the token before anything else', async () => {
    const server = await start('a-secret-of-some-length');
    for (const url of ['/fhir/metadata', '/fhir/Patient', '/fhir/nonsense', '/sandbox/x/fhir/Patient'])
      expect((await server.inject(url)).statusCode).toBe(401);
    expect((await server.inject({ method: 'POST', url: '/sandbox' })).statusCode).toBe(401);
    const headers = { authorization: 'Bearer a-secret-of-some-length' };
    expect((await server.inject({ url: '/fhir/Patient', headers })).statusCode).toBe(200);
  });
});

describe('attempts', () => {
  it('sandbox-reset: thirty learners reset at once and nobody sees another’s chart', async () => {
    const server = await start();
    const learners = await Promise.all(
      Array.from({ length: 30 }, async () => (await server.inject({ method: 'POST', url: '/sandbox' })).json<{ id: string }>().id),
    );
    const count = async (id: string): Promise<unknown> =>
      (await server.inject(`/sandbox/${id}/fhir/Patient`)).json<{ total: number }>().total;
    await Promise.all(
      learners.map(async (id, n) => {
        for (let written = 0; written <= n % 3; written++)
          await server.inject({
            method: 'POST',
            url: `/sandbox/${id}/fhir/Patient`,
            headers: { 'content-type': fhir },
            payload: JSON.stringify(patient),
          });
      }),
    );
    expect(await Promise.all(learners.map(count))).toEqual(learners.map((_, n) => 2 + (n % 3)));
    const [first = ''] = learners;
    expect((await server.inject({ method: 'POST', url: `/sandbox/${first}/undo` })).json()).toEqual({ undone: true });
    expect(await count(first)).toBe(1);
    const { id: copy } = (await server.inject({ method: 'POST', url: `/sandbox/${learners[2] ?? ''}/fork` })).json<{ id: string }>();
    expect(await count(copy)).toBe(4);
    await Promise.all(learners.map((id) => server.inject({ method: 'POST', url: `/sandbox/${id}/reset` })));
    expect(new Set(await Promise.all(learners.map(count)))).toEqual(new Set([1]));
    expect(await count(copy)).toBe(4);
    expect((await server.inject({ method: 'DELETE', url: `/sandbox/${copy}` })).statusCode).toBe(204);
    expect((await server.inject(`/sandbox/${copy}/fhir/Patient`)).statusCode).toBe(404);
  });
});
