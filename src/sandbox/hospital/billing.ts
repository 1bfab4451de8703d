import type { Fields, Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import type { Diagnosis } from './codes.ts';
import { diagnosisConcept, patientRef } from './person.ts';
import { payers } from './places.ts';
import { practitioner } from './stay.ts';
import type { Story } from './story.ts';
import { concept, hl7Systems, ours, ref, systems } from './systems.ts';
import { visitKey, visits, type Visit } from './visits.ts';

/** Charges of this hospital's own invention: no licensed procedure codes. */
export const charges = {
  'LV-VIS-2': ['Clinic visit, short', 84],
  'LV-VIS-3': ['Clinic visit, usual', 132],
  'LV-VIS-4': ['Clinic visit, long', 198],
  'LV-ECG': ['Electrocardiogram with reading', 65],
  'LV-RAP-STR': ['Rapid throat test', 28],
  'LV-GLU': ['Glucose, finger-stick', 12],
  'LV-LIPID': ['Lipid panel', 46],
  'LV-INJ-KNEE': ['Injection into the knee', 240],
  'LV-IMM': ['Giving a vaccine', 32],
} as const;
export type ChargeCode = keyof typeof charges;

/** Why a payer says no, invented too. */
export const denials = {
  'NP-AUTH': 'No authorization was on file for this service',
  'NP-MEMBER': 'The member number is not known to us',
  'NP-DX': 'The diagnosis does not support the service',
  'NP-DUP': 'The same service was already paid',
} as const;
type Denial = keyof typeof denials;

const codeSystem = (id: string, title: string, codes: Readonly<Record<string, string>>): Resource => ({
  resourceType: 'CodeSystem',
  id,
  url: `${ours}/CodeSystem/${id}`,
  status: 'active',
  experimental: true,
  title,
  content: 'complete',
  concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
});

const visitOf = (patient: string, day: number): Visit | undefined => visits.find((one) => one.patient === patient && one.day === day);
export const money = (value: number): Fields => ({ value, currency: 'USD' });

interface Charge {
  readonly patient: string;
  readonly day: number;
  readonly code: ChargeCode;
  readonly status: 'planned' | 'billable' | 'billed';
  readonly tag?: string;
}

const charged: readonly Charge[] = [
  { patient: 'ahmed-yusuf', day: -2, code: 'LV-VIS-3', status: 'planned' },
  { patient: 'singh-arjun', day: -10, code: 'LV-VIS-4', status: 'billed' },
  { patient: 'singh-arjun', day: -10, code: 'LV-ECG', status: 'billed' },
  { patient: 'wright-gloria', day: -21, code: 'LV-INJ-KNEE', status: 'billed' },
  { patient: 'park-min', day: -1, code: 'LV-VIS-3', status: 'billable' },
  { patient: 'park-min', day: -1, code: 'LV-LIPID', status: 'billable' },
  { patient: 'park-min', day: -1, code: 'LV-LIPID', status: 'billable', tag: 'again' },
  { patient: 'hoffman-lee', day: -3, code: 'LV-VIS-2', status: 'planned' },
];

interface ClaimSpec {
  readonly patient: string;
  readonly day: number;
  readonly diagnosis: Diagnosis;
  readonly codes: readonly ChargeCode[];
  readonly status: 'draft' | 'active';
  readonly denied?: Denial;
}

const claimed: readonly ClaimSpec[] = [
  { patient: 'singh-arjun', day: -10, diagnosis: 'I25.10', codes: ['LV-VIS-4', 'LV-ECG'], status: 'active' },
  { patient: 'wright-gloria', day: -21, diagnosis: 'M17.11', codes: ['LV-INJ-KNEE'], status: 'active', denied: 'NP-AUTH' },
  { patient: 'park-min', day: -1, diagnosis: 'M54.50', codes: ['LV-VIS-3', 'LV-LIPID', 'LV-LIPID'], status: 'draft' },
];

export function billingResources(people: ReadonlyMap<string, Story>, clock: Clock): Resource[] {
  const of = (id: string): Story[] => [people.get(id)].filter((one) => one !== undefined);
  return [
    codeSystem(
      'charge',
      'Charges of Lakeview (fictional)',
      Object.fromEntries(Object.entries(charges).map(([code, [name]]) => [code, name])),
    ),
    codeSystem('denial-reason', 'Denial reasons (fictional)', denials),
    ...charged.flatMap((one) => of(one.patient).map((story) => chargeItem(one, story, clock))),
    ...claimed.flatMap((one) =>
      of(one.patient).flatMap((story) => [
        claim(one, story, clock),
        ...(one.status === 'active' ? [claimResponse(one, story, clock)] : []),
      ]),
    ),
  ];
}

const visitRef = (patient: string, day: number): Fields => {
  const found = visitOf(patient, day);
  return ref(`Encounter/vis-${found ? visitKey(found) : ''}`);
};

export const chargeConcept = (code: ChargeCode): Fields => concept(systems.charge, code, charges[code][0]);

const chargeItem = ({ patient, day, code, status, tag }: Charge, story: Story, clock: Clock): Resource => ({
  resourceType: 'ChargeItem',
  id: `chg-${patient}-${code.toLowerCase()}${tag ? `-${tag}` : ''}`,
  status,
  code: chargeConcept(code),
  subject: patientRef(story),
  context: visitRef(patient, day),
  occurrenceDateTime: clock.date(day),
  performer: [{ actor: practitioner(visitOf(patient, day)?.provider ?? 'dr-novak') }],
  quantity: { value: 1 },
  priceOverride: money(charges[code][1]),
  enteredDate: clock.date(day),
});

function claim({ patient, day, diagnosis, codes, status }: ClaimSpec, story: Story, clock: Clock): Resource {
  return {
    resourceType: 'Claim',
    id: `clm-${patient}`,
    status,
    type: concept(hl7Systems.claimType, 'professional', 'Professional'),
    use: 'claim',
    patient: patientRef(story),
    billablePeriod: { start: clock.date(day), end: clock.date(day) },
    created: clock.date(Math.min(0, day + 1)),
    insurer: ref(`Organization/payer-${story.payer}`, payers[story.payer]),
    provider: ref('Organization/lakeview'),
    priority: concept(hl7Systems.priority, 'normal', 'Normal'),
    diagnosis: [{ sequence: 1, diagnosisCodeableConcept: diagnosisConcept(diagnosis) }],
    insurance: [{ sequence: 1, focal: true, coverage: ref(`Coverage/cov-${patient}`) }],
    item: codes.map((code, index) => ({
      sequence: index + 1,
      diagnosisSequence: [1],
      productOrService: chargeConcept(code),
      servicedDate: clock.date(day),
      quantity: { value: 1 },
      unitPrice: money(charges[code][1]),
      net: money(charges[code][1]),
      encounter: [visitRef(patient, day)],
    })),
    total: money(codes.reduce((sum, code) => sum + charges[code][1], 0)),
  };
}

/** The payer's answer to a claim: paid, or denied with one of the reasons. */
function claimResponse({ patient, day, codes, denied }: ClaimSpec, story: Story, clock: Clock): Resource {
  const category = (code: string, display: string): Fields => concept(hl7Systems.adjudication, code, display);
  return {
    resourceType: 'ClaimResponse',
    id: `ans-${patient}`,
    status: 'active',
    type: concept(hl7Systems.claimType, 'professional', 'Professional'),
    use: 'claim',
    patient: patientRef(story),
    created: clock.date(Math.min(-1, day + 8)),
    insurer: ref(`Organization/payer-${story.payer}`, payers[story.payer]),
    request: ref(`Claim/clm-${patient}`),
    outcome: denied ? 'error' : 'complete',
    disposition: denied ? denials[denied] : 'Paid',
    item: codes.map((code, index) => ({
      itemSequence: index + 1,
      adjudication: denied
        ? [{ category: category('benefit', 'Benefit Amount'), reason: concept(systems.denial, denied, denials[denied]), amount: money(0) }]
        : [{ category: category('benefit', 'Benefit Amount'), amount: money(charges[code][1]) }],
    })),
  };
}
