import type { SearchType } from '../fhir/definitions.ts';
import { problem, type FhirProblem } from '../fhir/problem.ts';
import type { Narrowing } from '../store/index-of-base.ts';
import type { SearchValue } from './values.ts';

/** One condition of a search on one parameter's values. All conditions of a query must hold. */
export interface Criterion {
  readonly parameter: string;
  readonly test: (values: readonly SearchValue[]) => boolean;
  /** What an index may look up first; null: every resource must be compared. */
  readonly narrowing: Narrowing | null;
  /** The condition as `name=value`, by which another server is asked for the same. */
  readonly asked: Pair;
}

/** The words to one of which it comes down; null: it is no matter of words. None: nothing can fulfil it. */
export const keysOf = ({ narrowing }: Criterion): readonly string[] | null => (narrowing?.kind === 'keys' ? narrowing.keys : null);

export type Pair = readonly [name: string, value: string];

/** A comparison with one of the values that a parameter was given (`a,b` are two). */
export interface Comparison {
  readonly matches: (value: SearchValue) => boolean;
  readonly narrowing: Narrowing | null;
}

/** What a comparison may need to know from outside the value. */
export interface Surroundings {
  /** Milliseconds since 1970: what `ap` measures nearness of dates by. */
  readonly now: number;
  /** Our own address, without a slash at the end: references that begin so are ours. */
  readonly address: string;
  readonly knownCodes: ReadonlySet<string>;
  readonly resourceTypes: ReadonlySet<string>;
}

export const badValue = (name: string, value: string, wanted: string): FhirProblem =>
  problem(400, 'invalid', `"${clipped(value)}" is not a value for ${name}: ${wanted}.`, name);

export const clipped = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Splits at a sign that is not escaped by a backslash; the parts keep their escapes. */
export function splitUnescaped(text: string, sign: string): string[] {
  if (!text.includes('\\')) return text.split(sign);
  const parts: string[] = [''];
  for (let at = 0; at < text.length; at++) {
    const here = text.charAt(at);
    if (here === sign) parts.push('');
    else if (here === '\\' && at + 1 < text.length) parts.push(`${parts.pop() ?? ''}${here}${text.charAt(++at)}`);
    else parts.push(`${parts.pop() ?? ''}${here}`);
  }
  return parts;
}

/** https://hl7.org/fhir/R4/search.html#escaping */
export const unescaped = (text: string): string => (text.includes('\\') ? text.replaceAll(/\\([\\,|$])/g, '$1') : text);

/** Joins what several alternatives narrow to; null as soon as one of them can't narrow. */
export function anyOf(narrowings: readonly (Narrowing | null)[]): Narrowing | null {
  const [first] = narrowings;
  if (!first || !narrowings.every((one) => one?.kind === first.kind)) return null;
  const all = narrowings as readonly Narrowing[];
  switch (first.kind) {
    case 'keys':
      return { kind: 'keys', keys: all.flatMap((one) => (one.kind === 'keys' ? one.keys : [])) };
    case 'prefixes':
      return { kind: 'prefixes', prefixes: all.flatMap((one) => (one.kind === 'prefixes' ? one.prefixes : [])) };
    case 'range': {
      const ranges = all.flatMap((one) => (one.kind === 'range' ? [one] : []));
      return { kind: 'range', from: Math.min(...ranges.map(({ from }) => from)), to: Math.max(...ranges.map(({ to }) => to)) };
    }
  }
}

/** Modifiers by kind of parameter, `:missing` and chains aside. https://hl7.org/fhir/R4/search.html#modifiers */
export const modifiersOf: Readonly<Record<SearchType, readonly string[]>> = {
  token: ['not', 'text', 'in', 'not-in', 'above', 'below', 'of-type'],
  reference: ['identifier'],
  string: ['exact', 'contains'],
  uri: ['above', 'below'],
  date: [],
  number: [],
  quantity: [],
  composite: [],
  special: [],
};
