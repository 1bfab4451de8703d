import { makeRecordKey, type RecordScope } from '#training/index.ts';
import { openDb } from '#platform/db/open.ts';
import type { TestApp } from './test-app.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}
export interface Request {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects are sent as JSON. */
  readonly body?: unknown;
}
export type Send = (method: string, path: string, request?: Request) => Promise<Reply>;

/** Talks to the record store as another system does: with a key of its own. */
export async function recordClient(
  app: Pick<TestApp, 'url' | 'databaseUrl'>,
  version: '1.0.3' | '2.0.0',
  scopes: readonly RecordScope[] = ['all'],
  hearAuthorization: (header: string) => void = () => undefined,
): Promise<Send> {
  const db = await openDb(app.databaseUrl, { poolMax: 1 });
  const made = await db.tx((tx) => makeRecordKey(tx, { name: 'Test', scopes }, { accountId: null, name: 'test' }, Date.now()));
  await db.close();
  const authorization = `Basic ${Buffer.from(`${made.key}:${made.secret}`).toString('base64')}`;
  hearAuthorization(authorization);
  return async (method, path, { query = {}, headers = {}, body } = {}) => {
    const search = new URLSearchParams(query);
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const sent = body === undefined ? {} : { body: (isRaw ? body : JSON.stringify(body)) as BodyInit };
    const all = {
      authorization,
      'x-experience-api-version': version,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    // A `more` link is a whole path already.
    const url = path.startsWith('/') ? `${app.url}${path}` : `${app.url}/xapi/${version}/${path}${search.size > 0 ? `?${search}` : ''}`;
    const reply = await fetch(url, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      ...sent,
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const text = bytes.toString('utf8');
    return { status: reply.status, headers: reply.headers, text, bytes, json: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
