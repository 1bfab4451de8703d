import { parseReference } from '../fhir/reference.ts';
import { problem } from '../fhir/problem.ts';
import { isFields, many, textOf } from '../fhir/resource.ts';
import { headOf, type Attempt } from '../store/attempt.ts';
import { parsed } from '../store/version.ts';
import { compareDate, compareNear, compareNumber, compareQuantity } from './compare-ranges.ts';
import {
  compareCodes,
  compareOfType,
  compareReference,
  compareReferenceIdentifier,
  compareString,
  compareToken,
  compareTokenText,
  compareUri,
} from './compare-words.ts';
import {
  anyOf,
  badValue,
  clipped,
  modifiersOf,
  splitUnescaped,
  unescaped,
  type Comparison,
  type Criterion,
  type Surroundings,
} from './criterion.ts';
import { find } from './find.ts';
import type { SearchParameter } from './parameters.ts';
import { codesOf, relatedCodes } from './terminology.ts';
import type { CompositeValue, ReferenceValue, SearchValue, TokenValue } from './values.ts';

/** Where a search takes place. */
export interface SearchContext extends Surroundings {
  readonly attempt: Attempt;
}

/** Chains and `_has` longer than this are refused: nobody writes them by hand. */
const chainMax = 5;
/** Values of one parameter, with commas between: a page of ids is less. */
const alternativesMax = 1000;

/**
 * One `name=value` of a query as a criterion; null when the resource type has no such parameter.
 * @throws FhirProblem for a value or modifier that makes no sense.
 */
export function compileCriterion(context: SearchContext, type: string, name: string, value: string, depth = 0): Criterion | null {
  if (depth > chainMax) throw problem(400, 'too-costly', `"${clipped(name)}" follows more than ${chainMax} references.`, name);
  if (name.startsWith('_has:')) return compileHas(context, type, name, value, depth);
  if (name === '_list') return compileList(context, type, value);
  const dot = name.indexOf('.');
  const [code = '', modifier = null] = (dot < 0 ? name : name.slice(0, dot)).split(':');
  const parameter = context.attempt.rules.parameters.get(type)?.get(code);
  if (!parameter) return null;
  if (dot >= 0) return compileChain(context, parameter, modifier, name.slice(dot + 1), value, depth);
  if (modifier === 'missing') return compileMissing(parameter, value);
  const alternatives = splitUnescaped(value, ',').filter((one) => one !== '');
  if (alternatives.length === 0) throw badValue(name, value, 'something to look for is needed');
  if (alternatives.length > alternativesMax)
    throw problem(400, 'too-costly', `Up to ${alternativesMax} values are taken for ${code}.`, code);
  const comparisons = alternatives.map((one) => compare(context, parameter, modifier, one));
  const { test, narrowing } = joined(comparisons);
  // Another server does not know our address.
  const asked = [name, value.replaceAll(`${context.address}/`, '')] as const;
  if (modifier === 'not' || modifier === 'not-in') return { parameter: code, test: (values) => !test(values), narrowing: null, asked };
  return { parameter: code, test, narrowing, asked };
}

function joined(comparisons: readonly Comparison[]): Pick<Criterion, 'test' | 'narrowing'> {
  const [only] = comparisons;
  const test =
    comparisons.length === 1 && only
      ? (values: readonly SearchValue[]) => values.some(only.matches)
      : (values: readonly SearchValue[]) => values.some((value) => comparisons.some(({ matches }) => matches(value)));
  return { test, narrowing: anyOf(comparisons.map(({ narrowing }) => narrowing)) };
}

function compileMissing({ code }: SearchParameter, value: string): Criterion {
  if (value !== 'true' && value !== 'false') throw badValue(`${code}:missing`, value, 'true or false is needed');
  const wanted = value === 'true';
  return { parameter: code, test: (values) => (values.length === 0) === wanted, narrowing: null, asked: [`${code}:missing`, value] };
}

function compare(context: SearchContext, parameter: SearchParameter, modifier: string | null, text: string): Comparison {
  const { code: name, type } = parameter;
  const isTarget = type === 'reference' && modifier !== null && context.resourceTypes.has(modifier);
  if (modifier !== null && !isTarget && !modifiersOf[type].includes(modifier))
    throw problem(400, 'not-supported', `"${clipped(modifier)}" is no modifier of ${name}, which is a ${type}.`, name);
  switch (type) {
    case 'token':
      return compareTokenBy(context, name, modifier, text);
    case 'reference':
      if (modifier === 'identifier') return compareReferenceIdentifier(name, text, context.knownCodes);
      return compareReference(name, text, isTarget ? [modifier ?? ''] : parameter.targets, context);
    case 'string':
      return compareString(text, modifier);
    case 'uri':
      return compareUri(text, modifier);
    case 'date':
      return compareDate(name, text, context.now);
    case 'number':
      return compareNumber(name, text);
    case 'quantity':
      return compareQuantity(name, text);
    case 'special':
      return compareNear(name, text);
    case 'composite':
      return compareComposite(context, parameter, text);
  }
}

function compareTokenBy(context: SearchContext, name: string, modifier: string | null, text: string): Comparison {
  switch (modifier) {
    case 'text':
      return compareTokenText(text);
    case 'of-type':
      return compareOfType(name, text);
    case 'in':
    case 'not-in': {
      const { codes, systems } = codesOf(context.attempt, unescaped(text));
      return compareCodes(codes, systems);
    }
    case 'above':
    case 'below': {
      const { codes, systems } = relatedCodes(context.attempt, unescaped(text), modifier);
      return compareCodes(codes, systems);
    }
    default:
      return compareToken(name, text, context.knownCodes);
  }
}

/** `code$value`: both must hold of the same element. */
function compareComposite(context: SearchContext, parameter: SearchParameter, text: string): Comparison {
  const parts = splitUnescaped(text, '$');
  if (parts.length !== parameter.components.length)
    throw badValue(parameter.code, text, `${parameter.components.length} parts with $ between them are needed`);
  const tests = parts.map((part, at) => {
    const type = parameter.components[at] ?? 'token';
    return compare(context, { ...parameter, type, components: [], targets: [] }, null, part);
  });
  return {
    matches: (value) => (value as CompositeValue).parts.every((found, at) => found.some((one) => tests[at]?.matches(one) ?? false)),
    narrowing: null,
  };
}

/** `subject:Patient.name=peter`: first the patients, then what refers to them. */
function compileChain(
  context: SearchContext,
  parameter: SearchParameter,
  modifier: string | null,
  rest: string,
  value: string,
  depth: number,
): Criterion {
  if (parameter.type !== 'reference')
    throw problem(400, 'invalid', `${parameter.code} is no reference and can't be followed.`, parameter.code);
  if (modifier !== null && !context.resourceTypes.has(modifier))
    throw problem(400, 'invalid', `"${clipped(modifier)}" is no resource type.`, parameter.code);
  const targets = modifier === null ? parameter.targets : [modifier];
  const keys = new Set<string>();
  let known = false;
  for (const target of targets) {
    const inner = compileCriterion(context, target, rest, value, depth + 1);
    if (!inner) continue;
    known = true;
    for (const { version } of find(context.attempt, target, [inner])) keys.add(`${target}/${version.id}`);
  }
  if (!known) throw problem(400, 'not-supported', `None of ${targets.join(', ')} can be searched by "${clipped(rest)}".`, parameter.code);
  return refersTo(parameter.code, keys);
}

/** The parameter leads to one of these (`Type/id`). */
export function refersTo(parameter: string, keys: ReadonlySet<string>): Criterion {
  return {
    parameter,
    test: (values) => values.some((value) => keys.has((value as ReferenceValue).to ?? '')),
    narrowing: { kind: 'keys', keys: [...keys] },
    asked: [parameter, [...keys].join(',')],
  };
}

/** `_has:Observation:patient:code=1234`: those to whom such a resource refers. */
function compileHas(context: SearchContext, type: string, name: string, value: string, depth: number): Criterion {
  const [, source = '', by = '', ...rest] = name.split(':');
  const parameter = context.attempt.rules.parameters.get(source)?.get(by);
  if (parameter?.type !== 'reference' || rest.length === 0)
    throw problem(400, 'invalid', `"${clipped(name)}" should be _has:TYPE:REFERENCE:PARAMETER.`, '_has');
  const inner = compileCriterion(context, source, rest.join(':'), value, depth + 1);
  if (!inner) throw problem(400, 'not-supported', `${source} can't be searched by "${clipped(rest.join(':'))}".`, '_has');
  const ids = new Set<string>();
  for (const entry of find(context.attempt, source, [inner]))
    for (const found of entry.values(by)) {
      const target = parseReference((found as ReferenceValue).to ?? '');
      if (target?.type === type && (target.base === undefined || target.base === context.address)) ids.add(target.id);
    }
  return hasId(ids);
}

/** The resource has one of these ids. */
export function hasId(ids: ReadonlySet<string>): Criterion {
  return {
    parameter: '_id',
    test: (values) => values.some((value) => ids.has((value as TokenValue).code ?? '')),
    narrowing: { kind: 'keys', keys: [...ids] },
    asked: ['_id', [...ids].join(',')],
  };
}

/** `_list=ID`: what a List of the hospital names. */
function compileList({ attempt }: SearchContext, type: string, id: string): Criterion {
  const version = headOf(attempt, 'List', id);
  if (!version || version.json === null) throw problem(404, 'not-found', `There is no List/${clipped(id)}.`, '_list');
  const ids = many(parsed(version).entry).flatMap((entry) => {
    const item = isFields(entry) && isFields(entry.item) ? (textOf(entry.item.reference) ?? '') : '';
    const target = parseReference(item);
    return target?.type === type ? [target.id] : [];
  });
  return hasId(new Set(ids));
}
