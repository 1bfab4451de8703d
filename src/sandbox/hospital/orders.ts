import type { Fields, Resource } from '../core/fhir/resource.ts';
import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import type { Clock } from './clock.ts';
import { fingerGlucose, vitalSigns } from './codes.ts';
import { drugConcept, productFor, productName, ucumOf } from './formulary.ts';
import { dosage, patientRef } from './person.ts';
import { encounterRef, practitioner, type Bedded } from './stay.ts';
import { frequencies, type HoldParameter, type OrderSpec } from './story.ts';
import { claims, concept, extensions, hl7Systems, profiles, quantity, ref, systems } from './systems.ts';

export const orderId = (story: { readonly id: string }, spec: Pick<OrderSpec, 'drug' | 'tag'>): string =>
  `rx-${story.id}-${spec.drug}${spec.tag ? `-${spec.tag}` : ''}`;

const historyDays = 2;

/** Medication orders of a stay, what was given of them until now, and the pharmacist's and nurse's tasks for each. */
export function orderResources(story: Bedded, clock: Clock): Resource[] {
  return story.stay.orders.flatMap((spec, index): Resource[] => {
    const made = madeAt(story, spec, index, clock);
    const active = (spec.status ?? 'active') === 'active';
    return [
      medicationRequest(story, spec, made, clock),
      ...(active ? [verification(story, spec, made, clock)] : []),
      ...(active && !spec.unverified ? administrations(story, spec, made, clock) : []),
    ];
  });
}

function madeAt({ stay }: Bedded, { sinceDay }: OrderSpec, index: number, clock: Clock): Instant {
  const at =
    sinceDay === undefined
      ? clock.instant(-stay.admittedDay, stay.admittedAt) + hourMs + index * 60_000
      : clock.instant(-sinceDay, '06:20') + index * 60_000;
  return Math.min(at, clock.startsAt - 60_000);
}

export const holdExtension = ({ vital, below, above }: HoldParameter): Fields => ({
  url: extensions.hold,
  extension: [
    { url: 'code', valueCode: vital === 'glucose' ? fingerGlucose[0] : vitalSigns[vital].code },
    { url: 'comparator', valueCode: below === undefined ? '>' : '<' },
    { url: 'value', valueDecimal: below ?? above },
  ],
});

function medicationRequest(story: Bedded, spec: OrderSpec, made: Instant, clock: Clock): Resource {
  const product = productFor(spec.drug, spec.dose, spec.form);
  return {
    resourceType: 'MedicationRequest',
    id: orderId(story, spec),
    meta: claims(profiles.medicationRequest),
    ...(spec.hold ? { extension: spec.hold.map(holdExtension) } : {}),
    status: spec.status ?? 'active',
    intent: 'order',
    category: [concept(hl7Systems.orderCategory, 'inpatient', 'Inpatient')],
    medicationCodeableConcept: drugConcept(spec.drug),
    subject: patientRef(story),
    encounter: encounterRef(story),
    supportingInformation: [ref(`Medication/${product.id}`, productName(product))],
    authoredOn: clock.isoOf(made),
    requester: practitioner(story.stay.attending),
    dosageInstruction: [dosage(spec)],
  };
}

/** The pharmacist's task of an order: `requested` until somebody has looked, then `completed` or `rejected`. */
function verification(story: Bedded, spec: OrderSpec, made: Instant, clock: Clock): Resource {
  const pharmacist = ['fbc', 'peds', 'ed'].includes(story.stay.ward) ? 'ph-weiss' : 'ph-roy';
  return {
    resourceType: 'Task',
    id: `verify-${story.id}-${spec.drug}${spec.tag ? `-${spec.tag}` : ''}`,
    status: spec.unverified ? 'requested' : 'completed',
    intent: 'order',
    priority: 'routine',
    code: concept(systems.task, 'verify-order', 'Verify medication order'),
    focus: ref(`MedicationRequest/${orderId(story, spec)}`),
    for: patientRef(story),
    encounter: encounterRef(story),
    authoredOn: clock.isoOf(made),
    lastModified: clock.isoOf(spec.unverified ? made : made + 600_000),
    owner: practitioner(pharmacist),
  };
}

function administrations(story: Bedded, spec: OrderSpec, made: Instant, clock: Clock): Resource[] {
  if (spec.prn) return [];
  const id = `mar-${story.id}-${spec.drug}${spec.tag ? `-${spec.tag}` : ''}`;
  if (spec.frequency === 'once' || spec.frequency === 'continuous') {
    const at = Math.min(made + 20 * minuteMs, clock.startsAt - 8 * minuteMs);
    return [spec.frequency === 'once' ? given(story, spec, at, `${id}-once`, clock) : running(story, spec, at, `${id}-running`, clock)];
  }
  const times = frequencies[spec.frequency];
  const days = Array.from({ length: historyDays + 1 }, (_, n) => n - historyDays);
  return days.flatMap((day) =>
    times.flatMap((time): Resource[] => {
      const due = clock.instant(day, time);
      if (due <= made || due >= clock.startsAt || (spec.frequency === 'weekly' && day !== 0)) return [];
      return [given(story, spec, due, `${id}-${-day}-${time.replace(':', '')}`, clock)];
    }),
  );
}

/** An infusion that was hung and runs on. */
function running(story: Bedded, spec: OrderSpec, since: Instant, id: string, clock: Clock): Resource {
  const { effectiveDateTime: _at, extension: _due, dosage: told, ...rest } = given(story, spec, since, id, clock);
  return {
    ...rest,
    resourceType: 'MedicationAdministration',
    status: 'in-progress',
    effectivePeriod: { start: clock.isoOf(since) },
    dosage: { ...(told as Fields), rateQuantity: quantity(spec.ratePerHour ?? 0, 'mL/h') },
  };
}

function given(story: Bedded, spec: OrderSpec, due: Instant, id: string, clock: Clock): Resource {
  const product = productFor(spec.drug, spec.dose, spec.form);
  return {
    resourceType: 'MedicationAdministration',
    id,
    extension: [{ url: extensions.due, valueDateTime: clock.isoOf(due) }],
    status: 'completed',
    medicationReference: ref(`Medication/${product.id}`, productName(product)),
    subject: patientRef(story),
    context: encounterRef(story),
    effectiveDateTime: clock.isoOf(Math.min(due + 7 * minuteMs, clock.startsAt - 60_000)),
    performer: [{ actor: practitioner(story.stay.nurse) }],
    request: ref(`MedicationRequest/${orderId(story, spec)}`),
    dosage: { route: { text: spec.route }, dose: quantity(spec.dose, ucumOf(spec.unit), spec.unit === 'ug' ? 'mcg' : spec.unit) },
  };
}
