import { isFields, many, type Fields, type Resource } from '../core/fhir/resource.ts';
import { bloodPressure, bodyHeight, bodyWeight, vitalSigns } from './codes.ts';

/* Which profiles resources of the hospital claim, and fulfil. */

const usCore = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-';
const r4 = 'http://hl7.org/fhir/StructureDefinition/';

const byType: Readonly<Record<string, string>> = {
  Patient: `${usCore}patient`,
  AllergyIntolerance: `${usCore}allergyintolerance`,
  Encounter: `${usCore}encounter`,
  MedicationRequest: `${usCore}medicationrequest`,
};
const byCategory: Readonly<Record<string, string>> = {
  'problem-list-item': `${usCore}condition-problems-health-concerns`,
  'encounter-diagnosis': `${usCore}condition-encounter-diagnosis`,
  laboratory: `${usCore}observation-lab`,
};
/** Not oxygen saturation: R4's profile of it wants another code than pulse oximetry has. */
const byCode: Readonly<Record<string, string>> = {
  [bloodPressure[0]]: `${usCore}blood-pressure`,
  [vitalSigns.hr.code]: `${r4}heartrate`,
  [vitalSigns.rr.code]: `${r4}resprate`,
  [vitalSigns.temp.code]: `${r4}bodytemp`,
  [bodyWeight[0]]: `${r4}bodyweight`,
  [bodyHeight[0]]: `${r4}bodyheight`,
};

const codesOf = (concept: unknown): string[] =>
  isFields(concept) ? many(concept.coding).flatMap((one) => (isFields(one) && typeof one.code === 'string' ? [one.code] : [])) : [];

function profileOf(resource: Fields): string | undefined {
  const type = String(resource.resourceType);
  if (type === 'Condition' || type === 'Observation') {
    const codes = type === 'Observation' ? codesOf(resource.code) : [];
    const own = codes.map((code) => byCode[code]).find((one) => one !== undefined);
    return (
      own ??
      many(resource.category)
        .flatMap(codesOf)
        .map((code) => byCategory[code])
        .find((one) => one !== undefined)
    );
  }
  return byType[type];
}

export function claiming(resource: Resource): Resource {
  const profile = profileOf(resource);
  if (profile === undefined) return resource;
  const { resourceType, id, meta, ...rest } = resource;
  return { resourceType, ...(id === undefined ? {} : { id }), meta: { ...meta, profile: [profile] }, ...rest };
}
