import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import { generateSecret, generateSync } from 'otplib';
import { compose, type App } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import * as auth from '#platform/auth/contract.ts';
import { hashPassword } from '#platform/auth/password.ts';
import { newKey } from '#platform/secrets/secrets.ts';
import { asAdmin } from '#test/harness/database-server.ts';
import { makeClient, OwnedClock } from '#test/harness/test-app.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

/*
 * A hospital upgrades from a version that kept its keys as they were: everything opens as before, and nothing lies open any more.
 */
const migrations = join(import.meta.dirname, '../../migrations');
const sealing = '0113-sealed-keys.sql';
const name = `upgrade_${randomBytes(6).toString('hex')}`;
const clock = new OwnedClock('2027-03-08T12:00:00Z');
const [email, password, totp] = ['ira@lakeview.example', 'correct horse battery staple', generateSecret()];
let client: pg.Client;
let app: App;
let url: string;
let oldKey: Awaited<ReturnType<typeof generateKeyPair>>;

/** The database as that version left it. */
async function beforeTheUpgrade(): Promise<void> {
  await client.query('create table migration (name text primary key, checksum text not null, at timestamptz not null default now())');
  for (const file of readdirSync(migrations)
    .filter((one) => one < sealing)
    .toSorted()) {
    const sql = readFileSync(join(migrations, file), 'utf8');
    await client.query(sql);
    await client.query('insert into migration (name, checksum) values ($1, $2)', [file, createHash('sha256').update(sql).digest('hex')]);
  }
  await client.query(
    "insert into account (account_id, email, name, password_hash, totp_secret, roles, created_at) values ('acc_1', $1, 'Ira', $2, $3, '{admin}', now())",
    [email, await hashPassword(password), totp],
  );
  oldKey = await generateKeyPair('RS256', { extractable: true });
  for (const [kid, retired, pair] of [
    ['old', true, oldKey],
    ['present', false, await generateKeyPair('RS256', { extractable: true })],
  ] as const) {
    const jwk = { ...(await exportJWK(pair.privateKey)), kid, alg: 'RS256', use: 'sig' };
    await client.query('insert into training_signing_key (kid, private_jwk, created_at, retired_at) values ($1, $2, now(), $3)', [
      kid,
      JSON.stringify(jwk),
      retired ? new Date(clock.now()) : null,
    ]);
  }
}

beforeAll(async () => {
  const server = inject('database').url;
  await asAdmin(server, `create database ${name}`);
  const databaseUrl = server.replace('%', name);
  client = new pg.Client(databaseUrl);
  await client.connect();
  await beforeTheUpgrade();
  app = await compose({ ...readConfig({ SECRETS_KEY: newKey() }), databaseUrl }, clock);
  url = await app.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await client.end();
  await asAdmin(inject('database').url, `drop database ${name}`);
});

test('what was signed can be checked, by the same keys; the one that signs no more has lost its private half', async () => {
  const reply = await app.server.inject('/.well-known/jwks.json');
  const { keys } = reply.json<{ keys: { kid: string; d?: string }[] }>();
  expect(keys.map(({ kid }) => kid).toSorted()).toEqual(['old', 'present']);
  expect(keys.every((key) => Object.keys(key).toSorted().join() === 'alg,e,kid,kty,n,use')).toBe(true);
  const signed = await new SignJWT({ sub: 'nora' }).setProtectedHeader({ alg: 'RS256', kid: 'old' }).sign(oldKey.privateKey);
  const published = keys.find(({ kid }) => kid === 'old');
  expect((await jwtVerify(signed, await importJWK(published as never, 'RS256'))).payload).toEqual({ sub: 'nora' });
  const { rows } = await client.query<{ kid: string; private_jwk: string | null }>(
    'select kid, private_jwk from training_signing_key order by 1',
  );
  expect(rows).toEqual([
    { kid: 'old', private_jwk: null },
    { kid: 'present', private_jwk: expect.stringMatching(/^sealed\.1\./) },
  ]);
});

test('the authenticator app that was set up before still signs in', async () => {
  const { rows } = await client.query<{ totp_secret: string }>('select totp_secret from account');
  expect(rows).toEqual([{ totp_secret: expect.stringMatching(/^sealed\.1\./) }]);
  const visitor = makeClient(url);
  const code = generateSync({ secret: totp, epoch: Math.floor(clock.now() / 1000) });
  expect(await visitor.call(auth.signIn, { body: { email, password, code } })).toMatchObject({ outcome: 'signed-in' });
});
