import { IssueLog } from './issue.ts';
import type { FileReading, FileSpec, LineRow } from './spec.ts';

/** What exists, by kind of thing: `site`, `unit`, `person`, `shift`. A kind that is absent is not checked. */
export type KnownIds = Readonly<Record<string, ReadonlySet<string>>>;

/** Checks that every name of another file's thing is known, row by row; rows that cannot stand without it are left out. */
export function checkReferences<Row>(spec: FileSpec<Row>, reading: FileReading<Row>, known: KnownIds): FileReading<Row> {
  const log = new IssueLog(spec.file);
  const rows: LineRow<Row>[] = [];
  for (const { line, row } of reading.rows) {
    const checked = checkRow(spec, row, line, known, log);
    if (checked !== null) rows.push({ line, row: checked });
  }
  return { rows, issues: [...reading.issues, ...log.list()] };
}

function checkRow<Row>(spec: FileSpec<Row>, row: Row, line: number, known: KnownIds, log: IssueLog): Row | null {
  let kept: Row | null = row;
  for (const reference of spec.references) {
    const ids = known[reference.kind];
    const unknown = ids ? reference.ids(row).filter((id) => !ids.has(id)) : [];
    if (unknown.length === 0) continue;
    const value = unknown.join(';');
    const rest: Row | null = kept && reference.without ? reference.without(kept, new Set(unknown)) : null;
    if (rest === null) log.error(line, reference.column, value, `There is no such ${reference.kind}; the row was left out.`);
    else log.warning(line, reference.column, value, `There is no such ${reference.kind}; it was ignored.`);
    kept = rest;
  }
  return kept;
}
