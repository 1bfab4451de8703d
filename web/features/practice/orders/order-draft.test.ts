import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdMeasures, type HoldParameter } from '../fhir/holds.ts';
import type { MedicationRequest, Patient } from '../fhir/resources.ts';
import { holdFindings } from '../nurse/five-rights.ts';
import { medicationOrder, sigOfOrder, type Sig } from './order-draft.ts';

const patient: Patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Brandt', given: ['Otto'] }] };
const whose = { patient, encounter: null, learner: { reference: 'Practitioner/dr' }, nowIso: '2026-03-04T08:00:00Z' };
const plain: Sig = {
  dose: 25,
  unit: 'mg',
  unitCode: 'mg',
  rate: null,
  route: 'by mouth',
  frequency: 'bid',
  asNeeded: false,
  reason: '',
  days: null,
  instructions: '',
  product: { reference: 'Medication/med' },
  stat: false,
  holds: [],
};
const perHour = { value: 75, unit: 'mL/h', system: 'http://unitsofmeasure.org', code: 'mL/h' };
const order = (sig: Sig): MedicationRequest => medicationOrder({ text: 'metoprolol' }, sig, whose);

const holds = fc.uniqueArray(
  fc.record({
    code: fc.constantFrom(...holdMeasures.map((one) => one.code)),
    comparator: fc.constantFrom('<', '>'),
    bound: fc.integer({ min: 1, max: 200 }),
  }),
  { selector: (one) => one.code, maxLength: 4 },
);

test('an order that is opened and filed again keeps every hold parameter, its rate and its instructions, and says nothing twice', () => {
  fc.assert(
    fc.property(holds, fc.constantFrom('', 'With food', 'Give slowly'), fc.constantFrom(null, perHour), (some, instructions, rate) => {
      const first = order({ ...plain, holds: some, instructions, rate });
      const again = order(sigOfOrder(first));
      expect(sigOfOrder(first)).toEqual({ ...plain, holds: some, instructions, rate });
      expect(again).toEqual(first);
      expect(again.dosageInstruction?.[0]?.additionalInstruction ?? []).toHaveLength(some.length + (instructions === '' ? 0 : 1));
    }),
  );
});

test('what the form writes is what the MAR holds a dose by', () => {
  const pulse: HoldParameter = { code: '8867-4', comparator: '<', bound: 55 };
  const at = (value: number) => [
    {
      resourceType: 'Observation' as const,
      id: 'o',
      status: 'final',
      code: { coding: [{ code: '8867-4' }] },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2026-03-04T07:00:00Z',
      valueQuantity: { value, unit: '/min' },
    },
  ];
  const made = order({ ...plain, holds: [pulse] });
  expect(holdFindings(made, at(54))[0]).toMatchObject({ met: true, text: 'Hold if heart rate is below 55' });
  expect(holdFindings(made, at(55))[0]).toMatchObject({ met: false });
  expect(holdFindings(made, [])[0]).toMatchObject({ met: null });
});

test('the hospital’s own orders lose nothing: one sentence for several hold parameters is not kept beside them', () => {
  const first = order({ ...plain, holds: [{ code: '8867-4', comparator: '<', bound: 55 }] });
  const [dosage] = first.dosageInstruction ?? [];
  const theirs = {
    ...first,
    dosageInstruction: [
      { ...dosage, additionalInstruction: [{ text: 'Hold if heart rate is below 55 or if systolic pressure is below 100' }] },
    ],
  };
  expect(sigOfOrder(theirs)).toMatchObject({ instructions: '', holds: [{ code: '8867-4', bound: 55 }] });
});
