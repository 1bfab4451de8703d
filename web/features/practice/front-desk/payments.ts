import type { Coverage, Invoice } from '../fhir/claims.ts';
import { concept, hasCode } from '../fhir/codes.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';

export const paymentWays = ['Card', 'Cash', 'Check', 'Not paid'] as const;
export type PaymentWay = (typeof paymentWays)[number];
export const unpaidReasons = ['Forgot the purse', 'Cannot pay today', 'Disputes it', 'Payer says none is due'];

export interface Payment {
  /** Dollars; null: nothing was typed. */
  readonly amount: number | null;
  readonly way: PaymentWay | null;
  /** Why it is not paid. */
  readonly reason: string | null;
}
export const noPayment: Payment = { amount: null, way: null, reason: null };

/** What the plan leaves to the patient for a visit of this kind; null: the plan on file does not say. */
export function copayOf(coverage: Coverage | undefined, isVideoVisit: boolean): number | null {
  const kinds = isVideoVisit ? ['televisit', 'gpvisit'] : ['gpvisit'];
  const costs = coverage?.costToBeneficiary ?? [];
  const cost = kinds.flatMap((kind) => costs.find((one) => hasCode(one.type, kind)) ?? [])[0];
  return cost?.valueMoney?.value ?? null;
}

/** Whether it can be filed: an amount with how it was paid, or why not; no copay (0) needs neither. */
export const isSettled = ({ amount, way, reason }: Payment): boolean =>
  amount === 0 || (amount !== null && amount > 0 && way !== null && (way !== 'Not paid' || reason !== null));

export function copayInvoice({ amount, way, reason }: Payment, patient: Reference, by: Reference, nowIso: string): Invoice {
  const money = { value: amount ?? 0, currency: 'USD' };
  const isPaid = way !== 'Not paid';
  return {
    resourceType: 'Invoice',
    status: isPaid ? 'balanced' : 'issued',
    type: concept(ourSystems.task, 'copay', 'Copay'),
    subject: patient,
    recipient: patient,
    date: nowIso,
    ...(by.reference ? { participant: [{ actor: by }] } : {}),
    lineItem: [{ sequence: 1, chargeItemCodeableConcept: { text: 'Copay' }, priceComponent: [{ type: 'base', amount: money }] }],
    totalNet: money,
    totalGross: money,
    paymentTerms: isPaid ? `Paid: ${way ?? ''}`.trim() : 'Due: statement by mail',
    ...(reason && !isPaid ? { note: [{ text: reason }] } : {}),
  };
}

export const isCopay = (invoice: Invoice): boolean => hasCode(invoice.type, 'copay');

/** Paid later, at the desk. */
export const paidNow = (invoice: Invoice, way: PaymentWay): Invoice => ({ ...invoice, status: 'balanced', paymentTerms: `Paid: ${way}` });
