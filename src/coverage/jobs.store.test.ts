import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#platform/db/open.ts';
import { runPlan } from '#test/harness/run-plan.ts';
import { testDb } from '#test/harness/test-db.ts';
import { startRunWorker } from './jobs.ts';
import { attemptsMax, claimRun, findPlan, insertRun, keepRun, releaseRun } from './store/plans.ts';

const at = Date.parse('2027-03-01T12:00:00Z');
const clock = { now: () => at };
const quiet = (): void => undefined;
let db: Db;

beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

const enqueue = (planId: string): Promise<void> =>
  db.tx((tx) =>
    insertRun(tx, {
      planId,
      name: planId,
      from: '2027-03-01',
      to: '2027-03-07',
      seed: 1,
      secondsMax: 5,
      settings: {},
      changes: [],
      by: 'test',
      at,
    }),
  );
const expireLease = (planId: string): Promise<unknown> =>
  sql`update coverage_plan set lease_until = now() - interval '1 second' where plan_id = ${planId}`.execute(db.for<object>());

test('a run is taken by one worker; one whose worker died is taken again, and the dead one no longer owns it', async () => {
  await enqueue('left-behind');
  expect((await claimRun(db, 'first'))?.plan_id).toBe('left-behind');
  expect(await claimRun(db, 'second')).toBeNull();
  await expireLease('left-behind');
  const again = await claimRun(db, 'second');
  expect(again).toMatchObject({ plan_id: 'left-behind', attempts: 2 });
  const kept = await db.tx((tx) => keepRun(tx, 'left-behind', 'first', null));
  expect(kept).toEqual({ stop: true, ours: false });
  await releaseRun(db, 'left-behind', 'second');
  expect(await findPlan(db, 'left-behind')).toMatchObject({ status: 'waiting', attempts: 1 });
});

test('the worker takes up what a dead one left, and gives up what has killed three', async () => {
  await enqueue('killer');
  await sql`update coverage_plan set status = 'running', attempts = ${attemptsMax}, lease_until = now() - interval '1 second' where plan_id = 'killer'`.execute(
    db.for<object>(),
  );
  const worker = startRunWorker({ db, clock, runPlan, logError: quiet });
  const ended = async (planId: string): Promise<string> => {
    for (;;) {
      const { status } = await findPlan(db, planId);
      if (status !== 'waiting' && status !== 'running') return status;
      await sleep(50);
    }
  };
  expect(await ended('left-behind')).toBe('draft'); // an empty hospital needs an empty plan
  expect(await ended('killer')).toBe('failed');
  await worker.close();
  expect((await findPlan(db, 'killer')).problem).toContain('given up');
});
