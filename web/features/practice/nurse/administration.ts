import { toOffsetIso, type Instant, type TimeZone } from '#kernel/time.ts';
import { referenceTo, textOf } from '../fhir/codes.ts';
import type { Concept, Reference } from '../fhir/elements.ts';
import { ourExtensions, ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Encounter, Medication, MedicationAdministration, MedicationRequest, Patient } from '../fhir/resources.ts';

export const notGivenReasons: readonly { code: string; text: string }[] = [
  { code: 'held-parameter', text: 'Held: outside the hold parameter' },
  { code: 'refused', text: 'Patient refused' },
  { code: 'npo', text: 'Nothing by mouth' },
  { code: 'off-unit', text: 'Patient off the unit' },
  { code: 'not-available', text: 'Drug not available' },
  { code: 'nausea', text: 'Nausea or vomiting' },
  { code: 'no-access', text: 'No intravenous access' },
  { code: 'prescriber', text: 'Prescriber asked to hold it' },
  { code: 'unsafe', text: 'Judged unsafe: prescriber called' },
];

export interface Giving {
  readonly order: MedicationRequest;
  readonly patient: Patient;
  readonly encounter: Encounter | null;
  readonly product: Medication | null;
  readonly dueAt: Instant | null;
  readonly at: Instant;
  readonly zone: TimeZone;
  readonly nurse: Reference;
  readonly witness: Reference | null;
  readonly site: string;
  readonly note: string;
  /** What was given, in the order's unit; null: as ordered. */
  readonly dose: number | null;
  readonly isBackEntry: boolean;
}

const site = (text: string): { site?: Concept } => (text.trim() ? { site: { text: text.trim() } } : {});

function common({
  order,
  patient,
  encounter,
  dueAt,
  at,
  zone,
  nurse,
  witness,
  note,
  isBackEntry,
}: Giving): Omit<MedicationAdministration, 'status'> {
  const extension = [
    ...(dueAt === null ? [] : [{ url: ourExtensions.due, valueDateTime: toOffsetIso(dueAt, zone) }]),
    ...(isBackEntry ? [{ url: ourExtensions.backEntered, valueBoolean: true }] : []),
  ];
  return {
    resourceType: 'MedicationAdministration',
    ...(extension.length > 0 ? { extension } : {}),
    subject: referenceTo(patient, nameText(patient.name)),
    ...(encounter ? { context: referenceTo(encounter) } : {}),
    effectiveDateTime: toOffsetIso(Math.floor(at / 1000) * 1000, zone),
    performer: [
      { actor: nurse },
      ...(witness
        ? [
            {
              function: {
                text: 'Witness',
                coding: [{ system: ourSystems.local, code: 'witness' }],
              },
              actor: witness,
            },
          ]
        : []),
    ],
    request: referenceTo(order),
    ...(note.trim() ? { note: [{ text: note.trim() }] } : {}),
  };
}

const drugOf = ({ order, product }: Giving): Pick<MedicationAdministration, 'medicationCodeableConcept' | 'medicationReference'> =>
  product
    ? { medicationReference: referenceTo(product, textOf(product.code)) }
    : order.medicationReference
      ? { medicationReference: order.medicationReference }
      : { medicationCodeableConcept: order.medicationCodeableConcept ?? {} };

/** Given as ordered, or with the dose that was really given. */
export function givenAdministration(giving: Giving, status: 'completed' | 'in-progress' = 'completed'): MedicationAdministration {
  const dosage = giving.order.dosageInstruction?.[0];
  const ordered = dosage?.doseAndRate?.[0];
  const dose = ordered?.doseQuantity ? { ...ordered.doseQuantity, ...(giving.dose === null ? {} : { value: giving.dose }) } : undefined;
  return {
    ...common(giving),
    ...drugOf(giving),
    status,
    dosage: {
      ...(dosage?.route ? { route: dosage.route } : {}),
      ...site(giving.site),
      ...(dose ? { dose } : {}),
      ...(ordered?.rateQuantity ? { rateQuantity: ordered.rateQuantity } : {}),
    },
  };
}

export function notGivenAdministration(giving: Giving, reason: { code: string; text: string }): MedicationAdministration {
  return {
    ...common(giving),
    ...drugOf({ ...giving, product: null }),
    status: 'not-done',
    statusReason: [
      {
        coding: [{ system: 'https://atelbow.example/fhir/CodeSystem/not-given', code: reason.code, display: reason.text }],
        text: reason.text,
      },
    ],
  };
}
