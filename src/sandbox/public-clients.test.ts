import { MedplumClient } from '@medplum/core';
import { Client } from 'fhir-kit-client';
import smart from 'fhirclient';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSandboxServer } from './serve.ts';
import { base } from './small-hospital-for-tests.ts';

/* Clients that others wrote, over HTTP. */

let server: FastifyInstance;
let address: string;
beforeAll(async () => {
  server = await makeSandboxServer(base, { version: '0.0.0', token: null });
  address = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());

describe('fhir-kit-client', () => {
  it('reads, writes, searches, pages, patches and carries out bundles', async () => {
    const client = new Client({ baseUrl: `${address}/fhir` });
    expect(await client.capabilityStatement()).toMatchObject({ fhirVersion: '4.0.1' });
    const body = { resourceType: 'Patient', name: [{ family: 'Kit' }] };
    const created = (await client.create({ resourceType: 'Patient', body })) as { id: string; resourceType: string };
    const one = { resourceType: 'Patient', id: created.id };
    expect(await client.update({ ...one, body: { ...created, active: true } })).toMatchObject({ meta: { versionId: '2' } });
    expect(await client.patch({ ...one, jsonPatch: [{ op: 'replace', path: '/active', value: false }] })).toMatchObject({ active: false });
    expect(await client.vread({ ...one, version: '1' })).not.toHaveProperty('active');
    expect(await client.history(one)).toMatchObject({ total: 3 });
    expect(await client.history({ resourceType: 'Patient' })).toMatchObject({ total: 7 });
    const page = await client.search({ resourceType: 'Observation', searchParams: { _count: 4 } });
    expect(await client.nextPage({ bundle: page as never })).toMatchObject({ total: 6, entry: [{}, {}] });
    const compartment = { resourceType: 'Patient', id: 'p1' };
    expect(await client.compartmentSearch({ resourceType: 'Observation', compartment })).toMatchObject({ total: 3 });
    const entry = [{ request: { method: 'POST', url: '/Patient' }, resource: { resourceType: 'Patient' } }];
    expect(await client.transaction({ body: { resourceType: 'Bundle', type: 'transaction', entry } as never })).toMatchObject({
      type: 'transaction-response',
    });
    await client.delete(one);
    await expect(client.read(one)).rejects.toMatchObject({ response: { status: 410 } });
  });
});

describe('@medplum/core', () => {
  it('reads, writes, searches and carries out bundles', async () => {
    const client = new MedplumClient({ baseUrl: `${address}/`, fhirUrlPath: 'fhir/', fetch });
    const created = await client.createResource({ resourceType: 'Patient', name: [{ family: 'Med' }] });
    const again = await client.createResourceIfNoneExist({ resourceType: 'Patient', name: [{ family: 'Med' }] }, 'family=Med');
    expect(again.id).toBe(created.id);
    const changed = await client.upsertResource({ resourceType: 'Patient', name: [{ family: 'Med' }], gender: 'male' }, 'family=Med');
    expect(changed).toMatchObject({ id: created.id, meta: { versionId: '2' } });
    expect(await client.patchResource('Patient', created.id, [{ op: 'replace', path: '/gender', value: 'female' }])).toMatchObject({
      gender: 'female',
    });
    expect(await client.searchResources('Patient', 'family=med')).toHaveLength(1);
    expect(await client.readPatientEverything('p1')).toMatchObject({ resourceType: 'Bundle' });
    const fullUrl = 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520';
    const answered = await client.executeBatch({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl, request: { method: 'POST', url: 'Patient' }, resource: { resourceType: 'Patient' } },
        {
          request: { method: 'POST', url: 'Observation' },
          resource: { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: fullUrl } },
        },
      ],
    });
    expect(answered.entry?.map((entry: { readonly response?: { readonly status?: string } }) => entry.response?.status)).toEqual([
      '201',
      '201',
    ]);
    await client.deleteResource('Patient', created.id);
    await expect(client.readResource('Patient', created.id)).rejects.toThrow('deleted');
  });
});

describe('fhirclient', () => {
  /** As an app on a server uses it: a request, a response, a storage of its own. */
  const connected = () => {
    const request = new IncomingMessage(new Socket());
    const storage = { get: async () => undefined, set: async (_key: string, value: unknown) => value, unset: async () => true };
    return smart(request, new ServerResponse(request), storage).client({ serverUrl: `${address}/fhir` });
  };

  it('reads, writes, searches over pages, patches and carries out bundles', async () => {
    const client = connected();
    const created = (await client.create({ resourceType: 'Patient', name: [{ family: 'Smart' }] } as never)) as unknown as { id: string };
    const changed = await client.update({ resourceType: 'Patient', id: created.id, name: [{ family: 'Smart' }], active: true } as never);
    expect(changed).toMatchObject({ meta: { versionId: '2' } });
    expect(await client.patch(`Patient/${created.id}`, [{ op: 'replace', path: '/active', value: false }])).toMatchObject({
      active: false,
    });
    expect(await client.request(`Patient/${created.id}/_history/1`)).not.toHaveProperty('active');
    const all = await client.request<unknown[]>('Observation?_count=2&_sort=_id', { pageLimit: 0, flat: true });
    const whole = await client.request<{ total: number }>('Observation?_summary=count');
    expect(all).toHaveLength(whole.total);
    const graph = await client.request('Observation?_count=1&patient=p1', { resolveReferences: ['subject'], graph: true });
    expect(graph).toMatchObject({ entry: [{ resource: { subject: { resourceType: 'Patient', id: 'p1' } } }] });
    const bundle = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Patient/${created.id}` } }, { request: { method: 'GET', url: 'Patient/nobody' } }],
    };
    const headers = { 'content-type': 'application/fhir+json' };
    expect(await client.request({ url: '', method: 'POST', body: JSON.stringify(bundle), headers })).toMatchObject({
      entry: [{ response: { status: '200' } }, { response: { status: '404' } }],
    });
    await client.delete(`Patient/${created.id}`);
    await expect(client.request(`Patient/${created.id}`)).rejects.toMatchObject({ status: 410 });
  });
});
