import type { Fields, Resource } from '../core/fhir/resource.ts';
import { drugByKey } from '../core/decision-support/drugs.ts';
import type { Clock } from './clock.ts';
import { diagnoses, type Diagnosis } from './codes.ts';
import { drugConcept, ucumOf } from './formulary.ts';
import { payers } from './places.ts';
import { frequencies, type AllergySpec, type OrderSpec, type Story } from './story.ts';
import { concept, extensions, hl7Systems, quantity, ref, systems } from './systems.ts';

export const patientId = (story: { readonly id: string }): string => `pat-${story.id}`;
export const patientRef = (story: Pick<Story, 'id' | 'given' | 'family'>): Fields =>
  ref(`Patient/pat-${story.id}`, `${story.given} ${story.family}`);

/** What belongs to somebody whether or not they are in the hospital. `number` makes the record number. */
export function personResources(story: Story, number: number, clock: Clock): Resource[] {
  return [
    patient(story, number, clock),
    coverage(story, number),
    ...story.allergies.map((one, index) => allergyResource(story, one, index, clock)),
    ...(story.allergies.length === 0 ? [noKnownAllergies(story, clock)] : []),
    ...story.problems.map((code, index) => problemResource(story, code, index, clock)),
    ...story.homeMedicines.map((one, index) => homeMedicine(story, one, index, clock)),
  ];
}

export const mrnOf = (number: number): string => `SYN-${100_000 + number * 37}`;

function patient(story: Story, number: number, clock: Clock): Resource {
  const { given, family, sex, age, birthday, language = 'en', stay } = story;
  const mrn = mrnOf(number);
  return {
    resourceType: 'Patient',
    id: patientId(story),
    active: true,
    identifier: [
      { use: 'usual', type: concept(hl7Systems.identifierType, 'MR', 'Medical record number'), system: systems.mrn, value: mrn },
      { use: 'secondary', type: { text: 'Wristband' }, system: systems.wristband, value: `WB-${mrn}` },
    ],
    name: [{ use: 'official', family, given: [given] }],
    telecom: [{ system: 'phone', value: `555-01${String(number % 100).padStart(2, '0')}`, use: 'home' }],
    gender: sex,
    birthDate: clock.birthDate(age, birthday),
    address: [{ use: 'home', line: [`${100 + number * 3} Practice Lane`], city: 'Lakeview', state: 'IL', postalCode: '00000' }],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] }, preferred: true }],
    ...(stay ? { extension: [{ url: extensions.codeStatus, valueString: stay.codeStatus }] } : {}),
  };
}

function coverage(story: Story, number: number): Resource {
  return {
    resourceType: 'Coverage',
    id: `cov-${story.id}`,
    status: 'active',
    type: { text: payers[story.payer] },
    subscriberId: `${story.payer.slice(0, 2).toUpperCase()}${700_000 + number * 11}`,
    beneficiary: patientRef(story),
    relationship: concept(hl7Systems.subscriber, 'self', 'Self'),
    payor: [ref(`Organization/payer-${story.payer}`, payers[story.payer])],
    costToBeneficiary: copayKinds.map(([code, name]) => ({
      type: concept(hl7Systems.copayType, code, name),
      valueMoney: { value: copays[story.payer], currency: 'USD' },
    })),
  };
}

/** What each plan leaves to the patient for a visit, dollars. */
const copays: Readonly<Record<Story['payer'], number>> = { medicare: 15, medicaid: 0, commercial: 20, hmo: 25 };
const copayKinds = [
  ['gpvisit', 'GP Office Visit'],
  ['spvisit', 'Specialist Office Visit'],
  ['televisit', 'Televisit'],
] as const;

const clinical = concept(hl7Systems.allergyClinical, 'active', 'Active');
const confirmed = concept(hl7Systems.allergyVerification, 'confirmed', 'Confirmed');

function allergyResource(story: Story, { to, reaction, severity, criticality }: AllergySpec, index: number, clock: Clock): Resource {
  const drug = drugByKey(to);
  return {
    resourceType: 'AllergyIntolerance',
    id: `alg-${story.id}-${index + 1}`,
    clinicalStatus: clinical,
    verificationStatus: confirmed,
    type: 'allergy',
    category: [drug || /cillin|sulfon|cephal|nsaid|opioid/.test(to) ? 'medication' : 'environment'],
    criticality,
    code: drug ? drugConcept(to) : concept(systems.drug, to.replaceAll(' ', '-'), to),
    patient: patientRef(story),
    recordedDate: clock.date(-400),
    reaction: [{ manifestation: [{ text: reaction }], severity }],
  };
}

const noKnownAllergies = (story: Story, clock: Clock): Resource => ({
  resourceType: 'AllergyIntolerance',
  id: `alg-${story.id}-none`,
  clinicalStatus: clinical,
  verificationStatus: confirmed,
  code: concept(systems.drug, 'none-known', 'No known allergies'),
  patient: patientRef(story),
  recordedDate: clock.date(-400),
});

export const diagnosisConcept = (code: Diagnosis): Fields => concept(systems.icd, code, diagnoses[code]);

const problemResource = (story: Story, code: Diagnosis, index: number, clock: Clock): Resource => ({
  resourceType: 'Condition',
  id: `prb-${story.id}-${index + 1}`,
  clinicalStatus: concept(hl7Systems.conditionClinical, 'active', 'Active'),
  verificationStatus: concept(hl7Systems.conditionVerification, 'confirmed', 'Confirmed'),
  category: [concept(hl7Systems.conditionCategory, 'problem-list-item', 'Problem List Item')],
  code: diagnosisConcept(code),
  subject: patientRef(story),
  recordedDate: clock.date(-300 + index * 20),
});

const perDay: Readonly<Record<string, number>> = { q4h: 6, q6h: 4, q8h: 3, meals: 3, weekly: 1 };

/** `25 mg by mouth twice a day`, as a Dosage with the times at which it is due. */
export function dosage({ dose, unit, route, frequency, prn, ratePerHour, hold }: OrderSpec): Fields {
  const times = frequencies[frequency];
  const shown = unit === 'ug' ? 'mcg' : unit;
  const often = words[frequency];
  return {
    text: `${dose} ${shown} ${route} ${often}${prn ? ` as needed for ${prn}` : ''}`,
    ...(hold?.length ? { additionalInstruction: [{ text: `Hold ${hold.map(holdText).join(' or ')}` }] } : {}),
    ...(frequency === 'once' || frequency === 'continuous'
      ? { timing: { code: { text: often } } }
      : {
          timing: {
            repeat: {
              frequency: perDay[frequency] ?? times.length,
              period: frequency === 'weekly' ? 7 : 1,
              periodUnit: 'd',
              ...(prn ? {} : { timeOfDay: times.map((time) => `${time}:00`) }),
            },
            code: { text: often },
          },
        }),
    ...(prn ? { asNeededCodeableConcept: { text: prn } } : {}),
    route: { text: route },
    doseAndRate: [
      {
        doseQuantity: quantity(dose, ucumOf(unit), shown),
        ...(ratePerHour === undefined ? {} : { rateQuantity: quantity(ratePerHour, 'mL/h') }),
      },
    ],
  };
}

const words: Readonly<Record<OrderSpec['frequency'], string>> = {
  daily: 'once a day',
  bid: 'twice a day',
  tid: 'three times a day',
  qid: 'four times a day',
  q4h: 'every 4 hours',
  q6h: 'every 6 hours',
  q8h: 'every 8 hours',
  q12h: 'every 12 hours',
  q24h: 'every 24 hours',
  meals: 'with meals',
  bedtime: 'at bedtime',
  early: 'every morning before breakfast',
  weekly: 'once a week',
  once: 'once',
  continuous: 'continuously',
};

const holdNames: Readonly<Record<string, string>> = {
  hr: 'heart rate',
  sbp: 'systolic pressure',
  rr: 'respiratory rate',
  glucose: 'glucose',
};
export const holdText = ({ vital, below, above }: { vital: string; below?: number; above?: number }): string =>
  `if ${holdNames[vital] ?? vital} is ${below === undefined ? `above ${above}` : `below ${below}`}`;

const homeMedicine = (story: Story, spec: OrderSpec, index: number, clock: Clock): Resource => ({
  resourceType: 'MedicationStatement',
  id: `home-${story.id}-${spec.drug}${spec.tag ? `-${spec.tag}` : ''}`,
  status: 'active',
  category: concept('http://terminology.hl7.org/CodeSystem/medication-statement-category', 'community', 'Community'),
  medicationCodeableConcept: drugConcept(spec.drug),
  subject: patientRef(story),
  dateAsserted: clock.date(-30 - index),
  informationSource: patientRef(story),
  dosage: [dosage(spec)],
});
