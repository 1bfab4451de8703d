import { describe, expect, it } from 'vitest';
import { base, client, idsOf, issuesOf } from '../../small-hospital-for-tests.ts';
import { openAttempt } from '../store/attempt.ts';

const ask = client(openAttempt(base));
const found = (url: string): unknown[] => {
  const answer = ask('GET', url, undefined, { prefer: 'handling=strict' });
  expect([url, answer.status, issuesOf(answer)]).toEqual([url, 200, []]);
  return idsOf(answer);
};

describe('search finds what the standard says', () => {
  it.each([
    // string
    ['Patient?family=muller', ['p1', 'p2']],
    ['Patient?family:exact=Müller', ['p1']],
    ['Patient?family:contains=ORTIZ', ['p2']],
    ['Patient?name=ann,chidi', ['p1', 'p3']],
    ['Patient?name=ann&family=okafor', []],
    ['Patient?address-city=orebro', ['p3', 'p4']],
    // token
    ['Patient?identifier=M001', ['p1']],
    ['Patient?identifier=urn:lakeview:mrn|M002', ['p2']],
    ['Patient?identifier=|M002', []],
    ['Patient?identifier=urn:lakeview:mrn|', ['p1', 'p2', 'p3', 'p4']],
    ['Patient?identifier:of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|M003', ['p3']],
    ['Patient?gender=http://hl7.org/fhir/administrative-gender|male', ['p2', 'p3']],
    ['Patient?gender=urn:other|male', []],
    ['Patient?gender:not=male', ['p1', 'p4']],
    ['Patient?active=false', ['p4']],
    ['Patient?phone=555-0101', ['p1']],
    ['Observation?code:text=heart', ['o1', 'o2', 'o4']],
    ['Observation?code:text=rate', ['o1', 'o2', 'o4']],
    ['Observation?code:in=urn:lakeview:vitals', ['o1', 'o2', 'o4', 'bp']],
    ['Observation?code:not-in=urn:lakeview:vitals', ['o3', 'o5']],
    ['Observation?status=final,amended&code=8867-4', ['o1', 'o2', 'o4']],
    ['Patient?deceased=true', ['p4']],
    ['Patient?deceased=false', ['p1', 'p2', 'p3']],
    // missing
    ['Observation?value-quantity:missing=true', ['bp']],
    ['Patient?death-date:missing=false', ['p4']],
    // dates
    ['Patient?birthdate=1985', ['p2']],
    ['Patient?birthdate=1985-11-20', []],
    ['Patient?birthdate=ap1983', ['p2']],
    ['Patient?birthdate=lt1970-02-03', ['p4']],
    ['Patient?birthdate=le1970-02-03', ['p1', 'p4']],
    ['Patient?birthdate=ne1970-02-03', ['p2', 'p3', 'p4']],
    ['Patient?birthdate=gt2001', []],
    ['Patient?birthdate=ge2001', ['p3']],
    ['Observation?date=2027-02-25', ['o1', 'o3', 'o5']],
    ['Observation?date=sa2027-02-25', ['o2']],
    ['Observation?date=eb2027-02-25', ['bp']],
    ['Observation?date=ge2027-02-26T08:00:00-06:00', ['o2', 'o4']],
    ['Encounter?date=ge2028', ['e1', 'e2']],
    // numbers and quantities
    ['Observation?value-quantity=72', ['o1', 'o4']],
    ['Observation?value-quantity=81|http://unitsofmeasure.org|kg', ['o3', 'o5']],
    ['Observation?value-quantity=81.2||kg', ['o3']],
    ['Observation?value-quantity=gt100||/min', ['o2']],
    ['Observation?value-quantity=ap75||/min', ['o1', 'o4']],
    ['Observation?component-value-quantity=gt180', ['bp']],
    ['Condition?onset-age=41', ['c1']],
    // references
    ['Observation?patient=p1', ['o1', 'o2', 'o3']],
    ['Observation?subject=Patient/p1', ['o1', 'o2', 'o3']],
    ['Observation?subject=https://ehr.example/fhir/Patient/p1', ['o1', 'o2', 'o3']],
    ['Observation?subject:Patient=p1', ['o1', 'o2', 'o3']],
    ['Observation?subject:Group=p1', []],
    // chains, both ways
    ['Observation?subject:Patient.name=okafor', ['bp']],
    ['Observation?patient.general-practitioner.family=chen', ['o4', 'o5']],
    ['Encounter?service-provider.partof.name=lakeview', ['e1', 'e2', 'e3']],
    ['Patient?_has:Observation:patient:code=85354-9', ['p3']],
    ['Patient?_has:Encounter:patient:_has:Observation:encounter:code=29463-7', ['p1', 'p2']],
    ['Practitioner?_has:Encounter:practitioner:patient.name=ann', ['d2']],
    // composites hold of one element
    ['Observation?code-value-quantity=8867-4$gt100', ['o2']],
    ['Observation?component-code-value-quantity=8480-6$gt180', ['bp']],
    ['Observation?component-code-value-quantity=8462-4$gt180', []],
    ['Observation?code-value-quantity=8867-4$72,29463-7$81.2', ['o1', 'o3', 'o4']],
    // special
    ['Location?near=41.9|-87.6|5|km', ['l1']],
    ['Patient?_list=rounds', ['p1', 'p3']],
    ['Patient?_id=p2,p3', ['p2', 'p3']],
    ['ValueSet?url=urn:lakeview:vitals', ['vs']],
    ['Patient?_lastUpdated=2027-03-01', ['p1', 'p2', 'p3', 'p4']],
  ])('%s', (url, ids) => {
    expect(found(url)).toEqual(ids);
  });

  it('sorts, with what has no value last', () => {
    expect(found('Patient?_sort=-birthdate')).toEqual(['p3', 'p2', 'p1', 'p4']);
    expect(found('Patient?_sort=death-date,family')).toEqual(['p4', 'p1', 'p2', 'p3']);
    expect(found('Observation?_sort=status,-value-quantity&patient=p2')).toEqual(['o4', 'o5']);
  });

  it('includes what is referred to, and what refers, once and further when asked', () => {
    const one = ask('GET', 'Observation?_id=o1,o2&_include=Observation:subject&_include:iterate=Patient:general-practitioner');
    expect(idsOf(one, 'include')).toEqual(['p1', 'd2']);
    const flat = ask('GET', 'Observation?_id=o1&_include=Observation:subject&_include=Patient:general-practitioner');
    expect(idsOf(flat, 'include')).toEqual(['p1']);
    expect(idsOf(ask('GET', 'Patient?_id=p3&_revinclude=Observation:subject&_revinclude=Encounter:patient'), 'include')).toEqual([
      'bp',
      'e3',
    ]);
    expect(idsOf(ask('GET', 'Encounter?_id=e1&_include=Encounter:*'), 'include').toSorted()).toEqual(['d2', 'l1', 'p1', 'ward']);
  });

  it('pages: the links lead through all matches once', () => {
    const seen: unknown[] = [];
    let url: string | undefined = 'Observation?_count=4&_sort=-date';
    while (url !== undefined) {
      const page = ask('GET', url);
      seen.push(...idsOf(page));
      const links = page.resource.link as { relation: string; url: string }[];
      expect(links.map(({ relation }) => relation)).toContain('self');
      url = links.find(({ relation }) => relation === 'next')?.url.replace('https://ehr.example/fhir/', '');
    }
    expect(seen).toEqual(idsOf(ask('GET', 'Observation?_sort=-date')));
    expect(new Set(seen).size).toBe(6);
  });

  it('answers with less when asked for less, and says so', () => {
    const [entry] = ask('GET', 'Patient?_id=p1&_elements=birthDate').resource.entry as { resource: Record<string, unknown> }[];
    expect(Object.keys(entry?.resource ?? {})).toEqual(['resourceType', 'id', 'meta', 'birthDate']);
    expect(JSON.stringify(entry?.resource.meta)).toContain('SUBSETTED');
    const summary = ask('GET', 'Observation?_id=bp&_summary=true').resource.entry as { resource: Record<string, unknown> }[];
    expect(summary[0]?.resource).toHaveProperty('component');
    expect(ask('GET', 'Patient?_summary=count').resource).toMatchObject({ total: 4 });
    expect(ask('GET', 'Patient?_total=none').resource).not.toHaveProperty('total');
  });

  it('leaves out what it does not understand and says so, or refuses when told to be strict', () => {
    const lenient = ask('GET', 'Patient?nonsense=1&gender=female');
    expect(idsOf(lenient)).toEqual(['p1']);
    expect(JSON.stringify(lenient.resource.link)).not.toContain('nonsense');
    expect(JSON.stringify(lenient.resource.entry)).toContain('It was left out');
    expect(ask('GET', 'Patient?nonsense=1', undefined, { prefer: 'handling=strict' }).status).toBe(400);
  });

  it.each([
    ['Patient?birthdate=yesterday', 'invalid birthdate'],
    ['Patient?birthdate=2027-02-30', 'invalid birthdate'],
    ['Observation?value-quantity=heavy', 'invalid value-quantity'],
    ['Patient?gender:sounds=male', 'not-supported gender'],
    ['Patient?name:missing=perhaps', 'invalid name:missing'],
    ['Observation?code-value-quantity=8867-4', 'invalid code-value-quantity'],
    ['Patient?_sort=shoe-size', 'invalid _sort'],
    ['Patient?_include=Patient:gender', 'invalid _include'],
    ['Patient?_has:Observation:code=1', 'invalid _has'],
    ['Observation?subject:Patient.shoe=1', 'not-supported subject'],
    ['Observation?code:in=urn:nowhere', 'not-found'],
    ['Patient?_count=-1', 'invalid _count'],
    [`Patient?_id=${'a,'.repeat(1001)}`, 'too-costly _id'],
    ['Patient?organization.partof.partof.partof.partof.partof.name=a', 'too-costly name'],
  ])('refuses %s', (url, issue) => {
    const answer = ask('GET', url);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(issuesOf(answer)).toEqual([issue]);
  });
});
