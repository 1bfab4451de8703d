import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { textOf, UnreadableFile, type ByteSource, type FileLimits } from './text-source.ts';

export interface CsvRecord {
  /** The line on which the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

const recordCharsMax = 256 * 1024;

/** The records of a CSV text (RFC 4180), without empty ones. Throws UnreadableFile from where the text cannot be cut any further. */
export async function* csvRecords(source: ByteSource, limits: Pick<FileLimits, 'bytesMax'>, delimiter = ','): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    relax_column_count: true, // the reader counts cells itself, to name the line
    relax_quotes: true, // `5"` within a cell is text
    record_delimiter: '\n',
    max_record_size: recordCharsMax,
    skip_records_with_error: true, // a thrown error would take the good records of the same chunk with it
  });
  const text = Readable.from(textOf(source, limits.bytesMax));
  text.on('error', (error) => parser.destroy(error));
  const broken: CsvError[] = [];
  parser.on('skip', (error: CsvError) => {
    if (broken.length > 0) return;
    broken.push(error);
    text.unpipe(parser);
    parser.end();
  });
  let line = 1;
  try {
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + newlines(cell), 0);
    }
    if (broken[0]) throw broken[0];
  } catch (error) {
    throw unreadable(error, line);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

function newlines(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

function unreadable(error: unknown, line: number): unknown {
  if (error instanceof CsvError && (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'))
    return new UnreadableFile(
      `A quotation mark opened on or after line ${line} is never closed; nothing from there on was read. Close it or remove it.`,
      line,
    );
  if (error instanceof CsvError) return new UnreadableFile(`The file cannot be read from line ${line} on: ${error.message}`, line);
  return error;
}
