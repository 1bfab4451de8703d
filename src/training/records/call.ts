import type { FastifyRequest } from 'fastify';
import type { Version } from '../core/xapi/versions.ts';
import type { RecordKey } from './keys.ts';
import { refusal } from './record-problem.ts';

/** A request as the specification sees it, whichever of its two syntaxes it came in. */
export interface Call {
  readonly method: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
  readonly version: Version;
}
/** With the key that it was made with. */
export type KeyedCall = Call & { readonly key: RecordKey };

export interface Answer {
  readonly status: 200 | 204;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects become JSON. */
  readonly body?: Buffer | object;
  /** Answers with the SHA-1 of the body as its ETag (Communication 3.1). */
  readonly tagged?: boolean;
}

const alternateHeaders = ['authorization', 'x-experience-api-version', 'content-type', 'content-length', 'if-match', 'if-none-match'];

/** @throws RecordProblem for a parameter that comes twice, and for what Communication 1.3 forbids. */
export function readCall(request: FastifyRequest, version: Version): Call {
  const search = new URLSearchParams(request.raw.url?.split('?').slice(1).join('?') ?? '');
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const parameters = single(search);
  if (parameters.has('method')) return alternateCall(request, version, parameters, body);
  const header = (name: string): string | undefined => [request.headers[name]].flat()[0];
  return { method: request.method === 'HEAD' ? 'GET' : request.method, parameters, header, body, version };
}

function single(search: URLSearchParams): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) {
    if (found.has(name)) throw refusal(400, `Parameter "${name}" must not come more than once`, 'Communication 2.1.3');
    found.set(name, value);
  }
  return found;
}

function alternateCall(request: FastifyRequest, version: Version, query: ReadonlyMap<string, string>, body: Buffer): Call {
  const clause = 'Communication 1.3';
  if (!version.alternateSyntax) throw refusal(400, 'The alternate request syntax is not part of this version', 'IEEE 9274.1.1');
  if (request.method !== 'POST') throw refusal(400, 'The alternate request syntax must be a POST', clause);
  if (query.size > 1) throw refusal(400, 'The alternate request syntax must have no query parameter but "method"', clause);
  const type = request.headers['content-type'] ?? '';
  if (body.length > 0 && !/^application\/x-www-form-urlencoded\b/i.test(type))
    throw refusal(400, 'The alternate request syntax must send its parameters as a form (application/x-www-form-urlencoded)', clause);
  const method = query.get('method') ?? '';
  if (!['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(method)) throw refusal(400, `There is no method "${method}"`, clause);
  const form = single(new URLSearchParams(body.toString('utf8')));
  const content = form.get('content');
  if (content === undefined && (method === 'PUT' || method === 'POST'))
    throw refusal(400, 'The alternate request syntax must send the content in the form parameter "content"', clause);
  const headers = new Map(
    [...form].filter(([name]) => alternateHeaders.includes(name.toLowerCase())).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (!headers.has('content-type') && content !== undefined) headers.set('content-type', 'application/json');
  const parameters = new Map([...form].filter(([name]) => name !== 'content' && !alternateHeaders.includes(name.toLowerCase())));
  const header = (name: string): string | undefined =>
    headers.get(name) ?? (name === 'content-type' ? undefined : [request.headers[name]].flat()[0]);
  return { method: method === 'HEAD' ? 'GET' : method, parameters, header, body: Buffer.from(content ?? ''), version };
}
