import type { SearchType } from '../fhir/definitions.ts';
import type { ReferenceValue, RangeValue, SearchValue, StringValue, TokenValue } from '../search/values.ts';

/**
 * What narrows a search before values are compared. Each yields a superset of the matches: comparing the values decides.
 * - `keys`: exact words (token, reference, uri);
 * - `from`/`to`: values that may begin in this range of numbers or times, given the longest value `spanMax`;
 * - `prefix`: folded strings that begin so.
 */
export type Narrowing =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'prefixes'; readonly prefixes: readonly string[] };

export interface ParameterIndex {
  /** Values by ordinal. */
  readonly values: readonly (readonly SearchValue[])[];
  /** How many ordinals a narrowing leaves (some may be counted twice); null where this index can't narrow so. */
  countOf(narrowing: Narrowing): number | null;
  ordinalsOf(narrowing: Narrowing): readonly number[];
}

const none: readonly number[] = [];

export function makeIndex(type: SearchType, values: readonly (readonly SearchValue[])[]): ParameterIndex {
  switch (type) {
    case 'token':
      return keyed(values, (value) => tokenKeys(value as TokenValue));
    case 'reference':
      return keyed(values, (value) => referenceKeys(value as ReferenceValue));
    case 'uri':
      return keyed(values, (value) => [(value as StringValue).exact]);
    case 'string':
      return ordered(values);
    case 'date':
    case 'number':
    case 'quantity':
      return ranged(values);
    case 'composite':
    case 'special':
      return { values, countOf: () => null, ordinalsOf: () => none };
  }
}

export function tokenKeys({ system, code }: TokenValue): string[] {
  const keys = code === undefined ? [] : [code, `${system ?? ''}|${code}`];
  return system === undefined ? keys : [...keys, `${system}|`];
}

export function referenceKeys({ to }: ReferenceValue): string[] {
  if (to === undefined) return [];
  const version = to.indexOf('|');
  return version < 0 ? [to] : [to, to.slice(0, version)];
}

function keyed(values: readonly (readonly SearchValue[])[], keysOf: (value: SearchValue) => readonly string[]): ParameterIndex {
  const postings = new Map<string, number[]>();
  values.forEach((found, ordinal) => {
    for (const value of found)
      for (const key of keysOf(value)) {
        const posting = postings.get(key);
        if (!posting) postings.set(key, [ordinal]);
        else if (posting.at(-1) !== ordinal) posting.push(ordinal);
      }
  });
  return {
    values,
    countOf: (narrowing) =>
      narrowing.kind === 'keys' ? narrowing.keys.reduce((sum, key) => sum + (postings.get(key)?.length ?? 0), 0) : null,
    ordinalsOf: (narrowing) => {
      if (narrowing.kind !== 'keys') return none;
      const [first = '', ...others] = narrowing.keys;
      return others.length === 0 ? (postings.get(first) ?? none) : distinct(narrowing.keys.flatMap((key) => postings.get(key) ?? []));
    },
  };
}

function ordered(values: readonly (readonly SearchValue[])[]): ParameterIndex {
  const rows = values
    .flatMap((found, ordinal) => found.map((value) => ({ folded: (value as StringValue).folded, ordinal })))
    .toSorted((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : a.ordinal - b.ordinal));
  // U+FFFF sorts after every character that can follow a prefix.
  const slice = (prefix: string): [number, number] => [
    lowerBound(rows.length, (at) => (rows[at]?.folded ?? '') < prefix),
    lowerBound(rows.length, (at) => (rows[at]?.folded ?? '') < `${prefix}\uffff`),
  ];
  return {
    values,
    countOf: (narrowing) =>
      narrowing.kind === 'prefixes'
        ? narrowing.prefixes.reduce((sum, prefix) => sum + Math.max(0, slice(prefix)[1] - slice(prefix)[0]), 0)
        : null,
    ordinalsOf: (narrowing) =>
      narrowing.kind === 'prefixes'
        ? distinct(narrowing.prefixes.flatMap((prefix) => rows.slice(...slice(prefix)).map(({ ordinal }) => ordinal)))
        : none,
  };
}

function ranged(values: readonly (readonly SearchValue[])[]): ParameterIndex {
  const rows = values
    .flatMap((found, ordinal) => found.map((value) => ({ lo: (value as RangeValue).lo, hi: (value as RangeValue).hi, ordinal })))
    .toSorted((a, b) => (a.lo === b.lo ? a.ordinal - b.ordinal : a.lo < b.lo ? -1 : 1));
  const spanMax = rows.reduce((longest, { lo, hi }) => Math.max(longest, lo === hi ? 0 : hi - lo), 0);
  const slice = (from: number, to: number): [number, number] => {
    const first = from - spanMax;
    return [lowerBound(rows.length, (at) => (rows[at]?.lo ?? 0) < first), lowerBound(rows.length, (at) => (rows[at]?.lo ?? 0) <= to)];
  };
  return {
    values,
    countOf: (narrowing) => {
      if (narrowing.kind !== 'range') return null;
      const [start, end] = slice(narrowing.from, narrowing.to);
      return Math.max(0, end - start);
    },
    ordinalsOf: (narrowing) =>
      narrowing.kind === 'range' ? distinct(rows.slice(...slice(narrowing.from, narrowing.to)).map(({ ordinal }) => ordinal)) : none,
  };
}

/** The first position for which `before` is false, of `length` positions that are true first. */
function lowerBound(length: number, before: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const distinct = (ordinals: readonly number[]): readonly number[] => [...new Set(ordinals)].toSorted((a, b) => a - b);
