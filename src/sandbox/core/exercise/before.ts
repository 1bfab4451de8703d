import type { Resource } from '../fhir/resource.ts';
import type { Base } from '../store/base.ts';
import type { Written } from './model.ts';
import { patientsOf } from './wrong-patient.ts';

const charts = new WeakMap<Base, ReadonlyMap<string, readonly Resource[]>>();

/** Resources of a base by the patient that they are about, read once per base. */
function chartsOf(base: Base): ReadonlyMap<string, readonly Resource[]> {
  let known = charts.get(base);
  if (!known) {
    const byPatient = new Map<string, Resource[]>();
    for (const type of base.types)
      for (const { json } of base.versionsOf(type)) {
        if (json === null) continue;
        const resource = JSON.parse(json) as Resource;
        for (const patient of new Set(patientsOf(resource))) byPatient.set(patient, [...(byPatient.get(patient) ?? []), resource]);
      }
    known = byPatient;
    charts.set(base, known);
  }
  return known;
}

function inBase(base: Base, type: string, id: string): Resource | null {
  const json = base.version(type, id)?.json;
  return json === null || json === undefined ? null : (JSON.parse(json) as Resource);
}

/**
 * The record before the learner began, as far as rules may ask about it: the charts of these patients, and whatever was written later, each
 * as the exercise's start left it.
 */
export function resourcesBefore(base: Base, patients: readonly string[], written: readonly Written[]): Resource[] {
  const found = new Map<string, Resource>();
  const keep = (one: Resource): void => void found.set(`${one.resourceType}/${one.id}`, one);
  for (const patient of patients) for (const one of chartsOf(base).get(patient) ?? []) keep(one);
  for (const { type, id } of written) {
    const was = inBase(base, type, id);
    if (was) keep(was);
  }
  for (const { by, type, id, resource } of written) {
    if (by !== 'start') continue;
    if (resource) keep(resource);
    else found.delete(`${type}/${id}`);
  }
  return [...found.values()];
}
