import { can, roles, type Role } from '#app/permissions.ts';
import { addAccount } from '#platform/auth/administer.ts';
import { openSession } from '#platform/auth/sessions.ts';
import { openDb } from '#platform/db/open.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import type { TestApp } from './test-app.ts';

/** One signed-in browser of many. */
export interface OneOfMany {
  readonly name: string;
  readonly call: Call;
  readonly fetch: typeof fetch;
}

/** Many accounts at once, signed in without the pages' own way in, whose limit of calls a minute a whole class would reach. */
export async function manyClients(app: TestApp, count: number, role: Role): Promise<OneOfMany[]> {
  await app.admin();
  const db = await openDb(app.databaseUrl, { poolMax: 2 });
  const clients: OneOfMany[] = [];
  for (let n = 1; n <= count; n++) {
    const name = `Learner ${String(n).padStart(2, '0')}`;
    const email = `learner-${n}@lakeview.example`;
    const now = app.clock.now();
    const token = await db.tx(async (tx) => {
      const made = await addAccount(
        tx,
        { roles, can },
        { email, name, roles: [role], personId: null },
        { accountId: null, name: 'test' },
        now,
      );
      return openSession(tx, made.account_id, 'test', now);
    });
    clients.push(clientOf(app.url, name, token));
  }
  await db.close();
  return clients;
}

function clientOf(base: string, name: string, token: string): OneOfMany {
  const own: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', `atelbow=${token}`);
    return fetch(typeof input === 'string' && input.startsWith('/') ? `${base}${input}` : input, { ...init, headers });
  };
  return { name, call: makeCall(base, own), fetch: own };
}
