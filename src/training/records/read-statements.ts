import { hash } from 'node:crypto';
import { isSignature } from '../core/xapi/check-attachment.ts';
import { batchFaults } from '../core/xapi/check-statement.ts';
import type { Fault } from '../core/xapi/fault.ts';
import { isObject, objectOf, objectsOf, own, textOf, type Json, type JsonObject } from '../core/xapi/json.ts';
import { signatureFault } from '../core/xapi/signature.ts';
import type { Call } from './call.ts';
import { certificateFault } from './certificate-fault.ts';
import { jsonIn } from './json-in.ts';
import { readParts, type Part } from './multipart.ts';
import { RecordProblem, refusal } from './record-problem.ts';

export interface SentStatements {
  readonly isBatch: boolean;
  readonly statements: readonly JsonObject[];
  /** By SHA-2 in lower case; each belongs to one of the statements. */
  readonly attachments: ReadonlyMap<string, Buffer>;
}

/** Statements out of a body, and the bytes that came with them. @throws RecordProblem 400 with everything that is wrong. */
export function readStatements(call: Call): SentStatements {
  const type = call.header('content-type') ?? '';
  const isMultipart = /^multipart\/mixed\s*(;|$)/i.test(type);
  if (!isMultipart && !/^application\/json\s*(;|$)/i.test(type))
    throw refusal(400, 'Content-Type must be application/json or multipart/mixed', 'Communication 1.5');
  const [first, ...others] = isMultipart ? readParts(call.body, type) : [{ headers: new Map(), content: call.body }];
  if (!first) throw refusal(400, 'The multipart body has no part', 'Communication 1.5.2');
  if (isMultipart && !/^application\/json\s*(;|$)/i.test(first.headers.get('content-type') ?? ''))
    throw refusal(400, 'The first part must be application/json and hold the Statements', 'Communication 1.5.2');
  const body = jsonIn(first.content);
  if (body === undefined) throw refusal(400, 'is not JSON in UTF-8, or nested too deeply', 'Data 2.2', '$');
  const faults = batchFaults(body, call.version);
  if (faults.length > 0) throw new RecordProblem(400, faults);
  const statements = (Array.isArray(body) ? (body as readonly Json[]) : [body]).filter((one) => isObject(one));
  const parts = readAttachments(others);
  const wrong = attachmentFaults(statements, parts, Array.isArray(body));
  if (wrong.length > 0) throw new RecordProblem(400, wrong);
  const attachments = new Map([...parts].map(([sha2, { content }]) => [sha2, content]));
  return { isBatch: Array.isArray(body), statements, attachments };
}

function readAttachments(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  for (const part of parts) {
    const { headers, content } = part;
    const clause = 'Communication 1.5.2';
    const sha2 = headers.get('x-experience-api-hash')?.toLowerCase();
    if (sha2 === undefined) throw refusal(400, 'Each part after the first must have the header X-Experience-API-Hash', clause);
    if (headers.get('content-transfer-encoding')?.toLowerCase() !== 'binary')
      throw refusal(400, 'Each part after the first must have Content-Transfer-Encoding: binary', clause);
    if (hash(`sha${sha2.length * 4}` in algorithms ? `sha${sha2.length * 4}` : 'sha256', content, 'hex') !== sha2)
      throw refusal(400, `X-Experience-API-Hash ${sha2} is not the SHA-2 of its part`, clause);
    found.set(sha2, part);
  }
  return found;
}
const algorithms = { sha224: true, sha256: true, sha384: true, sha512: true };

interface Declared {
  readonly path: string;
  readonly statement: JsonObject;
  readonly attachment: JsonObject;
}

function attachmentFaults(statements: readonly JsonObject[], sent: ReadonlyMap<string, Part>, isBatch: boolean): readonly Fault[] {
  const declared = statements.flatMap((statement, index) => declaredIn(statement, isBatch ? `$[${index}]` : '$'));
  const faults = declared.flatMap(({ path, statement, attachment }): readonly Fault[] => {
    const part = sent.get(textOf(attachment, 'sha2').toLowerCase());
    if (!part)
      return own(attachment, 'fileUrl') === undefined || isSignature(attachment)
        ? [{ path, text: 'has no fileUrl, so its bytes must come in this request', clause: 'Communication 1.5.2' }]
        : [];
    const jws = isSignature(attachment) ? part.content.toString('latin1') : null;
    const wrong = jws === null ? null : (signatureFault(jws, statement) ?? certificateFault(jws));
    return wrong ? [{ path, ...wrong }] : partFaults(part, attachment, path);
  });
  const known = new Set(declared.map(({ attachment }) => textOf(attachment, 'sha2').toLowerCase()));
  const stray = [...sent.keys()].filter((sha2) => !known.has(sha2));
  return [
    ...faults,
    ...stray.map((sha2) => ({ path: '', text: `No Statement declares an attachment ${sha2}`, clause: 'Communication 1.5.2' })),
  ];
}

const mediaTypeIn = (text: string): string => text.split(';')[0]?.trim().toLowerCase() ?? '';

/** What a part says of itself besides its bytes must be what the Statement says of it; parameters of a media type apart, as the specification's own example has it. */
function partFaults({ headers }: Part, attachment: JsonObject, path: string): readonly Fault[] {
  const [type, length] = [headers.get('content-type'), headers.get('content-length')];
  const clause = 'Communication 1.5.2';
  return [
    ...(type !== undefined && mediaTypeIn(type) !== mediaTypeIn(textOf(attachment, 'contentType'))
      ? [{ path: `${path}.contentType`, text: `is not the Content-Type of its part (${type})`, clause }]
      : []),
    ...(length !== undefined && Number(length) !== own(attachment, 'length')
      ? [{ path: `${path}.length`, text: `is not the Content-Length of its part (${length})`, clause }]
      : []),
  ];
}

/** A SubStatement may have attachments too. */
function declaredIn(statement: JsonObject, path: string): readonly Declared[] {
  const here = objectsOf(statement, 'attachments').map((attachment, index) => ({
    path: `${path}.attachments[${index}]`,
    statement,
    attachment,
  }));
  const object = objectOf(statement, 'object') ?? {};
  return textOf(object, 'objectType') === 'SubStatement' ? [...here, ...declaredIn(object, `${path}.object`)] : here;
}

/** Attachments of statements that are about to be sent back. */
export const attachmentsOf = (statements: readonly JsonObject[]): readonly JsonObject[] =>
  statements.flatMap((statement) => declaredIn(statement, '$').map(({ attachment }) => attachment));
