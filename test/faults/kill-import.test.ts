import { makeClient, type Client } from '#test/harness/test-app.ts';
import { startServerProcess, type ServerProcess } from '#test/harness/server-process.ts';
import { testDatabase, type TestDatabase } from '#test/harness/test-db.ts';
import * as auth from '#platform/auth/contract.ts';
import { importsApi } from '#platform/imports/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { randomStream } from '#kernel/random.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Power goes, the process is killed, somebody trips over a cable: a file is imported wholly or not at all, and what was
 * answered with "applied" is still there.
 */
const peoplePerFile = 1500;
const rounds = 20;
const password = 'correct horse battery staple';
let database: TestDatabase;
let db: Db;
let server: ServerProcess;
let client: Client;

async function signIn(): Promise<void> {
  client = makeClient(server.url);
  await client.call(auth.signIn, { body: { email: 'ada@lakeview.example', password } });
}

beforeAll(async () => {
  database = await testDatabase();
  db = await openDb(database.url, { poolMax: 2 });
  server = await startServerProcess(database.url);
  await makeClient(server.url).call(auth.setUp, {
    body: { organisation: 'Lakeview', name: 'Ada', email: 'ada@lakeview.example', password },
  });
  await signIn();
});
afterAll(async () => {
  await server.stop();
  await db.close();
  await database.drop();
});

const header = 'person_id,given_name,family_name,job_role';
const people = (round: number): string =>
  [header, ...Array.from({ length: peoplePerFile }, (_, i) => `R${round}-${i},Given,Family ${i},nurse`)].join('\n');

async function landed(round: number): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>('select count(*)::int n from person where person_id like $1', [`R${round}-%`]);
  return rows[0]?.n ?? 0;
}

test(`kill -9 during an import, ${rounds} times: wholly there or wholly absent`, async () => {
  const random = randomStream(20);
  let applyMs = 900;
  const outcomes = { there: 0, absent: 0 };
  for (let round = 0; round < rounds; round++) {
    const importId = await client.upload([['people.csv', people(round)]]);
    const began = performance.now();
    const applying = client.call(importsApi.apply, { params: { importId } }).then(
      () => {
        applyMs = performance.now() - began;
        return true;
      },
      () => false,
    );
    // Anywhere from before the first statement to just after the answer.
    await new Promise((resolve) => setTimeout(resolve, random() * applyMs * 1.5));
    await server.kill();
    const acknowledged = await applying;

    server = await startServerProcess(database.url);
    await signIn();
    const count = await landed(round);
    expect([0, peoplePerFile]).toContain(count);
    expect(acknowledged && count === 0, 'an answered import is gone').toBe(false);
    const shown = await client.call(importsApi.get, { params: { importId } });
    expect(shown.files[0]?.state === 'applied').toBe(count === peoplePerFile);
    outcomes[count === 0 ? 'absent' : 'there']++;

    // Trying again finishes it, and once more changes nothing.
    const again = await client.call(importsApi.apply, { params: { importId } });
    expect(again.files[0]?.state).toBe('applied');
    expect(await landed(round)).toBe(peoplePerFile);
  }
  console.log(`killed ${rounds} times: ${outcomes.there} wholly there, ${outcomes.absent} wholly absent`);
}, 240_000);
