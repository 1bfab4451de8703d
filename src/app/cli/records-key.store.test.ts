import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { atelbow } from './atelbow.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  vi.stubEnv('DATABASE_URL', app.databaseUrl);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await app.close();
});

async function run(...args: string[]) {
  const lines = { say: [] as string[], note: [] as string[] };
  const status = await atelbow(args, { say: (line) => void lines.say.push(line), note: (line) => void lines.note.push(line) });
  return { status, said: lines.say.join('\n'), noted: lines.note.join('\n') };
}

test('records key NAME prints a key that opens the store, with the scopes that were asked for', async () => {
  const made = await run('records', 'key', 'Course player', '--scope', 'statements/read');
  const [, key, secret] = /^key +(\S+)\nsecret +(\S+)$/.exec(made.said) ?? [];
  expect(made.status).toBe(0);
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
  const ask = (method: string, header = authorization) =>
    fetch(`${app.url}/xapi/1.0.3/statements`, { method, headers: { authorization: header, 'x-experience-api-version': '1.0.3' } });
  expect([(await ask('GET')).status, (await ask('POST')).status]).toEqual([200, 403]);
  expect((await ask('GET', `Basic ${Buffer.from(`${key}:wrong`).toString('base64')}`)).status).toBe(401);
});

test('it refuses what it does not know', async () => {
  expect(await run('records', 'key')).toMatchObject({ status: 2, noted: expect.stringContaining('missing') as unknown });
  expect(await run('records', 'key', 'x', '--scope', 'root')).toMatchObject({
    status: 2,
    noted: expect.stringContaining('no scope "root"') as unknown,
  });
});

test('doctor looks at the chain of the record store', async () => {
  const { said } = await run('doctor');
  expect(said).toMatch(/record store +its chain holds/);
});
