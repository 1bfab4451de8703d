import { describe, expect, it } from 'vitest';
import type { Patient } from '../fhir/resources.ts';
import { pocObservation, pocTests, readPart } from './poc-tests.ts';

const about = {
  patient: { resourceType: 'Patient', id: 'p1' } as Patient,
  encounter: null,
  at: '2027-03-10T09:45:00-06:00',
  by: { reference: 'Practitioner/ma' },
  lot: 'A17',
};
const test = (key: string) => {
  const found = pocTests.find((one) => one.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('point-of-care tests', () => {
  it('chart the result with the lot of the kit', () => {
    const made = pocObservation(test('strep'), { '78012-2': 'Positive' }, about);
    expect(made).toMatchObject({
      valueCodeableConcept: { text: 'Positive' },
      interpretation: [{ coding: [{ code: 'POS' }] }],
      note: [{ text: 'Kit lot A17, control valid' }],
    });
  });

  it('refuse a number that no meter shows', () => {
    const [part] = test('inr').parts;
    expect(part && readPart(part, '25')).toMatchObject({ problem: expect.stringContaining('12') });
    expect(pocObservation(test('inr'), { '46418-0': '25' }, about)).toBeNull();
    expect(pocObservation(test('inr'), { '46418-0': '2,4' }, about)).toMatchObject({ valueQuantity: { value: 2.4 } });
  });

  it('of a strip are charted whole or not at all', () => {
    const { parts } = test('urine');
    const all = Object.fromEntries(parts.map((part) => [part.code, 'Negative']));
    expect(pocObservation(test('urine'), all, about)?.component).toHaveLength(parts.length);
    expect(pocObservation(test('urine'), { ...all, [parts[0]?.code ?? '']: '' }, about)).toBeNull();
  });

  it('have codes of their own', () => {
    const codes = pocTests.flatMap((one) => (one.parts.length === 1 ? [one.code] : [one.code, ...one.parts.map((part) => part.code)]));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
