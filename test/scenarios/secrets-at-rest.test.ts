import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { compose } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import { sealedColumns, secretsOf } from '#app/secrets.ts';
import { memoryPush } from '#integrations/push/memory-push.ts';
import { listAudit } from '#platform/audit/contract.ts';
import * as auth from '#platform/auth/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { getSecrets } from '#platform/secrets/contract.ts';
import { dropLost, reseal, surveySecrets } from '#platform/secrets/reseal.ts';
import { makeKeyFile, newKey, noSecrets, putNewKeyInFile, type Secrets } from '#platform/secrets/secrets.ts';
import * as support from '#support/contract.ts';
import * as training from '#training/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Whoever gets hold of the database or of a back-up finds nothing that opens anything: keys and the secrets of authenticator apps lie sealed.
 * What lay there before is sealed when the server starts, keys are exchanged while it runs, and a wrong key is told in words.
 */
const folder = mkdtempSync(join(tmpdir(), 'atelbow-secrets-'));
const file = join(folder, 'secrets.key');
makeKeyFile(file);
const [password, pushAuth, vapid] = ['correct horse battery staple', 'cHVzaC1hdXRoLXNlY3JldA', 'dmFwaWQtcHJpdmF0ZQ'];
const email = 'director-1@lakeview.example';
let app: TestApp;
let db: Db;
let admin: Client;
let totp: string;
let pendingTotp: string;

const here = (): Secrets => secretsOf({ databaseUrl: app.databaseUrl, secrets: { key: null, file } });
const otherKey = newKey();
const withKey = (key: string) => ({ ...readConfig({}), databaseUrl: app.databaseUrl, secrets: { key, file: null } });
const code = (): string => generateSync({ secret: totp, epoch: Math.floor(app.clock.now() / 1000) });

beforeAll(async () => {
  app = await startTestApp({
    config: { secrets: { key: null, file } },
    push: { ...memoryPush(), makeKeys: () => ({ publicKey: 'public', privateKey: vapid }) },
  });
  db = await openDb(app.databaseUrl, { poolMax: 3, secrets: here() });
  admin = await app.admin();
  const eva = await app.signIn('director', 'EVA');
  ({ secret: totp } = await eva.call(auth.enrolTotp, { body: { password } }));
  await eva.call(auth.confirmTotp, { body: { code: code() } });
  const ann = await app.signIn('supporter', 'ANN');
  ({ secret: pendingTotp } = await ann.call(auth.enrolTotp, { body: { password } }));
  await ann.call(support.getPush, {});
  await ann.call(support.subscribePush, { body: { endpoint: 'https://push.example/ann', keys: { p256dh: 'cDI1NmRo', auth: pushAuth } } });
  // Each makes its keys when they are first asked for.
  for (const path of ['/.well-known/jwks.json', '/sandbox/any/smart/keys']) await fetch(app.url + path);
});
afterAll(async () => {
  await db.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await db.pool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const found = [];
  for (const { name } of tables)
    found.push(...(await db.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`)).rows);
  return found
    .map(({ row }) => row)
    .join('\n')
    .replaceAll('\\', '');
}

/** The private halves of keys (RFC 7518, 6.3.2) and what this scenario knows to be secret. */
const plainSecrets = (text: string): string[] =>
  [totp, pendingTotp, pushAuth, vapid, '"d":"', '"d": "'].filter((secret) => text.includes(secret));

/** As an installation left it that knew no keys: in plain text. */
async function unseal(): Promise<void> {
  for (const { table, column, rowColumn } of sealedColumns) {
    const { rows } = await db.pool.query<{ row: string; stored: string }>(
      `select ${rowColumn}::text as row, ${column} as stored from ${table} where ${column} is not null`,
    );
    for (const { row, stored } of rows) {
      const plain = db.secrets.open({ table, column, rowColumn, holds: '', whenLost: 'delete' }, row, stored);
      await db.pool.query(`update ${table} set ${column} = $1 where ${rowColumn} = $2`, [plain, row]);
    }
  }
}
const lying = async (): Promise<string[]> =>
  (await surveySecrets(db, sealedColumns)).map(({ column, keyId, values }) => `${column.table}.${column.column} ${keyId} ${values}`);

async function signInWithCode(): Promise<unknown> {
  app.clock.advanceMinutes(1);
  const given = { email, password, code: code() };
  return app.visitor().call(auth.signIn, { body: given });
}

test('only who runs the installation sees how it stands, and never a key', async () => {
  await expect(app.visitor().call(getSecrets, {})).rejects.toMatchObject({ status: 401 });
  await expect((await app.signIn('coordinator')).call(getSecrets, {})).rejects.toMatchObject({ status: 403 });
  const found = await admin.call(getSecrets, {});
  expect(found).toMatchObject({ kind: 'file', from: file, keyIds: here().keyIds() });
  expect(found.columns.map(({ where, sealed, plain }) => [where, sealed, plain])).toEqual(
    sealedColumns.map(({ table, column }) => [`${table}.${column}`, 1, 0]),
  );
  expect(JSON.stringify(found)).not.toContain(readFileSync(file, 'utf8').trim().slice(0, 20));
});

test('in no row of any table lies a secret as it is', async () => {
  expect(plainSecrets(await everything())).toEqual([]);
  await unseal();
  // The look finds them where they are: it is no look at nothing.
  expect(plainSecrets(await everything())).toEqual(expect.arrayContaining([totp, pendingTotp, pushAuth, vapid, '"d":"']));
});

test('what lay there before is sealed at the start, once, however often it is broken off, and opens as before', async () => {
  await unseal();
  let left = 3;
  const broken: Db = {
    ...db,
    secrets: {
      ...db.secrets,
      seal(...given) {
        if (left-- === 0) throw new Error('killed');
        return db.secrets.seal(...given);
      },
    },
  };
  await expect(reseal(broken, sealedColumns)).rejects.toThrow('killed');
  expect((await lying()).filter((one) => one.includes(' null '))).toHaveLength(sealedColumns.length - 3);
  const started = await compose({ ...withKey(''), secrets: { key: null, file } }, app.clock);
  await started.close();
  expect((await lying()).filter((one) => one.includes(' null '))).toEqual([]);
  expect(plainSecrets(await everything())).toEqual([]);
  const before = await everything();
  expect(await reseal(db, sealedColumns)).toBe(0);
  expect(await everything()).toBe(before);
  expect(await signInWithCode()).toMatchObject({ outcome: 'signed-in' });
});

test('a new key in the file seals at once in a server that runs, and all that lay under the old one', async () => {
  const [old] = here().keyIds();
  const pushKeyBefore = await (await app.signInAgain('ANN')).call(support.getPush, {});
  putNewKeyInFile(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await signInWithCode()).toMatchObject({ outcome: 'signed-in' });
  expect(await reseal(db, sealedColumns)).toBe(sealedColumns.length);
  const [current] = here().keyIds();
  expect(current).not.toBe(old);
  expect((await lying()).every((one) => one.includes(` ${current} `))).toBe(true);
  expect(await signInWithCode()).toMatchObject({ outcome: 'signed-in' });
  expect(await (await app.signInAgain('ANN')).call(support.getPush, {})).toEqual(pushKeyBefore);
  // A server that has only the old key says so, and that the new one may stand behind it.
  const onlyOld = readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
  await expect(compose(withKey(onlyOld))).rejects.toThrow(`sealed with key ${current}`);
  const both = await compose(withKey(`${onlyOld},${readFileSync(file, 'utf8').split('\n')[0]}`), app.clock);
  await both.close();
  expect((await lying()).every((one) => one.includes(` ${old} `))).toBe(true);
});

test('a value that was copied to another row opens nothing there', async () => {
  const thief = await app.signIn('viewer');
  const me = await thief.call(auth.getSession, {});
  await db.pool.query(
    'update account set totp_secret = (select totp_secret from account where email = $1), totp_last_step = null where account_id = $2',
    [email, me.account?.accountId],
  );
  await expect(thief.call(auth.removeTotp, { body: { code: code() } })).rejects.toMatchObject({ status: 500 });
  await db.pool.query('update account set totp_secret = null where account_id = $1', [me.account?.accountId]);
});

test('a wrong key is told in words that name the setting, and harms nothing', async () => {
  const before = await lying();
  const words = `authenticator apps, .*which SECRETS_KEY does not hold .*Put that key back.*npx atelbow secrets drop-lost`;
  await expect(compose(withKey(otherKey))).rejects.toThrow(new RegExp(words));
  await expect(compose(withKey('no key'))).rejects.toThrow(/^SECRETS_KEY holds something that is no key/);
  await expect(compose({ ...readConfig({}), databaseUrl: app.databaseUrl })).rejects.toThrow(
    /no key is set. Set SECRETS_KEY or SECRETS_KEY_FILE/,
  );
  expect(() => secretsOf({ databaseUrl: '', secrets: { key: null, file: join(folder, 'nowhere') } })).toThrow(
    /nowhere can not be read \(ENOENT\)/,
  );
  expect(await lying()).toEqual(before);
});

test('the installation’s own file is made once, for nobody else, and stays', () => {
  const databaseUrl = `embedded:${join(folder, 'data')}`;
  const own = secretsOf({ databaseUrl, secrets: { key: null, file: null } });
  expect(own).toMatchObject({ kind: 'made', from: join(folder, 'data/secrets.key') });
  expect(statSync(own.from).mode & 0o777).toBe(0o600);
  expect(secretsOf({ databaseUrl, secrets: { key: null, file: null } }).keyIds()).toEqual(own.keyIds());
  expect(secretsOf({ databaseUrl: 'postgres://db/x', secrets: { key: null, file: null } })).toBe(noSecrets);
  writeFileSync(own.from, 'nonsense');
  chmodSync(own.from, 0o400);
  expect(() => secretsOf({ databaseUrl, secrets: { key: null, file: null } })).toThrow(/secrets.key holds something that is no key/);
});

test('when a key is lost for good, what only it could open is removed, and everybody gets back in', async () => {
  const { keys: published } = (await (await fetch(`${app.url}/.well-known/jwks.json`)).json()) as { keys: unknown[] };
  const fresh: Db = { ...db, secrets: secretsOf(withKey(otherKey)) };
  const gone = await dropLost(fresh, sealedColumns, { accountId: null, name: 'command line' }, app.clock.now());
  expect(gone.map(({ values }) => values)).toEqual(sealedColumns.map(() => 1));
  expect(await dropLost(fresh, sealedColumns, { accountId: null, name: 'command line' }, app.clock.now())).toEqual([]);
  const started = await compose(withKey(otherKey), app.clock);
  const url = await started.server.listen({ port: 0, host: '127.0.0.1' });
  // What was signed can still be checked, beside what is signed from now on.
  const after = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: unknown[] };
  expect(after.keys).toHaveLength(2);
  expect(after.keys).toEqual(expect.arrayContaining(published));
  await started.close();
  const entered = await app.visitor().call(auth.signIn, { body: { email, password } });
  expect(entered).toMatchObject({ outcome: 'signed-in' });
  expect((await admin.call(listAudit, { query: { action: 'secrets.dropped' } })).lines).toHaveLength(1);
  const lines = (await admin.call(training.getLti, {})).keys;
  expect(lines.map(({ retiredAt }) => retiredAt === null)).toEqual([true, false]);
});
