import { compose, type OwnPorts } from '#app/compose.ts';
import { readConfig, type Config } from '#app/config.ts';
import type { Role } from '#app/permissions.ts';
import type { Instant } from '#kernel/time.ts';
import * as auth from '#platform/auth/contract.ts';
import type { Clock } from '#platform/deps.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import { uploadPath } from '#platform/imports/contract.ts';
import { memoryPush } from '#integrations/push/memory-push.ts';
import type { Page } from '#support/index.ts';
import type { FastifyInstance } from 'fastify';
import { testDatabase } from './test-db.ts';

/** Time that the test owns: it stands still until it is moved. */
export class OwnedClock implements Clock {
  #now: Instant;
  constructor(start: string) {
    this.#now = Date.parse(start);
  }
  now(): Instant {
    return this.#now;
  }
  set(time: string): void {
    this.#now = Date.parse(time);
  }
  advanceMinutes(minutes: number): void {
    this.#now += minutes * 60_000;
  }
}

/** One browser: keeps its cookie. */
export interface Client {
  readonly call: Call;
  readonly fetch: typeof fetch;
  /** Uploads files to a new import, as the wizard does; answers its id. */
  upload(files: Iterable<readonly [string, string | Uint8Array]>): Promise<string>;
}

export interface TestApp {
  readonly url: string;
  readonly clock: OwnedClock;
  readonly server: FastifyInstance;
  /** For tests that look behind the routes. */
  readonly databaseUrl: string;
  /** Somebody who is not signed in. */
  visitor(): Client;
  /** The first administrator, made by the first-run page. */
  admin(): Promise<Client>;
  /** A new account with this role and, where given, the person behind it. */
  signIn(role: Role, personId?: string): Promise<Client>;
  /** The account that this person has already, signed in anew: the clock may have moved past the life of a session. */
  signInAgain(personId: string): Promise<Client>;
  close(): Promise<void>;
}

const password = 'correct horse battery staple';
const adminEmail = 'ada@lakeview.example';

/** The whole product on a fresh database, listening on loopback, its clock owned by the test. */
export async function startTestApp(options: { now?: string; config?: Partial<Config>; page?: Page } & OwnPorts = {}): Promise<TestApp> {
  const database = await testDatabase();
  const clock = new OwnedClock(options.now ?? '2027-03-08T12:00:00Z');
  const config = {
    ...readConfig({ ATELBOW_CALLS_PER_MINUTE: '1000000', SECRETS_KEY: Buffer.alloc(32, 'tests').toString('base64') }),
    ...options.config,
    databaseUrl: database.url,
  };
  const { page, channels, push = memoryPush(), invite, mail, mailbox } = options;
  // Nothing leaves a test by itself: whoever wants a channel says which.
  const own = {
    channels: { ...(page ? { pager: page } : {}), ...channels },
    push,
    ...(invite ? { invite } : {}),
    ...(mail ? { mail } : {}),
    ...(mailbox ? { mailbox } : {}),
  };
  const app = await compose(config, clock, own);
  const url = await app.server.listen({ port: 0, host: '127.0.0.1' });
  let first: Promise<unknown> | null = null;
  let accounts = 0;
  const emails = new Map<string, string>();

  /** Signed in anew each time: the clock may have moved past the life of a session. */
  const admin = async (): Promise<Client> => {
    first ??= makeClient(url).call(auth.setUp, { body: { organisation: 'Lakeview', name: 'Ada Admin', email: adminEmail, password } });
    await first;
    return enter(adminEmail);
  };
  const enter = async (email: string): Promise<Client> => {
    const client = makeClient(url);
    await client.call(auth.signIn, { body: { email, password } });
    return client;
  };

  return {
    url,
    clock,
    server: app.server,
    databaseUrl: database.url,
    visitor: () => makeClient(url),
    admin,
    async signIn(role, personId) {
      const email = `${role}-${++accounts}@lakeview.example`;
      const made = await (
        await admin()
      ).call(auth.createAccount, { body: { email, name: `${role} ${accounts}`, roles: [role], personId: personId ?? null } });
      if (personId !== undefined) emails.set(personId, email);
      const token = made.link.path.split('#')[1] ?? '';
      await makeClient(url).call(auth.setPasswordByLink, { body: { token, newPassword: password } });
      return enter(email);
    },
    signInAgain: (personId) => enter(emails.get(personId) ?? ''),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

export function makeClient(base: string): Client {
  const withCookies = cookieFetch(base);
  const call = makeCall(base, withCookies);
  return {
    call,
    fetch: withCookies,
    async upload(files) {
      const opened = (await (await withCookies('/api/imports', { method: 'POST' })).json()) as { importId: string };
      for (const [file, content] of files) {
        const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
        const headers = { 'content-type': 'application/octet-stream' };
        const sent = await withCookies(uploadPath(opened.importId, file), {
          method: 'PUT',
          headers,
          body: body as Uint8Array<ArrayBuffer>,
        });
        if (!sent.ok) throw new Error(`${file}: ${await sent.text()}`);
      }
      return opened.importId;
    },
  };
}
