import type { Definitions } from '../fhir/definitions.ts';
import { isFields, many } from '../fhir/resource.ts';

const bare = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function codesOf(set: ReadonlySet<string>): ReadonlySet<string> {
  let codes = bare.get(set);
  if (!codes) bare.set(set, (codes = new Set([...set].map((one) => one.slice(one.lastIndexOf('|') + 1)))));
  return codes;
}

/** What is wrong with a coded value whose value set is required; null: nothing. */
export function checkBinding(definitions: Definitions, url: string, type: string, value: unknown): string | null {
  const set = definitions.valueSets.get(url);
  if (!set) return null;
  if (type === 'code') return typeof value === 'string' && !codesOf(set).has(value) ? notOf(value, set, url) : null;
  if (!isFields(value)) return null;
  const codings = type === 'CodeableConcept' ? many(value.coding) : [value];
  const coded = codings.filter((one) => isFields(one) && typeof one.code === 'string');
  if (coded.length === 0 || coded.some((one) => isFields(one) && has(set, one.system, one.code))) return null;
  const [first] = coded;
  return notOf(isFields(first) ? String(first.code) : '', set, url);
}

function has(set: ReadonlySet<string>, system: unknown, code: unknown): boolean {
  return typeof system === 'string' ? set.has(`${system}|${String(code)}`) : codesOf(set).has(String(code));
}

function notOf(code: string, set: ReadonlySet<string>, url: string): string {
  const codes = [...codesOf(set)];
  const choice = codes.length <= 20 ? `one of ${codes.join(', ')}` : `a code of ${url}`;
  return `"${code.slice(0, 80)}" is not allowed here; ${choice} is needed.`;
}
