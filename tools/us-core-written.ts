/*
 * Demands of US Core profiles that no npm package carries, written from the published specification (US Core 6.1.0, CC0): what each asks for beyond
 * R4, must-support and extensible bindings aside. In the form of src/sandbox/core/fhir/profiles.ts.
 */

const category = 'http://terminology.hl7.org/CodeSystem/condition-category';
const observationCategory = 'http://terminology.hl7.org/CodeSystem/observation-category';
const sliced = (slices: object) => ({ min: 1, by: [{ type: 'pattern', path: '$this' }], slices });
const coded = (system: string, code: string) => ({ min: 1, max: 1, pattern: { coding: [{ system, code }] } });
const patient = { targets: ['Patient'] };

export const writtenProfiles = {
  'us-core-allergyintolerance': {
    name: 'US Core AllergyIntolerance Profile',
    type: 'AllergyIntolerance',
    root: { fields: { code: { min: 1 } } },
  },
  'us-core-condition-encounter-diagnosis': {
    name: 'US Core Condition Encounter Diagnosis Profile',
    type: 'Condition',
    root: { fields: { category: sliced({ 'us-core': coded(category, 'encounter-diagnosis') }), code: { min: 1 }, subject: patient } },
  },
  'us-core-condition-problems-health-concerns': {
    name: 'US Core Condition Problems and Health Concerns Profile',
    type: 'Condition',
    root: {
      fields: {
        category: sliced({ 'us-core': { min: 1, codes: 'http://hl7.org/fhir/us/core/ValueSet/us-core-problem-or-health-concern' } }),
        code: { min: 1 },
        subject: patient,
      },
    },
  },
  'us-core-encounter': {
    name: 'US Core Encounter Profile',
    type: 'Encounter',
    root: {
      fields: {
        identifier: { fields: { system: { min: 1 }, value: { min: 1 } } },
        type: { min: 1 },
        subject: { min: 1 },
        participant: { fields: { individual: { targets: ['Practitioner', 'PractitionerRole', 'RelatedPerson'] } } },
      },
    },
  },
  'us-core-observation-lab': {
    name: 'US Core Laboratory Result Observation Profile',
    type: 'Observation',
    root: {
      invariants: ['us-core-2'],
      fields: {
        category: sliced({ 'us-core': coded(observationCategory, 'laboratory') }),
        subject: { min: 1, ...patient },
      },
    },
  },
} as const;

export const writtenValueSets = {
  'http://hl7.org/fhir/us/core/ValueSet/us-core-problem-or-health-concern': [
    `${category}|problem-list-item`,
    'http://hl7.org/fhir/us/core/CodeSystem/condition-category|health-concern',
  ],
};

export const writtenInvariants = {
  'us-core-2': {
    expression: '(component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())',
    human: 'If there is no component or hasMember element then either a value[x] or a data absent reason must be present',
  },
};
