import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes as they come: a file stream, an upload, or one buffer in an array. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface FileLimits {
  readonly bytesMax: number;
  readonly rowsMax: number;
}

/** Twice the largest file that a 25,000-person go-live needs; a few seconds and some 100 MB of memory. */
export const defaultLimits: FileLimits = { bytesMax: 64 * 1024 * 1024, rowsMax: 500_000 };

/** An upload comes as one piece; in slices, with a turn of the event loop between, a server goes on answering while it is read. */
const sliceBytes = 256 * 1024;

/** Why a file as a whole cannot be read: in plain words, with what to do. */
export class UnreadableFile extends Error {
  /** From which line on; 0 = the file as a whole. */
  readonly line: number;

  constructor(message: string, line = 0) {
    super(message);
    this.line = line;
  }
}

const startsWith = (bytes: Uint8Array, ...prefix: number[]): boolean => prefix.every((byte, i) => bytes[i] === byte);

function refuseForeign(first: Uint8Array): void {
  if (startsWith(first, 0x50, 0x4b, 3, 4))
    throw new UnreadableFile('This is an Excel workbook (or another zip file). In Excel, use "Save as" and choose "CSV UTF-8".');
  if (startsWith(first, 0xff, 0xfe) || startsWith(first, 0xfe, 0xff))
    throw new UnreadableFile('This file is UTF-16 text. Save it as "CSV UTF-8".');
  if (first.subarray(0, 512).includes(0)) throw new UnreadableFile('This is not a text file. Save it as "CSV UTF-8".');
}

/**
 * Text with `\n` for every line end and without a byte order mark. Bytes that are not UTF-8 come out as U+FFFD, so that
 * each row that holds some can be named. Throws UnreadableFile for what is no text at all and past `bytesMax`.
 */
export async function* textOf(source: ByteSource, bytesMax: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let bytes = 0;
  let heldReturn = '';
  for await (const chunk of source) {
    if (bytes === 0) refuseForeign(chunk);
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new UnreadableFile(tooLarge(bytesMax));
    for (let at = 0; at < chunk.byteLength; at += sliceBytes) {
      const decoded = heldReturn + decoder.decode(chunk.subarray(at, at + sliceBytes), { stream: true });
      // A line end may be cut in two by the end of a slice.
      heldReturn = decoded.endsWith('\r') ? '\r' : '';
      yield oneLineEnd(decoded.slice(0, decoded.length - heldReturn.length));
      await nextTurn();
    }
  }
  yield oneLineEnd(heldReturn + decoder.decode());
}

const oneLineEnd = (text: string): string => (text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text);
export const tooLarge = (bytesMax: number): string =>
  `The file is larger than ${megabytes(bytesMax)}. Split it, or leave out what is past.`;

const megabytes = (bytes: number): string => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
