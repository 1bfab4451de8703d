/*
 * A matrix to begin with: what each of twelve job roles must be able to do, and why. Every cell is meant to be argued with. Sources are
 * named where something published says so; `[ours]` is our own judgement.
 */

/** id -> name, description. */
export const defaultCompetencies: Readonly<Record<string, readonly [name: string, description: string]>> = {
  'ehr-basics': [
    'Find the right patient and read a chart',
    'Sign in, find a patient by two identifiers, read the summary, know where one is.',
  ],
  'privacy-access': ['Privacy and access', "Open only one's own patients; know what break-the-glass is for and that it is recorded."],
  downtime: ['Work through a downtime', 'Paper forms in a downtime, and what is entered afterwards.'],
  'cpoe-medication': ['Order medication', 'Dose, route, frequency, indication; read an allergy or interaction alert and act on it.'],
  'order-sets': ['Use order sets', 'Find the set for the diagnosis, change what this patient needs, sign.'],
  'cpoe-lab-imaging': ['Order laboratory and imaging', 'Single and recurring tests, priority, reason for the study.'],
  'clinical-note': ['Write a clinical note', 'Templates without copying forward what is no longer true.'],
  'results-review': ['Review and act on results', 'The results inbox, critical values, hand-over of what is pending.'],
  'medication-reconciliation': ['Reconcile medication', 'At admission, transfer and discharge.'],
  'verbal-orders': ['Verbal orders: when, and how they are read back and signed', 'The exception, not the way round.'],
  'mar-barcode': ['Give medication with bar code', 'Five rights, scan of patient and drug, what to do when the scan fails.'],
  'vitals-flowsheet': ['Chart vital signs and flowsheets', 'In time, in the right column, with what is out of range passed on.'],
  'nursing-assessment': ['Chart a nursing assessment and care plan', 'Admission and shift assessment, goals, interventions.'],
  'order-acknowledgement': ['Take over new orders', 'See, understand and acknowledge new and changed orders.'],
  'intake-output': ['Chart intake and output', 'Through the shift, with totals.'],
  'specimen-collection': ['Collect a specimen with bar code', 'Print at the bedside, label at the bedside.'],
  'order-verification': ['Verify medication orders', 'Queue, dose check, intervention to the prescriber, release.'],
  registration: ['Register a patient', 'Two identifiers, no duplicates, coverage and consents.'],
  scheduling: ['Schedule and check in', 'Book, move, remind, check in.'],
  'visit-intake': ['Room a patient', 'Reason for visit, vital signs, medication and allergy list.'],
  'telehealth-visit': ['Run a telehealth visit', 'Link, consent, technical check, hand-over to the clinician.'],
  'bed-transfer': ['Admit, transfer, discharge', 'Bed, service and attending in step with where the patient is.'],
  'discharge-planning': ['Plan a discharge', 'Needs, referrals, papers, date.'],
  'therapy-note': ['Write a therapy note', 'Evaluation, goals, minutes.'],
  'charge-capture': ['Capture charges', 'From what was documented, on the day.'],
  coding: ['Code a visit', 'Diagnosis and procedure from the note, with a query where it is unclear.'],
  'claim-submission': ['Submit a claim and work a denial', 'Scrub, submit, read the reason, correct, appeal.'],
  'unit-reports': ['Read the unit\u2019s reports', 'Overdue medication, unsigned orders, open assessments.'],
};

type Cell = readonly [competencyId: string, level: 1 | 2 | 3, options?: { readonly optional?: true; readonly validDays?: number }];
interface DefaultRole {
  readonly accessProfiles: readonly string[];
  readonly cells: readonly Cell[];
}

const year = 365;
const everybody: readonly Cell[] = [
  ['ehr-basics', 2],
  ['privacy-access', 1, { validDays: year }],
  ['downtime', 1, { optional: true, validDays: year }],
];

const role = (accessProfiles: readonly string[], ...cells: readonly Cell[]): DefaultRole => ({
  accessProfiles,
  cells: [...everybody, ...cells],
});

export const defaultRoles: Readonly<Record<string, DefaultRole>> = {
  physician: role(
    ['EHR Prescriber'],
    ['cpoe-medication', 2],
    ['order-sets', 2],
    ['cpoe-lab-imaging', 2],
    ['medication-reconciliation', 2],
    ['clinical-note', 2],
    ['results-review', 2, { optional: true }],
    ['verbal-orders', 1],
  ),
  nurse: role(
    ['EHR Nursing'],
    ['mar-barcode', 2, { validDays: 2 * year }],
    ['vitals-flowsheet', 2],
    ['nursing-assessment', 2],
    ['order-acknowledgement', 2],
    ['verbal-orders', 1],
    ['intake-output', 1, { optional: true }],
    ['order-sets', 1, { optional: true }],
  ),
  'nurse-manager': role(['EHR Nursing'], ['mar-barcode', 1], ['order-acknowledgement', 1], ['unit-reports', 2]),
  ma: role(['EHR Clinic'], ['visit-intake', 2], ['vitals-flowsheet', 2], ['scheduling', 1], ['telehealth-visit', 1, { optional: true }]),
  pharmacist: role(
    ['EHR Pharmacy'],
    ['order-verification', 2, { validDays: 2 * year }],
    ['medication-reconciliation', 2],
    ['order-sets', 1],
  ),
  'front-desk': role(['EHR Front Desk'], ['registration', 2], ['scheduling', 2], ['telehealth-visit', 1, { optional: true }]),
  biller: role(['EHR Billing'], ['charge-capture', 2], ['coding', 2], ['claim-submission', 2]),
  aide: role(['EHR Nursing Aide'], ['vitals-flowsheet', 1], ['intake-output', 2]),
  technician: role(['EHR Laboratory'], ['specimen-collection', 2]),
  'unit-clerk': role(['EHR Unit Clerk'], ['bed-transfer', 2], ['scheduling', 1, { optional: true }]),
  therapist: role(['EHR Therapy'], ['therapy-note', 2], ['vitals-flowsheet', 1, { optional: true }]),
  'case-manager': role(['EHR Case Management'], ['discharge-planning', 2], ['bed-transfer', 1]),
};

/** Why, and where that comes from; `[ours]` is our own judgement. */
const reasons: Readonly<Record<string, readonly [reason: string, source?: string]>> = {
  'ehr-basics': ['The wrong chart is where most other mistakes begin.'],
  'privacy-access': ['Yearly, as privacy training is in most hospitals.'],
  downtime: ['Paper is legitimate in a downtime; somebody must know where it is.'],
  'cpoe-medication': ['Skill in order entry is shown before the first sign-in.', 'SAFER Guides, CPOE: demonstrate skill before login'],
  'order-sets': ['Orders from a set are complete and quick; single orders for a standard case are neither.'],
  'cpoe-lab-imaging': ['A test without its reason or priority comes back as a telephone call.'],
  'clinical-note': ['Who comes next reads the note and not the mind.'],
  'results-review': ['A result that nobody opened was never done for the patient.'],
  'medication-reconciliation': ['At each hand-over doses get lost or doubled.'],
  'verbal-orders': ['Verbal orders fell from 23% to 10% after order entry came; what remains must be the exception.', 'Kaplan 2006'],
  'mar-barcode': ['A scan that is worked around protects nobody.'],
  'vitals-flowsheet': ['Late or misplaced vital signs hide who is getting worse.'],
  'nursing-assessment': ['The care plan follows from what was assessed, if it was charted where plans look.'],
  'order-acknowledgement': ['An order that nobody has seen is not carried out.'],
  'intake-output': ['Totals are right only when every shift charts its part.'],
  'specimen-collection': ['Labels printed away from the bedside end up on somebody else\u2019s tube.'],
  'order-verification': ['Nothing is dispensed before a pharmacist has looked; the queue must not be learned on the job.'],
  registration: ['A duplicate made at the desk follows the patient through the whole stay.'],
  scheduling: ['A wrong slot costs a visit.'],
  'visit-intake': ['The clinician starts from what was asked at intake.'],
  'telehealth-visit': ['Ten minutes of link trouble is the visit.'],
  'bed-transfer': ['Orders and medication go where the system thinks that the patient lies.'],
  'discharge-planning': ['Beds are freed in the morning by what was planned the day before.'],
  'therapy-note': ['Minutes that are not charted are not paid, and the next therapist starts over.'],
  'charge-capture': ['Charges that are not captured on the day are rarely captured at all.'],
  coding: ['A code that the note does not carry is a denial in sixty days.'],
  'claim-submission': ['Clean claims keep the hospital open through the dip after go-live.'],
  'unit-reports': ['Managers see overdue work before patients feel it.'],
};

export interface DefaultRequirement {
  readonly jobRole: string;
  readonly competencyId: string;
  readonly level: number;
  readonly mandatory: boolean;
  readonly validDays: number | null;
  readonly dueDaysBeforeGoLive: number;
  readonly dueDaysAfterStart: number;
  readonly reason: string;
  readonly source: string;
}

/**
 * Due a week before the own go-live, so that somebody who fails can try again. Training ends about two weeks before in HRSA's plan and
 * lies in the last four to six weeks elsewhere: skills that are not used fade.
 */
const dueDaysBeforeGoLive = 7;
const dueDaysAfterStart = 14;

export const defaultRequirements: readonly DefaultRequirement[] = Object.entries(defaultRoles).flatMap(([jobRole, { cells }]) =>
  cells.map(([competencyId, level, options]) => {
    const [reason = '', source = '[ours]'] = reasons[competencyId] ?? [];
    return {
      jobRole,
      competencyId,
      level,
      mandatory: options?.optional !== true,
      validDays: options?.validDays ?? null,
      dueDaysBeforeGoLive,
      dueDaysAfterStart,
      reason,
      source,
    };
  }),
);
