import { minuteMs, type Instant } from '#kernel/time.ts';
import { idOf, pathOf, textOf } from '../fhir/codes.ts';
import { isAsNeeded } from '../fhir/dosage-text.ts';
import type { MedicationAdministration, MedicationRequest, Observation } from '../fhir/resources.ts';
import { givenAt } from './due-times.ts';

/** A dose given as needed whose effect nobody has looked at yet. */
export interface FollowUp {
  readonly order: MedicationRequest;
  readonly administration: MedicationAdministration;
  readonly dueAt: Instant;
}

/** After this long it should have worked: half an hour from a vein, an hour otherwise. Older than a shift nobody asks any more. */
const workedMin = { intravenous: 30, other: 60 } as const;
const forgottenMin = 8 * 60;

export const isForPain = (order: MedicationRequest): boolean =>
  /pain|ache/i.test(textOf(order.dosageInstruction?.[0]?.asNeededCodeableConcept) || 'pain');

export const followUpDueAt = (order: MedicationRequest, administration: MedicationAdministration): Instant => {
  const isFast = /intravenous|vein/i.test(textOf(order.dosageInstruction?.[0]?.route));
  return givenAt(administration) + (isFast ? workedMin.intravenous : workedMin.other) * minuteMs;
};

/** What waits to be looked at again, soonest first. An answer is an observation that is part of the dose. */
export function followUpsOf(
  orders: readonly MedicationRequest[],
  administrations: readonly MedicationAdministration[],
  observations: readonly Observation[],
  now: Instant,
): FollowUp[] {
  const answered = new Set(observations.flatMap((one) => one.partOf?.map(pathOf) ?? []));
  return administrations
    .flatMap((administration): FollowUp[] => {
      const order = orders.find((one) => one.id === idOf(administration.request));
      const isOpen = administration.status === 'completed' && !answered.has(`MedicationAdministration/${administration.id}`);
      if (!order || !isOpen || !isAsNeeded(order.dosageInstruction?.[0])) return [];
      if (now - givenAt(administration) > forgottenMin * minuteMs) return [];
      return [{ order, administration, dueAt: followUpDueAt(order, administration) }];
    })
    .toSorted((a, b) => a.dueAt - b.dueAt);
}
