import type { Concept, Reference, Resource } from './elements.ts';

/** The code systems that screens write. */
export const systems = {
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  units: 'http://unitsofmeasure.org',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  interpretation: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  conditionCategory: 'http://terminology.hl7.org/CodeSystem/condition-category',
  requestCategory: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
  goalAchievement: 'http://terminology.hl7.org/CodeSystem/goal-achievement',
} as const;

/** What people call it. */
export const textOf = (concept: Concept | undefined): string =>
  concept?.text ?? concept?.coding?.find((coding) => coding.display)?.display ?? concept?.coding?.[0]?.code ?? '';

export const codesOf = (concept: Concept | undefined): string[] => concept?.coding?.flatMap((coding) => coding.code ?? []) ?? [];

export const hasCode = (concept: Concept | readonly Concept[] | undefined, ...codes: string[]): boolean =>
  (Array.isArray(concept) ? (concept as readonly Concept[]) : [concept as Concept | undefined]).some((one) =>
    codesOf(one).some((code) => codes.includes(code)),
  );

export const concept = (system: string, code: string, display: string): Concept => ({ coding: [{ system, code, display }], text: display });

export const referenceTo = (resource: Resource, display?: string): Reference => ({
  reference: `${resource.resourceType}/${resource.id}`,
  ...(display ? { display } : {}),
});

/** `Patient/p1` of a reference, whatever address or version it is written with. */
export function pathOf(reference: Reference | undefined): string {
  const parts = (reference?.reference ?? '').replace(/\/_history\/.*$/, '').split('/');
  return parts.slice(-2).join('/');
}
export const idOf = (reference: Reference | undefined): string => pathOf(reference).split('/')[1] ?? '';
