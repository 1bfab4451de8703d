import type { Fields } from '../core/fhir/resource.ts';

/** Everything that is ours alone lies below this address, which can belong to nobody (RFC 2606). */
export const ours = 'https://atelbow.example/fhir';

export const systems = {
  mrn: `${ours}/id/mrn`,
  wristband: `${ours}/id/wristband`,
  barcode: `${ours}/id/barcode`,
  account: `${ours}/id/account`,
  member: `${ours}/id/member`,
  charge: `${ours}/CodeSystem/charge`,
  denial: `${ours}/CodeSystem/denial-reason`,
  task: `${ours}/CodeSystem/task`,
  local: `${ours}/CodeSystem/clinical`,
  drug: `${ours}/CodeSystem/drug`,
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd: 'http://hl7.org/fhir/sid/icd-10-cm',
  cvx: 'http://hl7.org/fhir/sid/cvx',
  ucum: 'http://unitsofmeasure.org',
} as const;

/** Extensions; what each holds is in this folder's README. */
export const extensions = {
  /** Written later than it happened: during or after a downtime. */
  backEntered: `${ours}/StructureDefinition/back-entered`,
  due: `${ours}/StructureDefinition/due`,
  hold: `${ours}/StructureDefinition/hold-parameter`,
  codeStatus: `${ours}/StructureDefinition/code-status`,
} as const;

const hl7 = (name: string): string => `http://terminology.hl7.org/CodeSystem/${name}`;
export const hl7Systems = {
  actCode: hl7('v3-ActCode'),
  observationCategory: hl7('observation-category'),
  interpretation: hl7('v3-ObservationInterpretation'),
  allergyClinical: hl7('allergyintolerance-clinical'),
  allergyVerification: hl7('allergyintolerance-verification'),
  conditionClinical: hl7('condition-clinical'),
  conditionVerification: hl7('condition-ver-status'),
  conditionCategory: hl7('condition-category'),
  identifierType: hl7('v2-0203'),
  locationType: hl7('v3-RoleCode'),
  physicalType: hl7('location-physical-type'),
  diagnosticService: hl7('v2-0074'),
  claimType: hl7('claim-type'),
  priority: hl7('processpriority'),
  adjudication: hl7('adjudication'),
  planType: hl7('plan-definition-type'),
  orderCategory: hl7('medicationrequest-category'),
  diagnosisRole: hl7('diagnosis-role'),
  appointmentReason: hl7('v2-0276'),
  subscriber: hl7('subscriber-relationship'),
  copayType: hl7('coverage-copay-type'),
  consentScope: hl7('consentscope'),
  goalAchievement: hl7('goal-achievement'),
} as const;

export const ref = (to: string, display?: string): Fields => ({ reference: to, ...(display === undefined ? {} : { display }) });
export const coding = (system: string, code: string, display?: string): Fields => ({
  system,
  code,
  ...(display === undefined ? {} : { display }),
});
export const concept = (system: string, code: string, display: string): Fields => ({
  coding: [coding(system, code, display)],
  text: display,
});
/** A quantity in a UCUM unit. */
export const quantity = (value: number, code: string, unit: string = code): Fields => ({ value, unit, system: systems.ucum, code });
