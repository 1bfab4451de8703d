import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '#app/permissions.ts';
import { accessTable, allowedRoles } from '#test/harness/access-table.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Every route x every role, made from the routes as they are registered: a new route without an access rule fails here,
 * and one whose rule changes must change `docs/operate/access.md` too, where a person can see it.
 */
const file = join(import.meta.dirname, '../../docs/operate/access.md');
let app: TestApp;
const clients = new Map<string, Client>();

beforeAll(async () => {
  app = await startTestApp();
  await app.admin();
  for (const role of roles) clients.set(role, await app.signIn(role));
});
afterAll(() => app.close());

/** Changes that would end the probing session itself are not sent with an account of ours. */
const endsOurSession = (method: string, url: string): boolean => url === '/api/session' && method === 'DELETE';
const streams = (url: string): boolean => url === '/api/news';

/** Problem+json, or under a FHIR address an OperationOutcome. */
interface Answered {
  readonly code?: string;
  readonly issue?: readonly { details?: { coding?: readonly { code?: string }[] } }[];
}
const codeOf = ({ code, issue }: Answered): string => code ?? issue?.[0]?.details?.coding?.[0]?.code ?? '';

async function status(client: Client, method: string, url: string): Promise<{ status: number; code: string }> {
  const path = url.replace('*', 'x').replace(/:(\w+)/g, 'none');
  const response = await client.fetch(path, { method, signal: AbortSignal.timeout(20_000), redirect: 'manual' });
  if (streams(url) && response.ok) {
    await response.body?.cancel();
    return { status: response.status, code: '' };
  }
  const text = await response.text();
  return { status: response.status, code: text.startsWith('{') ? codeOf(JSON.parse(text) as Answered) : '' };
}

test('every route has an access rule that names an existing permission', () => {
  const without = app.server.knownRoutes.filter((route) => allowedRoles(route) === null);
  expect(without).toEqual([]);
});

test('the published table is the one in force', () => {
  const table = accessTable(app.server.knownRoutes);
  if (process.env.UPDATE_ACCESS_TABLE) writeFileSync(file, table);
  expect(table).toBe(readFileSync(file, 'utf8'));
});

test('nobody gets in without signing in', async () => {
  const visitor = app.visitor();
  for (const route of app.server.knownRoutes) {
    if (route.access === 'public') continue;
    expect({ ...route, ...(await status(visitor, route.method, route.url)) }).toEqual({ ...route, status: 401, code: 'sign-in-first' });
  }
});

test.each(roles)('%s may call what the table says and nothing else', async (role) => {
  const client = clients.get(role);
  if (!client) throw new Error(`no client for ${role}`);
  for (const route of app.server.knownRoutes) {
    if (route.access === 'public' || endsOurSession(route.method, route.url)) continue;
    const answer = await status(client, route.method, route.url);
    const refused = answer.code === 'role-lacks-permission';
    expect({ ...route, refused, signedOut: answer.code === 'sign-in-first' }).toEqual({
      ...route,
      refused: !allowedRoles(route)?.includes(role),
      signedOut: false,
    });
  }
});
