import { concept, referenceTo, systems, textOf } from '../fhir/codes.ts';
import type { Concept, Dosage, Quantity, Reference, Timing } from '../fhir/elements.ts';
import { frequencies, frequencyOf } from '../fhir/frequency.ts';
import { dosageText, isAsNeeded, numberText, quantityText } from '../fhir/dosage-text.ts';
import { holdExtension, holdsOf, holdText, type HoldParameter } from '../fhir/holds.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { Encounter, MedicationRequest, Patient, ServiceRequest } from '../fhir/resources.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Orderable, OrderKind, Product } from './catalogue.ts';

export type Order = MedicationRequest | ServiceRequest;

/** The details of a medication order, as its form holds them. */
export interface Sig {
  readonly dose: number | null;
  readonly unit: string;
  readonly unitCode: string;
  /** How fast an infusion runs; the form keeps what an order says. */
  readonly rate: Quantity | null;
  readonly route: string;
  readonly frequency: string;
  readonly asNeeded: boolean;
  readonly reason: string;
  readonly days: number | null;
  readonly instructions: string;
  readonly product: Reference | null;
  readonly stat: boolean;
  readonly holds: readonly HoldParameter[];
}

/** The details of any other order. */
export interface ServiceDetails {
  readonly stat: boolean;
  readonly reason: string;
  readonly instructions: string;
}

export interface Whose {
  readonly patient: Patient;
  readonly encounter: Encounter | null;
  readonly learner: Reference;
  readonly nowIso: string;
}

export const routes = ['by mouth', 'intravenous', 'subcutaneous', 'intramuscular', 'inhaled', 'under the tongue', 'topical', 'rectal'];

const routeOfForm: Record<string, string> = {
  injection: 'intravenous',
  infusion: 'intravenous',
  syringe: 'subcutaneous',
  'sublingual tablet': 'under the tongue',
  'nebuliser solution': 'inhaled',
};

/** A first suggestion from the product: one of it, its usual route. */
export function sigOf(product: Product | undefined, orderable: Orderable): Sig {
  const insulin = /insulin/i.test(orderable.name);
  return {
    dose: product && !insulin && !/infusion|suspension/.test(product.form) ? product.strength : null,
    unit: product?.unit ?? '',
    unitCode: product?.unitCode ?? '',
    rate: null,
    route: insulin ? 'subcutaneous' : (routeOfForm[product?.form ?? ''] ?? 'by mouth'),
    frequency: '',
    asNeeded: false,
    reason: '',
    days: null,
    instructions: '',
    product: product?.reference ?? null,
    stat: false,
    holds: [],
  };
}

/** The form of an order that exists, whole: what stops a dose is kept when the order is changed. */
export function sigOfOrder(order: MedicationRequest): Sig {
  const holds = holdsOf(order);
  const { additionalInstruction, ...dosage } = order.dosageInstruction?.[0] ?? {};
  // Hold parameters stand in the text of an order as well: that part is written anew from them.
  const words = additionalInstruction?.filter((one) => holds.length === 0 || !/^hold if/i.test(textOf(one)));
  return {
    ...sigOfDosage({ ...dosage, ...(words?.length ? { additionalInstruction: words } : {}) }),
    product: order.supportingInformation?.find((one) => one.reference?.startsWith('Medication/')) ?? null,
    stat: order.priority === 'stat',
    holds,
  };
}

/** The form of a dosage: to begin from an order set's, or from what is taken at home. */
export function sigOfDosage(dosage: Dosage | undefined): Omit<Sig, 'product'> {
  const dose = dosage?.doseAndRate?.[0]?.doseQuantity;
  const duration = dosage?.timing?.repeat?.boundsDuration;
  return {
    dose: dose?.value ?? null,
    unit: dose?.unit ?? dose?.code ?? '',
    unitCode: dose?.code ?? dose?.unit ?? '',
    rate: dosage?.doseAndRate?.[0]?.rateQuantity ?? null,
    route: textOf(dosage?.route) || 'by mouth',
    frequency: frequencyOf(dosage?.timing)?.code ?? '',
    asNeeded: isAsNeeded(dosage),
    reason: textOf(dosage?.asNeededCodeableConcept),
    days: duration?.code === 'd' ? (duration.value ?? null) : null,
    instructions: dosage?.additionalInstruction?.map(textOf).join('; ') ?? dosage?.patientInstruction ?? '',
    stat: false,
    holds: [],
  };
}

/** What is missing before it can go to the basket, in the words of the form's labels. */
export function missingOf(sig: Sig): string[] {
  return [
    ...((sig.dose === null && sig.rate === null) || (sig.dose !== null && sig.dose <= 0) ? ['dose'] : []),
    ...(sig.route === '' ? ['route'] : []),
    ...(sig.frequency === '' ? ['frequency'] : []),
    ...(sig.asNeeded && sig.reason.trim() === '' ? ['reason for as needed'] : []),
  ];
}

export function dosageOf(sig: Sig): Dosage {
  const frequency = frequencies.find((one) => one.code === sig.frequency);
  const instructions = [...sig.holds.map(holdText), sig.instructions.trim()].filter(Boolean).map((text) => ({ text }));
  const words = [
    sig.dose === null ? '' : `${numberText(sig.dose)} ${sig.unit}`.trim(),
    sig.rate ? `at ${quantityText(sig.rate)}` : '',
    sig.route,
    frequency?.timing.code?.text,
    sig.asNeeded ? `as needed for ${sig.reason.trim()}` : '',
  ];
  return {
    text: words.filter(Boolean).join(' '),
    ...(instructions.length > 0 ? { additionalInstruction: instructions } : {}),
    ...(frequency ? { timing: timingOf(frequency.timing, sig) } : {}),
    ...(sig.asNeeded ? { asNeededCodeableConcept: { text: sig.reason.trim() } } : {}),
    route: { text: sig.route },
    ...(sig.dose === null && sig.rate === null ? {} : { doseAndRate: [doseAndRateOf(sig)] }),
  };
}

const doseAndRateOf = ({ dose, unit, unitCode, rate }: Sig): NonNullable<Dosage['doseAndRate']>[number] => ({
  ...(dose === null ? {} : { doseQuantity: { value: dose, unit, system: systems.units, code: unitCode } }),
  ...(rate ? { rateQuantity: rate } : {}),
});

/** What is given when needed has no times of its own; a duration bounds the order. */
function timingOf(timing: Timing, { asNeeded, days }: Sig): Timing {
  const { timeOfDay, ...untimed } = timing.repeat ?? {};
  const repeat: Timing['repeat'] = {
    ...untimed,
    ...(timeOfDay && !asNeeded ? { timeOfDay } : {}),
    ...(days ? { boundsDuration: { value: days, unit: 'd', system: systems.units, code: 'd' } } : {}),
  };
  return { ...timing, ...(Object.keys(repeat).length > 0 ? { repeat } : {}) };
}

const requestCategory = 'http://terminology.hl7.org/CodeSystem/medicationrequest-category';

export function medicationOrder(code: Concept, sig: Sig, whose: Whose, more: Partial<MedicationRequest> = {}): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    category: [concept(requestCategory, 'inpatient', 'Inpatient')],
    priority: sig.stat ? 'stat' : 'routine',
    medicationCodeableConcept: code,
    ...head(whose),
    ...(sig.product ? { supportingInformation: [sig.product] } : {}),
    dosageInstruction: [dosageOf(sig)],
    ...(sig.holds.length > 0 ? { extension: sig.holds.map(holdExtension) } : {}),
    ...more,
  };
}

const categoryNames: Record<Exclude<OrderKind, 'medication'>, [code: string, name: string]> = {
  laboratory: ['laboratory', 'Laboratory'],
  imaging: ['imaging', 'Imaging'],
  nursing: ['nursing', 'Nursing order'],
  diet: ['diet', 'Diet'],
  referral: ['referral', 'Referral'],
  procedure: ['procedure', 'Procedure'],
};

export function serviceOrder(
  kind: Exclude<OrderKind, 'medication'>,
  code: Concept,
  whose: Whose,
  details: Partial<ServiceDetails> = {},
): ServiceRequest {
  const [category, name] = categoryNames[kind];
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    category: [concept(ourSystems.local, category, name)],
    priority: details.stat ? 'stat' : 'routine',
    code,
    ...head(whose),
    ...(details.reason?.trim() ? { reasonCode: [{ text: details.reason.trim() }] } : {}),
    ...(details.instructions?.trim() ? { note: [{ text: details.instructions.trim() }] } : {}),
  };
}

function head({ patient, encounter, learner, nowIso }: Whose) {
  return {
    subject: referenceTo(patient, nameText(patient.name)),
    ...(encounter ? { encounter: referenceTo(encounter) } : {}),
    authoredOn: nowIso,
    requester: learner,
  };
}

export const titleOf = (order: Order): string =>
  order.resourceType === 'MedicationRequest'
    ? textOf(order.medicationCodeableConcept) || order.medicationReference?.display || 'Medication'
    : textOf(order.code);

export function detailOf(order: Order): string {
  if (order.resourceType === 'MedicationRequest')
    return [
      order.priority === 'stat' ? 'STAT' : '',
      dosageText(order.dosageInstruction?.[0]),
      ...(order.dosageInstruction?.[0]?.additionalInstruction ?? []).map(textOf),
    ]
      .filter(Boolean)
      .join(' · ');
  return [order.priority === 'stat' ? 'STAT' : '', order.reasonCode?.map(textOf).join(', '), order.note?.map((one) => one.text).join(' ')]
    .filter(Boolean)
    .join(' · ');
}
