import { answer } from './core/rest/answer.ts';
import type { FhirResponse, Setting } from './core/rest/call.ts';
import { pairsOf } from './core/rest/conditional.ts';
import { isFields, many, type Fields, type Resource } from './core/fhir/resource.ts';
import type { Attempt } from './core/store/attempt.ts';
import { makeBase, type Rules } from './core/store/base.ts';
import { r4 } from './definitions/read.ts';

export const rules: Rules = r4();
export const openedAt = '2027-03-01T06:00:00.000Z';
export const now = Date.parse('2027-03-10T12:00:00Z');

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const mrn = 'urn:lakeview:mrn';
const ref = (reference: string): Fields => ({ reference });
const concept = (system: string, code: string, display?: string): Fields => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
  text: display ?? code,
});

const patient = (n: number, family: string, given: string, gender: string, birthDate: string): Resource => ({
  resourceType: 'Patient',
  id: `p${n}`,
  identifier: [
    { system: mrn, value: `M00${n}`, type: concept('http://terminology.hl7.org/CodeSystem/v2-0203', 'MR', 'Medical record number') },
  ],
  active: n !== 4,
  name: [{ use: 'official', family, given: [given, 'Q.'] }],
  telecom: [{ system: 'phone', value: `555-010${n}` }],
  gender,
  birthDate,
  address: [{ line: [`${n} Lake Road`], city: n < 3 ? 'Lakeview' : 'Örebro', state: 'IL', postalCode: `6060${n}` }],
  generalPractitioner: [ref(`Practitioner/d${(n % 2) + 1}`)],
  ...(n === 4 ? { deceasedDateTime: '2027-02-01T10:00:00-06:00' } : {}),
});

const vital = (n: number, who: number, code: string, value: number, unit: string, at: string, status = 'final'): Resource => ({
  resourceType: 'Observation',
  id: `o${n}`,
  status,
  category: [concept('http://terminology.hl7.org/CodeSystem/observation-category', 'vital-signs', 'Vital Signs')],
  code: concept(loinc, code, code === '8867-4' ? 'Heart rate' : 'Body weight'),
  subject: ref(`Patient/p${who}`),
  encounter: ref(`Encounter/e${who}`),
  performer: [ref('Practitioner/d1')],
  effectiveDateTime: at,
  valueQuantity: { value, unit, system: ucum, code: unit },
});

/** Four patients, two physicians, a ward: small enough to know by heart, with one of most things that searches stumble over. */
export const hospital: readonly Resource[] = [
  { resourceType: 'Organization', id: 'lake', name: 'Lakeview Hospital', identifier: [{ system: 'urn:lakeview', value: 'H1' }] },
  { resourceType: 'Organization', id: 'ward', name: '4 West', partOf: ref('Organization/lake') },
  {
    resourceType: 'Location',
    id: 'l1',
    status: 'active',
    name: '4 West, bed 1',
    managingOrganization: ref('Organization/ward'),
    position: { latitude: 41.88, longitude: -87.63 },
  },
  {
    resourceType: 'Location',
    id: 'l2',
    status: 'suspended',
    name: 'Far away',
    position: { latitude: 59.27, longitude: 15.21 },
    partOf: ref('Location/l1'),
  },
  {
    resourceType: 'Practitioner',
    id: 'd1',
    name: [{ family: 'Chen', given: ['Wei'] }],
    identifier: [{ system: 'urn:npi', value: '1000000001' }],
  },
  { resourceType: 'Practitioner', id: 'd2', name: [{ family: 'Silva', given: ['Ana'] }], active: true },
  patient(1, 'Müller', 'Ann', 'female', '1970-02-03'),
  patient(2, 'Muller-Ortiz', 'Ben', 'male', '1985-11'),
  patient(3, 'Okafor', 'Chidi', 'male', '2001'),
  patient(4, 'Zhou', 'Di', 'unknown', '1939-09-09'),
  ...[1, 2, 3].map((n): Resource => ({
    resourceType: 'Encounter',
    id: `e${n}`,
    status: n === 3 ? 'finished' : 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: n === 3 ? 'AMB' : 'IMP' },
    subject: ref(`Patient/p${n}`),
    participant: [{ individual: ref(`Practitioner/d${(n % 2) + 1}`) }],
    period: n === 3 ? { start: '2027-02-20T09:00:00Z', end: '2027-02-20T09:30:00Z' } : { start: `2027-02-2${n}` },
    location: [{ location: ref(`Location/l${n === 3 ? 2 : 1}`) }],
    serviceProvider: ref('Organization/ward'),
  })),
  vital(1, 1, '8867-4', 72, '/min', '2027-02-25T08:00:00Z'),
  vital(2, 1, '8867-4', 118.5, '/min', '2027-02-26T08:00:00-06:00'),
  vital(3, 1, '29463-7', 81.2, 'kg', '2027-02-25'),
  vital(4, 2, '8867-4', 72, '/min', '2027-02', 'amended'),
  vital(5, 2, '29463-7', 81, 'kg', '2027-02-25T23:59:59.999Z', 'entered-in-error'),
  {
    resourceType: 'Observation',
    id: 'bp',
    status: 'final',
    code: concept(loinc, '85354-9', 'Blood pressure panel'),
    subject: ref('Patient/p3'),
    effectivePeriod: { start: '2027-02-20T09:05:00Z', end: '2027-02-20T09:10:00Z' },
    component: [
      { code: concept(loinc, '8480-6', 'Systolic'), valueQuantity: { value: 182, unit: 'mmHg', system: ucum, code: 'mm[Hg]' } },
      { code: concept(loinc, '8462-4', 'Diastolic'), valueQuantity: { value: 90, unit: 'mmHg', system: ucum, code: 'mm[Hg]' } },
    ],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: concept('http://www.nlm.nih.gov/research/umls/rxnorm', '860975', 'metformin 500 MG'),
    subject: ref('Patient/p1'),
    encounter: ref('Encounter/e1'),
    authoredOn: '2027-02-25T09:00:00Z',
    requester: ref('Practitioner/d1'),
  },
  {
    resourceType: 'Condition',
    id: 'c1',
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    code: { text: 'Type 2 diabetes' },
    subject: ref('Patient/p1'),
    onsetAge: { value: 41, unit: 'a', system: ucum, code: 'a' },
  },
  {
    resourceType: 'ValueSet',
    id: 'vs',
    url: 'urn:lakeview:vitals',
    status: 'active',
    compose: { include: [{ system: loinc, concept: [{ code: '8867-4' }, { code: '85354-9' }] }] },
  },
  {
    resourceType: 'List',
    id: 'rounds',
    status: 'current',
    mode: 'working',
    entry: [{ item: ref('Patient/p1') }, { item: ref('Patient/p3') }],
  },
];

export const base = makeBase(rules, hospital, openedAt);

export interface Asked extends FhirResponse {
  readonly resource: Resource;
}

/** Asks an attempt as a client would, with ids that count: n1, n2 … */
export function client(attempt: Attempt) {
  let ids = 0;
  const setting: Setting = { attempt, address: 'https://ehr.example/fhir', now, newId: () => `n${++ids}` };
  return (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Asked => {
    const at = url.indexOf('?');
    const response = answer(setting, {
      method,
      path: at < 0 ? url : url.slice(0, at),
      query: at < 0 ? [] : pairsOf(url.slice(at)),
      headers,
      body: () => structuredClone(body),
    });
    return { ...response, resource: JSON.parse(response.json ?? '{"resourceType":"none"}') as Resource };
  };
}

/** Ids of the matches of a searchset, in order. */
export const idsOf = ({ resource }: Asked, mode = 'match'): string[] =>
  many(resource.entry).flatMap((entry) =>
    isFields(entry) && isFields(entry.search) && entry.search.mode === mode && isFields(entry.resource) ? [String(entry.resource.id)] : [],
  );

/** What an OperationOutcome names: `code at`. */
export const issuesOf = ({ resource }: Asked): string[] =>
  many(resource.issue).flatMap((issue) =>
    isFields(issue) ? [`${String(issue.code)} ${many(issue.expression).map(String).join(',')}`.trim()] : [],
  );
