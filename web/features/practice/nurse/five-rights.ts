import { hourMs, minuteMs, toLocal, type Instant, type TimeZone } from '#kernel/time.ts';
import { codesOf, textOf } from '../fhir/codes.ts';
import { dosageText, numberText, quantityText } from '../fhir/dosage-text.ts';
import { holdMeasureName, holdsOf, holdText, isMet } from '../fhir/holds.ts';
import { ourSystems } from '../fhir/ours.ts';
import { measuredAt, valueText } from '../fhir/observation-words.ts';
import type { Medication, MedicationRequest, Observation, Patient } from '../fhir/resources.ts';
import { drugKey, productOf } from '../orders/catalogue.ts';
import { earlyMin, lateMin } from './due-times.ts';

export type Right = 'patient' | 'medication' | 'dose' | 'route' | 'time';

/** What was found about one of the five rights. `ask`: it may be right, and the nurse must say so. */
export interface Verdict {
  readonly right: Right;
  readonly state: 'right' | 'wrong' | 'ask' | 'waiting';
  readonly text: string;
}

/** The words that the exercises know (`scan` in the trail). */
export type ScanVerdict = 'right' | 'wrong-patient' | 'wrong-medication' | 'wrong-dose' | 'wrong-time' | 'unknown';

const clean = (code: string): string => code.trim().toUpperCase();

/** Is this the wristband of this patient? The record number is printed on it as well, and is taken too. */
export const isWristbandOf = (patient: Patient, code: string): boolean =>
  patient.identifier?.some(
    (one) => (one.system === ourSystems.wristband || one.system === ourSystems.mrn) && clean(one.value ?? '') === clean(code),
  ) ?? false;

export const productWith = (medications: readonly Medication[], code: string): Medication | undefined =>
  medications.find((one) =>
    one.identifier?.some((identifier) => identifier.value !== undefined && clean(identifier.value) === clean(code)),
  );

export function isOrdered(order: MedicationRequest, product: Medication): boolean {
  const ingredient = product.ingredient?.[0]?.itemCodeableConcept ?? product.code;
  if (order.medicationReference?.reference === `Medication/${product.id}`) return true;
  return drugKey(order.medicationCodeableConcept) === drugKey(ingredient) && drugKey(ingredient) !== '';
}

/** How much of the product makes the ordered dose: 2 tablets, 0.5 mL; null when it can't be told from the label. */
export function amountOf(order: MedicationRequest, product: Medication): { count: number; text: string; splits: boolean } | null {
  const dose = order.dosageInstruction?.[0]?.doseAndRate?.[0]?.doseQuantity;
  const { strength, unit, unitCode, per } = productOf(product);
  if (!dose?.value || strength <= 0 || (dose.unit !== unit && dose.code !== unitCode)) return null;
  const contained = /^([\d.]+)\s*(\D+)$/.exec(per);
  const count = (dose.value / strength) * (contained ? Number(contained[1]) : 1);
  const name = contained ? (contained[2] ?? '') : per;
  const whole = Math.abs(count - Math.round(count)) < 1e-6;
  const half = Math.abs(count * 2 - Math.round(count * 2)) < 1e-6;
  return {
    count,
    text: `${numberText(Math.round(count * 1000) / 1000)} ${name}${count > 1 && /^[a-z]{3,}$/.test(name) ? 's' : ''}`,
    splits: /tablet/.test(per) ? !half : /capsule/.test(per) ? !whole : false,
  };
}

interface Facts {
  readonly patient: Patient;
  readonly order: MedicationRequest;
  readonly dueAt: Instant | null;
  readonly now: Instant;
  readonly zone: TimeZone;
  /** What was scanned so far; '' nothing yet. */
  readonly wristband: string;
  readonly product: Medication | null;
  readonly productScanned: boolean;
}

/** Patient, medication, dose, route, time, each with what speaks for it. */
export function fiveRights({ patient, order, dueAt, now, zone, wristband, product, productScanned }: Facts): Verdict[] {
  const dosage = order.dosageInstruction?.[0];
  const ordered = textOf(order.medicationCodeableConcept) || order.medicationReference?.display || '';
  const matches = product !== null && isOrdered(order, product);
  const amount = product && matches ? amountOf(order, product) : null;
  return [
    wristband === ''
      ? { right: 'patient', state: 'waiting', text: 'Scan the wristband' }
      : isWristbandOf(patient, wristband)
        ? { right: 'patient', state: 'right', text: 'The wristband is this patient’s' }
        : { right: 'patient', state: 'wrong', text: 'This wristband belongs to somebody else. Stop.' },
    !productScanned
      ? { right: 'medication', state: 'waiting', text: `Scan ${ordered}` }
      : product === null
        ? { right: 'medication', state: 'wrong', text: 'The pharmacy does not know this bar code' }
        : matches
          ? { right: 'medication', state: 'right', text: textOf(product.code) }
          : { right: 'medication', state: 'wrong', text: `This is ${textOf(product.code)}; ordered is ${ordered}` },
    !product || !matches
      ? { right: 'dose', state: 'waiting', text: quantityText(dosage?.doseAndRate?.[0]?.doseQuantity) || dosageText(dosage) }
      : amount === null
        ? {
            right: 'dose',
            state: 'ask',
            text: `Ordered: ${quantityText(dosage?.doseAndRate?.[0]?.doseQuantity) || dosageText(dosage)}. Compare with the label.`,
          }
        : amount.splits
          ? { right: 'dose', state: 'wrong', text: `${amount.text}: this product can’t be divided so. Get another strength.` }
          : { right: 'dose', state: 'right', text: `Give ${amount.text} = ${quantityText(dosage?.doseAndRate?.[0]?.doseQuantity)}` },
    { right: 'route', state: 'right', text: textOf(dosage?.route) || 'not stated: ask the prescriber' },
    timeVerdict(dueAt, now, zone),
  ];
}

function timeVerdict(dueAt: Instant | null, now: Instant, zone: TimeZone): Verdict {
  if (dueAt === null) return { right: 'time', state: 'right', text: 'As needed: look at when it was given last' };
  const at = toLocal(dueAt, zone).time;
  if (now < dueAt - earlyMin * minuteMs) return { right: 'time', state: 'wrong', text: `Due at ${at}: more than an hour too early` };
  if (now > dueAt + lateMin * minuteMs) return { right: 'time', state: 'ask', text: `Due at ${at}: ${lateText(now - dueAt)} late` };
  return { right: 'time', state: 'right', text: `Due at ${at}` };
}
const lateText = (ms: number): string => (ms < 2 * hourMs ? `${Math.round(ms / minuteMs)} minutes` : `${Math.round(ms / hourMs)} hours`);

/** What the trail is told of a scanned drug. */
export function scanVerdictOf(verdicts: readonly Verdict[]): ScanVerdict {
  const of = (right: Right): Verdict['state'] | undefined => verdicts.find((one) => one.right === right)?.state;
  if (of('medication') === 'wrong') return 'wrong-medication';
  if (of('dose') === 'wrong') return 'wrong-dose';
  return of('time') === 'wrong' ? 'wrong-time' : 'right';
}

/** "Don't give while the newest value compares so." */
export interface HoldFinding {
  readonly text: string;
  /** null: the measurement isn't there. */
  readonly met: boolean | null;
  readonly newest: string;
  readonly at: string;
  /** The measurement itself, `Observation/id`; '' when there is none. */
  readonly target: string;
}

export function holdFindings(order: MedicationRequest, observations: readonly Observation[]): HoldFinding[] {
  return holdsOf(order).map((hold): HoldFinding => {
    const name = holdMeasureName(hold.code);
    const text = holdText(hold);
    const newest = newestOf(observations, hold.code);
    if (!newest) return { text, met: null, newest: `No ${name} is recorded: measure first`, at: '', target: '' };
    return { text, met: isMet(hold, newest.value), newest: `Newest ${name}: ${newest.text}`, at: newest.at, target: newest.target };
  });
}

function newestOf(observations: readonly Observation[], code: string): { value: number; text: string; at: string; target: string } | null {
  let best: { value: number; text: string; at: string; target: string } | null = null;
  for (const one of observations) {
    if (one.status === 'entered-in-error') continue;
    const at = measuredAt(one);
    if (best && at <= best.at) continue;
    if (codesOf(one.code).includes(code) && one.valueQuantity?.value !== undefined)
      best = { value: one.valueQuantity.value, text: valueText(one), at, target: `Observation/${one.id}` };
    const part = one.component?.find((component) => codesOf(component.code).includes(code))?.valueQuantity;
    if (part?.value !== undefined) best = { value: part.value, text: quantityText(part), at, target: `Observation/${one.id}` };
  }
  return best;
}

/** Drugs that two people check (ISMP's list for acute care, as far as this formulary goes). */
const highAlert =
  /insulin|heparin|enoxaparin|morphine|hydromorphone|fentanyl|potassium-chloride|magnesium-sulfate|norepinephrine|oxytocin|methotrexate/;
export const isHighAlert = (order: MedicationRequest): boolean =>
  highAlert.test(drugKey(order.medicationCodeableConcept)) ||
  highAlert.test((textOf(order.medicationCodeableConcept) || order.medicationReference?.display || '').toLowerCase().replaceAll(' ', '-'));
