import type { Concept, Reference, Resource } from '../fhir/elements.ts';

export interface Immunization extends Resource {
  resourceType: 'Immunization';
  status: string;
  vaccineCode: Concept;
  patient: Reference;
  encounter?: Reference;
  occurrenceDateTime: string;
  lotNumber?: string;
  expirationDate?: string;
  site?: Concept;
  performer?: { actor: Reference }[];
}
export interface ImmunizationRecommendation extends Resource {
  resourceType: 'ImmunizationRecommendation';
  patient: Reference;
  date: string;
  recommendation: { vaccineCode?: Concept[]; forecastStatus: Concept; dateCriterion?: { code: Concept; value: string }[] }[];
}
export const sites = ['Left upper arm', 'Right upper arm', 'Left thigh', 'Right thigh'];
