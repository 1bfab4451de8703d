import { concept, hasCode, referenceTo, textOf } from '../fhir/codes.ts';
import type { Claim, ClaimResponse, Invoice, PaymentReconciliation } from '../fhir/claims.ts';
import type { Reference } from '../fhir/elements.ts';
import { ourSystems } from '../fhir/ours.ts';
import { codeOfItem } from './claim-words.ts';

/** One service as the payer answered it, dollars. What is billed and not allowed is the house's to write off. */
export interface RemittanceLine {
  readonly sequence: number;
  readonly name: string;
  readonly billed: number;
  readonly allowed: number;
  readonly deductible: number;
  readonly copay: number;
  readonly paid: number;
  /** Why the payer pays nothing, as it says. */
  readonly reason: string;
}

export function remittanceLines(claim: Claim, answer: ClaimResponse): RemittanceLine[] {
  return (claim.item ?? []).map((item) => {
    const said = answer.item?.find((one) => one.itemSequence === item.sequence)?.adjudication ?? [];
    const amount = (code: string): number | undefined => said.find((one) => hasCode(one.category, code))?.amount?.value;
    const [deductible, copay, paid] = [amount('deductible') ?? 0, amount('copay') ?? 0, amount('benefit') ?? 0];
    return {
      sequence: item.sequence,
      name: textOf(item.productOrService) || codeOfItem(item),
      billed: item.net?.value ?? 0,
      allowed: amount('eligible') ?? paid + deductible + copay,
      deductible,
      copay,
      paid,
      reason: said.flatMap((one) => (one.reason ? [`${one.reason.coding?.[0]?.code ?? ''} ${textOf(one.reason)}`.trim()] : [])).join('; '),
    };
  });
}

export interface Balance {
  readonly billed: number;
  readonly allowed: number;
  readonly writtenOff: number;
  readonly paid: number;
  /** What the payer leaves to the patient. */
  readonly share: number;
  /** Of that, paid at the desk since the day of the visit. */
  readonly paidAtDesk: number;
  readonly owed: number;
}

const sum = (numbers: readonly number[]): number => Math.round(numbers.reduce((a, b) => a + b, 0) * 100) / 100;

export function balanceOf(claim: Claim, lines: readonly RemittanceLine[], invoices: readonly Invoice[]): Balance {
  const [billed, allowed, paid] = [
    sum(lines.map((one) => one.billed)),
    sum(lines.map((one) => one.allowed)),
    sum(lines.map((one) => one.paid)),
  ];
  const share = sum(lines.map((one) => one.deductible + one.copay));
  const day = claim.billablePeriod?.start ?? claim.created;
  const desk = invoices.filter(
    (one) => hasCode(one.type, 'copay') && one.status === 'balanced' && (one.date ?? '').slice(0, 10) === day.slice(0, 10),
  );
  const paidAtDesk = Math.min(share, sum(desk.map((one) => one.totalNet?.value ?? 0)));
  return { billed, allowed, writtenOff: sum([billed, -allowed]), paid, share, paidAtDesk, owed: sum([share, -paidAtDesk]) };
}

export function paymentOf(claim: Claim, answer: ClaimResponse, amount: number, nowIso: string): PaymentReconciliation {
  const money = { value: amount, currency: 'USD' };
  return {
    resourceType: 'PaymentReconciliation',
    status: 'active',
    created: nowIso,
    paymentDate: nowIso.slice(0, 10),
    paymentIssuer: answer.insurer,
    requestor: claim.provider,
    outcome: 'complete',
    paymentAmount: money,
    detail: [
      {
        type: concept('http://terminology.hl7.org/CodeSystem/payment-type', 'payment', 'Payment'),
        request: referenceTo(claim),
        response: referenceTo(answer),
        amount: money,
      },
    ],
  };
}

/** Of this claim: the statement names it in its note. */
export const statementFor = (claim: Claim, invoices: readonly Invoice[]): Invoice | undefined =>
  invoices.find(
    (one) =>
      hasCode(one.type, 'statement') && one.status !== 'cancelled' && one.note?.some((note) => note.text.includes(`Claim/${claim.id}`)),
  );

export function statementOf(claim: Claim, amount: number, by: Reference, nowIso: string): Invoice {
  const money = { value: amount, currency: 'USD' };
  return {
    resourceType: 'Invoice',
    status: 'issued',
    type: concept(ourSystems.task, 'statement', 'Statement'),
    subject: claim.patient,
    recipient: claim.patient,
    date: nowIso,
    ...(by.reference ? { participant: [{ actor: by }] } : {}),
    lineItem: [
      {
        sequence: 1,
        chargeItemCodeableConcept: { text: 'What your plan leaves to you' },
        priceComponent: [{ type: 'base', amount: money }],
      },
    ],
    totalNet: money,
    totalGross: money,
    paymentTerms: 'Due in 30 days',
    note: [{ text: `For Claim/${claim.id}` }],
  };
}
