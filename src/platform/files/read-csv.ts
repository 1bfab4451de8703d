import { readHeader, type Header } from './csv-header.ts';
import { csvRecords } from './csv-records.ts';
import { IssueLog } from './issue.ts';
import { columnsOf, type Cells, type FileReading, type FileSpec, type LineRow } from './spec.ts';
import { defaultLimits, UnreadableFile, type ByteSource, type FileLimits } from './text-source.ts';

/**
 * Reads a CSV file (RFC 4180, UTF-8) by its spec. Never throws for what is in the file: every bad row becomes an issue
 * and the good ones still land. Memory is bounded by `limits`, whatever the size of the source.
 */
export async function readCsv<Row>(spec: FileSpec<Row>, source: ByteSource, limits: FileLimits = defaultLimits): Promise<FileReading<Row>> {
  const log = new IssueLog(spec.file);
  const reading = new Reading(spec, log);
  try {
    for await (const { line, cells } of csvRecords(source, limits)) {
      reading.record(cells, line);
      if (reading.rows.length >= limits.rowsMax)
        throw new UnreadableFile(`The file has more than ${limits.rowsMax} rows. Split it, or leave out what is past.`);
    }
    reading.end();
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    // Half a file that was too large would look like the whole of it; neither do its first thousand bad rows matter then.
    if (error.line === 0)
      return { rows: [], issues: [{ file: spec.file, line: 0, column: null, value: '', reason: error.message, severity: 'error' }] };
    log.error(error.line, null, '', error.message);
  }
  return { rows: reading.rows, issues: log.list() };
}

/** One pass through one file. */
class Reading<Row> {
  readonly rows: LineRow<Row>[] = [];
  readonly #spec: FileSpec<Row>;
  readonly #log: IssueLog;
  readonly #firstLineOfKey = new Map<string, number>();
  #header: Header | null = null;
  #headerBad = false;

  constructor(spec: FileSpec<Row>, log: IssueLog) {
    this.#spec = spec;
    this.#log = log;
  }

  record(record: readonly string[], line: number): void {
    if (this.#headerBad) return;
    if (!this.#header) this.#readHeader(record, line);
    else this.#readRow(record, line, this.#header);
  }

  end(): void {
    if (this.#headerBad) return;
    if (!this.#header) this.#log.error(0, null, '', 'The file is empty. It needs a header row and at least one row below it.');
    else if (this.rows.length === 0 && this.#log.list().length === 0)
      this.#log.warning(0, null, '', 'The file has a header row and nothing below it.');
  }

  #readHeader(record: readonly string[], line: number): void {
    this.#header = readHeader(this.#spec, record, line, this.#log);
    this.#headerBad = this.#header === null;
  }

  #readRow(record: readonly string[], line: number, header: Header): void {
    if (record.length > header.names.length && record.slice(header.names.length).some((cell) => cell.trim() !== '')) {
      const reason = `The row has ${record.length} cells and the header ${header.names.length}. Put text that holds a comma in quotation marks.`;
      this.#log.error(line, null, record.join(','), reason);
      return;
    }
    if (record.some(isBroken)) {
      const at = record.findIndex(isBroken);
      this.#log.error(
        line,
        header.names[at] ?? null,
        record[at] ?? '',
        'The row has letters that are not UTF-8. Save the file as "CSV UTF-8".',
      );
      return;
    }
    const cells: Record<string, string> = Object.create(null);
    for (const [i, name] of header.names.entries()) cells[name] = record[i]?.trim() ?? '';
    const row = this.#readCells(cells, line);
    if (row && this.#isFirst(cells, line)) this.rows.push({ line, row });
  }

  #readCells(cells: Cells, line: number): Row | null {
    const row: Record<string, unknown> = {};
    let good = true;
    const fail = (column: string, reason: string): void => {
      good = false;
      this.#log.error(line, column, cells[column] ?? '', reason);
    };
    for (const [field, column] of Object.entries<ReturnType<typeof columnsOf<Row>>[number]>(this.#spec.columns)) {
      const text = cells[column.name] ?? '';
      if (text === '') {
        if (column.empty) row[field] = column.empty.value;
        else fail(column.name, 'is empty');
        continue;
      }
      const reading = column.read(text, cells);
      if ('reason' in reading) fail(column.name, reading.reason);
      else {
        row[field] = reading.value;
        if (reading.warning !== undefined) this.#log.warning(line, column.name, text, reading.warning);
      }
    }
    if (!good) return null;
    const wrong = this.#spec.check?.(row as Row);
    if (wrong) fail(wrong.column, wrong.reason);
    return good ? (row as Row) : null;
  }

  #isFirst(cells: Cells, line: number): boolean {
    const values = this.#spec.key.map((name) => cells[name] ?? '');
    const key = JSON.stringify(values);
    const first = this.#firstLineOfKey.get(key);
    if (first === undefined) {
      this.#firstLineOfKey.set(key, line);
      return true;
    }
    this.#log.error(
      line,
      this.#spec.key.join(', '),
      values.join(', '),
      `is already on line ${first}; that row counts and this one was left out`,
    );
    return false;
  }
}

/** NUL is UTF-8, but no database keeps it. */
const isBroken = (cell: string): boolean => cell.includes('\u{FFFD}') || cell.includes('\0');
