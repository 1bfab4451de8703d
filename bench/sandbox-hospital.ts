import { randomStream } from '#kernel/random.ts';

/** A resource as JSON, as a client would send it. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

const loinc = 'http://loinc.org';
export const vitalCodes = ['8867-4', '8310-5', '9279-1', '8480-6', '8462-4', '2708-6', '29463-7', '2339-0'] as const;
const names = ['Adams', 'Berg', 'Chen', 'Diaz', 'Evans', 'Ferrari', 'Garcia', 'Haddad', 'Ito', 'Jansen', 'Khan', 'Lopez', 'Moreau'];

export const observation = (id: string, patient: string, code: string, value: number, at: string): Resource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs', display: 'Vital Signs' }] },
  ],
  code: { coding: [{ system: loinc, code, display: `Measurement ${code}` }], text: `Measurement ${code}` },
  subject: { reference: `Patient/${patient}` },
  encounter: { reference: `Encounter/${patient}-stay` },
  effectiveDateTime: at,
  issued: at,
  valueQuantity: { value, unit: 'unit', system: 'http://unitsofmeasure.org', code: '1' },
});

/** `patients` with one stay, `perPatient` measurements and four orders each: about what a ward's week looks like to an index. */
export function benchHospital(patients: number, perPatient: number, seed: number): Resource[] {
  const random = randomStream(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const day = (): string => `2027-02-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const resources: Resource[] = [{ resourceType: 'Practitioner', id: 'dr', name: [{ family: 'Silva', given: ['Ana'] }] }];
  for (let n = 0; n < patients; n++) {
    const id = `p${n}`;
    resources.push(
      {
        resourceType: 'Patient',
        id,
        identifier: [{ system: 'urn:mrn', value: String(100_000 + n) }],
        name: [{ family: `${pick(names)}${n % 97}`, given: ['Sam'] }],
        gender: n % 2 === 0 ? 'female' : 'male',
        birthDate: `${1930 + Math.floor(random() * 80)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
        generalPractitioner: [{ reference: 'Practitioner/dr' }],
      },
      {
        resourceType: 'Encounter',
        id: `${id}-stay`,
        status: 'in-progress',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
        subject: { reference: `Patient/${id}` },
        period: { start: day() },
      },
    );
    for (let k = 0; k < perPatient; k++)
      resources.push(observation(`${id}-o${k}`, id, pick(vitalCodes), Math.round(random() * 2000) / 10, `${day()}T08:00:00Z`));
    for (let k = 0; k < 4; k++)
      resources.push({
        resourceType: 'MedicationRequest',
        id: `${id}-m${k}`,
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: String(860_000 + k) }] },
        subject: { reference: `Patient/${id}` },
        encounter: { reference: `Encounter/${id}-stay` },
        authoredOn: day(),
      });
  }
  return resources;
}
