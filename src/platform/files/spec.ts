import type { ReadIssue } from './issue.ts';

/** The text of each cell of one record, by column name; a missing column reads as empty. */
export type Cells = Readonly<Record<string, string>>;

export type CellReading<T> = { readonly value: T; readonly warning?: string } | { readonly reason: string };

/** One column of a file: its name in the header and how a cell of it is read. */
export interface Column<T> {
  readonly name: string;
  /** What an empty cell means; `undefined`: the cell must be filled, so the column must be there. */
  readonly empty: { readonly value: T } | undefined;
  /** Gets trimmed text that is not empty. */
  readonly read: (text: string, cells: Cells) => CellReading<T>;
}

export type Columns<Row> = { readonly [K in keyof Row]: Column<Row[K]> };

/** A column that names things of another file. */
export interface Reference<Row> {
  readonly column: string;
  /** What it names: `site`, `unit`, `person`, `shift`. */
  readonly kind: string;
  readonly ids: (row: Row) => readonly string[];
  /** The row without its unknown names, where that still means something (a warning). Without it, or for null, the row is left out. */
  readonly without?: (row: Row, unknown: ReadonlySet<string>) => Row | null;
}

/** What a CSV file of ours contains. `Row` is what a record becomes. */
export interface FileSpec<Row> {
  readonly file: string;
  readonly columns: Columns<Row>;
  /** The columns (by header name) that together identify a row; of several rows with the same key the first one counts. */
  readonly key: readonly string[];
  /** What must hold between cells: the column at fault and the reason, or null. */
  readonly check?: (row: Row) => { readonly column: string; readonly reason: string } | null;
  readonly references: readonly Reference<Row>[];
  /** Another system's export: it has columns that are not ours, which is nothing to warn of. */
  readonly foreign?: boolean;
}

export interface LineRow<Row> {
  readonly line: number;
  readonly row: Row;
}

export interface FileReading<Row> {
  readonly rows: readonly LineRow<Row>[];
  readonly issues: readonly ReadIssue[];
}

export const columnsOf = <Row>(spec: FileSpec<Row>): Column<unknown>[] => Object.values<Column<unknown>>(spec.columns);
