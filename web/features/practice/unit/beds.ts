import { idOf, referenceTo } from '../fhir/codes.ts';
import type { TransactionEntry } from '../fhir/client.ts';
import type { Coding, Concept, Reference, Resource } from '../fhir/elements.ts';
import type { Encounter } from '../fhir/resources.ts';
import { putEntry } from '../fhir/use-fhir.ts';

export interface Place extends Resource {
  resourceType: 'Location';
  name?: string;
  /** What a bed has that others have not. */
  description?: string;
  status?: string;
  operationalStatus?: Coding;
  physicalType?: Concept;
  partOf?: Reference;
}

const system = 'http://terminology.hl7.org/CodeSystem/v2-0116';
export const bedStates: readonly { value: string; label: string }[] = [
  { value: 'O', label: 'Occupied' },
  { value: 'U', label: 'Free' },
  { value: 'K', label: 'To be cleaned' },
  { value: 'H', label: 'Being disinfected' },
  { value: 'C', label: 'Closed' },
];
const displays: Readonly<Record<string, string>> = {
  O: 'Occupied',
  U: 'Unoccupied',
  K: 'Contaminated',
  H: 'Housekeeping',
  C: 'Closed',
};

export const withState = (bed: Place, code: string): Place => ({
  ...bed,
  operationalStatus: { system, code, display: displays[code] ?? code },
});

/** `5N-18`, as staff call it. */
export const bedName = (bed: Place | undefined): string => (bed?.name ?? '').replace(/^(Bed|Room) /, '');

/** Where the stay is now: its active bed, by id. */
export const presentBedOf = (stay: Encounter): string | undefined =>
  (stay.location ?? [])
    .filter((one) => one.status !== 'completed')
    .map((one) => idOf(one.location))
    .find((id) => id.startsWith('bed-'));

/**
 * To another bed. Where the patient was stays in the record, ended now; the new bed is occupied, the old one is to be cleaned.
 */
export function moveEntries(
  stay: Encounter,
  to: Place,
  ward: Place | undefined,
  from: Place | undefined,
  nowIso: string,
): TransactionEntry[] {
  const before = (stay.location ?? []).map((one) =>
    one.status === 'completed' ? one : { ...one, status: 'completed', period: { ...one.period, end: nowIso } },
  );
  const moved: Encounter = {
    ...stay,
    location: [
      ...before,
      { location: referenceTo(to, bedName(to)), status: 'active', period: { start: nowIso } },
      ...(ward ? [{ location: referenceTo(ward, ward.name), status: 'active', period: { start: nowIso } }] : []),
    ],
  };
  return [putEntry(moved), putEntry(withState(to, 'O')), ...(from && from.id !== to.id ? [putEntry(withState(from, 'K'))] : [])];
}

/** Home, or wherever they go: the stay ends and the bed is to be cleaned. */
export function dischargeEntries(stay: Encounter, bed: Place | undefined, where: string, nowIso: string): TransactionEntry[] {
  const ended: Encounter = {
    ...stay,
    status: 'finished',
    period: { ...stay.period, end: nowIso },
    location: (stay.location ?? []).map((one) =>
      one.status === 'completed' ? one : { ...one, status: 'completed', period: { ...one.period, end: nowIso } },
    ),
    hospitalization: { ...stay.hospitalization, dischargeDisposition: { text: where } },
  };
  return [putEntry(ended), ...(bed ? [putEntry(withState(bed, 'K'))] : [])];
}

const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const attender: Concept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'ATND', display: 'attender' }],
  text: 'attender',
};

/** A stay begins in a bed, under an attending. */
export function admitEntries(
  patient: Reference,
  bed: Place,
  ward: Place | undefined,
  attending: Reference,
  nowIso: string,
): TransactionEntry[] {
  const stay: Encounter = {
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { system: act, code: 'IMP', display: 'inpatient encounter' },
    type: [{ text: 'Hospital stay' }],
    subject: patient,
    participant: [{ type: [attender], individual: attending }],
    period: { start: nowIso },
    location: [
      { location: referenceTo(bed, bedName(bed)), status: 'active', period: { start: nowIso } },
      ...(ward ? [{ location: referenceTo(ward, ward.name), status: 'active' }] : []),
    ],
  };
  return [putEntry(stay), putEntry(withState(bed, 'O'))];
}

export const isAttending = (one: { type?: Concept[] }): boolean =>
  one.type?.some((type) => type.coding?.some((coding) => coding.code === 'ATND')) ?? false;

export const withAttending = (stay: Encounter, attending: Reference): Encounter => ({
  ...stay,
  participant: [{ type: [attender], individual: attending }, ...(stay.participant ?? []).filter((one) => !isAttending(one))],
});
