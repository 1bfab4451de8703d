import type { Abilities } from './abilities.ts';

/** What the practice EHR's screens ask a hospital for: without it a screen stays empty or says why it can't be filled. */
const needed: Readonly<Record<string, readonly string[]>> = {
  Patient: ['name', 'identifier', 'birthdate'],
  Encounter: ['patient', 'status', 'class'],
  Observation: ['patient', 'code', 'category'],
  Condition: ['patient'],
  AllergyIntolerance: ['patient'],
  MedicationRequest: ['patient', 'status'],
  ServiceRequest: ['patient'],
  DocumentReference: ['patient'],
};

/** In words, by type. */
export function gapsOf({ types }: Abilities): string[] {
  return Object.entries(needed).flatMap(([type, parameters]) => {
    const ability = types.get(type);
    if (!ability) return [`${type}: the server does not have it. Learners see none, and can write their own.`];
    if (!ability.canRead) return [`${type}: can not be read.`];
    if (!ability.canSearch) return [`${type}: can not be searched.`];
    const missing = parameters.filter((one) => !ability.parameters.has(one));
    return missing.length > 0 ? [`${type}: can not be searched by ${missing.join(', ')}.`] : [];
  });
}
