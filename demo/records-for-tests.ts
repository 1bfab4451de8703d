import { parse } from 'csv-parse/sync';

export type Rows = readonly Readonly<Record<string, string>>[];

/** A file's rows as an independent reader (csv-parse) sees them. */
export function recordsOf(files: ReadonlyMap<string, string>, name: string): Rows {
  const text = files.get(name);
  if (text === undefined) throw new Error(`${name} was not written`);
  return parse(text, { columns: true, relax_column_count: false });
}

export const listOf = (cell: string | undefined): string[] => (cell ?? '').split(';').filter((item) => item !== '');
