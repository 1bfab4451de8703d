import { concept, textOf } from '../fhir/codes.ts';
import type { Concept, Reference, Resource } from '../fhir/elements.ts';

export interface Consent extends Resource {
  resourceType: 'Consent';
  status: string;
  scope: Concept;
  category: Concept[];
  patient?: Reference;
  dateTime?: string;
  performer?: Reference[];
  organization?: Reference[];
  policyRule?: Concept;
}

const scope = (code: string, display: string): Concept => concept('http://terminology.hl7.org/CodeSystem/consentscope', code, display);

/** What a patient signs at this desk once a year. */
export const consentKinds = [
  { name: 'Treatment and billing', scope: scope('treatment', 'Treatment'), isForVideo: false },
  { name: 'Privacy notice received', scope: scope('patient-privacy', 'Privacy Consent'), isForVideo: false },
  { name: 'Video visits', scope: scope('treatment', 'Treatment'), isForVideo: true },
] as const;
export type ConsentKind = (typeof consentKinds)[number];

const validDays = 365;

/** The newest valid signature of this kind; null: it is to be signed. */
export function signedConsent(kind: ConsentKind, consents: readonly Consent[], now: number): Consent | null {
  const own = consents
    .filter((one) => one.status === 'active' && one.category.some((category) => textOf(category) === kind.name))
    .toSorted((a, b) => (b.dateTime ?? '').localeCompare(a.dateTime ?? ''))[0];
  return own?.dateTime && now - Date.parse(own.dateTime) < validDays * 86_400_000 ? own : null;
}

export const consentsFor = (isVideoVisit: boolean): ConsentKind[] => consentKinds.filter((kind) => isVideoVisit || !kind.isForVideo);

export const consentOf = (kind: ConsentKind, patient: Reference, house: Reference, nowIso: string): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: kind.scope,
  category: [{ text: kind.name }],
  patient,
  dateTime: nowIso,
  performer: [patient],
  organization: [house],
  policyRule: { text: `${kind.name}, form of this house` },
});
