import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../fhir/resource.ts';
import { generatedResource } from '../../generated-resources-for-tests.ts';
import { hospital, rules } from '../../small-hospital-for-tests.ts';
import { structureOf } from './structures.ts';
import { validate } from './validate.ts';

const { definitions } = rules;
const wrong = (resource: unknown): string[] => validate(definitions, resource).issues.map(({ code, at }) => `${code} ${at ?? ''}`);
/** Chance does not make sense, so what it makes breaks rules of sense; all else must be right. */
const malformed = (resource: unknown): string[] => wrong(resource).filter((issue) => !issue.startsWith('invariant '));
const observation = (more: Fields): Fields => ({ resourceType: 'Observation', status: 'final', code: { text: 'x' }, ...more });
const patient = (more: Fields): Fields => ({ resourceType: 'Patient', ...more });

describe('validation', () => {
  it('accepts what the definitions allow, of every type', () => {
    const types = fc.constantFrom(...definitions.resourceTypes);
    fc.assert(
      fc.property(types, fc.integer({ min: 0, max: 1_000_000 }), (type, seed) => {
        expect(malformed(generatedResource(definitions, type, seed))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
    expect(hospital.flatMap(wrong)).toEqual([]);
  });

  it('notices whatever mandatory element is missing, unknown one is there or list is none', () => {
    const types = fc.constantFrom(...definitions.resourceTypes);
    fc.assert(
      fc.property(types, fc.nat(1_000_000), fc.nat(100), (type, seed, at) => {
        const resource = generatedResource(definitions, type, seed);
        expect(malformed({ ...resource, colour: 'red' })).toEqual([`structure ${type}.colour`]);
        const names = Object.keys(resource).filter((name) => name !== 'resourceType' && name !== 'id');
        const name = names[at % Math.max(1, names.length)] ?? 'id';
        const value = resource[name];
        expect(malformed({ ...resource, [name]: Array.isArray(value) ? value[0] : [value] })).toEqual([
          expect.stringContaining(`${type}.${name}`),
        ]);
        const field = structureOf(definitions, type)?.fields.get(name);
        const { [name]: _gone, ...rest } = resource;
        const element = field?.choice?.replace('[x]', '') ?? name;
        expect(malformed(rest)).toEqual((field?.definition.min ?? 0) > 0 ? [`required ${type}.${element}`] : []);
      }),
      { numRuns: 800 },
    );
  });

  it.each<[string, Fields, string[]]>([
    ['a code outside its required value set', observation({ status: 'zzz' }), ['code-invalid Observation.status']],
    ['a choice made twice', observation({ valueString: 'a', valueInteger: 1 }), ['structure Observation']],
    ['a choice that there is not', observation({ valueAddress: { text: 'x' } }), ['structure Observation.valueAddress']],
    ['a reference to a wrong type', observation({ subject: { reference: 'Medication/1' } }), ['value Observation.subject']],
    ['a day that there is not', patient({ birthDate: '2027-02-29' }), ['value Patient.birthDate']],
    ['a time without offset', observation({ effectiveDateTime: '2027-02-25T08:00:00' }), ['value Observation.effectiveDateTime']],
    ['a time in place of a date', patient({ birthDate: '2027-02-25T08:00:00Z' }), ['value Patient.birthDate']],
    ['a number as text', observation({ valueQuantity: { value: '5' } }), ['value Observation.valueQuantity.value']],
    ['an empty list', patient({ name: [] }), ['structure Patient.name']],
    ['an empty object', patient({ name: [{}] }), ['structure Patient.name[0]']],
    ['null', patient({ active: null }), ['value Patient.active']],
    ['blank text', patient({ name: [{ text: ' ' }] }), ['value Patient.name[0].text']],
    [
      'a script in the narrative',
      patient({ text: { status: 'generated', div: '<div><script>1</script></div>' } }),
      ['value Patient.text.div'],
    ],
    [
      'something wrong inside what is contained',
      patient({ contained: [{ resourceType: 'Patient', gender: 'x' }] }),
      ['code-invalid Patient.contained[0].gender'],
    ],
    ['an unknown type', { resourceType: 'Shoe' }, ['value Shoe']],
    ['no type', { id: 'x' }, ['structure resource']],
  ])('names the place of %s', (_name, resource, issues) => {
    expect(wrong(resource)).toEqual(issues);
  });

  it.each<[string, Fields, Fields, string]>([
    ['obs-6', observation({ dataAbsentReason: { text: 'x' } }), { valueString: 'a' }, 'Observation'],
    [
      'obs-7',
      observation({ code: { coding: [{ code: 'a' }] }, component: [{ code: { coding: [{ code: 'a' }] } }] }),
      { valueString: 'a' },
      'Observation',
    ],
    ['qty-3', observation({}), { valueQuantity: { value: 1, code: 'kg' } }, 'Observation.value'],
    ['per-1', observation({}), { effectivePeriod: { start: '2027-02-25', end: '2027-02-24' } }, 'Observation.effective'],
    ['pat-1', patient({}), { contact: [{ gender: 'female' }] }, 'Patient.contact[0]'],
    ['cpt-2', patient({}), { telecom: [{ value: '555' }] }, 'Patient.telecom[0]'],
    ['ext-1', patient({}), { extension: [{ url: 'urn:x' }] }, 'Patient.extension[0]'],
    ['dom-4', patient({}), { contained: [{ resourceType: 'Patient', meta: { versionId: '1' } }] }, 'Patient'],
    ['con-4', { resourceType: 'Condition', subject: { display: 'x' } }, { abatementString: 'gone' }, 'Condition'],
  ])('holds the invariant %s', (key, sound, more, at) => {
    expect(wrong(sound)).toEqual([]);
    const { issues } = validate(definitions, { ...sound, ...more });
    expect(issues.map((issue) => [issue.code, issue.text.split(':')[0], issue.at?.startsWith(at)])).toEqual([['invariant', key, true]]);
  });

  it('says nothing of dates whose order is not known', () => {
    expect(wrong(observation({ effectivePeriod: { start: '2027-02-25', end: '2027' } }))).toEqual([]);
  });

  it('lets a primitive have only extensions', () => {
    const extension = [{ url: 'urn:x', valueString: 'unknown' }];
    expect(wrong(patient({ _birthDate: { extension }, name: [{ given: ['a', null], _given: [null, { extension }] }] }))).toEqual([]);
    expect(wrong(patient({ name: [{ given: ['a', null] }] }))).toEqual(['value Patient.name[0].given[1]']);
    expect(wrong(patient({ _name: [{ extension }] }))).toEqual(['structure Patient._name']);
  });

  it('ends at a sane depth', () => {
    let nested: Fields = { url: 'urn:x', valueString: 'x' };
    for (let n = 0; n < 60; n++) nested = { url: 'urn:x', extension: [nested] };
    expect(wrong(patient({ extension: [nested] })).join()).toContain('too-long Patient.extension[0].extension[0]');
  });
});
