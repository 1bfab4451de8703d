import { outcome, type Issue } from '../fhir/problem.ts';
import type { Entry, Version } from '../store/version.ts';
import type { SearchContext } from './compile.ts';
import { find, findSome } from './find.ts';
import { included } from './include.ts';
import { inOrder } from './order.ts';
import type { Pair } from './criterion.ts';
import type { Query } from './query.ts';
import { shaped } from './shape.ts';

/**
 * Answers a search as the JSON of a searchset. It is joined from the JSON of the resources as they are stored: nothing is
 * parsed or serialised again unless `_elements` or `_summary` asks for less than the whole.
 * @param path where it was asked, for the links: `Patient`, `Patient/1/Observation`.
 */
export function searchBundle(context: SearchContext, queries: readonly Query[], path: string): string {
  const [query] = queries;
  if (!query) return bundleJson({ total: 0, links: [], entries: [] });
  const countsOnly = query.summary === 'count' || query.count === 0;
  // In the base's own order a page is found without looking at everything after it.
  const enough = countsOnly || query.sort.length > 0 || queries.length > 1 ? Infinity : query.offset + query.count + 1;
  const found = queries.map((one) => findSome(context.attempt, one.type, one.criteria, enough));
  const isWhole = found.every((one) => one.isWhole);
  const entries = found.length === 1 && found[0] ? found[0].entries : found.flatMap((one) => one.entries);
  const ordered = inOrder(entries, query.sort, context.attempt.rules.parameters.get(query.type) ?? new Map());
  if (countsOnly) return bundleJson({ total: ordered.length, links: [['self', href(context, path, query.used)]], entries: [] });
  const page = ordered.slice(query.offset, query.offset + query.count);
  return bundleJson({
    total: query.total === 'none' || !isWhole ? null : ordered.length,
    links: pageLinks(context, path, query, ordered.length, isWhole),
    entries: [
      ...page.map(({ version }) => entryJson(context, query, version, 'match')),
      ...included(context, page, query.include, query.revinclude).map((version) => entryJson(context, query, version, 'include')),
      ...notes(query.ignored),
    ],
  });
}

function notes(issues: readonly Issue[]): string[] {
  return issues.length === 0 ? [] : [`{"resource":${JSON.stringify(outcome(issues))},"search":{"mode":"outcome"}}`];
}

function entryJson({ address, attempt }: SearchContext, query: Query, { type, id, json }: Version, mode: 'match' | 'include'): string {
  const whole = json ?? '';
  const resource = query.elements === null && query.summary === 'false' ? whole : shaped(whole, query, attempt.rules.definitions);
  return `{"fullUrl":${JSON.stringify(`${address}/${type}/${id}`)},"resource":${resource},"search":{"mode":"${mode}"}}`;
}

interface BundleParts {
  readonly total: number | null;
  readonly links: readonly (readonly [relation: string, url: string])[];
  readonly entries: readonly string[];
}

function bundleJson({ total, links, entries }: BundleParts): string {
  const link = JSON.stringify(links.map(([relation, url]) => ({ relation, url })));
  const head = `{"resourceType":"Bundle","type":"searchset"${total === null ? '' : `,"total":${total}`},"link":${link}`;
  return entries.length === 0 ? `${head}}` : `${head},"entry":[${entries.join(',')}]}`;
}

function href({ address }: SearchContext, path: string, pairs: readonly Pair[]): string {
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  const base = path === '' ? address : `${address}/${path}`;
  return pairs.length === 0 ? base : `${base}?${search}`;
}

/** @param isWhole false: there is more than `total`, nobody knows how much */
function pageLinks(context: SearchContext, path: string, query: Query, total: number, isWhole: boolean): [string, string][] {
  const at = (offset: number): string => href(context, path, offset === 0 ? query.used : [...query.used, ['_offset', String(offset)]]);
  const { count, offset } = query;
  const last = Math.max(0, Math.ceil(total / count) - 1) * count;
  return [
    ['self', at(offset)],
    ...(total > count ? ([['first', at(0)]] as [string, string][]) : []),
    ...(offset > 0 ? ([['previous', at(Math.max(0, Math.min(offset - count, last)))]] as [string, string][]) : []),
    ...(offset + count < total ? ([['next', at(offset + count)]] as [string, string][]) : []),
    ...(total > count && isWhole ? ([['last', at(last)]] as [string, string][]) : []),
  ];
}

/** The matches themselves, for conditional interactions and `$everything`. */
export const matches = (context: SearchContext, query: Query): Entry[] => find(context.attempt, query.type, query.criteria);
