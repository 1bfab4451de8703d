import { describe, expect, test } from 'vitest';
import type { Encounter, MedicationRequest, MedicationStatement, Patient, ServiceRequest } from '../fhir/resources.ts';
import { noteText } from '../notes/note-text.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Resource } from '../fhir/elements.ts';
import { dischargeEntries, homeward, type Decided } from './discharge.ts';
import { dischargeLines, type DischargeAnswer } from './discharge-lines.ts';
import { sigOfOrder } from './order-draft.ts';

const subject = { reference: 'Patient/p' };
const patient: Patient = { resourceType: 'Patient', id: 'p', name: [{ family: 'Jensen', given: ['Harriet'] }] };
const encounter: Encounter = { resourceType: 'Encounter', id: 'e', status: 'in-progress' };
const stay = { patient, encounter, learner: { reference: 'Practitioner/d', display: 'Dr. D' }, at: '2027-03-10T09:00:00-06:00' };
const daily = [{ doseAndRate: [{ doseQuantity: { value: 10, unit: 'mg', code: 'mg' } }], timing: { code: { text: 'daily' } } }];
const order = (drug: string, more: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: `rx-${drug}`,
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { coding: [{ code: drug }], text: drug },
  dosageInstruction: daily,
  ...more,
});
const home = (drug: string, status = 'active'): MedicationStatement => ({
  resourceType: 'MedicationStatement',
  id: `home-${drug}`,
  status,
  subject,
  medicationCodeableConcept: { coding: [{ code: drug }], text: drug },
  dosage: daily,
});

describe('the medicines of a discharge', () => {
  test('a home medicine and the order that goes on with it are one line; what was stopped for good and what is over are none', () => {
    const orders = [order('amlodipine'), order('enoxaparin', { status: 'on-hold' }), order('ceftriaxone', { status: 'completed' })];
    const lines = dischargeLines([home('amlodipine'), home('omeprazole', 'on-hold'), home('ibuprofen', 'stopped')], orders);
    expect(lines.map(({ key, order: one }) => [key, one?.id ?? null])).toEqual([
      ['MedicationStatement/home-amlodipine', 'rx-amlodipine'],
      ['MedicationStatement/home-omeprazole', null],
      ['MedicationRequest/rx-enoxaparin', 'rx-enoxaparin'],
    ]);
  });

  test('another drug of the stay that stands in for a home medicine belongs to it when its order says so', () => {
    const standIn = order('pantoprazole', { supportingInformation: [{ reference: 'MedicationStatement/home-omeprazole' }] });
    expect(dischargeLines([home('omeprazole')], [standIn]).map(({ order: one }) => one?.id)).toEqual(['rx-pantoprazole']);
  });
});

test('a discharge writes what is taken from now on, ends every order, and names who looks at what is to come', () => {
  const orders = [order('amlodipine'), order('prednisone'), order('enoxaparin')];
  const answers: Record<string, DischargeAnswer> = {
    amlodipine: { kind: 'continue' },
    omeprazole: { kind: 'stop', reason: 'Not needed now' },
    losartan: { kind: 'continue' },
    prednisone: { kind: 'prescribe', sig: { ...sigOfOrder(order('prednisone')), days: 1 } },
    enoxaparin: { kind: 'end' },
  };
  const lines = dischargeLines([home('amlodipine'), home('omeprazole'), home('losartan', 'on-hold')], orders);
  const medicines = lines.map((line): Decided => ({ ...line, answer: answers[line.name] ?? { kind: 'end' } }));
  const culture: ServiceRequest = {
    resourceType: 'ServiceRequest',
    id: 'culture',
    status: 'active',
    intent: 'order',
    subject,
    code: { text: 'Culture' },
  };
  const plan = {
    medicines,
    where: homeward,
    instructions: ' Call 911. ',
    followUp: 'Dr. N',
    followDate: '2027-03-16',
    pending: [culture],
    follower: stay.learner,
  };
  const written = dischargeEntries(stay, plan, orders).flatMap(({ resource }) => resource ?? []);
  const of = <R extends Resource>(type: R['resourceType']): R[] => written.filter((one): one is R => one.resourceType === type);
  const named = (one: MedicationRequest) => `${one.medicationCodeableConcept?.text} ${one.intent}`;
  expect(
    of<MedicationRequest>('MedicationRequest')
      .filter(({ status }) => status === 'active')
      .map(named),
  ).toEqual(['amlodipine plan', 'losartan plan', 'prednisone order']);
  expect(
    of<MedicationRequest>('MedicationRequest')
      .filter(({ status }) => status === 'completed')
      .map(({ id }) => id),
  ).toEqual(orders.map(({ id }) => id));
  expect(of<MedicationStatement>('MedicationStatement').map(({ id, status }) => `${id} ${status}`)).toEqual([
    'home-omeprazole stopped',
    'home-losartan active',
  ]);
  expect(of('Task')[0]).toMatchObject({ focus: { reference: 'ServiceRequest/culture' }, owner: stay.learner });
  expect(of('Encounter')[0]).toMatchObject({ status: 'finished', period: { end: stay.at } });
  const paper = noteText(of<DocumentReference>('DocumentReference')[0] ?? { resourceType: 'DocumentReference', status: '', content: [] });
  expect(paper).toMatch(/prednisone .*for 1 day \(new or changed\)/);
  expect(paper).toMatch(/amlodipine .*\(as before\)/);
  expect(paper).toContain('omeprazole: Not needed now');
  expect(paper).not.toContain('enoxaparin');
  expect(paper).toContain('Dr. D will look at it');
});
