import { afterAll, beforeAll, expect, test } from 'vitest';
import * as coverage from '#coverage/contract.ts';
import { randomStream } from '#kernel/random.ts';
import { addDays, toLocal } from '#kernel/time.ts';
import * as auth from '#platform/auth/contract.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { importsApi } from '#platform/imports/contract.ts';
import { startServerProcess, type ServerProcess } from '#test/harness/server-process.ts';
import { makeClient, type Client } from '#test/harness/test-app.ts';
import { testDatabase, type TestDatabase } from '#test/harness/test-db.ts';
import { smallHospital } from '#coverage/small-hospital-for-tests.ts';

/*
 * The process is killed while a plan is published: after the restart the old roster is in force or the new one, whole, with
 * its needs, its notices and its audit line; and what was answered with "published" is there.
 */
const rounds = 20;
const password = 'correct horse battery staple';
// The server runs on the machine's clock, and only what is still to come is published: the hospital's dates move with it.
const today = toLocal(Date.now(), 'America/Chicago').date;
const span = { from: addDays(today, 2), to: addDays(today, 8) };
let database: TestDatabase;
let db: Db;
let server: ServerProcess;
let client: Client;

async function signIn(): Promise<void> {
  client = makeClient(server.url);
  await client.call(auth.signIn, { body: { email: 'ada@lakeview.example', password } });
}

const moved = (text: string): string =>
  text
    .replaceAll('2027-03-01', today)
    .replaceAll('2027-03-14', addDays(today, 20))
    .replaceAll('20270303', addDays(today, 3).replaceAll('-', ''));

beforeAll(async () => {
  database = await testDatabase();
  db = await openDb(database.url, { poolMax: 2 });
  server = await startServerProcess(database.url);
  const setUp = { organisation: 'Lakeview', name: 'Ada', email: 'ada@lakeview.example', password };
  await makeClient(server.url).call(auth.setUp, { body: setUp });
  await signIn();
  const importId = await client.upload(Object.entries(smallHospital).map(([file, text]) => [file, moved(text)] as const));
  await client.call(importsApi.apply, { params: { importId } });
});
afterAll(async () => {
  await server.stop();
  await db.close();
  await database.drop();
});

async function makePlan(changes: coverage.WhatIf[]): Promise<string> {
  let plan = await client.call(coverage.startPlan, { body: { name: 'A week', ...span, seconds: 2, changes } });
  while (plan.status === 'waiting' || plan.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 50));
    plan = await client.call(coverage.getPlan, { params: { planId: plan.planId } });
  }
  return plan.planId;
}

interface InForce {
  readonly version: number;
  readonly publications: number;
  readonly held: number;
  readonly needs: number;
  readonly notices: number;
  readonly audited: number;
}

async function inForce(): Promise<InForce> {
  const { rows } = await db.pool.query<InForce>(`select
    (select version from coverage_plan where plan_id = 'published') as version,
    (select count(*)::int from coverage_publication) as publications,
    (select count(*)::int from coverage_assignment where plan_id = 'published' and removed_at is null) as held,
    (select count(*)::int from coverage_need where plan_id = 'published') as needs,
    (select count(*)::int from coverage_notice) as notices,
    (select count(*)::int from audit where action = 'coverage.published') as audited`);
  return rows[0] as InForce;
}

test(`kill -9 while publishing, ${rounds} times: the old roster or the new one, whole`, async () => {
  const whole = await makePlan([]);
  const cut = await makePlan([{ kind: 'cut', unitId: '4W', shiftId: 'D', ...span, headcount: 0 }]);
  const random = randomStream(7);
  const publish = (planId: string, { planVersion, publishedVersion }: coverage.PublishDiff) =>
    client.call(coverage.publishPlan, { params: { planId }, body: { planVersion, publishedVersion } });
  const look = (planId: string) => client.call(coverage.diffPlan, { params: { planId } });
  let publishMs = 100;
  for (let round = 0; round < rounds; round++) {
    const planId = round % 2 === 0 ? whole : cut;
    const before = await inForce();
    const diff = await look(planId);
    const began = performance.now();
    const publishing = publish(planId, diff).then(
      () => {
        publishMs = performance.now() - began;
        return true;
      },
      () => false,
    );
    // Anywhere from before the first statement to just after the answer.
    await new Promise((resolve) => setTimeout(resolve, random() * publishMs * 1.5));
    await server.kill();
    const acknowledged = await publishing;
    server = await startServerProcess(database.url);
    await signIn();
    const after = await inForce();
    const there = after.publications > before.publications;
    const whollyThere = {
      ...after,
      version: before.version + 1,
      publications: before.publications + 1,
      held: before.held + diff.gains - diff.loses,
      notices: before.notices + diff.people.length,
      audited: before.audited + 1,
    };
    expect(after).toEqual(there ? whollyThere : before);
    expect(there || !acknowledged).toBe(true);
    if (!there) await publish(planId, await look(planId)); // trying again finishes it
    expect((await look(planId)).people).toEqual([]);
  }
}, 300_000);
