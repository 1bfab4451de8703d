import { concept, idOf, referenceTo, systems, textOf } from '../fhir/codes.ts';
import type { ChargeItem, Claim, ClaimItem, ClaimResponse, Coverage, PaymentReconciliation } from '../fhir/claims.ts';
import type { Coding, Reference } from '../fhir/elements.ts';
import { codeOfItem, postedFor } from './claim-words.ts';
import { claimEdits, totalOfLines, type ClaimEdit } from './claim-edits.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';
export const claimTypes = {
  professional: concept(`${hl7}/claim-type`, 'professional', 'Professional'),
  institutional: concept(`${hl7}/claim-type`, 'institutional', 'Institutional'),
} as const;
export const priorities = {
  normal: concept(`${hl7}/processpriority`, 'normal', 'Normal'),
  stat: concept(`${hl7}/processpriority`, 'stat', 'Immediate'),
} as const;
export const house: Reference = { reference: 'Organization/lakeview', display: 'Lakeview Regional Medical Center' };

/** A claim as its form holds it. */
export interface ClaimDraft {
  readonly diagnoses: readonly Coding[];
  readonly items: readonly ClaimItem[];
  readonly authorization: string;
  /** `DocumentReference/…` that go along. */
  readonly attachments: readonly string[];
}

/** What was released of a visit, as the lines of a new claim; nothing is coded yet. */
export function claimOfCharges(charges: readonly ChargeItem[], coverage: Coverage, by: Reference, nowIso: string): Claim {
  const day = charges[0]?.occurrenceDateTime?.slice(0, 10) ?? nowIso.slice(0, 10);
  const items = charges.map((charge, index): ClaimItem => {
    const price = { value: charge.priceOverride?.value ?? 0, currency: 'USD' };
    return {
      sequence: index + 1,
      productOrService: charge.code,
      servicedDate: charge.occurrenceDateTime?.slice(0, 10) ?? day,
      quantity: { value: 1 },
      unitPrice: price,
      net: price,
      ...(charge.context ? { encounter: [charge.context] } : {}),
    };
  });
  return {
    resourceType: 'Claim',
    status: 'draft',
    type: claimTypes.professional,
    use: 'claim',
    patient: charges[0]?.subject ?? coverage.beneficiary,
    billablePeriod: { start: day, end: day },
    created: nowIso,
    ...(by.reference ? { enterer: by } : {}),
    ...(coverage.payor[0] ? { insurer: coverage.payor[0] } : {}),
    provider: house,
    priority: priorities.normal,
    insurance: [{ sequence: 1, focal: true, coverage: referenceTo(coverage) }],
    item: items,
    total: { value: totalOfLines(items.map((one) => ({ net: one.net?.value ?? 0 }))), currency: 'USD' },
  };
}

/** The corrected claim that answers a denial: the same services, tied to the one that was denied. */
export function appealOf(denied: Claim, by: Reference, nowIso: string): Claim {
  const { id: _id, meta: _meta, text: _text, ...same } = denied;
  return {
    ...same,
    resourceType: 'Claim',
    status: 'draft',
    created: nowIso,
    ...(by.reference ? { enterer: by } : {}),
    related: [{ claim: referenceTo(denied), relationship: { text: 'Appeal' } }],
  };
}

export function draftOf(claim: Claim): ClaimDraft {
  return {
    diagnoses: (claim.diagnosis ?? []).flatMap((one) => {
      const coding = one.diagnosisCodeableConcept?.coding?.[0];
      return coding ? [{ ...coding, display: coding.display ?? textOf(one.diagnosisCodeableConcept) }] : [];
    }),
    items: claim.item ?? [],
    authorization: claim.insurance[0]?.preAuthRef?.[0] ?? '',
    attachments: (claim.supportingInfo ?? []).flatMap((one) => one.valueReference?.reference ?? []),
  };
}

/** The claim with what the form holds: sequences and the total are counted here. */
export function claimWith(claim: Claim, draft: ClaimDraft): Claim {
  const { diagnosis: _diagnosis, supportingInfo: _info, item: _item, ...rest } = claim;
  const [insurance, ...others] = claim.insurance;
  const { preAuthRef: _number, ...plain } = insurance ?? { sequence: 1, focal: true, coverage: {} };
  const number = draft.authorization.trim();
  const info = [
    ...(claim.supportingInfo ?? []).filter((one) => !one.valueReference),
    ...draft.attachments.map((reference) => ({ category: { text: 'Attachment' }, valueReference: { reference } })),
  ].map((one, index) => ({ ...one, sequence: index + 1 }));
  return {
    ...rest,
    ...(draft.diagnoses.length > 0
      ? {
          diagnosis: draft.diagnoses.map((coding, index) => ({
            sequence: index + 1,
            diagnosisCodeableConcept: concept(systems.icd10, coding.code ?? '', coding.display ?? coding.code ?? ''),
          })),
        }
      : {}),
    ...(info.length > 0 ? { supportingInfo: info } : {}),
    insurance: [{ ...plain, ...(number ? { preAuthRef: [number] } : {}) }, ...others],
    ...(draft.items.length > 0 ? { item: draft.items.map(lineOf) } : {}),
    total: { value: totalOfLines(draft.items.map((one) => ({ net: one.net?.value ?? 0 }))), currency: 'USD' },
  };
}

function lineOf(item: ClaimItem, index: number): ClaimItem {
  const { diagnosisSequence, ...rest } = item;
  return { ...rest, sequence: index + 1, ...(diagnosisSequence?.length ? { diagnosisSequence } : {}) };
}

/** Without one diagnosis: those behind it move up, and so do the lines that point to them. */
export function withoutDiagnosis(draft: ClaimDraft, place: number): ClaimDraft {
  const sequence = place + 1;
  return {
    ...draft,
    diagnoses: draft.diagnoses.filter((_, index) => index !== place),
    items: draft.items.map((item) => ({
      ...item,
      diagnosisSequence: (item.diagnosisSequence ?? []).filter((one) => one !== sequence).map((one) => (one > sequence ? one - 1 : one)),
    })),
  };
}

export const editsOf = (claim: Claim, draft: ClaimDraft): ClaimEdit[] =>
  claimEdits({
    hasCoverage: claim.insurance.some((one) => one.coverage.reference !== undefined),
    diagnoses: draft.diagnoses.map((one) => one.code ?? ''),
    lines: draft.items.map((item) => ({
      code: codeOfItem(item),
      name: textOf(item.productOrService),
      day: item.servicedDate ?? '',
      net: item.net?.value ?? 0,
      pointsTo: (item.diagnosisSequence ?? []).map((one) => one - 1),
    })),
  });

/** Released charges that the claim's lines stand for: one for each line. */
export function chargesOnClaim(claim: Claim, charges: readonly ChargeItem[]): ChargeItem[] {
  const left = charges.filter((one) => one.status === 'billable' && idOf(one.subject) === idOf(claim.patient));
  return (claim.item ?? []).flatMap((item) => {
    const place = left.findIndex(
      (one) => one.code.coding?.[0]?.code === codeOfItem(item) && (!item.encounter?.[0] || idOf(one.context) === idOf(item.encounter[0])),
    );
    return place === -1 ? [] : left.splice(place, 1);
  });
}

export type ClaimState = 'stopped' | 'draft' | 'sent' | 'denied' | 'appealed' | 'paid' | 'posted' | 'cancelled';

export function stateOf(
  claim: Claim,
  all: readonly Claim[],
  answers: readonly ClaimResponse[],
  payments: readonly PaymentReconciliation[] = [],
): ClaimState {
  if (claim.status === 'cancelled' || claim.status === 'entered-in-error') return 'cancelled';
  if (claim.status === 'draft') return editsOf(claim, draftOf(claim)).length > 0 ? 'stopped' : 'draft';
  const answer = answers.find((one) => idOf(one.request) === claim.id);
  if (!answer) return 'sent';
  if (answer.outcome !== 'error') return postedFor(claim, payments) ? 'posted' : 'paid';
  return all.some((one) => one.status === 'active' && one.related?.some((other) => idOf(other.claim) === claim.id)) ? 'appealed' : 'denied';
}
