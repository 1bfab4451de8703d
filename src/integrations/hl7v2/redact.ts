import { createHmac, randomBytes } from 'node:crypto';

/** What the readers of this folder look at, by segment; fields not listed are emptied, segments not listed are dropped. */
const kept: Readonly<Record<string, readonly number[]>> = {
  MSH: [2, 3, 4, 7, 9, 10, 11, 12, 18],
  EVN: [1, 2],
  PV1: [3, 7, 17],
  SCH: [1, 2, 9, 10, 11, 25],
  AIS: [3, 4, 7, 8],
  AIL: [3, 6, 9, 10],
  AIP: [3, 4, 6, 9, 10],
  TQ1: [7, 8],
};

/** Fields that join the messages of one stay: kept as a hash by a key that ends with this call. */
const joining: Readonly<Record<string, number>> = { PID: 3, PV1: 19 };

/**
 * The same messages without anything about patients, for whoever must store what was sent. Reading the result gives the
 * same presences as reading the original. Never throws; bytes that are no message come out empty.
 */
export function redactMessages(bytes: Uint8Array): Uint8Array {
  const key = randomBytes(32);
  // Latin-1 keeps every byte as it is; separators are ASCII.
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  let separator = '|';
  // An emptied line stays a line: issues go on naming the lines of the original.
  const redacted = lines.map((line) => {
    // oxlint-disable-next-line no-control-regex
    const text = line.replaceAll(/[\u000b\u001c]/g, '');
    if (text.startsWith('MSH')) separator = text[3] ?? '|';
    return redactedSegment(text, separator, key);
  });
  return Buffer.from(redacted.join('\r'), 'latin1');
}

function redactedSegment(text: string, separator: string, key: Uint8Array): string {
  const id = text.slice(0, 3);
  if (/^(?:FHS|BHS|BTS|FTS)$/.test(id)) return id;
  const fields = kept[id] ?? [];
  const join = joining[id];
  if (fields.length === 0 && join === undefined) return '';
  // In MSH the separator is itself the first field.
  const offset = id === 'MSH' ? 1 : 0;
  const cells = text.split(separator).map((cell, i) => {
    if (i === 0 || fields.includes(i + offset)) return cell;
    return i === join && cell !== '' ? createHmac('sha256', key).update(cell).digest('base64url') : '';
  });
  return cells.join(separator);
}
