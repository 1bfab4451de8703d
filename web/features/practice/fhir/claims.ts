import type { Concept, Period, Quantity, Reference, Resource } from './elements.ts';

export interface Money {
  value?: number;
  currency?: string;
}
export interface ChargeItem extends Resource {
  resourceType: 'ChargeItem';
  /** `planned`: to be reviewed; `billable`: released; `billed`: on a claim that was sent. */
  status: string;
  code: Concept;
  subject: Reference;
  context?: Reference;
  occurrenceDateTime?: string;
  quantity?: Quantity;
  priceOverride?: Money;
  enterer?: Reference;
  enteredDate?: string;
}
export interface Coverage extends Resource {
  resourceType: 'Coverage';
  status: string;
  type?: Concept;
  subscriberId?: string;
  beneficiary: Reference;
  relationship?: Concept;
  period?: Period;
  /** What the patient pays of a visit themselves; the type says of which. */
  costToBeneficiary?: { type?: Concept; valueMoney?: Money }[];
  payor: Reference[];
}
export interface ClaimItem {
  sequence: number;
  diagnosisSequence?: number[];
  productOrService: Concept;
  servicedDate?: string;
  quantity?: Quantity;
  unitPrice?: Money;
  net?: Money;
  encounter?: Reference[];
}
export interface Claim extends Resource {
  resourceType: 'Claim';
  /** `draft`: being made, or stopped by edits; `active`: sent. */
  status: string;
  type: Concept;
  use: string;
  patient: Reference;
  billablePeriod?: Period;
  created: string;
  enterer?: Reference;
  insurer?: Reference;
  provider: Reference;
  priority: Concept;
  related?: { claim?: Reference; relationship?: Concept }[];
  supportingInfo?: { sequence: number; category: Concept; valueString?: string; valueReference?: Reference }[];
  diagnosis?: { sequence: number; diagnosisCodeableConcept?: Concept; diagnosisReference?: Reference }[];
  insurance: { sequence: number; focal: boolean; coverage: Reference; preAuthRef?: string[] }[];
  item?: ClaimItem[];
  total?: Money;
}
export interface ClaimResponse extends Resource {
  resourceType: 'ClaimResponse';
  status: string;
  use: string;
  patient: Reference;
  created: string;
  insurer: Reference;
  request?: Reference;
  outcome: string;
  disposition?: string;
  item?: { itemSequence: number; adjudication: { category: Concept; reason?: Concept; amount?: Money }[] }[];
}
/** A payer's money, put on the claims that it is for. */
export interface PaymentReconciliation extends Resource {
  resourceType: 'PaymentReconciliation';
  status: string;
  created: string;
  paymentDate: string;
  paymentIssuer?: Reference;
  requestor?: Reference;
  outcome?: string;
  paymentAmount: Money;
  detail?: { type: Concept; request?: Reference; response?: Reference; amount?: Money }[];
}
/** What a patient is to pay: a copay at the desk, or a statement of what the payer left to them. */
export interface Invoice extends Resource {
  resourceType: 'Invoice';
  /** `issued`: open; `balanced`: paid. */
  status: string;
  type?: Concept;
  subject?: Reference;
  recipient?: Reference;
  date?: string;
  participant?: { actor: Reference }[];
  lineItem?: { sequence: number; chargeItemCodeableConcept?: Concept; priceComponent?: { type: string; amount?: Money }[] }[];
  totalNet?: Money;
  totalGross?: Money;
  paymentTerms?: string;
  note?: { text: string }[];
}
export interface CoverageEligibilityRequest extends Resource {
  resourceType: 'CoverageEligibilityRequest';
  status: string;
  purpose: string[];
  patient: Reference;
  created: string;
  enterer?: Reference;
  insurer: Reference;
  insurance?: { coverage: Reference }[];
}
export interface CoverageEligibilityResponse extends Resource {
  resourceType: 'CoverageEligibilityResponse';
  status: string;
  patient: Reference;
  created: string;
  request: Reference;
  outcome: string;
  disposition?: string;
  insurer: Reference;
}

export const dollars = (money: Money | undefined): string => `$${(money?.value ?? 0).toFixed(2)}`;
