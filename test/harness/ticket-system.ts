import { createServer, type IncomingMessage } from 'node:http';

export interface TwinCall {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly key: string;
}

interface Ticket {
  readonly id: string;
  readonly number: string;
  readonly key: string;
  state: string;
}

/**
 * A ticket system that speaks ServiceNow's Table API and Jira's REST API as far as we use them. Whatever else is asked of it is an unexpected
 * message: it answers 500 and `unexpected` has it. `failNext` loses that many answers after having done the work.
 */
export async function startTicketSystem() {
  const calls: TwinCall[] = [];
  const unexpected: string[] = [];
  const tickets: Ticket[] = [];
  let losses = 0;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, json }) => {
      const lost = losses > 0 && request.method !== 'GET';
      if (lost) losses--;
      response.writeHead(lost ? 502 : status, { 'content-type': 'application/json' });
      response.end(lost || json === null ? '' : JSON.stringify(json));
    });
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; json: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://twin');
    const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    const call = { method: request.method ?? '', path: url.pathname, body, key: String(request.headers['idempotency-key'] ?? '') };
    calls.push(call);
    if (!request.headers.authorization?.startsWith('Basic ')) return { status: 401, json: null };
    const made = serviceNow(call, url) ?? jira(call, url);
    if (made) return made;
    unexpected.push(`${call.method} ${url.pathname} ${text}`);
    return { status: 500, json: null };
  }

  function serviceNow({ method, path, body }: TwinCall, url: URL): { status: number; json: unknown } | null {
    if (!path.startsWith('/api/now/table/incident')) return null;
    const record = ({ id, number }: Ticket) => ({ sys_id: id, number });
    const sysId = path.split('/')[5];
    if (method === 'GET' && sysId === undefined) {
      const key = /^correlation_id=(\S+)$/.exec(url.searchParams.get('sysparm_query') ?? '')?.[1];
      return { status: 200, json: { result: tickets.filter((one) => one.key === key).map(record) } };
    }
    if (method === 'POST' && sysId === undefined && typeof body.short_description === 'string') {
      const ticket = { id: `sys${tickets.length + 1}`, number: `INC00${tickets.length + 1}`, key: String(body.correlation_id), state: '1' };
      tickets.push(ticket);
      return { status: 201, json: { result: record(ticket) } };
    }
    const known = tickets.find(({ id }) => id === sysId);
    if (method !== 'PATCH' || !known) return null;
    if (typeof body.state === 'string') known.state = body.state;
    return { status: 200, json: { result: record(known) } };
  }

  function jira({ method, path, body }: TwinCall, url: URL): { status: number; json: unknown } | null {
    const of = ({ id, number }: Ticket) => ({ id, key: number });
    if (method === 'GET' && path === '/rest/api/2/search') {
      const key = /^labels = "atelbow-(\S+)"$/.exec(url.searchParams.get('jql') ?? '')?.[1];
      return { status: 200, json: { issues: tickets.filter((one) => one.key === key).map(of) } };
    }
    if (method === 'POST' && path === '/rest/api/2/issue') {
      const { labels } = body.fields as { labels: string[] };
      const ticket = {
        id: `${10_000 + tickets.length}`,
        number: `EHR-${tickets.length + 1}`,
        key: (labels[1] ?? '').replace('atelbow-', ''),
        state: 'new',
      };
      tickets.push(ticket);
      return { status: 201, json: of(ticket) };
    }
    const known = tickets.find(({ id }) => path === `/rest/api/2/issue/${id}/transitions`);
    if (known && method === 'GET') {
      const to = (id: string, key: string) => ({ id, to: { statusCategory: { key } } });
      return { status: 200, json: { transitions: [to('11', 'indeterminate'), to('31', 'done')] } };
    }
    if (known && method === 'POST') {
      known.state = (body.transition as { id: string }).id === '31' ? 'done' : 'indeterminate';
      return { status: 204, json: null };
    }
    return method === 'PUT' && tickets.some(({ id }) => path === `/rest/api/2/issue/${id}`) ? { status: 204, json: null } : null;
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    unexpected,
    tickets,
    loseNext: (count: number): void => {
      losses = count;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
