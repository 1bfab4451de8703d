import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { makeKeyFile } from '#platform/secrets/secrets.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { atelbow } from './atelbow.ts';

const folder = mkdtempSync(join(tmpdir(), 'atelbow-secrets-cli-'));
const file = join(folder, 'keys');
let app: TestApp;

beforeAll(async () => {
  makeKeyFile(file);
  app = await startTestApp({ config: { secrets: { key: null, file } } });
  await fetch(`${app.url}/.well-known/jwks.json`);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', app.databaseUrl);
  vi.stubEnv('SECRETS_KEY_FILE', file);
});
afterEach(() => vi.unstubAllEnvs());

async function run(...args: string[]) {
  const said: string[] = [];
  const status = await atelbow(args, { say: (line) => void said.push(line), note: (line) => void said.push(line) });
  return { status, text: said.join('\n') };
}
const keysIn = (): string[] => readFileSync(file, 'utf8').trim().split('\n');

test('rotate puts a new key in front, keeps the old one, and seals anew', async () => {
  const before = keysIn();
  const { status, text } = await run('secrets', 'rotate');
  expect({ status, text }).toMatchObject({
    status: 0,
    text: expect.stringMatching(/^1 secrets sealed anew with key [0-9a-f]{8} .*keys\)/),
  });
  expect(keysIn().slice(1)).toEqual(before);
  expect((await run('doctor')).text).toMatch(/ok {4}secrets +sealed with key/);
});

test('doctor says when others on the machine may read the key, and what to do', async () => {
  chmodSync(file, 0o644);
  const open = await run('doctor');
  expect(open).toMatchObject({ status: 3, text: expect.stringContaining(`-> Run "chmod 600 ${file}".`) });
  expect(open.text).toMatch(/look {2}secrets +others on this machine may read the key in/);
  chmodSync(file, 0o640);
  expect((await run('doctor')).text).toMatch(/ok {4}secrets +sealed with key/);
});

test('a wrong key stops the server with one sentence and no trace of code, and says how to get on', async () => {
  const { text: key } = await run('secrets', 'key');
  vi.stubEnv('SECRETS_KEY_FILE', '');
  vi.stubEnv('SECRETS_KEY', key);
  const { status, text } = await run('start');
  expect(status).toBe(2);
  expect(text).toMatch(/^This database holds secrets sealed with key [0-9a-f]{8} \(1 signing keys .*\), which SECRETS_KEY does not hold/);
  expect(text).not.toMatch(/^ {4}at /m);
  expect(await run('secrets', 'drop-lost')).toMatchObject({ status: 3, text: expect.stringContaining('Would remove: 1 signing keys') });
  expect((await run('doctor')).text).toMatch(/look {2}secrets +1 signing keys .*sealed with key [0-9a-f]{8}, which is not here/);
  vi.stubEnv('SECRETS_KEY', `${key},${keysIn()[0]}`);
  expect(await run('secrets', 'rotate')).toMatchObject({ status: 0, text: expect.stringContaining('1 secrets sealed anew') });
  expect(await run('secrets', 'drop-lost', '--yes')).toEqual({ status: 0, text: 'Nothing is lost: every key is here.' });
});

test('a back-up says that its key is not in it, and one restored without it says which is missing', async () => {
  const backup = join(folder, 'a.backup');
  const other = await startTestApp();
  vi.stubEnv('SECRETS_KEY_FILE', '');
  vi.stubEnv('SECRETS_KEY', keysIn()[0]);
  vi.stubEnv('DATABASE_URL', app.databaseUrl);
  expect((await run('backup', backup)).text).toMatch(/The key of the secrets in it is not in it: keep a copy of SECRETS_KEY, elsewhere/);
  vi.stubEnv('DATABASE_URL', other.databaseUrl);
  vi.stubEnv('SECRETS_KEY', '');
  expect((await run('doctor')).text).toMatch(/look {2}secrets +lie in the database as they are/);
  vi.stubEnv('SECRETS_KEY', (await run('secrets', 'key')).text);
  const { status, text } = await run('restore', backup);
  expect({ status, text }).toMatchObject({
    status: 3,
    text: expect.stringMatching(/rows restored. Before you start the server: This database holds/),
  });
  await other.close();
});
