import { randomUUID } from 'node:crypto';
import { refusal } from './record-problem.ts';

export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Buffer;
}

const clause = 'Communication 1.5.2';
const bad = (text: string): Error => refusal(400, text, clause);

/** The parts of a `multipart/mixed` body (RFC 2046 section 5.1). @throws RecordProblem when it is none. */
export function readParts(body: Buffer, contentType: string): readonly Part[] {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw bad('multipart/mixed must name its boundary');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: Part[] = [];
  for (let start = whole.indexOf(delimiter); ;) {
    if (start === -1) throw bad('The last boundary of the multipart body is missing');
    const after = start + delimiter.length;
    if (whole.subarray(after, after + 2).toString('latin1') === '--') return parts;
    const end = whole.indexOf(delimiter, after);
    if (end === -1) throw bad('The last boundary of the multipart body is missing');
    parts.push(readPart(whole.subarray(after, end)));
    start = end;
  }
}

function readPart(bytes: Buffer): Part {
  const lineEnd = bytes.indexOf('\r\n');
  if (lineEnd === -1 || bytes.subarray(0, lineEnd).toString('latin1').trim() !== '')
    throw bad('A boundary of the multipart body is not alone on its line');
  const blank = bytes.indexOf('\r\n\r\n', lineEnd);
  if (blank === -1) throw bad('A part of the multipart body has no end of its headers');
  const headers = new Map<string, string>();
  for (const line of bytes
    .subarray(lineEnd + 2, Math.max(blank, lineEnd + 2))
    .toString('utf8')
    .split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    if (colon < 1) throw bad('A header of a part is not of the form "name: value"');
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, content: bytes.subarray(blank + 4) };
}

export interface AttachmentPart {
  readonly sha2: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A JSON part, then each attachment with its hash and `binary` (Communication 1.5.2). */
export function writeParts(json: object, attachments: readonly AttachmentPart[]): { readonly contentType: string; readonly body: Buffer } {
  const boundary = randomUUID();
  const head = (headers: Readonly<Record<string, string>>): Buffer =>
    Buffer.from(
      `--${boundary}\r\n${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    );
  const newLine = Buffer.from('\r\n');
  const body = Buffer.concat([
    head({ 'Content-Type': 'application/json' }),
    Buffer.from(JSON.stringify(json)),
    newLine,
    ...attachments.flatMap(({ sha2, contentType, content }) => [
      head({ 'Content-Type': contentType, 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2 }),
      content,
      newLine,
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  return { contentType: `multipart/mixed; boundary=${boundary}`, body };
}
