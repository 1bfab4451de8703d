import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * An identity provider and a receiver of web hooks, as small as can be. Whatever they do not expect is answered with 400 and kept in
 * `unexpected`, which a test asserts to be empty.
 */
interface Heard {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}
type Say = (heard: Heard) => { readonly status: number; readonly body?: unknown } | null;

async function twin(say: Say): Promise<{ url: string; unexpected: string[]; close: () => Promise<void> }> {
  const unexpected: string[] = [];
  const server: Server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const heard = { method: request.method ?? '', url: new URL(request.url ?? '/', 'http://twin'), headers: request.headers, text };
      const said = say(heard);
      if (said === null) unexpected.push(`${heard.method} ${request.url} ${text}`);
      reply.writeHead(said?.status ?? 400, { 'content-type': 'application/scim+json' });
      reply.end(said?.body === undefined ? undefined : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unexpected,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Groups by display name with their members' user names. */
export async function scimTwin(token: string, users: readonly string[], groups: Readonly<Record<string, Set<string>>>) {
  const state = { down: false };
  const names = Object.keys(groups);
  const made = await twin(({ method, url, headers, text }) => {
    if (headers.authorization !== `Bearer ${token}`) return null;
    if (state.down) return { status: 503 };
    const filter = /^(userName|displayName) eq "([^"]*)"$/.exec(url.searchParams.get('filter') ?? '');
    const list = (all: readonly string[]) => ({
      status: 200,
      body: { Resources: all.flatMap((one, i) => (one === filter?.[2] ? [{ id: `id${i}` }] : [])) },
    });
    if (method === 'GET' && url.pathname === '/scim/v2/Users' && filter?.[1] === 'userName') return list(users);
    if (method === 'GET' && url.pathname === '/scim/v2/Groups' && filter?.[1] === 'displayName') return list(names);
    const group = /^\/scim\/v2\/Groups\/id(\d+)$/.exec(url.pathname)?.[1];
    const members = groups[names[Number(group)] ?? ''];
    if (method !== 'PATCH' || !members) return null;
    const { schemas, Operations: operations } = JSON.parse(text) as {
      schemas: string[];
      Operations: { op: string; path: string; value?: { value: string }[] }[];
    };
    const [operation] = operations;
    if (schemas[0] !== 'urn:ietf:params:scim:api:messages:2.0:PatchOp' || operations.length !== 1 || !operation) return null;
    const removed = /^members\[value eq "id(\d+)"\]$/.exec(operation.path)?.[1];
    if (operation.op === 'remove' && removed !== undefined) members.delete(users[Number(removed)] ?? '');
    else if (operation.op === 'add' && operation.path === 'members')
      for (const { value } of operation.value ?? []) members.add(users[Number(value.slice(2))] ?? '');
    else return null;
    return { status: 204 };
  });
  return { ...made, url: `${made.url}/scim/v2`, state };
}

export interface HookMessage {
  readonly id: string;
  readonly body: {
    readonly type: string;
    readonly personId: string;
    readonly allow: boolean;
    readonly by: string | null;
    readonly sequence: number;
  };
}

/** Keeps every message whose signature holds; answers 500 as often as it is told to. */
export async function hookTwin(secret: string) {
  const heard: HookMessage[] = [];
  const state = { failures: 0 };
  const made = await twin(({ method, headers, text }) => {
    const [id, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
    const signature = `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${text}`).digest('base64')}`;
    if (method !== 'POST' || headers['webhook-signature'] !== signature) return null;
    heard.push({ id, body: JSON.parse(text) as HookMessage['body'] });
    return { status: state.failures-- > 0 ? 500 : 200 };
  });
  return { ...made, heard, state };
}
