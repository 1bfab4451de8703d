import { defined } from '#kernel/assert.ts';
import type { Resource } from '../fhir/resource.ts';
import type { Criterion } from '../search/criterion.ts';
import type { ParametersOf } from '../search/parameters.ts';
import type { SearchValue } from '../search/values.ts';
import { makeIndex, type ParameterIndex } from './index-of-base.ts';
import { stamp, type Entry, type Version } from './version.ts';

const none: readonly SearchValue[] = [];

/** All resources of one type in a base, by ordinal, with an index per search parameter. */
export interface Shelf {
  readonly versions: readonly Version[];
  readonly ordinals: ReadonlyMap<string, number>;
  readonly indexes: ReadonlyMap<string, ParameterIndex>;
}

/** @param at time of resources that do not say when they were last updated, ISO 8601 */
export function* buildShelf(
  parameters: ParametersOf,
  resources: readonly Resource[],
  at: string,
  pieceSize: number,
): Generator<void, Shelf> {
  const versions: Version[] = [];
  // Read back what was stored, so that the index holds exactly what a reader gets.
  const stored: Resource[] = [];
  for (const resource of resources) {
    const id = defined(resource.id, 'id');
    const stamped = { id, versionId: resource.meta?.versionId ?? '1', lastUpdated: resource.meta?.lastUpdated ?? at };
    const json = stamp(resource, stamped);
    versions.push({ type: resource.resourceType, ...stamped, method: 'POST', json });
    stored.push(JSON.parse(json) as Resource);
    if (versions.length % pieceSize === 0) yield;
  }
  const indexes = new Map<string, ParameterIndex>();
  for (const parameter of parameters.values()) {
    const values: (readonly SearchValue[])[] = [];
    for (const resource of stored) {
      values.push(parameter.values(resource));
      if (values.length % (pieceSize * 20) === 0) yield;
    }
    indexes.set(parameter.code, makeIndex(parameter.type, values));
    yield;
  }
  return { versions, ordinals: new Map(versions.map(({ id }, ordinal) => [id, ordinal])), indexes };
}

/** Resources of a shelf for which every criterion holds, in its order: the best index narrows, every criterion then decides. */
export function findOnShelf(shelf: Shelf | undefined, criteria: readonly Criterion[]): Entry[] {
  const found: Entry[] = [];
  if (!shelf) return found;
  const conditions = criteria.map((criterion) => ({
    test: criterion.test,
    values: shelf.indexes.get(criterion.parameter)?.values ?? [],
  }));
  for (const ordinal of candidates(shelf, criteria)) {
    if (!conditions.every(({ test, values }) => test(values[ordinal] ?? none))) continue;
    const entry = entryAt(shelf, ordinal);
    if (entry) found.push(entry);
  }
  return found;
}

/** Ordinals that the best index leaves over; all of them where none helps. */
function candidates(shelf: Shelf, criteria: readonly Criterion[]): Iterable<number> {
  let best: { count: number; ordinals: () => readonly number[] } | null = null;
  for (const { parameter, narrowing } of criteria) {
    const index = shelf.indexes.get(parameter);
    const count = (narrowing && index?.countOf(narrowing)) ?? null;
    if (count === null || !index || !narrowing) continue;
    if (best === null || count < best.count) best = { count, ordinals: () => index.ordinalsOf(narrowing) };
    if (count === 0) break;
  }
  return best ? best.ordinals() : shelf.versions.keys();
}

function entryAt(shelf: Shelf, ordinal: number): Entry | null {
  const version = shelf.versions[ordinal];
  return version ? { version, values: (code) => shelf.indexes.get(code)?.values[ordinal] ?? none } : null;
}
