import { parseTimeRange } from '../fhir/date-range.ts';
import { isFields } from '../fhir/resource.ts';
import type { Operator } from './parse.ts';

/* Operators and functions that need nothing but the values they are given. Undefined stands for the empty collection. */

type Values = readonly unknown[];

/** A collection as a truth: one value that is not false is true, none is unknown. https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections */
function truth(values: Values): boolean | undefined {
  return values.length === 0 ? undefined : values[0] !== false;
}

export const operators: Readonly<Record<Exclude<Operator, '|' | 'is' | 'as'>, (left: Values, right: Values) => unknown>> = {
  and: (left, right) => {
    const [a, b] = [truth(left), truth(right)];
    if (a === false || b === false) return false;
    return a && b ? true : undefined;
  },
  or: (left, right) => {
    const [a, b] = [truth(left), truth(right)];
    if (a || b) return true;
    return a === false && b === false ? false : undefined;
  },
  xor: (left, right) => {
    const [a, b] = [truth(left), truth(right)];
    return a === undefined || b === undefined ? undefined : a !== b;
  },
  implies: (left, right) => {
    const [a, b] = [truth(left), truth(right)];
    if (a === false || b === true) return true;
    return a === true && b === false ? false : undefined;
  },
  '=': (left, right) => equal(left, right),
  '!=': (left, right) => {
    const same = equal(left, right);
    return same === undefined ? undefined : !same;
  },
  in: (left, right) => (left.length === 0 ? undefined : right.some((one) => same(one, left[0]))),
  '<': (left, right) => compared(left, right, (order) => order < 0),
  '<=': (left, right) => compared(left, right, (order) => order <= 0),
  '>': (left, right) => compared(left, right, (order) => order > 0),
  '>=': (left, right) => compared(left, right, (order) => order >= 0),
  '+': ([a], [b]) => {
    if (typeof a === 'number' && typeof b === 'number') return a + b;
    return typeof a === 'string' && typeof b === 'string' ? a + b : undefined;
  },
  '&': ([a = ''], [b = '']) => `${String(a)}${String(b)}`,
};

function equal(left: Values, right: Values): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  return left.length === right.length && left.every((one, at) => same(one, right[at]));
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => same(one, b[at]));
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
}

/** Dates of unequal precision that overlap are neither before nor after each other. */
function compared([a]: Values, [b]: Values, test: (order: number) => boolean): boolean | undefined {
  if (typeof a === 'number' && typeof b === 'number') return test(a - b);
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  const [one, other] = [parseTimeRange(a), parseTimeRange(b)];
  if (!one || !other) return test(a < b ? -1 : a > b ? 1 : 0);
  if (one.hi < other.lo) return test(-1);
  if (one.lo > other.hi) return test(1);
  return one.lo === other.lo && one.hi === other.hi ? test(0) : undefined;
}

/** Equal values have equal keys; comparing each with each would take minutes for a long list. */
const keyOf = (value: unknown): unknown => (typeof value === 'object' ? JSON.stringify(value) : value);
const keysOf = (values: Values): ReadonlySet<unknown> => new Set(values.map(keyOf));
const ofText =
  (test: (text: string, argument: string) => boolean) =>
  ([text]: Values, [argument]: Values): Values =>
    typeof text === 'string' && typeof argument === 'string' ? [test(text, argument)] : [];

/** Patterns are HL7's: FHIRPath Patch, which takes expressions from requests, refuses `matches`. */
const patterns = new Map<string, RegExp>();
function matches(text: string, pattern: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern, 's')));
  return compiled.test(text);
}

export const functions: Readonly<Record<string, (values: Values, argument: Values) => Values>> = {
  empty: (values) => [values.length === 0],
  first: (values) => values.slice(0, 1),
  tail: (values) => values.slice(1),
  count: (values) => [values.length],
  not: (values) => (values.length === 0 ? [] : [!truth(values)]),
  hasValue: (values) => [values.length === 1 && typeof values[0] !== 'object'],
  isDistinct: (values) => [keysOf(values).size === values.length],
  combine: (values, others) => [...values, ...others],
  intersect: (values, others) => {
    const known = keysOf(others);
    return values.filter((one) => known.has(keyOf(one)));
  },
  startsWith: ofText((text, start) => text.startsWith(start)),
  contains: ofText((text, part) => text.includes(part)),
  matches: ofText(matches),
  trace: (values) => values,
};
