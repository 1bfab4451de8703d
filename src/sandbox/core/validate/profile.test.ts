import { describe, expect, it } from 'vitest';
import { practiceHospital } from '../../practice-hospital.ts';
import { base, client, issuesOf, rules } from '../../small-hospital-for-tests.ts';
import { isFields, many, type Fields, type Resource } from '../fhir/resource.ts';
import { openAttempt } from '../store/attempt.ts';
import { claimedProfiles } from './profile.ts';
import { validate } from './validate.ts';

const { definitions } = rules;
const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition';
const hospital = practiceHospital.make({ seed: 1, startDate: '2027-03-08', timeZone: 'America/Chicago' });
const claiming = hospital.filter((one) => claimedProfiles(definitions, one).length > 0);
const firstOf = (profile: string): Resource => {
  const found = claiming.find((one) => claimedProfiles(definitions, one).some((url) => url.endsWith(`/${profile}`)));
  if (!found) throw new Error(`nothing claims ${profile}`);
  return structuredClone(found) as Resource;
};
const textsOf = (resource: unknown, ...profiles: string[]) =>
  validate(definitions, resource, profiles).issues.map(({ text, at }) => `${at}: ${text}`);

it('every resource of the hospital that claims a profile is valid by it', () => {
  expect(claiming.length).toBeGreaterThan(1500);
  expect(new Set(claiming.flatMap((one) => claimedProfiles(definitions, one))).size).toBe(8);
  for (const one of claiming) expect({ id: one.id, issues: validate(definitions, one).issues }).toEqual({ id: one.id, issues: [] });
});

describe('a profile that is claimed is judged', () => {
  type Change = (resource: Record<string, unknown>) => void;
  const drop =
    (name: string): Change =>
    (resource) =>
      void delete resource[name];
  it.each<[profile: string, what: Change, at: string]>([
    ['us-core-patient', drop('gender'), 'Patient.gender'],
    ['us-core-patient', drop('identifier'), 'Patient.identifier'],
    ['us-core-patient', (one) => (one.identifier = [{ value: '1' }]), 'Patient.identifier[0].system'],
    ['us-core-patient', (one) => (one.telecom = [{ system: 'phone' }]), 'Patient.telecom[0].value'],
    ['us-core-patient', (one) => (one.name = [{ text: 'Somebody' }]), 'Patient'],
    ['us-core-patient', (one) => (one.extension = [race({}), race({})]), 'Patient.extension'],
    ['us-core-patient', (one) => (one.extension = [{ url: `${usCore}/us-core-race`, extension: [] }]), 'Patient.extension[0].extension'],
    ['us-core-patient', (one) => (one.extension = [{ url: `${usCore}/us-core-race`, valueString: 'x' }]), 'Patient.extension[0].value'],
    ['us-core-medicationrequest', drop('requester'), 'MedicationRequest.requester'],
    ['us-core-medicationrequest', (one) => (one.subject = { reference: 'Group/1' }), 'MedicationRequest.subject'],
    ['us-core-blood-pressure', (one) => (one.code = { text: 'Blood pressure' }), 'Observation.code'],
    ['us-core-blood-pressure', (one) => (one.component = many(one.component).slice(0, 1)), 'Observation.component'],
    ['us-core-blood-pressure', (one) => (one.category = [{ text: 'vital' }]), 'Observation.category'],
    ['heartrate', drop('effectiveDateTime'), 'Observation.effective'],
    [
      'heartrate',
      (one) => (one.valueQuantity = { value: 70, unit: 'x', system: 'http://unitsofmeasure.org', code: 'kg' }),
      'Observation.valueQuantity.code',
    ],
    ['heartrate', drop('valueQuantity'), 'Observation'],
    ['bodytemp', (one) => (one.valueQuantity = { ...(one.valueQuantity as Fields), code: '[degR]' }), 'Observation.valueQuantity.code'],
  ])('%s %#', (profile, change, at) => {
    const resource = firstOf(profile);
    change(resource as Record<string, unknown>);
    const places = validate(definitions, resource).issues.map((issue) => issue.at);
    expect(places.length).toBeGreaterThan(0);
    expect(places.some((place) => place?.startsWith(at))).toBe(true);
  });

  const race = (more: Fields): Fields => ({ url: `${usCore}/us-core-race`, extension: [{ url: 'text', valueString: 'x' }], ...more });

  it('extensions and further slices that a profile leaves open are free', () => {
    const patient = { ...firstOf('us-core-patient'), extension: [race({}), { url: 'urn:other', valueString: 'x' }] };
    expect(textsOf(patient)).toEqual([]);
    const order = firstOf('us-core-medicationrequest');
    expect(textsOf({ ...order, category: [...many(order.category), { text: 'own' }] })).toEqual([]);
  });

  it('what is not claimed is judged by R4 alone, and an unknown profile is kept', () => {
    expect(textsOf({ resourceType: 'Patient' })).toEqual([]);
    expect(textsOf({ resourceType: 'Patient', meta: { profile: ['urn:unknown'] } })).toEqual([]);
  });
});

describe('over the interface', () => {
  const ask = client(openAttempt(base));
  const claims = { meta: { profile: [`${usCore}/us-core-patient|5.0.1`] } };

  it('a write that claims what it does not fulfil is refused, and one that does is kept', () => {
    const refused = ask('POST', 'Patient', { resourceType: 'Patient', ...claims });
    expect(refused.status).toBe(400);
    expect(issuesOf(refused)).toEqual(
      expect.arrayContaining(['required Patient.identifier', 'required Patient.name', 'required Patient.gender', 'invariant Patient']),
    );
    const body = {
      resourceType: 'Patient',
      ...claims,
      identifier: [{ system: 'urn:x', value: '1' }],
      name: [{ family: 'X' }],
      gender: 'other',
    };
    expect(ask('POST', 'Patient', body).status).toBe(201);
  });

  it('$validate takes a profile, in the address and in Parameters, and knows which it does not know', () => {
    const bare = { resourceType: 'Patient' };
    const asked = ask('POST', `Patient/$validate?profile=${usCore}/us-core-patient`, bare);
    expect(asked.json).toContain('US Core Patient Profile 5.0.1: gender is missing.');
    const parameter = [
      { name: 'resource', resource: bare },
      { name: 'profile', valueUri: `${usCore}/us-core-patient` },
    ];
    expect(issuesOf(ask('POST', 'Patient/$validate', { resourceType: 'Parameters', parameter }))).toEqual(issuesOf(asked));
    expect(ask('POST', 'Patient/$validate', bare).json).toContain('Valid by FHIR R4.');
    expect(ask('POST', 'Patient/$validate?profile=urn:none', bare).status).toBe(400);
    const wrong = ask('POST', `Patient/$validate?profile=${usCore}/us-core-medicationrequest`, bare);
    expect(wrong.json).toContain('is for a MedicationRequest');
  });
});

it('anything at all can be judged by any profile', () => {
  const strange = [{}, { name: 3 }, { code: [null] }, { component: 'x', extension: [1, null, {}] }, { category: { coding: {} } }];
  for (const [url, { type }] of definitions.profiles)
    for (const more of strange) expect(isFields(validate(definitions, { resourceType: type, ...more }, [url]))).toBe(true);
});
