import { idOf } from '../fhir/codes.ts';
import type { Claim, ClaimItem, PaymentReconciliation } from '../fhir/claims.ts';

export const codeOfItem = (item: Pick<ClaimItem, 'productOrService'>): string => item.productOrService.coding?.[0]?.code ?? '';

/** The payer's money that was put on this claim. */
export const postedFor = (claim: Claim, payments: readonly PaymentReconciliation[]): PaymentReconciliation | undefined =>
  payments.find((one) => one.status === 'active' && one.detail?.some((each) => idOf(each.request) === claim.id));
