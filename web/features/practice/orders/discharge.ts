import { concept, referenceTo, systems, textOf } from '../fhir/codes.ts';
import type { TransactionEntry } from '../fhir/client.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Encounter, MedicationRequest, MedicationStatement, Patient, ServiceRequest, Task } from '../fhir/resources.ts';
import { putEntry } from '../fhir/use-fhir.ts';
import { attachmentOf } from '../notes/note-text.ts';
import { goingText, type DischargeAnswer, type DischargeLine } from './discharge-lines.ts';
import { dosageOf } from './order-draft.ts';

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

export interface StayToEnd {
  readonly patient: Patient;
  readonly encounter: Encounter;
  readonly learner: Reference;
  readonly at: string;
}
export type Decided = DischargeLine & { readonly answer: DischargeAnswer };

interface Plan {
  readonly medicines: readonly Decided[];
  readonly where: Disposition;
  readonly instructions: string;
  readonly followUp: string;
  /** A date, or ''. */
  readonly followDate: string;
  /** Tests whose results are not there yet, and who looks at them. */
  readonly pending: readonly ServiceRequest[];
  readonly follower: Reference | null;
}

/**
 * A medicine as it is taken from now on. What goes on as it was needs no prescription: it is the plan, as the patient reported it.
 * Null: it is not taken any more.
 */
export function goingHome({ statement, order, answer }: Decided, stay: StayToEnd): MedicationRequest | null {
  if (answer.kind === 'stop' || answer.kind === 'end') return null;
  const medicine = statement?.medicationCodeableConcept ?? order?.medicationCodeableConcept;
  const isSame = answer.kind === 'continue';
  const supporting = [...(statement ? [referenceTo(statement)] : []), ...(isSame || !answer.sig.product ? [] : [answer.sig.product])];
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: isSame ? 'plan' : 'order',
    category: [concept(systems.requestCategory, 'discharge', 'Discharge')],
    ...(isSame ? { reportedBoolean: true } : {}),
    ...(medicine ? { medicationCodeableConcept: medicine } : {}),
    subject: referenceTo(stay.patient, nameText(stay.patient.name)),
    encounter: referenceTo(stay.encounter),
    authoredOn: stay.at,
    requester: stay.learner,
    ...(order ? { basedOn: [referenceTo(order)] } : {}),
    ...(supporting.length > 0 ? { supportingInformation: supporting } : {}),
    dosageInstruction: isSame ? (statement?.dosage ?? []) : [dosageOf(answer.sig)],
    ...(isSame || !answer.sig.days
      ? {}
      : { dispenseRequest: { expectedSupplyDuration: { value: answer.sig.days, unit: 'd', system: systems.units, code: 'd' } } }),
  };
}

/** What becomes of the home list's own line. */
function homeLine({ statement, answer }: Decided): MedicationStatement[] {
  if (!statement) return [];
  if (answer.kind === 'stop') return [{ ...statement, status: 'stopped', statusReason: [{ text: answer.reason }] }];
  if (answer.kind === 'prescribe') return [{ ...statement, status: 'completed', statusReason: [{ text: 'Changed at discharge' }] }];
  return statement.status === 'active' ? [] : [{ ...statement, status: 'active' }];
}

/** All that a discharge writes, in one transaction: what is taken at home, ended orders, instructions, follow-up, the end of the stay. */
export function dischargeEntries(stay: StayToEnd, plan: Plan, orders: readonly MedicationRequest[]): TransactionEntry[] {
  const { encounter, at } = stay;
  const going = plan.medicines.flatMap((one) => goingHome(one, stay) ?? []);
  const left: Encounter = {
    ...encounter,
    status: 'finished',
    period: { ...encounter.period, end: at },
    hospitalization: { ...encounter.hospitalization, dischargeDisposition: concept(dispositionSystem, plan.where.value, plan.where.label) },
  };
  return [
    ...going.map(putEntry),
    ...plan.medicines.flatMap(homeLine).map(putEntry),
    ...orders.map((one) => putEntry<MedicationRequest>({ ...one, status: 'completed' })),
    ...plan.pending.map((one) => putEntry(resultTask(one, stay, plan.follower))),
    putEntry(paper(stay, plan, going)),
    putEntry(nextVisit(stay, plan)),
    putEntry(left),
  ];
}

const subjectOf = ({ patient }: StayToEnd): Reference => referenceTo(patient, nameText(patient.name));

const resultTask = (test: ServiceRequest, stay: StayToEnd, follower: Reference | null): Task => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  priority: 'routine',
  code: concept(ourSystems.task, 'follow-result', 'Look at a result after discharge'),
  description: `Result after discharge: ${textOf(test.code)}`,
  focus: referenceTo(test),
  for: subjectOf(stay),
  authoredOn: stay.at,
  lastModified: stay.at,
  requester: stay.learner,
  ...(follower ? { owner: follower } : {}),
});

const nextVisit = (stay: StayToEnd, { followUp, followDate }: Plan): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  category: [concept(ourSystems.local, 'referral', 'Referral')],
  code: { text: `Follow-up: ${followUp.trim()}` },
  subject: subjectOf(stay),
  encounter: referenceTo(stay.encounter),
  authoredOn: stay.at,
  requester: stay.learner,
  ...(followDate ? { occurrenceDateTime: followDate } : {}),
});

const paper = (stay: StayToEnd, plan: Plan, going: readonly MedicationRequest[]): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  docStatus: 'final',
  type: concept(systems.loinc, '74213-0', 'Discharge instructions'),
  subject: subjectOf(stay),
  date: stay.at,
  author: [stay.learner],
  authenticator: stay.learner,
  content: [{ attachment: { ...attachmentOf(instructionText(plan, going)), title: 'Discharge instructions' } }],
  context: { encounter: [referenceTo(stay.encounter)] },
});

/** What the patient takes home on paper. */
export function instructionText(plan: Plan, going: readonly MedicationRequest[]): string {
  const stopped = plan.medicines.filter(({ statement, answer }) => statement !== null && answer.kind === 'stop');
  return [
    `Discharged to: ${plan.where.label}`,
    '',
    'Medicines to take at home:',
    ...going.map((one) => `- ${goingText(one)}${one.reportedBoolean ? ' (as before)' : ' (new or changed)'}`),
    ...(stopped.length > 0 ? ['', 'Medicines to stop:', ...stopped.map(({ name, answer }) => `- ${name}: ${reasonOf(answer)}`)] : []),
    '',
    'What to do and watch for:',
    plan.instructions.trim(),
    '',
    `Next visit: ${plan.followUp.trim()}${plan.followDate ? `, ${plan.followDate}` : ''}`,
    ...plan.pending.map((one) => `Still to come: ${textOf(one.code)}. ${plan.follower?.display ?? 'Somebody'} will look at it and call.`),
  ].join('\n');
}

const reasonOf = (answer: DischargeAnswer): string => (answer.kind === 'stop' ? answer.reason : '');
