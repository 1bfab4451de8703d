import { problem, type FhirProblem } from '../fhir/problem.ts';
import type { ReferenceValue } from '../search/values.ts';
import type { Attempt } from '../store/attempt.ts';
import { lazyEntry, type Version } from '../store/version.ts';
import type { Letter, ResourceScope } from './scopes.ts';

/** What an app's access token allows. */
export interface Permit {
  readonly scopes: readonly ResourceScope[];
  /** Whose chart is open; null: nobody's. */
  readonly patientId: string | null;
}

/** Who works here and where, and what drugs there are: in no patient's chart, and no chart can be read without them. */
const shared = new Set(['Medication', 'Organization', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Substance']);

/** `all`: of every patient. `own`: only in the open chart. */
export type Reach = 'all' | 'own' | 'none';

export function reach({ scopes, patientId }: Permit, type: string, letter: Letter): Reach {
  const fitting = scopes.filter((scope) => (scope.type === '*' || scope.type === type) && scope.letters.includes(letter));
  if (fitting.some(({ level }) => level === 'user')) return 'all';
  return fitting.length > 0 && patientId !== null ? 'own' : 'none';
}

export const isShared = (type: string): boolean => shared.has(type);

export const forbidden = (text: string): FhirProblem => problem(403, 'forbidden', text);
export const lacking = (type: string, letter: Letter): FhirProblem =>
  forbidden(`The scopes of this access token do not allow this: ${type.slice(0, 80)}.${letter} is missing.`);

/** Is this version part of the patient's chart? */
export function belongs({ rules }: Attempt, patientId: string, version: Version): boolean {
  if (version.json === null) return false;
  if (version.type === 'Patient') return version.id === patientId;
  const by = rules.definitions.compartments['Patient']?.[version.type];
  const parameters = rules.parameters.get(version.type);
  if (!by || !parameters) return false;
  const entry = lazyEntry(version, parameters);
  return by.some((code) => entry.values(code).some((one) => (one as ReferenceValue).to === `Patient/${patientId}`));
}

export function mayRead(attempt: Attempt, permit: Permit, version: Version): boolean {
  const reaches = (['r', 's'] as const).map((letter) => reach(permit, version.type, letter));
  if (reaches.includes('all')) return true;
  if (!reaches.includes('own')) return false;
  return isShared(version.type) || belongs(attempt, permit.patientId ?? '', version);
}

const letterOf = (version: Version, before: Version | undefined): Letter => {
  if (version.method === 'DELETE') return 'd';
  return before === undefined || before.json === null ? 'c' : 'u';
};

/**
 * Throws unless this may have been written: what counts is what was done, whatever address it came by.
 * @param before the version that it follows
 * @throws FhirProblem 403
 */
export function checkWritten(attempt: Attempt, permit: Permit, version: Version, before: Version | undefined): void {
  const letter = letterOf(version, before);
  const how = reach(permit, version.type, letter);
  if (how === 'none') throw lacking(version.type, letter);
  if (how === 'all') return;
  const patientId = permit.patientId ?? '';
  const sides = [...(letter === 'c' ? [] : [before]), ...(letter === 'd' ? [] : [version])];
  if (!sides.every((one) => one !== undefined && belongs(attempt, patientId, one)))
    throw forbidden(`This access token writes in the chart of Patient/${patientId} only, and this ${version.type} is not in it.`);
}
