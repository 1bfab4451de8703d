import { describe, expect, test } from 'vitest';
import { ourExtensions, ourSystems } from '../fhir/ours.ts';
import type { Medication, MedicationRequest, Observation, Patient } from '../fhir/resources.ts';
import { amountOf, fiveRights, holdFindings, isHighAlert, isWristbandOf, productWith, scanVerdictOf } from './five-rights.ts';

const zone = 'America/Chicago';
const dueAt = Date.parse('2027-03-01T09:00:00-06:00');
const patient: Patient = {
  resourceType: 'Patient',
  id: 'p',
  identifier: [
    { system: ourSystems.wristband, value: 'WB-SYN-1' },
    { system: ourSystems.mrn, value: 'SYN-1' },
  ],
};
const drug = (key: string) => ({ coding: [{ system: ourSystems.drug, code: key }], text: key });
const product = (key: string, strength: number, unit: string, per: string): Medication => ({
  resourceType: 'Medication',
  id: `med-${key}-${strength}`,
  identifier: [{ system: ourSystems.barcode, value: `AE-${key.toUpperCase()}-${strength}` }],
  code: { ...drug(key), text: `${key} ${strength} ${unit}` },
  ingredient: [
    { itemCodeableConcept: drug(key), strength: { numerator: { value: strength, unit }, denominator: { value: 1, unit: per } } },
  ],
});
const order = (key: string, value: number, unit: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: 'm',
  status: 'active',
  intent: 'order',
  subject: {},
  medicationCodeableConcept: drug(key),
  dosageInstruction: [{ route: { text: 'by mouth' }, doseAndRate: [{ doseQuantity: { value, unit } }] }],
});
const look = (more: Partial<Parameters<typeof fiveRights>[0]>) =>
  fiveRights({
    patient,
    order: order('metoprolol', 25, 'mg'),
    dueAt,
    now: dueAt,
    zone,
    wristband: 'WB-SYN-1',
    product: product('metoprolol', 25, 'mg', 'tablet'),
    productScanned: true,
    ...more,
  });
const states = (verdicts: readonly { state: string }[]): string[] => verdicts.map((one) => one.state);

describe('five rights', () => {
  test('everything right', () => {
    expect(states(look({}))).toEqual(['right', 'right', 'right', 'right', 'right']);
    expect(scanVerdictOf(look({}))).toBe('right');
  });
  test('another wristband, another drug, an unknown code', () => {
    expect(states(look({ wristband: 'WB-SYN-2' }))[0]).toBe('wrong');
    expect(scanVerdictOf(look({ product: product('metformin', 500, 'mg', 'tablet') }))).toBe('wrong-medication');
    expect(states(look({ product: null }))[1]).toBe('wrong');
  });
  test('nothing scanned yet waits, and is neither right nor wrong', () => {
    expect(states(look({ wristband: '', product: null, productScanned: false })).slice(0, 3)).toEqual(['waiting', 'waiting', 'waiting']);
  });
  test('a tablet may be halved, not quartered; liquids are measured', () => {
    expect(amountOf(order('metoprolol', 25, 'mg'), product('metoprolol', 50, 'mg', 'tablet'))).toMatchObject({
      text: '0.5 tablet',
      splits: false,
    });
    expect(amountOf(order('metoprolol', 12.5, 'mg'), product('metoprolol', 50, 'mg', 'tablet'))?.splits).toBe(true);
    expect(amountOf(order('furosemide', 20, 'mg'), product('furosemide', 40, 'mg', '4 mL'))).toMatchObject({ text: '2 mL', splits: false });
    expect(amountOf(order('x', 2, 'tablet'), product('x', 40, 'mg', 'tablet'))).toBeNull();
  });
  test('an hour early is wrong, an hour late is asked about', () => {
    expect(states(look({ now: dueAt - 61 * 60_000 }))[4]).toBe('wrong');
    expect(states(look({ now: dueAt + 61 * 60_000 }))[4]).toBe('ask');
    expect(states(look({ dueAt: null }))[4]).toBe('right');
  });
  test('wristband by its code or the record number, in any case, with blanks', () => {
    expect(isWristbandOf(patient, ' wb-syn-1 ')).toBe(true);
    expect(isWristbandOf(patient, 'SYN-1')).toBe(true);
    expect(isWristbandOf(patient, '')).toBe(false);
    expect(productWith([product('aspirin', 81, 'mg', 'tablet')], 'ae-aspirin-81')?.id).toBe('med-aspirin-81');
  });
  test('hold parameters look at the newest value, of a component too', () => {
    const parameter = (code: string, comparator: string, value: number) => ({
      url: ourExtensions.hold,
      extension: [
        { url: 'code', valueCode: code },
        { url: 'comparator', valueCode: comparator },
        { url: 'value', valueDecimal: value },
      ],
    });
    const pressure = (at: string, systolic: number): Observation => ({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ code: '85354-9' }] },
      effectiveDateTime: at,
      component: [{ code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: systolic, unit: 'mmHg' } }],
    });
    const held = { ...order('metoprolol', 25, 'mg'), extension: [parameter('8480-6', '<', 100), parameter('8867-4', '<', 55)] };
    const found = holdFindings(held, [pressure('2027-03-01T04:00', 120), pressure('2027-03-01T08:00', 94)]);
    expect(found.map((one) => one.met)).toEqual([true, null]);
    expect(found[0]?.newest).toContain('94');
  });
  test('high-alert drugs', () => {
    expect(isHighAlert(order('insulin-lispro', 4, 'units'))).toBe(true);
    expect(isHighAlert(order('metoprolol', 4, 'mg'))).toBe(false);
  });
});
