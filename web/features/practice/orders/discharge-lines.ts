import { pathOf, referenceTo, textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { MedicationRequest, MedicationStatement } from '../fhir/resources.ts';
import { drugKey } from './catalogue.ts';
import type { Sig } from './order-draft.ts';

/** A medicine that somebody must decide about before the patient leaves: taken at home, ordered here, or both. */
export interface DischargeLine {
  /** `MedicationStatement/…` of what is taken at home, else `MedicationRequest/…` of the stay's order. */
  readonly key: string;
  readonly name: string;
  readonly statement: MedicationStatement | null;
  readonly order: MedicationRequest | null;
}

/**
 * Of a home medicine: goes on as it was, goes on otherwise, stops with a reason. Of an order of this stay: prescribed, or it ends here.
 */
export type DischargeAnswer =
  | { readonly kind: 'continue' }
  | { readonly kind: 'prescribe'; readonly sig: Sig }
  | { readonly kind: 'stop'; readonly reason: string }
  | { readonly kind: 'end' };

/** Every home medicine that has not been stopped for good, then every order of the stay that is none of them. */
export function dischargeLines(statements: readonly MedicationStatement[], orders: readonly MedicationRequest[]): DischargeLine[] {
  const running = orders.filter(({ status }) => status === 'active' || status === 'on-hold');
  const home = statements.filter(({ status }) => status === 'active' || status === 'on-hold');
  const ofHome = (one: MedicationStatement): MedicationRequest | null =>
    running.find((order) => order.supportingInformation?.some((other) => pathOf(other) === pathOf(referenceTo(one)))) ??
    running.find((order) => drugKey(order.medicationCodeableConcept) === drugKey(one.medicationCodeableConcept)) ??
    null;
  const lines = home.map((statement) => ({
    key: pathOf(referenceTo(statement)),
    name: drugText(statement),
    statement,
    order: ofHome(statement),
  }));
  const taken = new Set(lines.flatMap(({ order }) => order?.id ?? []));
  return [
    ...lines,
    ...running
      .filter(({ id }) => !taken.has(id ?? ''))
      .map((order) => ({ key: pathOf(referenceTo(order)), name: drugText(order), statement: null, order })),
  ];
}

/** What the paper says of it. */
export const goingText = ({ medicationCodeableConcept, dosageInstruction }: MedicationRequest): string => {
  const days = dosageInstruction?.[0]?.timing?.repeat?.boundsDuration?.value;
  const words = [dosageText(dosageInstruction?.[0]), days ? `for ${days} ${days === 1 ? 'day' : 'days'}` : ''].filter(Boolean);
  return `${textOf(medicationCodeableConcept)} ${words.join(', ')}`.trim();
};
