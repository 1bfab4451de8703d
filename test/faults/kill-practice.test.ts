import { setUp, signIn } from '#platform/auth/contract.ts';
import * as practice from '#sandbox/contract.ts';
import { startServerProcess } from '#test/harness/server-process.ts';
import { makeClient, type Client } from '#test/harness/test-app.ts';
import { testDatabase } from '#test/harness/test-db.ts';
import { expect, test } from 'vitest';

const kills = Number(process.env.KILLS ?? 6);
const writers = 4;
const account = { email: 'ada@lakeview.example', password: 'correct horse battery staple' };
const json = { 'content-type': 'application/fhir+json' };

/** One learner's attempt: what the server said yes to, and what it never answered. */
interface Writer {
  readonly attempt: practice.AttemptDetail;
  readonly answered: number[];
  readonly unanswered: number[];
  trailLines: number;
  next: number;
}

const twoPatients = (n: number) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [1, 2].map(() => ({
    resource: { resourceType: 'Patient', identifier: [{ system: 'urn:test', value: `T${n}` }] },
    request: { method: 'POST', url: 'Patient' },
  })),
});

async function enter(url: string): Promise<Client> {
  const client = makeClient(url);
  await client.call(signIn, { body: account });
  return client;
}

async function writeUntilDead(client: Client, writer: Writer): Promise<void> {
  for (;;) {
    const n = ++writer.next;
    const body = JSON.stringify(twoPatients(n));
    const status = await client.fetch(writer.attempt.fhirPath, { method: 'POST', headers: json, body }).then(
      (answer) => answer.status,
      () => 0,
    );
    (status === 200 ? writer.answered : writer.unanswered).push(n);
    if (status !== 200) return;
    const noted = await client.call(practice.addTrailLine, { params: writer.attempt, body: { kind: 'call', detail: { n } } }).then(
      () => true,
      () => false,
    );
    if (!noted) return;
    writer.trailLines++;
  }
}

/** How many resources each transaction left: two or none. */
async function look(client: Client, { attempt }: Writer): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const answer = await client.fetch(`${attempt.fhirPath}/Patient?identifier=urn:test|&_count=1000`, { headers: json });
  const bundle = (await answer.json()) as { entry?: { resource: { identifier: { value: string }[] } }[] };
  for (const { resource } of bundle.entry ?? []) {
    const n = Number(resource.identifier[0]?.value.slice(1));
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  return counts;
}

test(
  `kill -9 while ${writers} learners write, ${kills} times: what was answered is there, and transactions are whole`,
  { timeout: 120_000 },
  async () => {
    const database = await testDatabase();
    let server = await startServerProcess(database.url);
    await makeClient(server.url).call(setUp, { body: { organisation: 'Lakeview', name: 'Ada Admin', ...account } });
    const first = await enter(server.url);
    const all: Writer[] = [];
    for (let n = 0; n < writers; n++) {
      const attempt = await first.call(practice.startAttempt, { body: { exerciseId: null } });
      all.push({ attempt, answered: [], unanswered: [], trailLines: 0, next: 0 });
    }
    for (let kill = 0; kill < kills; kill++) {
      const client = await enter(server.url);
      const before = all.reduce((sum, { answered }) => sum + answered.length, 0);
      const writing = Promise.all(all.map((writer) => writeUntilDead(client, writer)));
      await expect
        .poll(() => all.reduce((sum, { answered }) => sum + answered.length, 0), { timeout: 30_000 })
        .toBeGreaterThan(before + 15);
      await server.kill();
      await writing;
      server = await startServerProcess(database.url);
      const again = await enter(server.url);
      for (const writer of all) {
        const counts = await look(again, writer);
        expect(writer.answered.filter((n) => counts.get(n) !== 2)).toEqual([]);
        expect([...counts.values()].filter((count) => count !== 2)).toEqual([]);
        const { entryCount } = await again.call(practice.getAttempt, { params: writer.attempt });
        // Each transaction is one entry, each line of the trail another; at most one thing a kill was kept but never answered.
        const acknowledged = writer.answered.length + writer.trailLines;
        expect(entryCount).toBeGreaterThanOrEqual(acknowledged);
        expect(entryCount).toBeLessThanOrEqual(acknowledged + kill + 1);
      }
    }
    await server.stop();
    await database.drop();
  },
);
