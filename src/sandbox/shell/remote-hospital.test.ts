import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark, openAttempt, reset, rollback, type Attempt } from '../core/store/attempt.ts';
import { MemorySource } from '../fhir-source-for-tests.ts';
import { base, client, hospital, idsOf, issuesOf, now, rules, type Asked } from '../small-hospital-for-tests.ts';
import { makeBase } from '../core/store/base.ts';
import { openRemote, type RemoteHospital } from './remote-hospital.ts';

/* The store over another server must answer as it does over the same hospital in memory. */

let time = now;
const opened = async (source = new MemorySource(openAttempt(base))) => {
  const remote = await openRemote(rules, source, () => time);
  source.asked.length = 0;
  return { source, remote, attempt: openAttempt(remote.base) };
};
type Ask = (method: string, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Asked>;

function over(remote: RemoteHospital, attempt: Attempt): Ask {
  const ask = client(attempt);
  return (...args) => {
    let from = 0;
    return remote.over(
      () => {
        from = mark(attempt);
        return ask(...args);
      },
      () => rollback(attempt, from),
    );
  };
}

const patient = (id: string, family: string, more = {}) => ({ resourceType: 'Patient', id, name: [{ family }], ...more });
const seen = ({ status, resource }: Asked): unknown => [
  status,
  JSON.parse(JSON.stringify(resource).replaceAll(/\bn\d+\b/g, 'n')) as unknown,
];

const reads = [
  'Patient/p1',
  'Patient/nobody',
  'Patient?_sort=_id',
  'Patient?family=Renamed,Ito&_sort=-birthdate',
  'Patient?_count=2',
  'Patient?_count=2&_offset=2',
  'Patient?_id=p1,p3,nobody&gender=male',
  'Patient?gender:not=male&_summary=count',
  'Observation?patient=p1&code=http://loinc.org|8867-4&_sort=date',
  'Observation?subject:Patient.family=Renamed',
  'Observation?patient=https://ehr.example/fhir/Patient/p1',
  'Observation?patient=p1&_include=Observation:subject&_include:iterate=Patient:general-practitioner',
  'Patient?_has:Observation:patient:code=8867-4&_sort=_id',
  'Patient?_id=p2&_revinclude=Observation:patient',
  'Patient/p1/Observation',
  'Patient/p2/$everything?_type=Observation,Encounter',
  'Patient/p1/_history',
] as const;
const write = fc.oneof(
  fc.record({ method: fc.constant('PUT'), id: fc.constantFrom('p1', 'p2', 'p3', 'x1'), family: fc.constantFrom('Renamed', 'Ito') }),
  fc.record({ method: fc.constant('DELETE'), id: fc.constantFrom('p1', 'p2', 'x1'), family: fc.constant('') }),
  fc.record({ method: fc.constant('POST'), id: fc.constantFrom('p1', 'p3', 'nobody'), family: fc.constantFrom('a', 'b') }),
);

function written({ method, id, family }: { method: string; id: string; family: string }): Parameters<Ask> {
  if (method === 'DELETE') return ['DELETE', `Patient/${id}`];
  if (method === 'PUT') return ['PUT', `Patient/${id}`, patient(id, family)];
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: `Patient/${id}` } };
  const entry = [
    { resource: observation, request: { method: 'POST', url: 'Observation' } },
    { resource: patient(id, family), request: { method: 'PUT', url: `Patient?family=${family}` } },
  ];
  return ['POST', '', { resourceType: 'Bundle', type: 'transaction', entry: family === 'a' ? entry : entry.slice(0, 1) }];
}

describe('over another server', () => {
  it('everything is answered, and written, as over the same hospital in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 5 }), fc.shuffledSubarray([...reads], { minLength: 4 }), async (writes, queries) => {
        const { remote, attempt } = await opened();
        const there = over(remote, attempt);
        const here = client(openAttempt(base));
        for (const one of writes) {
          const args = written(one);
          const [a, b] = [await there(...args), here(...args)];
          expect({ args, status: a.status, issues: issuesOf(a) }).toEqual({ args, status: b.status, issues: issuesOf(b) });
        }
        for (const url of queries) expect({ url, seen: seen(await there('GET', url)) }).toEqual({ url, seen: seen(here('GET', url)) });
      }),
      { numRuns: 60 },
    );
  });

  it('is read and never written, and asked once for what several want', async () => {
    const { source, remote, attempt } = await opened();
    const ask = over(remote, attempt);
    const all = await Promise.all(Array.from({ length: 5 }, () => ask('GET', 'Patient/p1')));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    await ask('PUT', 'Patient/p1', patient('p1', 'Mine'));
    await ask('GET', 'Patient/p1');
    expect(source.asked).toEqual(['Patient/p1']);
  });

  it('keeps learners apart, and resets without asking anybody', async () => {
    const { source, remote, attempt } = await opened();
    const [ann, ben] = [over(remote, attempt), over(remote, openAttempt(remote.base))];
    await ann('PUT', 'Patient/p1', patient('p1', 'Hers'));
    expect(idsOf(await ann('GET', 'Patient?family=Hers'))).toEqual(['p1']);
    expect(idsOf(await ben('GET', 'Patient?family=Hers'))).toEqual([]);
    source.asked.length = 0;
    reset(attempt);
    expect(source.asked).toEqual([]);
    expect((await ann('GET', 'Patient/p1')).resource).not.toMatchObject({ name: [{ family: 'Hers' }] });
  });

  it('what the learner wrote stays when the server moves on; what they did not touch follows it', async () => {
    const moving = openAttempt(base);
    const { remote, attempt } = await opened(new MemorySource(moving));
    const ask = over(remote, attempt);
    await ask('PUT', 'Patient/p1', patient('p1', 'Mine'));
    client(moving)('PUT', 'Patient/p1', patient('p1', 'Theirs'));
    client(moving)('PUT', 'Patient/p2', patient('p2', 'Theirs'));
    time += 61_000;
    expect(idsOf(await ask('GET', 'Patient?family=Theirs'))).toEqual(['p2']);
    expect((await ask('GET', 'Patient/p1')).resource).toMatchObject({ name: [{ family: 'Mine' }], meta: { versionId: '2' } });
    expect((await ask('GET', 'Patient/p1/_history')).resource).toMatchObject({ total: 1 });
  });
});

describe('what the other server can not do is said', () => {
  const without = (parameter: string) => (json: string) => json.replaceAll(`{"name":"${parameter}"`, '{"name":"x-other"');

  it('a parameter that it does not declare', async () => {
    const source = new MemorySource(openAttempt(base));
    source.describe = without('code');
    const { remote, attempt } = await opened(source);
    const refused = await over(remote, attempt)('GET', 'Observation?code=8867-4');
    expect(refused).toMatchObject({ status: 400 });
    expect(issuesOf(refused)).toEqual(['not-supported code']);
    expect(refused.json).toContain('does not say that it can search Observation by \\"code\\"');
    expect(source.asked).toEqual([]);
  });

  it('a parameter that it leaves out silently, as its own link shows', async () => {
    const source = new MemorySource(openAttempt(base));
    const { remote, attempt } = await opened(source);
    source.instead = {
      status: 200,
      body: JSON.stringify({ resourceType: 'Bundle', link: [{ relation: 'self', url: 'https://x/P?_count=5' }] }),
    };
    const ask = over(remote, attempt);
    await expect(ask('GET', 'Patient?family=Ito')).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ['timeout', 504],
    ['unreachable', 502],
    [{ status: 500, body: 'oops' }, 502],
    [{ status: 401, body: '' }, 502],
    [{ status: 200, body: '<html>' }, 502],
    [{ status: 200, body: '{"resourceType":"Patient","id":"other"}' }, 502],
    [{ status: 200, body: `{"a":${'['.repeat(1000)}` }, 502],
  ] as const)('%j', async (instead, status) => {
    const { source, remote, attempt } = await opened();
    const ask = over(remote, attempt);
    source.instead = instead;
    await expect(ask('GET', 'Patient/p1')).rejects.toMatchObject({ status });
    await expect(ask('GET', 'Patient?family=Ito')).rejects.toMatchObject({ status });
    // A write that needs it leaves nothing behind.
    const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: 'Patient/p1' } };
    await expect(ask('POST', 'Observation', observation)).rejects.toMatchObject({ status });
    expect(mark(attempt)).toBe(0);
    source.instead = null;
    expect((await ask('GET', 'Patient/p1')).status).toBe(200);
  });

  it('no R4, no CapabilityStatement: it is not taken', async () => {
    const source = new MemorySource(openAttempt(base));
    source.describe = (json) => json.replace('"fhirVersion":"4.0.1"', '"fhirVersion":"3.0.2"');
    await expect(openRemote(rules, source, () => now)).rejects.toThrow('It speaks FHIR 3.0.2; R4 (4.0) is needed.');
    source.describe = () => '{}';
    await expect(openRemote(rules, source, () => now)).rejects.toThrow('no CapabilityStatement');
  });
});

describe('a large server', () => {
  const many = Array.from({ length: 2500 }, (_, n) => patient(`m${n}`, `Family${n % 5}`));
  const large = openAttempt(makeBase(rules, [...hospital, ...many], '2027-03-01T06:00:00.000Z'));

  it('is paged without fetching everything; sorting it all is refused in words', async () => {
    const { source, remote, attempt } = await opened(new MemorySource(large));
    const ask = over(remote, attempt);
    await ask('DELETE', 'Patient/m1');
    const page = await ask('GET', 'Patient?family=Family1&_count=3');
    expect(idsOf(page)).toEqual(['m6', 'm11', 'm16']);
    expect(page.resource).not.toHaveProperty('total');
    expect(page.json).toContain('_offset=3');
    expect(idsOf(await ask('GET', 'Patient?family=Family1&_count=3&_offset=3'))).toEqual(['m21', 'm26', 'm31']);
    await expect(ask('GET', 'Patient?_sort=birthdate')).rejects.toThrow('more than 2000');
    expect(source.asked.length).toBeLessThan(20);
  });
});
