import type { Entry } from '../store/version.ts';
import type { ParametersOf } from './parameters.ts';
import type { Query } from './query.ts';
import type { SearchValue } from './values.ts';

type Key = string | number | null;

/** Sorts as `_sort` asks; resources without a value come last either way. https://hl7.org/fhir/R4/search.html#sort */
export function inOrder(entries: Entry[], sort: Query['sort'], parameters: ParametersOf): Entry[] {
  if (sort.length === 0) return entries;
  const rows = entries.map((entry) => ({
    entry,
    keys: sort.map(({ parameter, descending }) => keyOf(entry.values(parameter), descending, parameters.get(parameter)?.type === 'string')),
  }));
  return rows
    .toSorted((a, b) => {
      for (const [at, { descending }] of sort.entries()) {
        const order = compareKeys(a.keys[at] ?? null, b.keys[at] ?? null, descending);
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ entry }) => entry);
}

function compareKeys(a: Key, b: Key, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return (a < b ? -1 : 1) * (descending ? -1 : 1);
}

/** Of several values the smallest counts, the largest when descending. */
function keyOf(values: readonly SearchValue[], descending: boolean, folded: boolean): Key {
  let best: Key = null;
  for (const value of values) {
    const key = plain(value, descending, folded);
    if (key !== null && (best === null || (descending ? key > best : key < best))) best = key;
  }
  return best;
}

function plain(value: SearchValue, descending: boolean, folded: boolean): Key {
  if ('lo' in value) return descending ? value.hi : value.lo;
  if ('folded' in value) return folded ? value.folded : value.exact;
  if ('to' in value) return value.to ?? null;
  if ('texts' in value) return value.code ?? value.texts[0] ?? null;
  return null;
}
