import { randomUUID } from 'node:crypto';
import { testDb } from '#test/harness/test-db.ts';
import { setUpOrganisation } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from './core/rest/answer.ts';
import { pairsOf } from './core/rest/conditional.ts';
import { logOf, mark } from './core/store/attempt.ts';
import { r4 } from './definitions/read.ts';
import { makeBases, type Bases } from './shell/bases.ts';
import { makeShelf } from './shell/exercise-shelf.ts';
import { LiveAttempts, type LiveBounds, type Work } from './shell/live-attempts.ts';
import { startAttempt } from './shell/start-attempt.ts';
import { hospital } from './small-hospital-for-tests.ts';

/** Attempts on the real database: kept, let go of, read again, and worked on by two processes. */
const now = Date.parse('2027-03-10T12:00:00Z');
const clock = { now: () => now };
const actor: Actor = { accountId: 'ann', name: 'Ann', personId: null, roles: [], can: () => true };
const bounds: LiveBounds = { heldLengthMax: 1e9, restMsMax: 60_000 };
let db: Db;
let bases: Bases;

beforeAll(async () => {
  db = await testDb();
  bases = makeBases(db, r4);
  await db.tx((tx) => setUpOrganisation(tx, { organisation: 'Lakeview' }, { accountId: null, name: 'test' }, now));
});
afterAll(() => db.close());

const begin = () =>
  startAttempt(
    { db, hospital: { version: 'test', startsAtTime: '08:00', make: () => hospital }, shelf: makeShelf([]), ownServer: { source: null } },
    { exerciseId: null },
    actor,
    now,
  );

function interact({ sitting, note }: Work, method: string, url: string, body?: unknown): { status: number; json: string | null } {
  const [path = '', query = ''] = url.split('?');
  const from = mark(sitting.record);
  const setting = { attempt: sitting.record, address: 'https://ehr.example/fhir', now, newId: randomUUID };
  const response = answer(setting, { method, path, query: pairsOf(`?${query}`), headers: {}, body: () => body });
  const versions = logOf(sitting.record).slice(from);
  if (versions.length > 0) note({ kind: 'write', method, path, versions }, 'ann', { from });
  return response;
}
const add = (live: LiveAttempts, attemptId: string, family: string) =>
  live.within(attemptId, (work) => interact(work, 'POST', 'Patient', { resourceType: 'Patient', name: [{ family }] }).status);
const families = (live: LiveAttempts, attemptId: string): Promise<string[]> =>
  live.within(attemptId, (work) => {
    const bundle = JSON.parse(interact(work, 'GET', 'Patient?family=N&_sort=_lastUpdated,_id').json ?? '') as {
      entry?: { resource: { name: { family: string }[] } }[];
    };
    return (bundle.entry ?? []).map(({ resource }) => resource.name[0]?.family ?? '').toSorted();
  });

test('what was kept is there for a new process, in order, whole', async () => {
  const live = new LiveAttempts(db, clock, bases, bounds);
  const attemptId = await begin();
  await Promise.all(Array.from({ length: 60 }, (_, n) => add(live, attemptId, `N${String(n).padStart(2, '0')}`)));
  const seen = await live.within(attemptId, ({ sitting }) => ({ seq: sitting.seq, log: [...logOf(sitting.record)] }));
  const other = new LiveAttempts(db, clock, bases, bounds);
  expect(await other.within(attemptId, ({ sitting }) => ({ seq: sitting.seq, log: [...logOf(sitting.record)] }))).toEqual(seen);
  expect(seen.seq).toBe(60);
  const { rows } = await db.pool.query<{ n: number }>('select entry_count n from sandbox_attempt where attempt_id = $1', [attemptId]);
  expect(rows[0]?.n).toBe(60);
});

test('memory is bounded: the longest unused are let go of and come back as they were', async () => {
  const live = new LiveAttempts(db, clock, bases, { ...bounds, heldLengthMax: 20_000 });
  const ids = await Promise.all(Array.from({ length: 12 }, begin));
  for (const [n, attemptId] of ids.entries()) await add(live, attemptId, `N${n}`);
  expect(live.heldLength).toBeLessThanOrEqual(20_000);
  expect(live.count).toBeLessThan(6);
  for (const [n, attemptId] of ids.entries()) expect(await families(live, attemptId)).toEqual([`N${n}`]);
});

test('an attempt larger than the bound still works', async () => {
  const live = new LiveAttempts(db, clock, bases, { ...bounds, heldLengthMax: 1 });
  const attemptId = await begin();
  await add(live, attemptId, 'N1');
  await add(live, attemptId, 'N2');
  expect(await families(live, attemptId)).toEqual(['N1', 'N2']);
});

test('what could not be kept was not done, and takes nothing else with it', async () => {
  const live = new LiveAttempts(db, clock, bases, bounds);
  const [lost, fine] = [await begin(), await begin()];
  await add(live, lost, 'N1');
  // Another process, of which this one has heard nothing.
  await add(new LiveAttempts(db, clock, bases, bounds), lost, 'N2');
  const results = await Promise.allSettled([add(live, lost, 'N3'), add(live, lost, 'N4'), add(live, fine, 'N5')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(results[0]).toMatchObject({ reason: { status: 503, code: 'not-kept' } });
  expect(await families(live, lost)).toEqual(['N1', 'N2']);
  expect(await add(live, lost, 'N6')).toBe(201);
  expect(await families(live, fine)).toEqual(['N5']);
});

test('a process hears what another one wrote', async () => {
  const [one, two] = [new LiveAttempts(db, clock, bases, bounds), new LiveAttempts(db, clock, bases, bounds)];
  const ends = [await one.follow(), await two.follow()];
  const attemptId = await begin();
  expect(await families(two, attemptId)).toEqual([]);
  await add(one, attemptId, 'N1');
  await expect.poll(() => families(two, attemptId)).toEqual(['N1']);
  expect(await add(two, attemptId, 'N2')).toBe(201);
  await expect.poll(() => families(one, attemptId)).toEqual(['N1', 'N2']);
  for (const end of ends) await end();
});

test('a piece of work that breaks off half-way leaves nothing behind', async () => {
  const live = new LiveAttempts(db, clock, bases, bounds);
  const attemptId = await begin();
  const broken = live.within(attemptId, (work) => {
    interact(work, 'POST', 'Patient', { resourceType: 'Patient', name: [{ family: 'N1' }] });
    throw new Error('bug');
  });
  await expect(broken).rejects.toThrow('bug');
  expect(await families(live, attemptId)).toEqual([]);
});

test('a journal is never edited', async () => {
  const attemptId = await begin();
  await add(new LiveAttempts(db, clock, bases, bounds), attemptId, 'N1');
  for (const statement of ['update sandbox_entry set kind = kind', 'delete from sandbox_entry', 'delete from sandbox_hospital'])
    await expect(db.pool.query(statement)).rejects.toThrow('never changed');
});
