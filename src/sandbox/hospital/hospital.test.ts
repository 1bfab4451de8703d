import { describe, expect, it } from 'vitest';
import { toInstant } from '#kernel/time.ts';
import { isFields, many, textOf, type Resource } from '../core/fhir/resource.ts';
import { parseReference } from '../core/fhir/reference.ts';
import { validate } from '../core/validate/validate.ts';
import { r4 } from '../definitions/read.ts';
import { makeHospital } from './index.ts';

const zone = 'America/Chicago';
const at = (date: string, time = '08:00'): number => {
  const found = toInstant(date, time, zone);
  if (!found.ok) throw new Error(found.refusal.text);
  return found.value;
};
const resources = makeHospital({ seed: 1, startsAt: at('2027-03-10'), timeZone: zone });
const keyOf = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;

function* referencesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* referencesIn(one);
  else if (isFields(value))
    for (const [field, inner] of Object.entries(value))
      if (field === 'reference' && typeof inner === 'string') yield inner;
      else yield* referencesIn(inner);
}

describe('the synthetic hospital', () => {
  it('is valid, every resource', () => {
    const { definitions } = r4();
    const issues = resources.flatMap((one) =>
      validate(definitions, one).issues.map(({ at: place, text }) => `${keyOf(one)} ${place}: ${text}`),
    );
    expect(issues).toEqual([]);
  });

  it('has one resource per id, and every reference leads to one', () => {
    const keys = resources.map(keyOf);
    const known = new Set(keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const lost = resources.flatMap((one) =>
      [...referencesIn(one)].filter((to) => parseReference(to) && !known.has(to)).map((to) => `${keyOf(one)} -> ${to}`),
    );
    expect(lost).toEqual([]);
  });

  it('is the same for the same options, keeps its ids from day to day, and moves with the day', () => {
    const again = makeHospital({ seed: 1, startsAt: at('2027-03-10'), timeZone: zone });
    expect(JSON.stringify(again)).toBe(JSON.stringify(resources));
    const later = makeHospital({ seed: 1, startsAt: at('2027-07-04'), timeZone: zone });
    expect(later.map(keyOf)).toEqual(resources.map(keyOf));
  });

  it('has nothing done in the future but what is planned', () => {
    const now = at('2027-03-10');
    const done = ['Observation', 'MedicationAdministration', 'DiagnosticReport', 'DocumentReference'];
    const late = resources.filter(
      (one) => done.includes(one.resourceType) && Date.parse(textOf(one.effectiveDateTime ?? one.date) ?? '') > now,
    );
    expect(late.map(keyOf)).toEqual([]);
  });

  it('is big enough: patients, wards, beds, everything that screens show', () => {
    const count = (type: string): number => resources.filter(({ resourceType }) => resourceType === type).length;
    expect(count('Patient')).toBeGreaterThanOrEqual(60);
    expect(count('Patient')).toBeLessThanOrEqual(120);
    expect(count('Slot')).toBeGreaterThan(100);
    expect(count('MedicationAdministration')).toBeGreaterThan(200);
    const names = resources.filter(({ resourceType }) => resourceType === 'Patient').map((one) => JSON.stringify(many(one.name)));
    expect(new Set(names).size).toBe(names.length);
  });

  it('crosses a change of the clocks', () => {
    for (const date of ['2027-03-14', '2027-11-07', '2028-02-29']) {
      const { definitions } = r4();
      const made = makeHospital({ seed: 2, startsAt: at(date), timeZone: zone });
      expect(made.flatMap((one) => validate(definitions, one).issues).length).toBe(0);
    }
  });
});
