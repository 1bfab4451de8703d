import { problem } from '../fhir/problem.ts';
import { parseReference } from '../fhir/reference.ts';
import { headOf, typesOf, type Attempt } from '../store/attempt.ts';
import { lazyEntry, type Entry, type Version } from '../store/version.ts';
import { refersTo, type SearchContext } from './compile.ts';
import { find } from './find.ts';
import type { ParametersOf } from './parameters.ts';
import type { Include } from './query.ts';
import type { ReferenceValue } from './values.ts';

/** An answer with more than this is no page any more. */
const includedMax = 5000;

/** What `_include` and `_revinclude` add to a page of matches, each once. https://hl7.org/fhir/R4/search.html#include */
export function included(
  context: SearchContext,
  matches: readonly Entry[],
  includes: readonly Include[],
  revincludes: readonly Include[],
): readonly Version[] {
  if (includes.length === 0 && revincludes.length === 0) return [];
  const seen = new Set(matches.map(({ version }) => keyOf(version)));
  const added: Version[] = [];
  let frontier = matches;
  for (let round = 0; frontier.length > 0; round++) {
    const applies = (include: Include): boolean => round === 0 || include.iterate;
    const next: Entry[] = [];
    const add = (entry: Entry): void => {
      const key = keyOf(entry.version);
      if (seen.has(key)) return;
      if (added.length >= includedMax)
        throw problem(400, 'too-costly', `More than ${includedMax} resources would be included. Ask for less.`, '_include');
      seen.add(key);
      added.push(entry.version);
      next.push(entry);
    };
    for (const include of includes) if (applies(include)) forward(context, frontier, include).forEach(add);
    for (const include of revincludes) if (applies(include)) backward(context, frontier, include).forEach(add);
    frontier = next;
  }
  return added;
}

const keyOf = ({ type, id }: Version): string => `${type}/${id}`;

function forward(context: SearchContext, from: readonly Entry[], include: Include): Entry[] {
  const { attempt } = context;
  const found: Entry[] = [];
  for (const entry of from) {
    const { type } = entry.version;
    const parameters = attempt.rules.parameters.get(type);
    if (!parameters || (include.source !== '*' && include.source !== type)) continue;
    for (const code of referenceCodes(parameters, include.parameter))
      for (const value of entry.values(code)) {
        const target = localTarget(context, (value as ReferenceValue).to);
        if (!target || (include.target !== null && include.target !== target.type)) continue;
        const version = headOf(attempt, target.type, target.id);
        if (version && version.json !== null) found.push(entryOf(attempt, version));
      }
  }
  return found;
}

function backward(context: SearchContext, to: readonly Entry[], include: Include): Entry[] {
  const targets = to.filter(({ version }) => include.target === null || include.target === version.type);
  const wanted = new Set(targets.map(({ version }) => keyOf(version)));
  const sources = include.source === '*' ? typesOf(context.attempt) : [include.source];
  return sources.flatMap((source) => {
    const parameters = context.attempt.rules.parameters.get(source);
    if (!parameters) return [];
    return referenceCodes(parameters, include.parameter).flatMap((parameter) =>
      find(context.attempt, source, [refersTo(parameter, wanted)]),
    );
  });
}

function referenceCodes(parameters: ParametersOf, parameter: string): string[] {
  if (parameter !== '*') return parameters.get(parameter)?.type === 'reference' ? [parameter] : [];
  return [...parameters.values()].filter(({ type }) => type === 'reference').map(({ code }) => code);
}

export function localTarget({ address }: SearchContext, to: string | undefined): { type: string; id: string } | null {
  const target = to === undefined ? null : parseReference(to);
  return target && (target.base === undefined || target.base === address) ? target : null;
}

/** The version as search sees it. */
export function entryOf(attempt: Attempt, version: Version): Entry {
  return lazyEntry(version, attempt.rules.parameters.get(version.type) ?? new Map());
}
