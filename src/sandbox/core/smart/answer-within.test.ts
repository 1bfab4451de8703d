import { describe, expect, it } from 'vitest';
import { base, now } from '../../small-hospital-for-tests.ts';
import { isFields, many, type Resource } from '../fhir/resource.ts';
import { pairsOf } from '../rest/conditional.ts';
import { logOf, openAttempt } from '../store/attempt.ts';
import { answerWithin } from './answer-within.ts';
import { resourceScopes } from './scopes.ts';

/* What an app may do with the chart of Patient/p1 open. */

function app(scope: string, patientId: string | null = 'p1') {
  const attempt = openAttempt(base);
  let ids = 0;
  const setting = { attempt, address: 'https://ehr.example/fhir', now, newId: () => `n${++ids}` };
  const ask = (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const [path = '', query = ''] = url.split('?');
    const request = { method, path, query: query === '' ? [] : pairsOf(`?${query}`), headers, body: () => structuredClone(body) };
    const { status, json } = answerWithin({ scopes: resourceScopes(scope), patientId }, setting, request);
    const resource = JSON.parse(json ?? '{"resourceType":"none"}') as Resource;
    const ids = many(resource.entry).flatMap((entry) =>
      isFields(entry) && isFields(entry.resource) ? [`${String(entry.resource.resourceType)}/${String(entry.resource.id)}`] : [],
    );
    return { status, resource, ids: ids.toSorted() };
  };
  return { ask, attempt };
}

const observation = (patient: string): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference: `Patient/${patient}` },
});
const bundle = (type: string, ...entry: unknown[]) => ({ resourceType: 'Bundle', type, entry });

describe('patient/ scopes', () => {
  const { ask, attempt } = app('patient/*.cruds');

  it.each([
    ['Observation', ['Observation/o1', 'Observation/o2', 'Observation/o3']],
    ['Observation?patient=p2', []],
    ['Observation?_count=1&_offset=2&_sort=_id', ['Observation/o3']],
    ['Patient', ['Patient/p1']],
    ['Patient/p1/Observation', ['Observation/o1', 'Observation/o2', 'Observation/o3']],
    ['Practitioner', ['Practitioner/d1', 'Practitioner/d2']],
    // What is included is still of this chart, or of none.
    ['Encounter?_include=*', ['Encounter/e1', 'Location/l1', 'Organization/ward', 'Patient/p1', 'Practitioner/d2']],
    ['Encounter?_include=Encounter:practitioner&_revinclude:iterate=Encounter:practitioner', ['Encounter/e1', 'Practitioner/d2']],
    ['Observation?_elements=status', ['Observation/o1', 'Observation/o2', 'Observation/o3']],
  ])('a search for %s finds what is of this chart', (url, found) => {
    expect(ask('GET', url)).toMatchObject({ status: 200, ids: found });
  });

  it('counts nobody else either', () => {
    expect(ask('GET', 'Observation?_summary=count').resource.total).toBe(3);
    expect(ask('POST', 'Observation/_search?code=8867-4').resource.total).toBe(2);
  });

  it.each([
    ['GET', 'Patient/p2'],
    ['GET', 'Patient/p2?_elements=id'],
    ['GET', 'Observation/o4'],
    ['HEAD', 'Observation/o4'],
    ['GET', 'Observation/o4/_history/1'],
    ['GET', 'Observation/o4/$validate'],
    ['GET', 'Patient/p2/Observation'],
    ['GET', 'Encounter/e2/Observation'],
    ['GET', 'Patient/p2/$everything'],
    ['GET', 'Practitioner?_has:Observation:performer:code=8867-4'],
    ['GET', 'Practitioner?_revinclude=Encounter:practitioner'],
    ['GET', 'Observation/_history'],
    ['GET', '_history'],
    ['GET', '?_type=Patient,Observation'],
    ['GET', 'List/rounds/_history/9'],
    ['GET', 'ValueSet/vs'],
    ['DELETE', 'Observation/o4'],
    ['DELETE', 'Observation?_id=o4'],
    ['DELETE', 'Practitioner/d1'],
    ['PUT', 'Observation/o4', { ...observation('p1'), id: 'o4' }],
    ['PUT', 'Observation/o1', { ...observation('p2'), id: 'o1' }],
    ['PATCH', 'Observation/o4', [{ op: 'replace', path: '/status', value: 'final' }]],
    ['PATCH', 'Observation/o1', [{ op: 'replace', path: '/subject/reference', value: 'Patient/p2' }]],
    ['POST', 'Observation', observation('p2')],
    ['POST', 'Patient', { resourceType: 'Patient' }],
    ['POST', 'Observation', observation('p1'), { 'if-none-exist': '_id=o4' }],
    ['POST', '', bundle('batch', { request: { method: 'GET', url: 'Observation/o4' } })],
    [
      'POST',
      '',
      bundle(
        'transaction',
        { resource: observation('p1'), request: { method: 'POST', url: 'Observation' } },
        { resource: observation('p2'), request: { method: 'POST', url: 'Observation' } },
      ),
    ],
  ] as [string, string, unknown?, Record<string, string>?][])('%s %s is refused, and nothing was written', (method, url, body, headers) => {
    const { status, resource } = ask(method, url, body, headers);
    expect([400, 403, 404]).toContain(status);
    expect(resource.resourceType).toBe('OperationOutcome');
    expect(JSON.stringify(resource)).not.toMatch(/Muller|118\.5/);
    expect(logOf(attempt)).toEqual([]);
  });

  it('writes in this chart, and a Bundle asks within it', () => {
    const own = app('patient/*.cruds');
    expect(own.ask('POST', 'Observation', observation('p1')).status).toBe(201);
    expect(own.ask('PUT', 'Observation/o1', { ...observation('p1'), id: 'o1' }).status).toBe(200);
    expect(own.ask('DELETE', 'Observation/o2').status).toBe(204);
    const asked = own.ask('POST', '', bundle('batch', { request: { method: 'GET', url: 'Observation?code=8867-4' } }));
    expect(JSON.stringify(asked.resource)).not.toContain('Patient/p2');
    expect(asked.status).toBe(200);
    expect(own.ask('GET', 'Patient/p1/$everything').ids).not.toContain('Patient/p2');
  });
});

describe('what each letter allows', () => {
  it.each([
    ['patient/Observation.rs', 'GET', 'Observation/o1', 200],
    ['patient/Observation.rs', 'GET', 'Condition/c1', 403],
    ['patient/Observation.rs', 'DELETE', 'Observation/o1', 403],
    ['patient/Observation.r', 'GET', 'Observation', 403],
    ['patient/Observation.s', 'GET', 'Observation', 200],
    ['patient/Observation.read', 'GET', 'Observation', 200],
    ['patient/Observation.write', 'DELETE', 'Observation/o1', 204],
    ['user/Observation.rs', 'GET', 'Observation/o4', 200],
    ['user/Patient.rs', 'GET', 'Patient?_has:Observation:patient:code=8867-4', 403],
    ['user/Observation.d', 'DELETE', 'Observation/o4', 204],
    ['user/*.rs', 'GET', '_history', 200],
    ['user/*.rs', 'GET', 'Patient/p2/$everything', 200],
    ['system/*.cruds', 'GET', 'Observation/o1', 403],
    ['patient/Observation.rs?category=vital-signs', 'GET', 'Observation/o1', 403],
    ['openid', 'GET', 'Patient/p1', 403],
  ])('%s: %s %s is %i', (scope, method, url, status) => {
    expect(app(scope).ask(method, url).status).toBe(status);
  });

  it('leaves out what it includes without a scope', () => {
    expect(app('user/Observation.rs').ask('GET', 'Observation?_id=o1&_include=Observation:subject').ids).toEqual(['Observation/o1']);
    expect(app('user/Observation.rs user/Patient.r').ask('GET', 'Observation?_id=o1&_include=Observation:subject').ids).toHaveLength(2);
  });

  it('is nothing in a chart when none is open', () => {
    expect(app('patient/*.cruds', null).ask('GET', 'Observation/o1').status).toBe(403);
  });
});
