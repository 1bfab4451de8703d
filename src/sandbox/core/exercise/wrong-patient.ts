import { isFields, many, textOf, type Resource } from '../fhir/resource.ts';
import type { Exercise, Run } from './model.ts';

/** Id of the rule that every exercise has, unless its learner works in any chart. */
export const wrongPatient = 'wrong-patient';

const fields = ['subject', 'patient', 'beneficiary', 'for'] as const;

/** Patients whose record a resource belongs to, as `Patient/…`. */
export function patientsOf(resource: Resource): string[] {
  if (resource.resourceType === 'Patient') return [`Patient/${resource.id}`];
  const actors = many(resource.participant).map((one) => (isFields(one) ? one.actor : undefined));
  return [...fields.map((field) => resource[field]), ...actors].flatMap((one) => {
    const to = isFields(one) ? textOf(one.reference) : undefined;
    return to?.startsWith('Patient/') ? [to] : [];
  });
}

/** The learner's first write into a chart that the exercise is not about; whom they registered themselves is theirs. */
export function firstWrongWrite(exercise: Exercise, run: Run): { readonly at: number; readonly place: string } | null {
  const mine = new Set(exercise.patients);
  const before = new Set(run.before.map(({ resourceType, id }) => `${resourceType}/${id}`));
  for (const { at, by, type, id, resource } of run.written) {
    if (by !== 'learner' || !resource) continue;
    if (type === 'Patient' && !before.has(`Patient/${id}`)) mine.add(`Patient/${id}`);
    if (patientsOf(resource).some((patient) => !mine.has(patient))) return { at, place: `${type}/${id}` };
  }
  return null;
}
