import { describe, expect, it } from 'vitest';
import type { Fields } from '../fhir/resource.ts';
import { base, client, idsOf, issuesOf, type Asked } from '../../small-hospital-for-tests.ts';
import { logOf, openAttempt } from '../store/attempt.ts';

const fresh = () => {
  const attempt = openAttempt(base);
  return { attempt, ask: client(attempt) };
};
const anna: Fields = { resourceType: 'Patient', identifier: [{ system: 'urn:t', value: '1' }], name: [{ family: 'Berg' }] };
const responses = ({ resource }: Asked): string[] =>
  (resource.entry as { response: { status: string } }[]).map(({ response }) => response.status);

describe('one resource', () => {
  it('is created, read, changed, deleted and revived, each as a version', () => {
    const { ask } = fresh();
    const created = ask('POST', 'Patient', { ...anna, id: 'mine' });
    expect(created.status).toBe(201);
    expect(created.headers).toMatchObject({ location: 'https://ehr.example/fhir/Patient/n1/_history/1', etag: 'W/"1"' });
    expect(ask('PUT', 'Patient/n1', { ...anna, id: 'n1', active: true }).status).toBe(200);
    expect(ask('DELETE', 'Patient/n1').status).toBe(204);
    expect(ask('GET', 'Patient/n1').status).toBe(410);
    expect(ask('DELETE', 'Patient/n1').status).toBe(204);
    expect(ask('PUT', 'Patient/n1', { ...anna, id: 'n1' }).status).toBe(201);
    expect(ask('GET', 'Patient/n1').headers.etag).toBe('W/"4"');
    expect(ask('GET', 'Patient/n1/_history/2').resource).toMatchObject({ active: true });
    expect(ask('GET', 'Patient/n1/_history/3').status).toBe(410);
    expect(ask('GET', 'Patient/n1/_history/9').status).toBe(404);
    const entries = ask('GET', 'Patient/n1/_history').resource.entry as { request: { method: string } }[];
    expect(entries.map(({ request }) => request.method)).toEqual(['PUT', 'DELETE', 'PUT', 'POST']);
    expect(ask('GET', 'Patient/_history?_since=2027-03-05T00:00:00Z').resource).toMatchObject({ total: 4 });
    expect(ask('GET', '_history?_count=3').resource).toMatchObject({ total: base.count + 4 });
  });

  it('is updated under an id of the client, but only with that id and type', () => {
    const { ask } = fresh();
    expect(ask('PUT', 'Patient/new-1', { ...anna, id: 'new-1' }).status).toBe(201);
    expect(issuesOf(ask('PUT', 'Patient/new-2', { ...anna, id: 'other' }))).toEqual(['invalid Patient.id']);
    expect(issuesOf(ask('PUT', 'Patient/o1', { resourceType: 'Observation', id: 'o1' }))).toEqual(['invalid resourceType']);
    expect(ask('PUT', 'Patient/not_an_id', { ...anna, id: 'not_an_id' }).status).toBe(400);
  });

  it('is guarded by its version', () => {
    const { ask } = fresh();
    const change = { ...anna, id: 'p1' };
    expect(ask('PUT', 'Patient/p1', change, { 'if-match': 'W/"7"' }).status).toBe(412);
    expect(ask('PUT', 'Patient/p1', change, { 'if-match': 'W/"1"' }).status).toBe(200);
    expect(ask('DELETE', 'Patient/p1', undefined, { 'if-match': 'W/"1"' }).status).toBe(412);
    expect(ask('PUT', 'Patient/p1', change, { 'if-none-match': '*' }).status).toBe(412);
    expect(ask('GET', 'Patient/p1', undefined, { 'if-none-match': 'W/"2"' })).toMatchObject({ status: 304, json: null });
    expect(ask('GET', 'Patient/p1', undefined, { 'if-modified-since': 'Wed, 10 Mar 2027 12:00:00 GMT' }).status).toBe(304);
    expect(ask('GET', 'Patient/p1', undefined, { 'if-modified-since': 'Wed, 10 Mar 2027 11:59:59 GMT' }).status).toBe(200);
  });

  it('answers as Prefer asks', () => {
    const { ask } = fresh();
    expect(ask('POST', 'Patient', anna, { prefer: 'return=minimal' }).json).toBeNull();
    expect(ask('POST', 'Patient', anna, { prefer: 'return=OperationOutcome' }).resource.resourceType).toBe('OperationOutcome');
    expect(ask('POST', 'Patient', anna, { prefer: 'return=representation' }).resource.resourceType).toBe('Patient');
  });

  it('must be valid, and may only refer to what is there', () => {
    const { ask, attempt } = fresh();
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
    expect(issuesOf(ask('POST', 'Observation', { ...observation, status: 'zzz', colour: 'red' }))).toEqual([
      'code-invalid Observation.status',
      'structure Observation.colour',
    ]);
    expect(issuesOf(ask('POST', 'Observation', { ...observation, subject: { reference: 'Patient/nobody' } }))).toEqual([
      'not-found Observation.subject',
    ]);
    expect(issuesOf(ask('POST', 'Observation', { ...observation, subject: { reference: '#lost' } }))).toEqual([
      'not-found Observation.subject',
    ]);
    expect(ask('POST', 'Observation', { ...observation, subject: { reference: 'https://elsewhere.example/Patient/1' } }).status).toBe(201);
    expect(logOf(attempt)).toHaveLength(1);
  });
});

describe('conditional interactions', () => {
  it('create once', () => {
    const { ask } = fresh();
    const condition = { 'if-none-exist': 'identifier=urn:t|1' };
    expect(ask('POST', 'Patient', anna, condition).status).toBe(201);
    expect(ask('POST', 'Patient', anna, condition)).toMatchObject({ status: 200, resource: { id: 'n1' } });
    expect(ask('POST', 'Patient', anna, { 'if-none-exist': 'gender=male' }).status).toBe(412);
    expect(ask('POST', 'Patient', anna, { 'if-none-exist': 'nonsense=1' }).status).toBe(400);
  });

  it('update, patch and delete the one that matches', () => {
    const { ask } = fresh();
    expect(ask('PUT', 'Patient?identifier=urn:t|1', anna)).toMatchObject({ status: 201, resource: { id: 'n1' } });
    expect(ask('PUT', 'Patient?identifier=urn:t|1', { ...anna, active: true })).toMatchObject({ status: 200, resource: { id: 'n1' } });
    expect(ask('PATCH', 'Patient?identifier=urn:t|1', [{ op: 'replace', path: '/active', value: false }]).resource.active).toBe(false);
    expect(ask('PUT', 'Patient?gender=male', anna).status).toBe(412);
    expect(ask('DELETE', 'Patient?gender=male').status).toBe(412);
    expect(ask('DELETE', 'Patient').status).toBe(412);
    expect(ask('DELETE', 'Patient?identifier=urn:t|1').status).toBe(204);
    expect(ask('GET', 'Patient/n1').status).toBe(410);
    expect(ask('DELETE', 'Patient?identifier=urn:t|1').status).toBe(204);
  });
});

const part = (name: string, value: Fields): Fields => ({ name, ...value });
const operation = (...parts: Fields[]): Fields => ({ name: 'operation', part: parts });
const parameters = (...operations: Fields[]): Fields => ({ resourceType: 'Parameters', parameter: operations });

describe('patches', () => {
  it('follow RFC 6902', () => {
    const { ask } = fresh();
    const patched = ask('PATCH', 'Patient/p1', [
      { op: 'test', path: '/gender', value: 'female' },
      { op: 'add', path: '/name/0/given/1', value: 'Zoe' },
      { op: 'copy', from: '/name/0', path: '/name/-' },
      { op: 'move', from: '/telecom/0/value', path: '/name/1/text' },
      { op: 'remove', path: '/telecom' },
    ]);
    expect(patched.resource).toMatchObject({ name: [{ given: ['Ann', 'Zoe', 'Q.'] }, { text: '555-0101', given: ['Ann', 'Zoe', 'Q.'] }] });
    expect(patched.resource).not.toHaveProperty('telecom');
    expect(ask('PATCH', 'Patient/p1', [{ op: 'test', path: '/gender', value: 'male' }]).status).toBe(422);
    expect(ask('PATCH', 'Patient/p1', [{ op: 'remove', path: '/shoe' }]).status).toBe(422);
    expect(issuesOf(ask('PATCH', 'Patient/p1', [{ op: 'add', path: '/gender', value: 'green' }]))).toEqual(['code-invalid Patient.gender']);
    expect(ask('PATCH', 'Patient/p1', [{ op: 'replace', path: '/id', value: 'p9' }]).status).toBe(422);
    expect(ask('GET', 'Patient/p1').headers.etag).toBe('W/"2"');
  });

  it('follow FHIRPath Patch', () => {
    const { ask } = fresh();
    const type = (code: string) => part('type', { valueCode: code });
    const path = (text: string) => part('path', { valueString: text });
    const patched = ask(
      'PATCH',
      'Patient/p1',
      parameters(
        operation(type('replace'), path('Patient.birthDate'), part('value', { valueDate: '1971-01-01' })),
        operation(type('delete'), path("Patient.telecom.where(system = 'phone')")),
        operation(type('insert'), path('Patient.name[0].given'), part('index', { valueInteger: 0 }), part('value', { valueString: 'Eve' })),
        operation(
          type('move'),
          path('Patient.name[0].given'),
          part('source', { valueInteger: 0 }),
          part('destination', { valueInteger: 2 }),
        ),
        operation(type('add'), path('Patient'), part('name', { valueString: 'deceased' }), part('value', { valueBoolean: false })),
        operation(
          type('add'),
          path('Patient'),
          part('name', { valueString: 'contact' }),
          part('value', { part: [part('name', { valueHumanName: { text: 'Her sister' } }), part('gender', { valueCode: 'female' })] }),
        ),
      ),
    );
    expect([patched.status, issuesOf(patched)]).toEqual([200, []]);
    expect(patched.resource).toMatchObject({
      birthDate: '1971-01-01',
      deceasedBoolean: false,
      name: [{ given: ['Ann', 'Q.', 'Eve'] }],
      contact: [{ name: { text: 'Her sister' }, gender: 'female' }],
    });
    expect(patched.resource).not.toHaveProperty('telecom');
    const none = ask(
      'PATCH',
      'Patient/p1',
      parameters(operation(type('replace'), path('Patient.photo'), part('value', { valueString: 'x' }))),
    );
    expect(issuesOf(none)).toEqual(['not-found Parameters.parameter[0]']);
  });
});

const entry = (method: string, url: string, resource?: Fields, more: Fields = {}, fullUrl?: string): Fields => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  ...(resource === undefined ? {} : { resource }),
  request: { method, url, ...more },
});
const bundle = (type: string, ...entries: Fields[]): Fields => ({ resourceType: 'Bundle', type, entry: entries });
const about = (reference: string): Fields => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference },
});

describe('bundles', () => {
  it('as transactions resolve what their entries say of each other, in the order of the standard', () => {
    const { ask, attempt } = fresh();
    const answer = ask(
      'POST',
      '',
      bundle(
        'transaction',
        entry('GET', 'Observation?subject.family=berg'),
        entry('POST', 'Observation', about('urn:uuid:a')),
        entry('PUT', 'Observation/o1', { ...about('Patient?identifier=urn:lakeview:mrn|M002'), id: 'o1' }),
        entry('POST', 'Patient', anna, { ifNoneExist: 'identifier=urn:t|1' }, 'urn:uuid:a'),
        entry('DELETE', 'Observation/o5'),
      ),
    );
    expect([issuesOf(answer), responses(answer)]).toEqual([[], ['200', '201', '200', '201', '204']]);
    expect(ask('GET', 'Observation/o1').resource).toMatchObject({ subject: { reference: 'Patient/p2' } });
    const [searched] = answer.resource.entry as { resource: Fields }[];
    expect(searched?.resource).toMatchObject({ total: 1 });
    // The second time the patient is known, and the observation points to the known one.
    const again = bundle(
      'transaction',
      entry('POST', 'Patient', anna, { ifNoneExist: 'identifier=urn:t|1' }, 'urn:uuid:a'),
      entry('POST', 'Observation', about('urn:uuid:a')),
    );
    expect(responses(ask('POST', '', again))).toEqual(['200', '201']);
    expect(idsOf(ask('GET', 'Observation?subject.family=berg'))).toHaveLength(2);
    expect(logOf(attempt)).toHaveLength(5);
  });

  it.each([
    [
      'an invalid resource',
      entry('POST', 'Patient', { resourceType: 'Patient', gender: 'green' }),
      'code-invalid Bundle.entry[1].resource/Patient.gender',
    ],
    [
      'a reference to nothing',
      entry('POST', 'Observation', about('Patient/nobody')),
      'not-found Bundle.entry[1].resource/Observation.subject',
    ],
    ['an unresolved urn', entry('POST', 'Observation', about('urn:uuid:zzz')), 'not-found Bundle.entry[1].resource/Observation.subject'],
    ['a reference to what it deletes', entry('DELETE', 'Patient/p3'), 'not-found Bundle.entry[2].resource/Observation.subject'],
    ['the same resource twice', entry('PUT', 'Patient/tx', { ...anna, id: 'tx' }), 'invalid Bundle.entry[1]'],
    ['an unknown type', entry('POST', 'Shoe', { resourceType: 'Shoe' }), 'not-supported Bundle.entry[1]'],
    ['a stale version', entry('PUT', 'Patient/p1', { ...anna, id: 'p1' }, { ifMatch: 'W/"9"' }), 'conflict Bundle.entry[1]'],
    ['no request', { resource: anna }, 'required Bundle.entry[1]'],
  ])('as transactions change nothing with %s', (_name, wrong, issue) => {
    const { ask, attempt } = fresh();
    const answer = ask(
      'POST',
      '',
      bundle('transaction', entry('PUT', 'Patient/tx', { ...anna, id: 'tx' }), wrong, entry('POST', 'Observation', about('Patient/p3'))),
    );
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(issuesOf(answer)).toEqual([issue]);
    expect(logOf(attempt)).toHaveLength(0);
    expect(ask('GET', 'Patient/tx').status).toBe(404);
  });

  it('as batches carry out each entry by itself', () => {
    const { ask } = fresh();
    const answer = ask(
      'POST',
      '',
      bundle(
        'batch',
        entry('POST', 'Patient', anna),
        entry('GET', 'Patient/nobody'),
        entry('POST', 'Patient', { resourceType: 'Patient', gender: 'green' }),
        entry('GET', 'Patient?family=berg'),
      ),
    );
    expect(responses(answer)).toEqual(['201', '404', '400', '200']);
  });
});

describe('operations', () => {
  it('$everything gives the compartment and what it refers to', () => {
    const ids = idsOf(fresh().ask('GET', 'Patient/p1/$everything')).toSorted();
    expect(ids).toEqual(['c1', 'd1', 'd2', 'e1', 'l1', 'm1', 'o1', 'o2', 'o3', 'p1', 'ward']);
    expect(idsOf(fresh().ask('GET', 'Patient/p1/$everything?_type=Observation'))).toEqual(['o1', 'o2', 'o3']);
  });

  it('compartments are searched', () => {
    const { ask } = fresh();
    expect(idsOf(ask('GET', 'Patient/p1/Observation?code=8867-4'))).toEqual(['o1', 'o2']);
    expect(idsOf(ask('GET', 'Encounter/e2/Observation'))).toEqual(['o4', 'o5']);
    expect(idsOf(ask('GET', 'Practitioner/d1/*')).toSorted()).toEqual(expect.arrayContaining(['d1', 'e2', 'm1', 'o1']));
    expect(ask('GET', 'Patient/p1/Location').status).toBe(400);
    expect(ask('GET', 'Patient/nobody/Observation').status).toBe(404);
  });

  it('$validate judges and writes nothing', () => {
    const { ask, attempt } = fresh();
    const wrong = { resourceType: 'Patient', birthDate: '2027-02-30' };
    expect(issuesOf(ask('POST', 'Patient/$validate', wrong))).toEqual(['value Patient.birthDate']);
    expect(issuesOf(ask('POST', 'Patient/$validate', parameters({ name: 'resource', resource: wrong })))).toEqual([
      'value Patient.birthDate',
    ]);
    expect(issuesOf(ask('GET', 'Patient/p1/$validate'))).toEqual(['informational']);
    expect(logOf(attempt)).toHaveLength(0);
  });

  it('the whole server is searched by type', () => {
    const { ask } = fresh();
    expect(idsOf(ask('GET', '?_type=Patient,Practitioner&name=ana,ann'))).toEqual(['p1', 'd2']);
    expect(ask('GET', '?name=ann').status).toBe(400);
    expect(ask('GET', '?_type=Shoe').status).toBe(404);
  });
});
