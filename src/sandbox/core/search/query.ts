import { problem, type Issue } from '../fhir/problem.ts';
import { compileCriterion, type SearchContext } from './compile.ts';
import { badValue, clipped, type Criterion, type Pair } from './criterion.ts';

/** A search as it was understood. */
export interface Query {
  readonly type: string;
  readonly criteria: readonly Criterion[];
  readonly sort: readonly { readonly parameter: string; readonly descending: boolean }[];
  /** Matches per page; 0 asks only how many there are. */
  readonly count: number;
  readonly offset: number;
  readonly total: 'none' | 'estimate' | 'accurate';
  readonly include: readonly Include[];
  readonly revinclude: readonly Include[];
  readonly elements: readonly string[] | null;
  readonly summary: 'true' | 'text' | 'data' | 'count' | 'false';
  /** What of the request was used: the links of the answer repeat it. */
  readonly used: readonly Pair[];
  /** What was not understood and left out. */
  readonly ignored: readonly Issue[];
}

export interface Include {
  /** The type that has the reference; `*`: any. */
  readonly source: string;
  /** The reference's parameter; `*`: all of them. */
  readonly parameter: string;
  readonly target: string | null;
  readonly iterate: boolean;
}

const countDefault = 50;
const countMax = 1000;
/** More conditions than a person writes. */
const pairsMax = 100;

type Draft = {
  -readonly [K in keyof Query]: Query[K] extends readonly (infer T)[] ? T[] : Query[K];
};

type Setting = (draft: Draft, value: string, name: string, context: SearchContext) => void;

/** Parameters that shape the answer. https://hl7.org/fhir/R4/search.html#return */
const settings: Readonly<Record<string, Setting>> = {
  _sort: (draft, value, _name, context) => draft.sort.push(...sortOf(context, draft.type, value)),
  _count: (draft, value) => (draft.count = Math.min(wholeNumber('_count', value), countMax)),
  _offset: (draft, value) => (draft.offset = wholeNumber('_offset', value)),
  _total: (draft, value) => (draft.total = oneOf('_total', value, ['none', 'estimate', 'accurate'])),
  _summary: (draft, value) => (draft.summary = oneOf('_summary', value, ['true', 'text', 'data', 'count', 'false'])),
  _elements: (draft, value) => (draft.elements = [...(draft.elements ?? []), ...value.split(',').map((one) => one.trim())].filter(Boolean)),
  _include: (draft, value, name, context) => draft.include.push(includeOf(context, name, value)),
  _revinclude: (draft, value, name, context) => draft.revinclude.push(includeOf(context, name, value)),
};

/** Understood elsewhere: by the shell (`_format`, `_pretty`) or with the address (`_type`). */
const elsewhere = new Set(['_format', '_pretty', '_type']);

/**
 * @param strict `Prefer: handling=strict`: an unknown parameter is an error; otherwise it is left out and named.
 * @throws FhirProblem
 */
export function readQuery(context: SearchContext, type: string, pairs: readonly Pair[], strict: boolean): Query {
  if (pairs.length > pairsMax) throw problem(400, 'too-costly', `A search may have up to ${pairsMax} parameters, not ${pairs.length}.`);
  const draft: Draft = {
    type,
    criteria: [],
    sort: [],
    count: countDefault,
    offset: 0,
    total: 'accurate',
    include: [],
    revinclude: [],
    elements: null,
    summary: 'false',
    used: [],
    ignored: [],
  };
  for (const [name, value] of pairs) {
    if (elsewhere.has(name)) continue;
    const root = name.split(':')[0] ?? '';
    const setting = Object.hasOwn(settings, root) ? settings[root] : undefined;
    if (setting) setting(draft, value, name, context);
    else {
      const criterion = value === '' ? null : compileCriterion(context, type, name, value);
      if (!criterion) {
        leaveOut(draft, name, value, strict);
        continue;
      }
      draft.criteria.push(criterion);
    }
    if (root !== '_offset') draft.used.push([name, value]);
  }
  return draft;
}

function leaveOut(draft: Draft, name: string, value: string, strict: boolean): void {
  const text = value === '' ? `${clipped(name)} has no value.` : `${draft.type} can't be searched by "${clipped(name)}".`;
  if (strict) throw problem(400, 'not-supported', text, clipped(name));
  draft.ignored.push({ severity: 'warning', code: 'not-supported', text: `${text} It was left out.`, at: clipped(name) });
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badValue(name, value, 'a whole number is needed');
  return Number(value);
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw badValue(name, value, `one of ${allowed.join(', ')} is needed`);
  return found;
}

function sortOf({ attempt }: SearchContext, type: string, value: string): { parameter: string; descending: boolean }[] {
  return value.split(',').map((one) => {
    const descending = one.startsWith('-');
    const parameter = descending ? one.slice(1) : one;
    if (!attempt.rules.parameters.get(type)?.has(parameter))
      throw badValue('_sort', value, `${type} can't be sorted by "${clipped(parameter)}"`);
    return { parameter, descending };
  });
}

function includeOf({ attempt, resourceTypes }: SearchContext, name: string, value: string): Include {
  const [, modifier = null, ...more] = name.split(':');
  if ((modifier !== null && modifier !== 'iterate' && modifier !== 'recurse') || more.length > 0)
    throw problem(400, 'not-supported', `"${clipped(name)}" is not understood; _include:iterate is.`, clipped(name));
  const iterate = modifier !== null;
  if (value === '*') return { source: '*', parameter: '*', target: null, iterate };
  const [source = '', parameter = '', target = null, ...rest] = value.split(':');
  const known = attempt.rules.parameters.get(source);
  if (!known || rest.length > 0) throw badValue(name, value, 'Type:parameter or Type:parameter:TargetType is needed');
  if (parameter !== '*' && known.get(parameter)?.type !== 'reference')
    throw badValue(name, value, `${source} has no reference "${clipped(parameter)}"`);
  if (target !== null && !resourceTypes.has(target)) throw badValue(name, value, `"${clipped(target)}" is no resource type`);
  return { source, parameter, target, iterate };
}
