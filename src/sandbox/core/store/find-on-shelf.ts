import type { Criterion } from '../search/criterion.ts';
import type { SearchValue } from '../search/values.ts';
import type { Shelf } from './base.ts';
import type { Entry } from './version.ts';

const none: readonly SearchValue[] = [];

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
