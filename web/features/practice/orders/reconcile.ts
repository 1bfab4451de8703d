import { pathOf } from '../fhir/codes.ts';
import type { MedicationRequest, MedicationStatement } from '../fhir/resources.ts';
import { drugKey, type Orderable } from './catalogue.ts';
import { sigOfDosage, type Sig } from './order-draft.ts';

export const reconcileReasons = [
  'Interacts with treatment here',
  'Kidney function',
  'Blood pressure too low',
  'Bleeding risk',
  'INR too high, until it is back in range',
  'Allergy or intolerance',
  'Not needed now',
  'Patient does not take it',
  'Replaced by another drug',
];

/** Continued: an order of this stay names the statement as what it continues, signed or still in the basket. Null: no answer yet. */
export function answerOf(
  one: MedicationStatement,
  orders: readonly MedicationRequest[],
  basket: readonly MedicationRequest[],
): string | null {
  if (one.status === 'on-hold') return 'Held';
  if (one.status === 'stopped' || one.status === 'not-taken') return 'Stopped';
  const names = (order: MedicationRequest): boolean =>
    order.supportingInformation?.some((reference) => pathOf(reference) === `MedicationStatement/${one.id}`) ?? false;
  if (orders.some((order) => names(order) && order.status !== 'cancelled')) return 'Continued';
  return basket.some(names) ? 'In the basket' : null;
}

type Named = Pick<MedicationStatement, 'medicationCodeableConcept' | 'medicationReference'>;

/** The formulary's entry for a medicine; what is not on it can still be ordered by its name. */
export function orderableOf(one: Named, all: readonly Orderable[]): Orderable {
  const code = one.medicationCodeableConcept ?? { text: one.medicationReference?.display ?? '' };
  const known = all.find((other) => other.kind === 'medication' && drugKey(other.code) === drugKey(code));
  return known ?? { key: drugKey(code), kind: 'medication', name: code.text ?? '', words: '', code, products: [] };
}

/** The order that continues it as it is taken: the same dose, from the product that divides it. */
export function sigOfHome(one: MedicationStatement, { products }: Orderable): Sig {
  const sig = sigOfDosage(one.dosage?.[0]);
  const fitting = products.find((product) => sig.dose !== null && product.strength > 0 && sig.dose % product.strength === 0);
  return { ...sig, product: (fitting ?? products[0])?.reference ?? null };
}
