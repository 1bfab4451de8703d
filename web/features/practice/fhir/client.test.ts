import { describe, expect, test } from 'vitest';
import { FhirError, makeFhir } from './client.ts';
import type { Resource } from './elements.ts';

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

function answering(...answers: { status?: number; body: unknown }[]): { fetcher: typeof fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetcher = (async (url: string, init: RequestInit) => {
    asked.push({
      method: init.method ?? 'GET',
      url,
      headers: init.headers as Record<string, string>,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    const next = answers.shift();
    if (!next) throw new Error('unexpected call');
    return new Response(JSON.stringify(next.body), { status: next.status ?? 200 });
  }) as unknown as typeof fetch;
  return { fetcher, asked };
}

const patient = (id: string): Resource => ({ resourceType: 'Patient', id, meta: { versionId: '3' } });

describe('FHIR client', () => {
  test('follows the pages of a search by path, whatever the server calls itself', async () => {
    const { fetcher, asked } = answering(
      {
        body: {
          entry: [{ resource: patient('a') }, { resource: { resourceType: 'OperationOutcome' } }],
          link: [{ relation: 'next', url: 'http://other-name:9/s/1/fhir/Patient?page=2' }],
        },
      },
      { body: { entry: [{ resource: patient('b') }] } },
    );
    const found = await makeFhir('/s/1/fhir', fetcher).search('Patient', { name: 'x', status: ['a', 'b'], left: undefined });
    expect(found.map((one) => one.id)).toEqual(['a', 'b']);
    expect(asked.map((one) => one.url)).toEqual(['/s/1/fhir/Patient?name=x&status=a&status=b', '/s/1/fhir/Patient?page=2']);
  });

  test('an update names the version that was read', async () => {
    const { fetcher, asked } = answering({ body: patient('a') });
    await makeFhir('/f', fetcher).update(patient('a'));
    expect(asked[0]).toMatchObject({ method: 'PUT', url: '/f/Patient/a', headers: { 'if-match': 'W/"3"' } });
  });

  test('a refusal reads as the server’s own words and place', async () => {
    const body = { issue: [{ severity: 'error', details: { text: 'A status is needed.' }, expression: ['MedicationRequest.status'] }] };
    const { fetcher } = answering({ status: 422, body });
    const refused = makeFhir('/f', fetcher).create({ resourceType: 'MedicationRequest' });
    await expect(refused).rejects.toThrow('A status is needed. (MedicationRequest.status)');
    await expect(refused).rejects.toBeInstanceOf(FhirError);
  });

  test('somebody else’s change is told as such', async () => {
    const { fetcher } = answering({ status: 412, body: { issue: [{ diagnostics: 'version conflict' }] } });
    await expect(makeFhir('/f', fetcher).update(patient('a'))).rejects.toThrow('changed since you opened it');
  });

  test('an unreachable server is no crash', async () => {
    const down = (() => Promise.reject(new TypeError('down'))) as unknown as typeof fetch;
    await expect(makeFhir('/f', down).read('Patient', 'a')).rejects.toMatchObject({ status: 0 });
  });
});
