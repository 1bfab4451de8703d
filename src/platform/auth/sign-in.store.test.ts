import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import * as auth from './contract.ts';

const password = 'correct horse battery staple';
let app: TestApp;
let accounts = 0;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
});

/** An account with a password, and its address. */
async function newAccount(roles: string[] = ['viewer']): Promise<{ email: string; account: auth.Account }> {
  const email = `somebody-${++accounts}@lakeview.example`;
  const admin = await app.admin();
  // The tests move the clock, and the administrator's session runs out with the others.
  if (!(await whoAmI(admin))) await admin.call(auth.signIn, { body: { email: 'ada@lakeview.example', password } });
  const { account, link } = await admin.call(auth.createAccount, { body: { email, name: `Somebody ${accounts}`, roles } });
  await app.visitor().call(auth.setPasswordByLink, { body: { token: tokenOf(link), newPassword: password } });
  return { email, account: { ...account, version: account.version + 1 } };
}
const tokenOf = (link: { path: string }): string => link.path.split('#')[1] ?? '';

async function signedIn(email: string, given = password): Promise<Client> {
  const client = app.visitor();
  await client.call(auth.signIn, { body: { email, password: given } });
  return client;
}
const whoAmI = async (client: Client) => (await client.call(auth.getSession, {})).account;

describe('first run', () => {
  it('is offered until the first administrator exists, and refused afterwards', async () => {
    const fresh = await startTestApp();
    try {
      expect(await fresh.visitor().call(auth.getSession, {})).toEqual({ account: null, setupNeeded: true, oidcLabel: null });
      const body = { organisation: 'Lakeview', name: 'Ada Admin', email: 'ada@lakeview.example', password };
      const visitors = [fresh.visitor(), fresh.visitor(), fresh.visitor()];
      const tries = await Promise.allSettled(visitors.map((one) => one.call(auth.setUp, { body })));
      expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      const winner = visitors[tries.findIndex((one) => one.status === 'fulfilled')];
      expect((await whoAmI(winner as Client))?.permissions).toContain('platform.accounts');
      expect((await fresh.visitor().call(auth.getSession, {})).setupNeeded).toBe(false);
      await expect(fresh.visitor().call(auth.setUp, { body })).rejects.toMatchObject({ status: 409, code: 'already-set-up' });
    } finally {
      await fresh.close();
    }
  });

  it('refuses a weak password and an unknown time zone, and then nothing was made', async () => {
    const fresh = await startTestApp();
    try {
      const body = { organisation: 'Lakeview', name: 'Ada Admin', email: 'ada@lakeview.example', password };
      await expect(fresh.visitor().call(auth.setUp, { body: { ...body, password: 'password1234' } })).rejects.toMatchObject({
        code: 'weak-password',
      });
      const site = { siteId: 'MAIN', name: 'Main', timeZone: 'Middle/Nowhere' };
      await expect(fresh.visitor().call(auth.setUp, { body: { ...body, site } })).rejects.toMatchObject({ status: 422 });
      expect((await fresh.visitor().call(auth.getSession, {})).setupNeeded).toBe(true);
    } finally {
      await fresh.close();
    }
  });
});

describe('a session', () => {
  it('needs the right address and password, and the answer does not tell which was wrong', async () => {
    const { email } = await newAccount();
    const problems = [];
    for (const body of [
      { email, password: 'wrong' },
      { email: 'nobody@lakeview.example', password },
    ])
      problems.push(
        await app
          .visitor()
          .call(auth.signIn, { body })
          .catch((error: unknown) => error),
      );
    expect(problems[0]).toMatchObject({ status: 401, code: 'wrong-credentials' });
    expect((problems[1] as Error).message).toBe((problems[0] as Error).message);
    expect(await whoAmI(await signedIn(email.toUpperCase()))).toMatchObject({ email, roles: ['viewer'], totpOn: false });
  });

  it('has a cookie that scripts cannot read and other sites do not send', async () => {
    const { email } = await newAccount();
    const send = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email, password }),
      });
    expect((await send({})).headers.getSetCookie()[0]).toMatch(/^atelbow=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const overTls = (await send({ 'x-forwarded-proto': 'https' })).headers.getSetCookie()[0];
    expect(overTls).toMatch(/^__Host-atelbow=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
  });

  it('never keeps a token that was there before (session fixation)', async () => {
    const [attacker, victim] = [await newAccount(), await newAccount()];
    const enter = (email: string, cookie: string) =>
      fetch(`${app.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ email, password }),
      });
    const owner = async (cookie: string) => {
      const answer = await fetch(`${app.url}/api/session`, { headers: { cookie } });
      return auth.getSession.response.parse(await answer.json()).account?.email;
    };
    const planted = sentCookie(await enter(attacker.email, 'atelbow=made-up-by-the-attacker'));
    expect(await owner('atelbow=made-up-by-the-attacker')).toBeUndefined();
    expect(await owner(planted)).toBe(attacker.email);
    const fresh = sentCookie(await enter(victim.email, planted));
    expect(await owner(fresh)).toBe(victim.email);
    expect(await owner(planted)).toBeUndefined();
  });

  it('ends after twelve idle hours, and after seven days however busy', async () => {
    const idle = await signedIn((await newAccount()).email);
    app.clock.advanceMinutes(11 * 60);
    expect(await whoAmI(idle)).not.toBeNull();
    app.clock.advanceMinutes(11 * 60);
    expect(await whoAmI(idle)).not.toBeNull();
    app.clock.advanceMinutes(12 * 60);
    expect(await whoAmI(idle)).toBeNull();

    const busy = await signedIn((await newAccount()).email);
    for (let hours = 10; hours < 7 * 24; hours += 10) {
      app.clock.advanceMinutes(600);
      expect(await whoAmI(busy)).not.toBeNull();
    }
    app.clock.advanceMinutes(600);
    expect(await whoAmI(busy)).toBeNull();
  });

  it('can be seen and ended by its owner only', async () => {
    const { email } = await newAccount();
    const [here, there, stranger] = [await signedIn(email), await signedIn(email), await signedIn((await newAccount()).email)];
    const { sessions } = await here.call(auth.listOwnSessions, {});
    expect(sessions.filter((session) => session.current)).toHaveLength(1);
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session) => !session.current)?.sessionId ?? '';
    await expect(stranger.call(auth.endOwnSession, { params: { sessionId: other } })).rejects.toMatchObject({ status: 404 });
    await here.call(auth.endOwnSession, { params: { sessionId: other } });
    expect(await whoAmI(there)).toBeNull();
    await here.call(auth.signOut, {});
    expect(await whoAmI(here)).toBeNull();
  });
});

const sentCookie = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
