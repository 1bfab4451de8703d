import type { IssueLog } from './issue.ts';
import { columnsOf, type FileSpec } from './spec.ts';

export interface Header {
  /** Names in the order of the cells, trimmed and in lower case. */
  readonly names: readonly string[];
}

const otherDelimiters = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

const nameOf = (cell: string): string => cell.trim().toLowerCase();

/** The header row, or null (with the reason in `log`) when the file cannot be read by it. */
export function readHeader<Row>(spec: FileSpec<Row>, record: readonly string[], line: number, log: IssueLog): Header | null {
  const columns = columnsOf(spec);
  const names = record.map(nameOf);
  const known = new Set(columns.map((column) => column.name));
  const delimiter = wrongDelimiter(record, known);
  if (delimiter !== null) {
    log.error(line, null, record.join(','), `The file looks separated by ${delimiter}. Save it with commas between the cells.`);
    return null;
  }
  if (!names.some((name) => known.has(name))) {
    const list = columns.map((column) => column.name).join(', ');
    log.error(line, null, record.join(','), `The first row must be a header. Expected columns: ${list}.`);
    return null;
  }
  const missing = columns.filter((column) => !names.includes(column.name));
  const needed = missing.filter((column) => !column.empty);
  for (const { name } of needed) log.error(line, name, '', `The column ${name} is missing. Add it to the header row.`);
  for (const { name, empty } of missing)
    if (empty && !spec.foreign) log.warning(line, name, '', `The column ${name} is missing; every row is read as if its cell were empty.`);
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice !== undefined) log.error(line, twice, twice, `The column ${twice} is in the header twice. Remove one.`);
  for (const name of names)
    if (name !== '' && !known.has(name) && !spec.foreign) log.warning(line, name, name, `The column ${name} is not known and was ignored.`);
  return needed.length > 0 || twice !== undefined ? null : { names };
}

/** The name of the separator that the file really uses, when splitting the header by it makes more sense than by commas. */
function wrongDelimiter(record: readonly string[], known: ReadonlySet<string>): string | null {
  const header = record.join(',');
  const matches = (names: readonly string[]): number => names.filter((name) => known.has(nameOf(name.replaceAll('"', '')))).length;
  const byComma = matches(record);
  const better = otherDelimiters.find(([delimiter]) => matches(header.split(delimiter)) > Math.max(byComma, 0));
  return better?.[1] ?? null;
}
