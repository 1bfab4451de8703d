import { randomUUID } from 'node:crypto';
import { setUpOrganisation } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { newsAfter } from '#platform/realtime/outbox.ts';
import { loadPracticeMarks } from '#sandbox/index.ts';
import { OwnedClock } from '#test/harness/test-app.ts';
import { testDb } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { virtualNow } from './core/sitting/clock.ts';
import type { Exercise, Task } from './core/exercise/model.ts';
import { answer } from './core/rest/answer.ts';
import { logOf, mark } from './core/store/attempt.ts';
import { r4 } from './definitions/read.ts';
import { makeBases } from './shell/bases.ts';
import { ExerciseRuns } from './shell/exercise-runs.ts';
import { makeShelf, type ShelvedExercise } from './shell/exercise-shelf.ts';
import { LiveAttempts, type Work } from './shell/live-attempts.ts';
import { Marking } from './shell/mark-attempt.ts';
import { startAttempt } from './shell/start-attempt.ts';
import { hospital } from './small-hospital-for-tests.ts';

/** An exercise through an attempt, on the real database: what is laid, what happens, what it is worth, after any restart. */
const task = (id: string, rule: Partial<Task>): Task => ({
  id,
  text: id,
  phase: 'Do',
  weight: 1,
  atLeast: 1,
  critical: false,
  after: [],
  until: [],
  since: 'start',
  hint: `hint for ${id}`,
  why: `not ${id}`,
  where: 'there',
  ...rule,
});
const exercise: Exercise = {
  format: 'atelbow-exercise/1',
  id: 'potassium',
  version: 1,
  title: 'Potassium',
  role: 'nurse',
  minutes: 10,
  clicks: 20,
  story: '',
  learner: 'Practitioner/d1',
  screen: 'chart',
  patients: ['Patient/p1'],
  anyChart: false,
  passScore: 0.8,
  clock: '09:00',
  start: [
    {
      create: {
        resourceType: 'Task',
        id: 'ask',
        status: 'requested',
        intent: 'order',
        description: 'Check potassium',
        authoredOn: '{{t0}}',
        for: { reference: 'Patient/p1' },
      },
    },
  ],
  tasks: [
    task('ordered', { find: "ServiceRequest.where(subject.reference = 'Patient/p1')" }),
    task('looked', { find: "%trail.where(kind = 'viewed')", after: ['ordered'] }),
    task('closed', { find: "Task.where(status = 'completed')" }),
    task('no-second', { never: 'iif(ServiceRequest.count() > 1, ServiceRequest.last())' }),
  ],
  events: [
    {
      id: 'result',
      text: 'The potassium is back.',
      when: { find: 'ServiceRequest', minutes: 30 },
      changes: [
        {
          create: {
            resourceType: 'Observation',
            id: 'k',
            status: 'final',
            code: { text: 'Potassium' },
            subject: { reference: 'Patient/p1' },
            effectiveDateTime: '{{now}}',
          },
        },
      ],
    },
  ],
  gold: [],
  mutants: [],
};
const clock = new OwnedClock('2027-03-10T18:00:00Z');
const ann: Actor = { accountId: 'ann', name: 'Ann', personId: 'P-ann', roles: [], can: () => false };
let db: Db;

/** As a process that has just been started. */
function start() {
  const shelf = makeShelf([exercise]);
  const live = new LiveAttempts(db, clock, makeBases(db, r4), { heldLengthMax: 1e9, restMsMax: 60_000 });
  const runs = new ExerciseRuns(shelf);
  return { shelf, live, runs, marking: new Marking(db, clock, live, runs, shelf) };
}
let { shelf, live, runs, marking } = {} as ReturnType<typeof start>;
const restart = (): void => void ({ shelf, live, runs, marking } = start());

beforeAll(async () => {
  db = await testDb();
  await db.tx((tx) => setUpOrganisation(tx, { organisation: 'Lakeview' }, { accountId: null, name: 'test' }, clock.now()));
  restart();
});
afterAll(() => db.close());

const maker = { version: 'test', startsAtTime: '08:00', make: () => hospital };
const begin = () =>
  startAttempt({ db, hospital: maker, shelf, ownServer: { source: null } }, { exerciseId: 'potassium' }, ann, clock.now());

function ask(work: Work, method: string, path: string, body?: unknown): { status: number; json: string | null } {
  const { sitting } = work;
  runs.catchUp(work);
  const from = mark(sitting.record);
  const now = virtualNow(sitting.clock, work.now);
  const response = answer(
    { attempt: sitting.record, address: 'https://ehr.example/fhir', now, newId: randomUUID },
    { method, path, query: [], headers: {}, body: () => body },
  );
  const versions = logOf(sitting.record).slice(from);
  if (versions.length > 0) work.note({ kind: 'write', method, path, versions }, 'ann', { from });
  return response;
}
const order = { resourceType: 'ServiceRequest', status: 'active', intent: 'order', subject: { reference: 'Patient/p1' } };
const write = (id: string, method: string, path: string, body: unknown) =>
  live.within(id, (work) => expect(ask(work, method, path, body).status).toBeLessThan(300));
const potassium = (id: string) => live.within(id, (work) => ask(work, 'GET', 'Observation/k').status);
const scores = (id: string) => live.within(id, (work) => runs.gradeOf(work)?.tasks.map(({ achieved }) => achieved));
const advance = (id: string, minutes: number) =>
  live.within(id, (work) => {
    work.note({ kind: 'clock', advancedMs: minutes * 60_000 }, 'ann');
    return runs.catchUp(work);
  });
/** Everything right, in the order in which it must be done. */
async function doAll(id: string): Promise<void> {
  await write(id, 'POST', 'ServiceRequest', order);
  clock.advanceMinutes(1);
  await live.within(id, (work) => work.note({ kind: 'trail', line: { kind: 'viewed', detail: { target: 'Observation/k' } } }, 'ann'));
  await write(id, 'PUT', 'Task/ask', {
    resourceType: 'Task',
    id: 'ask',
    status: 'completed',
    intent: 'order',
    for: { reference: 'Patient/p1' },
  });
}

test('the start is laid, the result comes thirty minutes after its order and not before, whatever restarts in between', async () => {
  const id = await begin();
  expect(await live.within(id, (work) => ask(work, 'GET', 'Task/ask').json)).toContain('"authoredOn":"2027-03-10T09:00:00');
  await advance(id, 45);
  await write(id, 'POST', 'ServiceRequest', order);
  expect(await potassium(id)).toBe(404);
  restart();
  expect(await advance(id, 29)).toEqual([]);
  restart();
  expect(await advance(id, 10)).toEqual([{ eventId: 'result', text: 'The potassium is back.' }]);
  const json = await live.within(id, (work) => ask(work, 'GET', 'Observation/k').json);
  expect(json).toContain('"effectiveDateTime":"2027-03-10T10:15:00');
  restart();
  expect(await advance(id, 600)).toEqual([]);
});

test('with real time too, as long as somebody works', async () => {
  const id = await begin();
  await write(id, 'POST', 'ServiceRequest', order);
  for (const minutes of [10, 10, 9]) {
    clock.advanceMinutes(minutes);
    await live.within(id, (work) => work.note({ kind: 'trail', line: { kind: 'viewed', detail: {} } }, 'ann'));
  }
  expect(await potassium(id)).toBe(404);
  clock.advanceMinutes(1);
  expect(await potassium(id)).toBe(200);
});

test('an order that is taken back brings no result; one that is given again does', async () => {
  const id = await begin();
  await write(id, 'POST', 'ServiceRequest', order);
  await live.within(id, (work) => work.note({ kind: 'undo' }, 'ann'));
  expect(await advance(id, 60)).toEqual([]);
  await write(id, 'POST', 'ServiceRequest', order);
  expect(await advance(id, 60)).toHaveLength(1);
});

test('progress is told live, order counts, and a reset begins anew with the start laid again', async () => {
  const id = await begin();
  await live.within(id, (work) => work.note({ kind: 'trail', line: { kind: 'viewed', detail: {} } }, 'ann'));
  expect(await scores(id)).toEqual([0, 0, 0, 1, 1]);
  clock.advanceMinutes(1);
  await doAll(id);
  expect(await scores(id)).toEqual([1, 1, 1, 1, 1]);
  restart();
  expect(await scores(id)).toEqual([1, 1, 1, 1, 1]);
  await live.within(id, (work) => work.note({ kind: 'reset' }, 'ann'));
  expect(await scores(id)).toEqual([0, 0, 0, 1, 1]);
  expect(await live.within(id, (work) => ask(work, 'GET', 'Task/ask').status)).toBe(200);
});

test('handing in grades what is in the database; the wrong chart is unsafe; an override is told beside it', async () => {
  const id = await begin();
  await doAll(id);
  await write(id, 'POST', 'ServiceRequest', { ...order, subject: { reference: 'Patient/p2' } });
  await marking.submit(id, ann);
  expect(await loadPracticeMarks(db, { attemptId: id })).toMatchObject([
    { personId: 'P-ann', exerciseId: 'potassium', score: 0, passed: false, unsafe: true },
  ]);
  await expect(marking.submit(id, ann)).rejects.toMatchObject({ status: 409 });
  const mark = await marking.override(id, { score: 0.9, passed: true, reason: 'It was the same order again.' }, { ...ann, name: 'Tess' });
  expect(mark).toMatchObject({ score: 0.9, passed: true, unsafe: true, override: { byName: 'Tess' } });
  await expect(db.pool.query('update sandbox_grade set score = 1')).rejects.toThrow('never changed');
  const news = (await newsAfter(db, 0)).filter(({ subject }) => subject === id);
  expect(news.map(({ kind, body }) => [kind, body])).toEqual(Array(2).fill(['sandbox.attempt-graded', { exerciseId: 'potassium' }]));
});

test('what a crash left ungraded is graded later, once; grading again keeps the first and gives the same', async () => {
  const id = await begin();
  await doAll(id);
  await live.within(id, (work) => work.note({ kind: 'submit' }, 'ann'));
  restart();
  await Promise.all([marking.catchUp(), start().marking.catchUp()]);
  expect(await marking.grade(id, { again: true })).toBe(true);
  const { rows } = await db.pool.query<{ score: number; result: string }>(
    'select score, result::text from sandbox_grade where attempt_id = $1',
    [id],
  );
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(({ result }) => result)).size).toBe(1);
  expect(rows[0]?.score).toBe(1);
});

test('own rules that have no end are given up on, told of once, and asked again only when that is forgiven', async () => {
  const endless = task('endless', { find: `'${'a'.repeat(45)}b'.matches('^(a+)+$')` });
  const own: ShelvedExercise = { exercise: { ...exercise, tasks: [endless], events: [] }, digest: 'own-1', origin: 'own' };
  const told: string[] = [];
  const slow = new ExerciseRuns({ ...shelf, find: () => own }, ({ digest }) => told.push(digest), 100);
  const id = await begin();
  const asked = () => live.within(id, (work) => slow.gradeOf(work));
  expect([await asked(), await asked(), told.length]).toEqual([null, null, 1]);
  slow.forgiveAllBut(new Set(['own-1']));
  expect([await asked(), told.length]).toEqual([null, 1]);
  slow.forgiveAllBut(new Set());
  expect([await asked(), told.length]).toEqual([null, 2]);
});
