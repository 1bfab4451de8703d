import { expect, test } from 'vitest';
import type { MedicationAdministration, MedicationRequest, Observation } from '../fhir/resources.ts';
import { followUpsOf, isForPain } from './as-needed.ts';

const at = (time: string): number => Date.parse(`2026-03-04T${time}:00Z`);
const order = (id: string, reason: string, route: string): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id,
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  dosageInstruction: [{ asNeededCodeableConcept: { text: reason }, route: { text: route } }],
});
const given = (id: string, of: string, time: string, status = 'completed'): MedicationAdministration => ({
  resourceType: 'MedicationAdministration',
  id,
  status,
  subject: { reference: 'Patient/p' },
  request: { reference: `MedicationRequest/${of}` },
  effectiveDateTime: new Date(at(time)).toISOString(),
});
const orders = [order('fast', 'severe pain', 'intravenous'), order('slow', 'nausea', 'by mouth')];

test('what is given as needed is looked at again: half an hour after a vein, an hour after a tablet, the soonest first', () => {
  const found = followUpsOf(orders, [given('a', 'slow', '08:00'), given('b', 'fast', '08:10')], [], at('08:20'));
  expect(found.map((one) => [one.administration.id, one.dueAt])).toEqual([
    ['b', at('08:40')],
    ['a', at('09:00')],
  ]);
});

test('an answered dose, one that was not given and one of the last shift wait for nobody', () => {
  const answer: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Pain' },
    subject: { reference: 'Patient/p' },
    partOf: [{ reference: 'MedicationAdministration/a' }],
  };
  const doses = [given('a', 'fast', '08:00'), given('b', 'fast', '08:10', 'not-done'), given('c', 'slow', '00:10')];
  expect(followUpsOf(orders, doses, [answer], at('09:00'))).toEqual([]);
  expect(followUpsOf(orders, doses, [], at('09:00')).map((one) => one.administration.id)).toEqual(['a']);
});

test('pain is scored, anything else is answered in words', () => {
  expect(orders.map(isForPain)).toEqual([true, false]);
});
