/*
 * The elements of FHIR R4 that the screens read and write: only those, all optional where the standard lets them be, because a chart
 * may come from another hospital's server. What a screen doesn't know is kept when it saves (it spreads the resource it read).
 */
export interface Coding {
  system?: string;
  code?: string;
  display?: string;
}
export interface Concept {
  coding?: Coding[];
  text?: string;
}
export interface Reference {
  reference?: string;
  display?: string;
  type?: string;
}
export interface Identifier {
  system?: string;
  value?: string;
  type?: Concept;
}
export interface Quantity {
  value?: number;
  unit?: string;
  system?: string;
  code?: string;
  comparator?: '<' | '<=' | '>=' | '>';
}
export interface Period {
  start?: string;
  end?: string;
}
export interface Annotation {
  text: string;
  time?: string;
  authorString?: string;
  authorReference?: Reference;
}
export interface HumanName {
  family?: string;
  given?: string[];
  prefix?: string[];
  suffix?: string[];
  text?: string;
  use?: string;
}
export interface Timing {
  repeat?: {
    frequency?: number;
    period?: number;
    periodUnit?: 's' | 'min' | 'h' | 'd' | 'wk' | 'mo' | 'a';
    timeOfDay?: string[];
    when?: string[];
    boundsPeriod?: Period;
    boundsDuration?: Quantity;
    count?: number;
  };
  code?: Concept;
  event?: string[];
}
export interface Dosage {
  text?: string;
  patientInstruction?: string;
  additionalInstruction?: Concept[];
  timing?: Timing;
  asNeededBoolean?: boolean;
  asNeededCodeableConcept?: Concept;
  route?: Concept;
  site?: Concept;
  doseAndRate?: { doseQuantity?: Quantity; doseRange?: { low?: Quantity; high?: Quantity }; rateQuantity?: Quantity }[];
  maxDosePerPeriod?: { numerator?: Quantity; denominator?: Quantity };
}
export interface Extension {
  url: string;
  valueString?: string;
  valueCode?: string;
  valueBoolean?: boolean;
  valueInteger?: number;
  valueDecimal?: number;
  valueDateTime?: string;
  valueInstant?: string;
  valueReference?: Reference;
  valueCodeableConcept?: Concept;
  valueQuantity?: Quantity;
  extension?: Extension[];
}
export interface Resource {
  resourceType: string;
  id?: string;
  meta?: { versionId?: string; lastUpdated?: string; tag?: Coding[]; profile?: string[] };
  extension?: Extension[];
  text?: { status: string; div: string };
}
