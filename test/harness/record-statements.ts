import { createHash, randomUUID } from 'node:crypto';

/*
 * Statements to send to the record store, and what comes back.
 */
export type Json = Record<string, unknown>;
export type Sent = Json & { readonly id: string };

export const agent = (name: string) => ({ mbox: `mailto:${name}@lakeview.example` });
export const make = (more: Json = {}): Sent => ({
  id: randomUUID(),
  actor: agent('ann'),
  verb: { id: 'https://lakeview.example/did' },
  object: { id: 'https://lakeview.example/orders' },
  ...more,
});
export const refer = (id: string, verb = 'https://lakeview.example/noted'): Sent =>
  make({ actor: agent('zoe'), verb: { id: verb }, object: { objectType: 'StatementRef', id } });
export const voiding = (id: string): Sent => refer(id, 'http://adlnet.gov/expapi/verbs/voided');

export const idsIn = (json: unknown): string[] => (json as { statements: { id: string }[] }).statements.map(({ id }) => id);
export const moreIn = (json: unknown): string => (json as { more: string }).more;
export const faultsIn = (json: unknown) => (json as { faults: { path: string; text: string; clause: string }[] }).faults;

export interface Part {
  readonly headers: string;
  readonly content: Buffer | string;
}

/** An attachment, and the part that brings its bytes. */
export function attach(content: Buffer | string, contentType = 'text/plain', usageType = 'https://lakeview.example/note') {
  const sha2 = createHash('sha256').update(content).digest('hex');
  return {
    attachment: { usageType, display: { en: 'Note' }, contentType, length: Buffer.byteLength(content), sha2 },
    part: { headers: `Content-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}`, content },
  };
}
export const signature = (jws: string) => attach(jws, 'application/octet-stream', 'http://adlnet.gov/expapi/attachments/signature');

/** A `multipart/mixed` request. */
export const mixed = (statements: unknown, parts: readonly Part[], boundary = 'xyz') => ({
  headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
  body: Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statements)}\r\n`),
    ...parts.flatMap(({ headers, content }) => [
      Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]),
});
