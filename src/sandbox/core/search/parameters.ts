import { assert, defined } from '#kernel/assert.ts';
import type { Definitions, SearchDefinition, SearchType } from '../fhir/definitions.ts';
import type { Resource } from '../fhir/resource.ts';
import { compileExpression } from '../fhirpath/compile.ts';
import { extractors } from './extract.ts';
import type { SearchValue } from './values.ts';

/** A search parameter of one resource type, compiled: `values` reads what it finds in a resource. */
export interface SearchParameter {
  readonly code: string;
  readonly type: SearchType;
  readonly url: string;
  readonly values: (resource: Resource) => readonly SearchValue[];
  /** Of a reference: the resource types that it may lead to. */
  readonly targets: readonly string[];
  /** Of a composite: its parts in order. */
  readonly components: readonly SearchType[];
}

export type ParametersOf = ReadonlyMap<string, SearchParameter>;

const nothing: readonly never[] = [];

/** All search parameters by resource type and code, compiled once per process. */
export function compileParameters(definitions: Definitions): ReadonlyMap<string, ParametersOf> {
  const byUrl = new Map(definitions.search.map((item) => [item.url, item]));
  const result = new Map([...definitions.resourceTypes].map((type): [string, Map<string, SearchParameter>] => [type, new Map()]));
  for (const item of definitions.search) {
    if (item.expression === undefined) continue; // _text, _content, _query: nothing to read
    for (const type of basesOf(item, definitions)) result.get(type)?.set(item.code, compileParameter(item, type, byUrl, definitions));
  }
  return result;
}

function basesOf(item: SearchDefinition, definitions: Definitions): Iterable<string> {
  return item.base.includes('Resource') || item.base.includes('DomainResource') ? definitions.resourceTypes : item.base;
}

function compileParameter(
  item: SearchDefinition,
  type: string,
  byUrl: ReadonlyMap<string, SearchDefinition>,
  definitions: Definitions,
): SearchParameter {
  const components = (item.component ?? []).map(({ definition }) => defined(byUrl.get(definition), definition).type);
  return {
    code: item.code,
    type: item.type,
    url: item.url,
    targets: item.target ?? [],
    components,
    values:
      item.type === 'composite' ? compositeReader(item, type, components, definitions) : plainReader(item, type, item.type, definitions),
  };
}

function plainReader(item: SearchDefinition, type: string, kind: Exclude<SearchType, 'composite'>, definitions: Definitions) {
  const evaluate = compileExpression(forType(item.expression ?? '', type), definitions.choices);
  const extract = extractors[kind];
  return (resource: Resource): readonly SearchValue[] => {
    const items = evaluate(resource, resource);
    if (items.length === 0) return nothing;
    return items.length === 1 ? extract(items[0]) : items.flatMap((one) => extract(one));
  };
}

function compositeReader(item: SearchDefinition, type: string, kinds: readonly SearchType[], definitions: Definitions) {
  const focus = compileExpression(forType(item.expression ?? '', type), definitions.choices);
  const parts = (item.component ?? []).map(({ expression }, at) => {
    const kind = kinds[at];
    assert(kind !== undefined && kind !== 'composite', `${item.url} has a composite inside`);
    const evaluate = compileExpression(expression, definitions.choices);
    return (one: unknown, resource: Resource): readonly SearchValue[] =>
      evaluate(one, resource).flatMap((found) => extractors[kind](found));
  });
  return (resource: Resource): readonly SearchValue[] =>
    focus(resource, resource)
      .map((one) => ({ parts: parts.map((part) => part(one, resource)) }))
      .filter((value) => value.parts.every((part) => part.length > 0));
}

/** Of `Patient.name | Practitioner.name` only what concerns the type: the rest would yield nothing, slowly. */
export function forType(expression: string, type: string): string {
  const parts = splitUnion(expression);
  const kept = parts.filter((part) => {
    const root = /^\(*\s*([A-Z]\w*)/.exec(part.trim())?.[1];
    return root === undefined || root === type || root === 'Resource' || root === 'DomainResource';
  });
  return (kept.length > 0 ? kept : parts).join(' | ');
}

/** Splits at the `|` that stand outside parentheses. */
function splitUnion(expression: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < expression.length; at++) {
    const sign = expression[at];
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) {
      parts.push(expression.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(expression.slice(from));
  return parts;
}
