import type { AskerClass, Priority } from '../dispatch/model.ts';

export const impacts = ['one', 'unit', 'hospital'] as const;
export type Impact = (typeof impacts)[number];
export const urgencies = ['can-wait', 'slowed', 'stopped'] as const;
export type Urgency = (typeof urgencies)[number];

/** Impact x urgency. One person whose work stands still is P3, the everyday case; a hospital that stands still is P1. */
export function priorityOf(impact: Impact, urgency: Urgency): Priority {
  const weight = impacts.indexOf(impact) + urgencies.indexOf(urgency);
  return weight >= 4 ? 'P1' : weight === 3 ? 'P2' : weight === 2 ? 'P3' : 'P4';
}

const providers = /physician|doctor|surgeon|resident|fellow|hospitalist|anesthesi|nurse[ -]?(practitioner|anesthetist|midwife)|midwife/;
const providerShort = new Set(['md', 'do', 'np', 'pa', 'aprn', 'crna', 'cnm', 'dentist', 'podiatrist', 'psychiatrist']);

/** How dispatch counts somebody of this job role; a provider is whoever may order treatment. */
export function askerClassOf(jobRole: string): AskerClass {
  const role = jobRole.toLowerCase();
  if (providers.test(role) || providerShort.has(role)) return 'provider';
  return /nurse|\b(rn|lpn|lvn)\b/.test(role) ? 'nurse' : 'other';
}
