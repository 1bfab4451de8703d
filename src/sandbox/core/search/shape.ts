import type { Definitions, FieldDefinition } from '../fhir/definitions.ts';
import { isFields, type Fields, type Resource } from '../fhir/resource.ts';
import type { Query } from './query.ts';

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };
/** Always there, whatever was asked for: without them a resource is none. */
const always = new Set(['resourceType', 'id', 'meta']);

/** The JSON of a resource as `_elements` or `_summary` asks for it. https://hl7.org/fhir/R4/search.html#summary */
export function shaped(json: string, { elements, summary }: Pick<Query, 'elements' | 'summary'>, definitions: Definitions): string {
  if (elements === null && summary === 'false') return json;
  const resource = JSON.parse(json) as Resource;
  const kept = elements === null ? bySummary(resource, summary, definitions) : byElements(resource, elements, definitions);
  const tags = Array.isArray(resource.meta?.tag) ? (resource.meta.tag as unknown[]) : [];
  return JSON.stringify({ ...kept, meta: { ...resource.meta, tag: [...tags, subsetted] } });
}

const isMandatory = (field: FieldDefinition | undefined): boolean => (field?.min ?? 0) > 0;

function fieldOf(type: string, name: string, definitions: Definitions): FieldDefinition | undefined {
  const fields = definitions.structures.get(type)?.fields ?? {};
  const plain = name.startsWith('_') ? name.slice(1) : name;
  return fields[plain] ?? fields[`${definitions.choices.get(plain)?.stem ?? ''}[x]`];
}

function filtered(fields: Fields, keep: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => always.has(name) || keep(name)));
}

/** `_elements` also takes `Type.element`; mandatory elements stay, as the standard asks. */
function byElements(resource: Resource, elements: readonly string[], definitions: Definitions): Fields {
  const type = resource.resourceType;
  const wanted = new Set(elements.map((one) => (one.startsWith(`${type}.`) ? one.slice(type.length + 1) : one)));
  return filtered(resource, (name) => {
    const plain = name.startsWith('_') ? name.slice(1) : name;
    return wanted.has(plain) || wanted.has(definitions.choices.get(plain)?.stem ?? '') || isMandatory(fieldOf(type, name, definitions));
  });
}

function bySummary(resource: Resource, summary: Query['summary'], definitions: Definitions): Fields {
  const type = resource.resourceType;
  if (summary === 'data') return filtered(resource, (name) => name !== 'text');
  if (summary === 'text') return filtered(resource, (name) => name === 'text' || isMandatory(fieldOf(type, name, definitions)));
  return summarised(resource, type, definitions);
}

/** Elements marked as summary, all the way down the structures that belong to the resource itself. */
function summarised(fields: Fields, type: string, definitions: Definitions): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      if (always.has(name)) return [[name, value]];
      const field = fieldOf(type, name, definitions);
      if (!field || (field.summary !== true && !isMandatory(field))) return [];
      const [inner = ''] = field.types;
      if (!inner.includes('.')) return [[name, value]];
      const one = (item: unknown): unknown => (isFields(item) ? summarised(item, inner, definitions) : item);
      return [[name, Array.isArray(value) ? value.map(one) : one(value)]];
    }),
  );
}
