import { problem } from '../fhir/problem.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';
import type { Attempt } from '../store/attempt.ts';
import { headOf } from '../store/attempt.ts';
import type { Criterion } from './criterion.ts';
import { find } from './find.ts';
import type { StringValue } from './values.ts';
import { parsed } from '../store/version.ts';

/* Value sets and code systems of the hospital itself, for `:in`, `:not-in`, `:below` and `:above`. Nothing is fetched. */

export interface Codes {
  /** `system|code` */
  readonly codes: Set<string>;
  /** Systems of which every code counts. */
  readonly systems: Set<string>;
}

/** @throws FhirProblem when the value set is unknown here or can't be enumerated. */
export function codesOf(attempt: Attempt, address: string): Codes {
  const into: Codes = { codes: new Set(), systems: new Set() };
  collect(attempt, address, into, new Set());
  return into;
}

function collect(attempt: Attempt, address: string, into: Codes, seen: Set<string>): void {
  const url = address.split('|')[0] ?? '';
  if (seen.has(url)) return;
  seen.add(url);
  const known = attempt.rules.definitions.valueSets.get(url);
  const valueSet = stored(attempt, 'ValueSet', url);
  if (!valueSet) {
    if (!known) throw problem(404, 'not-found', `The value set ${url} is not known here.`);
    for (const code of known) into.codes.add(code);
    return;
  }
  const expansion = isFields(valueSet.expansion) ? many(valueSet.expansion.contains) : null;
  if (expansion) return addContained(expansion, into);
  const compose = isFields(valueSet.compose) ? valueSet.compose : {};
  if (many(compose.exclude).length > 0) throw problem(400, 'not-supported', `The value set ${url} excludes codes; give it an expansion.`);
  for (const include of many(compose.include)) if (isFields(include)) collectInclude(attempt, include, into, seen);
}

function addContained(contains: readonly unknown[], into: Codes): void {
  for (const one of contains) {
    if (!isFields(one)) continue;
    if (typeof one.code === 'string') into.codes.add(`${textOf(one.system) ?? ''}|${one.code}`);
    addContained(many(one.contains), into);
  }
}

function collectInclude(attempt: Attempt, include: Fields, into: Codes, seen: Set<string>): void {
  if (many(include.filter).length > 0)
    throw problem(400, 'not-supported', 'Value sets with filters are not enumerated here; give an expansion.');
  for (const one of many(include.valueSet)) if (typeof one === 'string') collect(attempt, one, into, seen);
  const system = textOf(include.system);
  if (system === undefined) return;
  const concepts = many(include.concept);
  if (concepts.length === 0) into.systems.add(system);
  for (const concept of concepts) if (isFields(concept)) into.codes.add(`${system}|${textOf(concept.code) ?? ''}`);
}

/** The code and all that lie under it (`below`) or over it (`above`) in a code system of the hospital. */
export function relatedCodes(attempt: Attempt, token: string, direction: 'below' | 'above'): Codes {
  const at = token.lastIndexOf('|');
  const system = token.slice(0, Math.max(0, at));
  const code = token.slice(at + 1);
  const codes = new Set([`${system}|${code}`]);
  const codeSystem = system === '' ? null : stored(attempt, 'CodeSystem', system);
  if (!codeSystem)
    throw problem(
      400,
      'not-supported',
      `The code system ${system || '(none given)'} is not known here, so there is no hierarchy to follow.`,
    );
  const walk = (concepts: readonly unknown[], above: readonly string[]): void => {
    for (const concept of concepts) {
      if (!isFields(concept) || typeof concept.code !== 'string') continue;
      const line = [...above, concept.code];
      if (direction === 'below' ? line.includes(code) : concept.code === code)
        for (const one of direction === 'below' ? [concept.code] : line) codes.add(`${system}|${one}`);
      walk(many(concept.concept), line);
    }
  };
  walk(many(codeSystem.concept), []);
  return { codes, systems: new Set() };
}

function stored(attempt: Attempt, type: 'ValueSet' | 'CodeSystem', address: string): Fields | null {
  const local = parseReference(address);
  if (local?.type === type && local.base === undefined) {
    const head = headOf(attempt, type, local.id);
    if (head && head.json !== null) return parsed(head);
  }
  const [found] = find(attempt, type, [byUrl(address)]);
  return found ? parsed(found.version) : null;
}

function byUrl(address: string): Criterion {
  return {
    parameter: 'url',
    test: (values) => values.some((value) => (value as StringValue).exact === address),
    narrowing: { kind: 'keys', keys: [address] },
    asked: ['url', address],
  };
}
