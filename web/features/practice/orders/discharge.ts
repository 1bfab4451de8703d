import { concept, referenceTo, systems } from '../fhir/codes.ts';
import type { TransactionEntry } from '../fhir/client.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Encounter, MedicationRequest, Patient, ServiceRequest } from '../fhir/resources.ts';
import { putEntry } from '../fhir/use-fhir.ts';
import { attachmentOf } from '../notes/note-text.ts';

interface Disposition {
  readonly value: string;
  readonly label: string;
}
export const homeward: Disposition = { value: 'home', label: 'Home' };
export const dispositions: readonly Disposition[] = [
  homeward,
  { value: 'hosp', label: 'Another hospital' },
  { value: 'snf', label: 'Skilled nursing facility' },
  { value: 'rehab', label: 'Rehabilitation' },
  { value: 'hospice', label: 'Hospice' },
  { value: 'aadvice', label: 'Left against advice' },
];
const dispositionSystem = 'http://terminology.hl7.org/CodeSystem/discharge-disposition';

interface StayToEnd {
  readonly patient: Patient;
  readonly encounter: Encounter;
  readonly learner: Reference;
  readonly at: string;
}
interface Plan {
  /** Orders of the stay that are in force: they end with it. */
  readonly active: readonly MedicationRequest[];
  /** Those that go on at home. */
  readonly home: readonly MedicationRequest[];
  readonly where: Disposition;
  readonly instructions: string;
  readonly followUp: string;
  /** A date, or ''. */
  readonly followDate: string;
}

/** All that a discharge writes, in one transaction: prescriptions, ended orders, instructions, follow-up, the end of the stay. */
export function dischargeEntries({ patient, encounter, learner, at }: StayToEnd, plan: Plan): TransactionEntry[] {
  const subject = referenceTo(patient, nameText(patient.name));
  const prescription = (order: MedicationRequest): MedicationRequest => {
    const { id: _id, meta: _meta, extension: _extension, ...rest } = order;
    const category = [concept(systems.requestCategory, 'discharge', 'Discharge')];
    return { ...rest, status: 'active', category, authoredOn: at, requester: learner, basedOn: [referenceTo(order)] };
  };
  const paper: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: concept(systems.loinc, '74213-0', 'Discharge instructions'),
    subject,
    date: at,
    author: [learner],
    authenticator: learner,
    content: [{ attachment: { ...attachmentOf(instructionText(plan)), title: 'Discharge instructions' } }],
    context: { encounter: [referenceTo(encounter)] },
  };
  const visit: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    category: [concept(ourSystems.local, 'referral', 'Referral')],
    code: { text: `Follow-up: ${plan.followUp.trim()}` },
    subject,
    encounter: referenceTo(encounter),
    authoredOn: at,
    requester: learner,
    ...(plan.followDate ? { occurrenceDateTime: plan.followDate } : {}),
  };
  const left: Encounter = {
    ...encounter,
    status: 'finished',
    period: { ...encounter.period, end: at },
    hospitalization: { ...encounter.hospitalization, dischargeDisposition: concept(dispositionSystem, plan.where.value, plan.where.label) },
  };
  return [
    ...plan.home.map((one) => putEntry(prescription(one))),
    ...plan.active.map((one) => putEntry({ ...one, status: 'completed' })),
    putEntry(paper),
    putEntry(visit),
    putEntry(left),
  ];
}

/** What the patient takes home on paper. */
function instructionText({ home, where, instructions, followUp, followDate }: Plan): string {
  return [
    `Discharged to: ${where.label}`,
    '',
    'Medicines to take at home:',
    ...home.map((one) => `- ${drugText(one)} ${dosageText(one.dosageInstruction?.[0])}`),
    '',
    'What to do and watch for:',
    instructions.trim(),
    '',
    `Next visit: ${followUp.trim()}${followDate ? `, ${followDate}` : ''}`,
  ].join('\n');
}
