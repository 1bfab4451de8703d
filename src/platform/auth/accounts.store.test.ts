import { sql } from 'kysely';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { listAudit, verifyAudit } from '../audit/contract.ts';
import * as auth from './contract.ts';
import { issueLink } from './links.ts';

const password = 'correct horse battery staple';
let app: TestApp;
let admin: Client;
let accounts = 0;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.admin();
});
afterAll(async () => {
  await app.close();
});

const tokenOf = (link: { path: string }): string => link.path.split('#')[1] ?? '';
async function newAccount(): Promise<{ email: string; accountId: string; client: Client; account: () => Promise<auth.Account> }> {
  const email = `somebody-${++accounts}@lakeview.example`;
  const made = await admin.call(auth.createAccount, { body: { email, name: `Somebody ${accounts}`, roles: ['viewer'] } });
  const client = app.visitor();
  await client.call(auth.setPasswordByLink, { body: { token: tokenOf(made.link), newPassword: password } });
  await client.call(auth.signIn, { body: { email, password } });
  const account = async () => (await admin.call(auth.listAccounts, { query: { q: email } })).accounts[0] as auth.Account;
  return { email, accountId: made.account.accountId, client, account };
}
const whoAmI = async (client: Client) => (await client.call(auth.getSession, {})).account;
const codeNow = (secret: string, stepsOff = 0): string =>
  generateSync({ secret, epoch: Math.floor(app.clock.now() / 1000) + stepsOff * 30 });
async function enrol(client: Client): Promise<{ secret: string; recoveryCodes: string[] }> {
  const offer = await client.call(auth.enrolTotp, { body: { password } });
  expect(offer.qrDataUrl).toMatch(/^data:image\/png;base64,/);
  await expect(client.call(auth.confirmTotp, { body: { code: '000000' } })).rejects.toMatchObject({ code: 'wrong-code' });
  const { recoveryCodes } = await client.call(auth.confirmTotp, { body: { code: codeNow(offer.secret) } });
  return { secret: offer.secret, recoveryCodes };
}

describe('a second factor', () => {
  it('is asked for after the password, and each code works once', async () => {
    const { email, client } = await newAccount();
    const { secret } = await enrol(client);
    const visitor = app.visitor();
    expect(await visitor.call(auth.signIn, { body: { email, password } })).toEqual({ outcome: 'code-needed' });
    expect(await whoAmI(visitor)).toBeNull();
    const used = { email, password, code: codeNow(secret) }; // confirmed with this one
    await expect(visitor.call(auth.signIn, { body: used })).rejects.toMatchObject({ status: 401, code: 'wrong-code' });
    app.clock.advanceMinutes(1);
    const code = codeNow(secret).replace(/(...)/, '$1 ');
    const both = await Promise.allSettled([1, 2].map(() => app.visitor().call(auth.signIn, { body: { email, password, code } })));
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(visitor.call(auth.signIn, { body: { email, password: 'wrong', code } })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
  });

  it('has recovery codes, each good once, and can be removed by its owner or an administrator', async () => {
    const { email, client, accountId } = await newAccount();
    const { recoveryCodes } = await enrol(client);
    const [first = '', second = ''] = recoveryCodes;
    const enter = (code: string) => app.visitor().call(auth.signIn, { body: { email, password, code } });
    expect(await enter(first.toUpperCase())).toMatchObject({ outcome: 'signed-in' });
    await expect(enter(first)).rejects.toMatchObject({ code: 'wrong-code' });
    await expect(client.call(auth.removeTotp, { body: { code: first } })).rejects.toMatchObject({ code: 'wrong-code' });
    await client.call(auth.removeTotp, { body: { code: second } });
    expect(await whoAmI(client)).toMatchObject({ totpOn: false });
    await enrol(client);
    expect((await admin.call(auth.removeTotpOf, { params: { accountId } })).account.totpOn).toBe(false);
    expect(await app.visitor().call(auth.signIn, { body: { email, password } })).toMatchObject({ outcome: 'signed-in' });
  });
});

describe('a link', () => {
  it('to set a password works once, ends old sessions, and runs out after three days', async () => {
    const { email, client, accountId } = await newAccount();
    const issue = async () => tokenOf((await admin.call(auth.issuePasswordLink, { params: { accountId } })).link);
    const [old, fresh] = [await issue(), await issue()];
    const set = (token: string, newPassword = 'another good pass phrase') =>
      app.visitor().call(auth.setPasswordByLink, { body: { token, newPassword } });
    await expect(set(old)).rejects.toMatchObject({ status: 410, code: 'link-expired' });
    await expect(set(fresh, 'short')).rejects.toMatchObject({ status: 409, code: 'weak-password' });
    expect(await set(fresh)).toEqual({ email });
    await expect(set(fresh)).rejects.toMatchObject({ status: 410 });
    expect(await whoAmI(client)).toBeNull();
    const late = await issue();
    app.clock.advanceMinutes(72 * 60);
    await expect(set(late)).rejects.toMatchObject({ status: 410 });
    await admin.call(auth.signIn, { body: { email: 'ada@lakeview.example', password } });
  });

  it('to sign in works once, within half an hour, and does not replace a second factor', async () => {
    const { client, accountId } = await newAccount();
    const { secret } = await enrol(client);
    const db = await database();
    const issue = async () => tokenOf(await db.tx((tx) => issueLink(tx, accountId, 'sign-in', app.clock.now())));
    const enter = (token: string, code?: string) => app.visitor().call(auth.signInByLink, { body: { token, code } });
    const token = await issue();
    app.clock.advanceMinutes(1);
    expect(await enter(token)).toEqual({ outcome: 'code-needed' });
    expect(await enter(token, codeNow(secret))).toMatchObject({ outcome: 'signed-in' });
    await expect(enter(token, codeNow(secret, 1))).rejects.toMatchObject({ status: 410 });
    const late = await issue();
    app.clock.advanceMinutes(30);
    await expect(enter(late)).rejects.toMatchObject({ status: 410 });
    await db.close();
  });
});

/** The test app's own database, seen directly. */
async function database(): Promise<Db> {
  return openDb(app.databaseUrl, { poolMax: 2 });
}

describe('guessing', () => {
  it('is stopped after a few tries at one address, known or not, until a quarter of an hour has passed', async () => {
    const { email } = await newAccount();
    for (const address of [email, 'nobody-at-all@lakeview.example']) {
      const guess = (given: string) => app.visitor().call(auth.signIn, { body: { email: address, password: given } });
      for (let i = 0; i < 8; i++) await expect(guess('wrong')).rejects.toMatchObject({ status: 401, code: 'wrong-credentials' });
      await expect(guess(password)).rejects.toMatchObject({ status: 429, code: 'too-many-attempts' });
    }
    app.clock.advanceMinutes(16);
    expect(await app.visitor().call(auth.signIn, { body: { email, password } })).toMatchObject({ outcome: 'signed-in' });
  });

  it('does and leaves the same for an address that has no account', async () => {
    const { email } = await newAccount();
    const db = await database();
    const left = async () => {
      const now = new Date(app.clock.now());
      const counts = sql<object>`
        select (select count(*) from sign_in_failure where at = ${now}) failures, (select count(*) from audit) lines`;
      return (await counts.execute(db.for<object>())).rows[0] as { failures: number; lines: number };
    };
    const grown: unknown[] = [];
    for (const address of [email, 'nobody-here@lakeview.example']) {
      const before = await left();
      await expect(app.visitor().call(auth.signIn, { body: { email: address, password: 'wrong' } })).rejects.toMatchObject({ status: 401 });
      const after = await left();
      grown.push([after.failures - before.failures, after.lines - before.lines]);
    }
    expect(grown).toEqual([
      [2, 1],
      [2, 1],
    ]);
    await db.close();
  });
});

describe('an administrator', () => {
  it('switches an account off: its sessions end, its links die, and its password does not help', async () => {
    const { email, client, accountId, account } = await newAccount();
    const link = (await admin.call(auth.issuePasswordLink, { params: { accountId } })).link;
    const change = async (disabled: boolean) =>
      admin.call(auth.changeAccount, { params: { accountId }, body: { version: (await account()).version, disabled } });
    await change(true);
    expect(await whoAmI(client)).toBeNull();
    await expect(app.visitor().call(auth.signIn, { body: { email, password } })).rejects.toMatchObject({ code: 'account-disabled' });
    await expect(app.visitor().call(auth.signIn, { body: { email, password: 'wrong' } })).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    await expect(
      app.visitor().call(auth.setPasswordByLink, { body: { token: tokenOf(link), newPassword: password } }),
    ).rejects.toMatchObject({ status: 410 });
    await change(false);
    expect(await app.visitor().call(auth.signIn, { body: { email, password } })).toMatchObject({ outcome: 'signed-in' });
  });

  it('gives and takes roles, which count at once', async () => {
    const { client, accountId, account } = await newAccount();
    await expect(client.call(listAudit, { query: {} })).rejects.toMatchObject({ status: 403 });
    const { version } = await account();
    await admin.call(auth.changeAccount, { params: { accountId }, body: { version, roles: ['director'] } });
    expect((await client.call(listAudit, { query: { limit: 1 } })).lines).toHaveLength(1);
    await expect(admin.call(auth.changeAccount, { params: { accountId }, body: { version, roles: [] } })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    const bad = { version: version + 1, roles: ['emperor'] };
    await expect(admin.call(auth.changeAccount, { params: { accountId }, body: bad })).rejects.toMatchObject({ code: 'unknown-role' });
  });

  it('is never the last one to go', async () => {
    const me = (await whoAmI(admin)) as auth.WhoAmI;
    const [mine] = (await admin.call(auth.listAccounts, { query: { q: me.email } })).accounts;
    const body = { version: mine?.version ?? 0 };
    const params = { accountId: me.accountId };
    await expect(admin.call(auth.changeAccount, { params, body: { ...body, disabled: true } })).rejects.toMatchObject({
      code: 'last-administrator',
    });
    await expect(admin.call(auth.changeAccount, { params, body: { ...body, roles: ['viewer'] } })).rejects.toMatchObject({
      code: 'last-administrator',
    });
  });

  it('finds accounts page by page, and no two have one address or one person', async () => {
    const { email } = await newAccount();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await admin.call(auth.listAccounts, { query: { limit: 2, cursor } });
      seen.push(...page.accounts.map((one) => one.email));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(email);
    const again = { email: email.toUpperCase(), name: 'Twin', roles: [] };
    await expect(admin.call(auth.createAccount, { body: again })).rejects.toMatchObject({ code: 'email-taken' });
    await admin.call(auth.createAccount, { body: { email: 'p@lakeview.example', name: 'P', roles: [], personId: 'P1' } });
    const double = { email: 'p2@lakeview.example', name: 'P', roles: [], personId: 'P1' };
    await expect(admin.call(auth.createAccount, { body: double })).rejects.toMatchObject({ code: 'person-taken' });
  });
});

it("changing one's password ends the other sessions and keeps this one", async () => {
  const { email, client } = await newAccount();
  const other = app.visitor();
  await other.call(auth.signIn, { body: { email, password } });
  const change = (given: string, newPassword: string) => client.call(auth.changePassword, { body: { password: given, newPassword } });
  await expect(change('wrong', 'another good pass phrase')).rejects.toMatchObject({ status: 401 });
  await expect(change(password, email)).rejects.toMatchObject({ code: 'weak-password' });
  await change(password, 'another good pass phrase');
  expect(await whoAmI(client)).toMatchObject({ email });
  expect(await whoAmI(other)).toBeNull();
});

it('the audit log shows a changed, a removed and an added line', async () => {
  const db = await database();
  const whole = await admin.call(verifyAudit, {});
  expect(whole.brokenAt).toBeNull();
  expect(whole.lines).toBeGreaterThan(20);
  const tamper = async (statement: string, undo: string) => {
    await db.pool.query(statement);
    const { brokenAt } = await admin.call(verifyAudit, {});
    await db.pool.query(undo);
    return brokenAt;
  };
  const actor = (await db.pool.query<{ actor: string }>('select actor from audit where seq = 5')).rows[0]?.actor;
  expect(await tamper(`update audit set actor = 'Mallory' where seq = 5`, `update audit set actor = '${actor}' where seq = 5`)).toBe(5);
  await db.pool.query('create table kept as select * from audit where seq = 7');
  expect(await tamper('delete from audit where seq = 7', 'insert into audit select * from kept')).toBe(7);
  expect((await admin.call(verifyAudit, {})).brokenAt).toBeNull();
  const last = (await admin.call(verifyAudit, {})).lines;
  const forged = `insert into audit select seq + 1, at, account_id, actor, 'forged', subject_kind, subject_id, detail, hash from audit where seq = ${last}`;
  expect(await tamper(forged, `delete from audit where action = 'forged'`)).toBe(last + 1);
  await db.close();
});
