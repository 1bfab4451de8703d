import { touchedEntries, isMasked, type Attempt } from '../store/attempt.ts';
import type { Shelf } from '../store/base.ts';
import type { Entry } from '../store/version.ts';
import type { Criterion } from './criterion.ts';
import type { SearchValue } from './values.ts';

const none: readonly SearchValue[] = [];

/** All resources of a type for which every criterion holds: those of the base in its order, then those written since. */
export function find(attempt: Attempt, type: string, criteria: readonly Criterion[]): Entry[] {
  const found: Entry[] = [];
  const shelf = attempt.base.shelves.get(type);
  if (shelf) {
    const conditions = criteria.map((criterion) => ({
      test: criterion.test,
      values: shelf.indexes.get(criterion.parameter)?.values ?? [],
    }));
    for (const ordinal of candidates(shelf, criteria)) {
      if (!conditions.every(({ test, values }) => test(values[ordinal] ?? none))) continue;
      const entry = baseEntry(shelf, ordinal);
      if (entry && !isMasked(attempt, type, entry.version.id)) found.push(entry);
    }
  }
  const parameters = attempt.rules.parameters.get(type);
  if (parameters)
    for (const entry of touchedEntries(attempt, type, parameters))
      if (criteria.every(({ parameter, test }) => test(entry.values(parameter)))) found.push(entry);
  return found;
}

export const everyEntry = (attempt: Attempt, type: string): Entry[] => find(attempt, type, []);

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

function baseEntry(shelf: Shelf, ordinal: number): Entry | null {
  const version = shelf.versions[ordinal];
  return version ? { version, values: (code) => shelf.indexes.get(code)?.values[ordinal] ?? none } : null;
}
