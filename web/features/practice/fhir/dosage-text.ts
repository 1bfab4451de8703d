import { textOf } from './codes.ts';
import type { Concept, Dosage, Quantity } from './elements.ts';
import { timingText } from './frequency.ts';

export const quantityText = (quantity: Quantity | undefined): string =>
  quantity?.value === undefined
    ? ''
    : `${quantity.comparator ?? ''}${numberText(quantity.value)} ${quantity.unit ?? quantity.code ?? ''}`.trim();

/** No trailing zeros, always a leading one: 0.5, never .5 or 5.0. */
export const numberText = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** `5 mg, oral, daily, as needed for pain`. */
export function dosageText(dosage: Dosage | undefined): string {
  if (!dosage) return '';
  const dose = dosage.doseAndRate?.[0];
  const range = dose?.doseRange;
  const parts = [
    quantityText(dose?.doseQuantity) || (range ? `${range.low?.value ?? ''}–${quantityText(range.high)}` : ''),
    dose?.rateQuantity ? `at ${quantityText(dose.rateQuantity)}` : '',
    textOf(dosage.route).toLowerCase(),
    timingText(dosage.timing).toLowerCase(),
    asNeededText(dosage),
  ].filter(Boolean);
  return parts.length > 1 || !dosage.text ? parts.join(', ') : dosage.text;
}

export const isAsNeeded = (dosage: Dosage | undefined): boolean =>
  dosage?.asNeededBoolean === true || dosage?.asNeededCodeableConcept !== undefined;

function asNeededText(dosage: Dosage): string {
  if (dosage.asNeededCodeableConcept) return `as needed for ${textOf(dosage.asNeededCodeableConcept).toLowerCase()}`;
  return dosage.asNeededBoolean ? 'as needed' : '';
}

interface Medicated {
  medicationCodeableConcept?: Concept;
  medicationReference?: { reference?: string; display?: string };
}
/** The drug's name; `Medication` resources are named by the reference that points to them. */
export const drugText = ({ medicationCodeableConcept, medicationReference }: Medicated): string =>
  textOf(medicationCodeableConcept) || medicationReference?.display || 'Unnamed medication';
