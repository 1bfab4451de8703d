import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';
import type { Version } from '../store/version.ts';
import type { Change } from './entry.ts';

/** What one version did, for people: `MedicationRequest/x`, `Metoprolol 25 mg (active)`, created. */
export interface WrittenWords {
  readonly reference: string;
  readonly title: string;
  readonly verb: 'created' | 'changed' | 'deleted';
}

export function writtenWords({ type, id, versionId, method, json }: Version): WrittenWords {
  const verb = method === 'DELETE' ? 'deleted' : versionId === '1' ? 'created' : 'changed';
  return { reference: `${type}/${id}`, title: json === null ? type : titleOf(JSON.parse(json) as Fields), verb };
}

const titleFields = [
  'code',
  'medicationCodeableConcept',
  'medicationReference',
  'vaccineCode',
  'type',
  'serviceType',
  'description',
  'title',
  'summary',
];

/** What a resource is about, in the words that it holds itself. */
export function titleOf(resource: Fields): string {
  const named = nameOf(resource.name) ?? titleFields.flatMap((field) => wordsOf(resource[field]) ?? [])[0];
  const type = spaced(String(resource.resourceType));
  const status = textOf(resource.status);
  return `${named === undefined ? type : `${type}: ${named}`}${status === undefined ? '' : ` (${status})`}`;
}

const spaced = (type: string): string => type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');

function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const [first] = many(value);
  if (!isFields(first)) return undefined;
  const [coding] = many(first.coding);
  return textOf(first.text) ?? textOf(first.display) ?? (isFields(coding) ? textOf(coding.display) : undefined);
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const [first] = many(value);
  if (!isFields(first)) return undefined;
  return textOf(first.text) ?? ([...many(first.given).map(String), textOf(first.family) ?? ''].join(' ').trim() || undefined);
}

/** One entry of the journal in a few words. @param eventText what the exercise says of its event */
export function stepText(change: Change, eventText: string | undefined): string {
  switch (change.kind) {
    case 'start':
      return 'The exercise prepared the hospital';
    case 'event':
      return eventText ?? `The hospital: ${change.eventId}`;
    case 'write':
      return change.versions.length === 1 ? 'Wrote' : `Wrote ${change.versions.length} things at once`;
    case 'trail':
      return trailText(change.line.kind, change.line.detail);
    case 'clock':
      return `Moved the clock on by ${Math.round(change.advancedMs / 60_000)} min`;
    case 'hint':
      return 'Took a hint';
    case 'undo':
      return 'Took the last change back';
    case 'reset':
      return 'Began anew';
    case 'submit':
      return 'Handed in';
  }
}

function trailText(kind: string, detail: Fields): string {
  const words = `${kind.slice(0, 1).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}`;
  const facts = Object.values(detail).flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []));
  return facts.length === 0 ? words : `${words}: ${facts.join(', ')}`;
}
