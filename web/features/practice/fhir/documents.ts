import type { Annotation, Concept, Dosage, Period, Quantity, Reference, Resource, Timing } from './elements.ts';

export interface DocumentReference extends Resource {
  resourceType: 'DocumentReference';
  status: string;
  docStatus?: string;
  type?: Concept;
  category?: Concept[];
  subject?: Reference;
  date?: string;
  author?: Reference[];
  authenticator?: Reference;
  description?: string;
  content: { attachment: { contentType?: string; data?: string; title?: string; url?: string } }[];
  context?: { encounter?: Reference[]; period?: Period };
}
export interface QuestionnaireItem {
  linkId: string;
  text?: string;
  type: string;
  required?: boolean;
  repeats?: boolean;
  code?: { system?: string; code?: string; display?: string }[];
  answerOption?: {
    valueCoding?: { system?: string; code?: string; display?: string };
    valueString?: string;
    valueInteger?: number;
    extension?: { url: string; valueDecimal?: number; valueInteger?: number }[];
  }[];
  item?: QuestionnaireItem[];
}
export interface Questionnaire extends Resource {
  resourceType: 'Questionnaire';
  url?: string;
  name?: string;
  title?: string;
  status: string;
  description?: string;
  useContext?: unknown[];
  item?: QuestionnaireItem[];
}
export interface ResponseAnswer {
  valueCoding?: { system?: string; code?: string; display?: string };
  valueString?: string;
  valueInteger?: number;
  valueDecimal?: number;
  valueBoolean?: boolean;
  valueDate?: string;
}
export interface QuestionnaireResponse extends Resource {
  resourceType: 'QuestionnaireResponse';
  questionnaire?: string;
  status: string;
  subject?: Reference;
  encounter?: Reference;
  authored?: string;
  author?: Reference;
  item?: { linkId: string; text?: string; answer?: ResponseAnswer[] }[];
}
export interface PlanAction {
  id?: string;
  title?: string;
  description?: string;
  textEquivalent?: string;
  definitionCanonical?: string;
  definitionUri?: string;
  selectionBehavior?: string;
  requiredBehavior?: string;
  precheckBehavior?: string;
  action?: PlanAction[];
}
export interface PlanDefinition extends Resource {
  resourceType: 'PlanDefinition';
  url?: string;
  name?: string;
  title?: string;
  status: string;
  description?: string;
  type?: Concept;
  useContext?: unknown[];
  contained?: Resource[];
  action?: PlanAction[];
}
export interface ActivityDefinition extends Resource {
  resourceType: 'ActivityDefinition';
  url?: string;
  name?: string;
  title?: string;
  status: string;
  description?: string;
  kind?: string;
  code?: Concept;
  priority?: string;
  productCodeableConcept?: Concept;
  productReference?: Reference;
  topic?: Concept[];
  relatedArtifact?: { type: string; resource?: string; display?: string }[];
  quantity?: Quantity;
  dosage?: Dosage[];
  timingTiming?: Timing;
}
export interface Procedure extends Resource {
  resourceType: 'Procedure';
  status: string;
  statusReason?: Concept;
  code?: Concept;
  subject: Reference;
  encounter?: Reference;
  performedDateTime?: string;
  performedPeriod?: Period;
  performer?: { function?: Concept; actor: Reference }[];
  basedOn?: Reference[];
  note?: Annotation[];
}
