import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import * as auth from './contract.ts';

/*
 * Against a real OpenID provider on loopback: the whole code flow as a browser does it, hop by hop. The provider insists
 * on PKCE; it keeps addresses out of its ID tokens, as many do, so that they are read from the user-info answer.
 */
const people: Record<string, { email: string; email_verified: boolean }> = {
  known: { email: 'known@lakeview.example', email_verified: true },
  stranger: { email: 'stranger@lakeview.example', email_verified: true },
  unverified: { email: 'unverified@lakeview.example', email_verified: false },
  second: { email: 'known@lakeview.example', email_verified: true },
  leaver: { email: 'leaver@lakeview.example', email_verified: true },
};
const clientId = 'atelbow';
const clientSecret = 'a-secret-of-the-test-only-0123456789';

let provider: Server;
let issuer: string;
let app: TestApp;

beforeAll(async () => {
  provider = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  app = await startTestApp({
    now: new Date().toISOString(),
    config: { oidc: { issuer, clientId, clientSecret, label: 'Lakeview account' } },
  });
  const handle = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${app.url}${auth.oidcCallbackPath}`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['a-cookie-key-of-the-test'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
    features: { devInteractions: { enabled: true } },
  }).callback();
  const admin = await app.admin();
  for (const name of ['known', 'unverified', 'leaver']) {
    const email = `${name}@lakeview.example`;
    const { account } = await admin.call(auth.createAccount, { body: { email, name, roles: ['viewer'] } });
    if (name === 'leaver')
      await admin.call(auth.changeAccount, {
        params: { accountId: account.accountId },
        body: { version: account.version, disabled: true },
      });
  }
});
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => provider.close(resolve));
});

/** One browser with its cookies for both sites. */
interface Browser {
  readonly client: Client;
  visit(url: string, form?: Record<string, string>): Promise<Response>;
}
function newBrowser(): Browser {
  const client = app.visitor();
  const theirs = new Map<string, string>();
  return {
    client,
    async visit(url, form) {
      const post = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
      if (!url.startsWith(issuer)) return client.fetch(new URL(url, app.url).href, { redirect: 'manual', ...post });
      const cookie = [...theirs].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...post });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value) theirs.set(name, value);
        else theirs.delete(name);
      }
      return answer;
    },
  };
}

/** Signs in at the provider as `login`; answers the address on our side to which it sends the browser back. */
async function throughProvider(browser: Browser, login: string, to = ''): Promise<string> {
  let next = (await browser.visit(`${auth.oidcStartPath}${to}`)).headers.get('location') ?? '';
  for (let hops = 0; hops < 12 && next.startsWith(issuer); hops++) {
    const answer = await browser.visit(next);
    const location = answer.headers.get('location');
    if (location) {
      next = new URL(location, next).href;
      continue;
    }
    const page = await answer.text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    const sent = await browser.visit(new URL(action, next).href, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
    next = new URL(sent.headers.get('location') ?? '', next).href;
  }
  return next;
}
async function signIn(login: string, to = ''): Promise<{ browser: Browser; landed: string | null }> {
  const browser = newBrowser();
  const back = await throughProvider(browser, login, to);
  return { browser, landed: (await browser.visit(back)).headers.get('location') };
}
const whoAmI = async ({ client }: Browser) => (await client.call(auth.getSession, {})).account;

describe('single sign-on', () => {
  it('is offered by its label', async () => {
    expect((await app.visitor().call(auth.getSession, {})).oidcLabel).toBe('Lakeview account');
  });

  it('asks with PKCE, state and nonce', async () => {
    const asked = new URL((await newBrowser().visit(auth.oidcStartPath)).headers.get('location') ?? '');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      code_challenge_method: 'S256',
      redirect_uri: `${app.url}${auth.oidcCallbackPath}`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)?.length).toBeGreaterThan(20);
  });

  it('lets in the account with the confirmed address, links it, and knows it again by issuer and subject', async () => {
    const { browser, landed } = await signIn('known', '?to=/board');
    expect(landed).toBe('/board');
    expect(await whoAmI(browser)).toMatchObject({ email: 'known@lakeview.example', hasPassword: false });
    const admin = await app.admin();
    const [listed] = (await admin.call(auth.listAccounts, { query: { q: 'known@' } })).accounts;
    expect(listed?.oidcLinked).toBe(true);
    people.known = { email: 'married@lakeview.example', email_verified: true };
    expect((await signIn('known')).landed).toBe('/');
    people.known = { email: 'known@lakeview.example', email_verified: true };
  });

  it.each([
    ['stranger', 'oidc-no-account'],
    ['unverified', 'oidc-email-unverified'],
    ['second', 'oidc-linked-elsewhere'],
    ['leaver', 'oidc-disabled'],
  ])('refuses %s in plain words: %s', async (login, problem) => {
    const { browser, landed } = await signIn(login);
    expect(landed).toBe(`/sign-in?problem=${problem}`);
    expect(auth.oidcProblems).toHaveProperty(problem);
    expect(await whoAmI(browser)).toBeNull();
  });

  it('goes back only to pages of ours', async () => {
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example'])
      expect((await signIn('known', `?to=${encodeURIComponent(to)}`)).landed).toBe('/');
  });

  it('does not take an answer that another browser asked for, nor one twice, nor a changed one', async () => {
    const asked = newBrowser();
    const back = await throughProvider(asked, 'known');
    const other = newBrowser();
    expect((await other.visit(back)).headers.get('location')).toBe('/sign-in?problem=oidc-failed');
    await other.visit(auth.oidcStartPath); // now it has a question of its own, which is not this answer's
    expect((await other.visit(back)).headers.get('location')).toBe('/sign-in?problem=oidc-failed');
    expect(await whoAmI(other)).toBeNull();
    const changed = back.replace(/code=[^&]+/, 'code=made-up');
    expect((await asked.visit(changed)).headers.get('location')).toBe('/sign-in?problem=oidc-failed');
    expect((await asked.visit(back)).headers.get('location')).toBe('/sign-in?problem=oidc-failed'); // taken once
    expect(await whoAmI(asked)).toBeNull();
  });

  it('never keeps the session that the browser had before', async () => {
    const { browser } = await signIn('known');
    const first = (await browser.client.call(auth.listOwnSessions, {})).sessions.find((one) => one.current)?.sessionId;
    await browser.visit(await throughProvider(browser, 'known'));
    const { sessions } = await browser.client.call(auth.listOwnSessions, {});
    expect(sessions.map((one) => one.sessionId)).not.toContain(first);
  });
});

it('says so when the provider cannot be reached', async () => {
  const oidc = { issuer: 'http://127.0.0.1:9', clientId, clientSecret, label: 'Nobody' };
  const lonely = await startTestApp({ config: { oidc } });
  const answer = await fetch(`${lonely.url}${auth.oidcStartPath}`, { redirect: 'manual' });
  expect(answer.headers.get('location')).toBe('/sign-in?problem=oidc-unreachable');
  await lonely.close();
});
