/** What a file would change, field by field. `absent`: on record, but not in the file; nothing happens to those. */
export interface Comparison<Row> {
  readonly added: readonly Row[];
  readonly changed: readonly { readonly before: Row; readonly after: Row; readonly fields: readonly (keyof Row & string)[] }[];
  readonly unchanged: number;
  readonly absent: readonly Row[];
}

/** Compares by `keyOf`, in the fields named by `fields`; lists of text are equal when they list the same in the same order. */
export function compareRows<Row extends object>(
  onRecord: readonly Row[],
  given: readonly Row[],
  keyOf: (row: Row) => string,
  fields: readonly (keyof Row & string)[],
): Comparison<Row> {
  const byKey = new Map(onRecord.map((row) => [keyOf(row), row]));
  const added: Row[] = [];
  const changed: { before: Row; after: Row; fields: (keyof Row & string)[] }[] = [];
  let unchanged = 0;
  for (const after of given) {
    const key = keyOf(after);
    const before = byKey.get(key);
    byKey.delete(key);
    const different = before ? fields.filter((field) => !same(before[field], after[field])) : [];
    if (!before) added.push(after);
    else if (different.length > 0) changed.push({ before, after, fields: different });
    else unchanged++;
  }
  return { added, changed, unchanged, absent: [...byKey.values()] };
}

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? JSON.stringify(a) === JSON.stringify(b) : a === b;
