import { isFields, textOf, type Fields, type Resource } from '../fhir/resource.ts';
import type { Evaluate, Expression } from './model.ts';
import type { Seen } from './view.ts';
import { patientsOf } from './wrong-patient.ts';

/** Something that an expression found, and when it was done; null: the time can't be told (a number, a part of a resource). */
export interface Finding {
  readonly at: number | null;
  /** `Type/id`, or the place in words. */
  readonly place: string | null;
  /** Of a resource: the patient that it is about. */
  readonly patient: string | null;
  /** What was found, as the expression gave it. */
  readonly item: unknown;
}

/**
 * What an expression finds, earliest first, each thing once: `false` and nothing are no finding, `true` is one without a place.
 * @throws Error when the expression can't be read or evaluated
 */
export function findingsOf(expression: Expression, { view, times }: Seen, evaluate: Evaluate): Finding[] {
  const seen = new Set<unknown>();
  const found: Finding[] = [];
  for (const item of evaluate(expression, view)) {
    if (item === false || item === null || item === undefined) continue;
    const key = isFields(item) ? sameness(item) : item;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ at: times.get(item) ?? null, place: isFields(item) ? placeOf(item) : null, patient: patientOf(item), item });
  }
  return found.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}

/**
 * Versions of a resource are one thing. Lines of the trail are one when the same was done to the same target, or, where there is none, when
 * they say the same at two times: two people who were called about one patient are two.
 */
function sameness(item: Fields): string {
  const { at: _at, meta: _meta, ...rest } = item;
  if (typeof item.resourceType === 'string') return placeOf(item) ?? JSON.stringify(rest);
  const target = textOf(item.target);
  return target ? JSON.stringify([item.kind, target]) : JSON.stringify(rest);
}

const patientOf = (item: unknown): string | null =>
  isFields(item) && typeof item.resourceType === 'string' ? (patientsOf(item as Resource)[0] ?? null) : null;

function placeOf(item: Fields): string | null {
  if (typeof item.resourceType === 'string' && typeof item.id === 'string') return `${item.resourceType}/${item.id}`;
  return textOf(item.target) ?? textOf(item.patient) ?? null;
}
