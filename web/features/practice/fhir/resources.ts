import type { Annotation, Concept, Dosage, HumanName, Identifier, Period, Quantity, Reference, Resource, Timing } from './elements.ts';

export interface Patient extends Resource {
  resourceType: 'Patient';
  identifier?: Identifier[];
  active?: boolean;
  name?: HumanName[];
  gender?: string;
  birthDate?: string;
  telecom?: { system?: string; value?: string; use?: string }[];
  address?: { text?: string; line?: string[]; city?: string; state?: string; postalCode?: string }[];
  generalPractitioner?: Reference[];
  communication?: { language?: Concept; preferred?: boolean }[];
}
export interface Encounter extends Resource {
  resourceType: 'Encounter';
  status: string;
  class?: { system?: string; code?: string; display?: string };
  type?: Concept[];
  subject?: Reference;
  participant?: { type?: Concept[]; individual?: Reference; period?: Period }[];
  period?: Period;
  reasonCode?: Concept[];
  location?: { location: Reference; status?: string; period?: Period }[];
  hospitalization?: { dischargeDisposition?: Concept; admitSource?: Concept };
  serviceProvider?: Reference;
  serviceType?: Concept;
}
export interface AllergyIntolerance extends Resource {
  resourceType: 'AllergyIntolerance';
  clinicalStatus?: Concept;
  verificationStatus?: Concept;
  criticality?: string;
  category?: string[];
  code?: Concept;
  patient: Reference;
  reaction?: { manifestation?: Concept[]; severity?: string; substance?: Concept }[];
  recordedDate?: string;
}
export interface Condition extends Resource {
  resourceType: 'Condition';
  clinicalStatus?: Concept;
  verificationStatus?: Concept;
  category?: Concept[];
  code?: Concept;
  subject: Reference;
  encounter?: Reference;
  onsetDateTime?: string;
  abatementDateTime?: string;
  recordedDate?: string;
  recorder?: Reference;
  note?: Annotation[];
}
export interface MedicationRequest extends Resource {
  resourceType: 'MedicationRequest';
  identifier?: Identifier[];
  status: string;
  statusReason?: Concept;
  intent: string;
  category?: Concept[];
  priority?: string;
  reportedBoolean?: boolean;
  medicationCodeableConcept?: Concept;
  medicationReference?: Reference;
  subject: Reference;
  encounter?: Reference;
  authoredOn?: string;
  requester?: Reference;
  reasonCode?: Concept[];
  reasonReference?: Reference[];
  note?: Annotation[];
  dosageInstruction?: Dosage[];
  dispenseRequest?: { quantity?: Quantity; numberOfRepeatsAllowed?: number; validityPeriod?: Period; expectedSupplyDuration?: Quantity };
  priorPrescription?: Reference;
  detectedIssue?: Reference[];
  supportingInformation?: Reference[];
  substitution?: { allowedBoolean?: boolean; reason?: Concept };
  basedOn?: Reference[];
  instantiatesCanonical?: string[];
}
export interface MedicationStatement extends Resource {
  resourceType: 'MedicationStatement';
  status: string;
  statusReason?: Concept[];
  category?: Concept;
  medicationCodeableConcept?: Concept;
  medicationReference?: Reference;
  subject: Reference;
  effectivePeriod?: Period;
  dateAsserted?: string;
  reasonCode?: Concept[];
  note?: Annotation[];
  dosage?: Dosage[];
  informationSource?: Reference;
}
export interface MedicationAdministration extends Resource {
  resourceType: 'MedicationAdministration';
  status: string;
  statusReason?: Concept[];
  medicationCodeableConcept?: Concept;
  medicationReference?: Reference;
  subject: Reference;
  context?: Reference;
  effectiveDateTime?: string;
  effectivePeriod?: Period;
  performer?: { function?: Concept; actor: Reference }[];
  request?: Reference;
  dosage?: { text?: string; route?: Concept; dose?: Quantity; site?: Concept; rateQuantity?: Quantity };
  note?: Annotation[];
}
export interface Medication extends Resource {
  resourceType: 'Medication';
  identifier?: Identifier[];
  code?: Concept;
  status?: string;
  form?: Concept;
  amount?: { numerator?: Quantity; denominator?: Quantity };
  ingredient?: { itemCodeableConcept?: Concept; strength?: { numerator?: Quantity; denominator?: Quantity } }[];
}
export interface Observation extends Resource {
  resourceType: 'Observation';
  status: string;
  method?: Concept;
  basedOn?: Reference[];
  category?: Concept[];
  code: Concept;
  subject?: Reference;
  encounter?: Reference;
  effectiveDateTime?: string;
  issued?: string;
  performer?: Reference[];
  valueQuantity?: Quantity;
  valueCodeableConcept?: Concept;
  valueString?: string;
  valueInteger?: number;
  valueBoolean?: boolean;
  interpretation?: Concept[];
  referenceRange?: { low?: Quantity; high?: Quantity; text?: string }[];
  component?: { code: Concept; valueQuantity?: Quantity; valueString?: string; valueCodeableConcept?: Concept }[];
  note?: Annotation[];
  derivedFrom?: Reference[];
  partOf?: Reference[];
}
export interface DiagnosticReport extends Resource {
  resourceType: 'DiagnosticReport';
  status: string;
  basedOn?: Reference[];
  category?: Concept[];
  code: Concept;
  subject?: Reference;
  effectiveDateTime?: string;
  issued?: string;
  result?: Reference[];
  conclusion?: string;
}
export interface ServiceRequest extends Resource {
  resourceType: 'ServiceRequest';
  status: string;
  intent: string;
  category?: Concept[];
  priority?: string;
  code?: Concept;
  subject: Reference;
  encounter?: Reference;
  occurrenceDateTime?: string;
  occurrenceTiming?: Timing;
  asNeededBoolean?: boolean;
  authoredOn?: string;
  requester?: Reference;
  reasonCode?: Concept[];
  orderDetail?: Concept[];
  note?: Annotation[];
  patientInstruction?: string;
  instantiatesCanonical?: string[];
}
export interface Task extends Resource {
  resourceType: 'Task';
  status: string;
  statusReason?: Concept;
  intent: string;
  priority?: string;
  code?: Concept;
  description?: string;
  focus?: Reference;
  for?: Reference;
  encounter?: Reference;
  authoredOn?: string;
  lastModified?: string;
  requester?: Reference;
  owner?: Reference;
  performerType?: Concept[];
  restriction?: { period?: Period };
  executionPeriod?: Period;
  note?: Annotation[];
  output?: { type: Concept; valueString?: string; valueReference?: Reference }[];
  input?: { type: Concept; valueString?: string; valueReference?: Reference }[];
}
export interface CarePlan extends Resource {
  resourceType: 'CarePlan';
  status: string;
  intent: string;
  title?: string;
  description?: string;
  subject: Reference;
  encounter?: Reference;
  period?: Period;
  created?: string;
  author?: Reference;
  addresses?: Reference[];
  goal?: Reference[];
  activity?: { detail?: { status: string; description?: string; code?: Concept; statusReason?: Concept }; reference?: Reference }[];
  note?: Annotation[];
}
export interface Goal extends Resource {
  resourceType: 'Goal';
  lifecycleStatus: string;
  achievementStatus?: Concept;
  description: Concept;
  subject: Reference;
  startDate?: string;
  statusDate?: string;
  target?: { measure?: Concept; detailString?: string; detailQuantity?: Quantity; dueDate?: string }[];
  addresses?: Reference[];
  note?: Annotation[];
}
export interface Flag extends Resource {
  resourceType: 'Flag';
  status: string;
  category?: Concept[];
  code: Concept;
  subject: Reference;
  period?: Period;
}
export interface Communication extends Resource {
  resourceType: 'Communication';
  status: string;
  category?: Concept[];
  priority?: string;
  topic?: Concept;
  subject?: Reference;
  encounter?: Reference;
  about?: Reference[];
  basedOn?: Reference[];
  /** The message that it answers. */
  inResponseTo?: Reference[];
  sent?: string;
  received?: string;
  sender?: Reference;
  recipient?: Reference[];
  reasonReference?: Reference[];
  payload?: { contentString?: string; contentReference?: Reference }[];
  note?: Annotation[];
}
