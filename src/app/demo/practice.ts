import { findPeople } from '#directory/index.ts';
import { listPeople } from '#directory/contract.ts';
import { defined } from '#kernel/assert.ts';
import { openSession } from '#platform/auth/sessions.ts';
import type { Db } from '#platform/db/open.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import * as practice from '#sandbox/contract.ts';
import { demoAccount } from './demo-account.ts';
import type { DemoClock } from './demo-clock.ts';

/*
 * A class in the practice EHR half-way through its exercise, and one of yesterday that has handed in: begun, worked and handed in as
 * learners do, through the server's own interface.
 */
const exerciseId = 'nurse-morning-medications';
const sizes = { S: 12, M: 30, L: 30 } as const;
const absent = 2;
const begunMinutesAgo = 26;

interface Furnished {
  readonly db: Db;
  readonly url: string;
  readonly clock: DemoClock;
}

export async function furnishPractice(
  call: Call,
  { db, url, clock }: Furnished,
  size: 'S' | 'M' | 'L',
  note: (line: string) => void,
): Promise<Call[]> {
  const exercise = readExercises().find((file) => file.exercise?.id === exerciseId)?.exercise;
  const { people } = await call(listPeople, { query: { jobRole: 'nurse', limit: sizes[size] + absent } });
  if (!exercise || people.length <= absent) return [];
  const personIds = people.map(({ personId }) => personId);
  const open = (name: string, expected: string[]) => call(practice.openClass, { body: { name, exerciseId, expected } });
  const learners = await enter(db, url, personIds.slice(absent), clock);
  clock.turnBack(24 * 60);
  const before = await open('4 West nurses, yesterday', []);
  for (const [n, learner] of learners.entries()) {
    if (n % 3 === 2) continue;
    const attempt = await learner.call(practice.startAttempt, { body: { exerciseId: null, classCode: before.code } });
    // Who is in a hurry leaves steps out.
    await playSteps(
      learner,
      attempt,
      exercise,
      exercise.gold.filter((_, step) => n % 4 === 0 || (step + n) % 5 !== 1),
    );
    await learner.call(practice.submitAttempt, { params: attempt });
  }
  await call(practice.changeClass, { params: before, body: { closed: true, marksReleased: true } });
  clock.turnBack(begunMinutesAgo);
  const present = await open('4 West nurses', personIds);
  for (const [n, learner] of learners.entries()) await workOn(learner, present.code, n, exercise, clock);
  clock.turnBack(0);
  note(`  a class of ${learners.length} in the practice EHR, half-way through "${exercise.title}"`);
  return learners.map((learner) => learner.call);
}

type Learner = Parameters<typeof playSteps>[0];
type Exercise = Parameters<typeof playSteps>[2];

/** Some are nearly done, some sit still, some go round in circles. */
async function workOn(learner: Learner, classCode: string, n: number, exercise: Exercise, clock: DemoClock): Promise<void> {
  clock.turnBack(begunMinutesAgo - (n % 4));
  const attempt = await learner.call(practice.startAttempt, { body: { exerciseId: null, classCode } });
  const doneSteps = Math.ceil((exercise.gold.length * ((n * 7) % 11)) / 10);
  clock.turnBack(n % 5 === 1 ? 14 : (n % 3) + 1);
  await playSteps(learner, attempt, exercise, exercise.gold.slice(0, doneSteps));
  if (n % 6 === 3) await learner.call(practice.takeHint, { params: attempt, body: { taskId: exercise.tasks[0]?.id ?? '' } });
  clock.turnBack(n % 7 === 4 ? 6 : n % 5 === 1 ? 1 : 0);
  const patient = exercise.patients[0] ?? '';
  if (n % 7 !== 4) await learner.call(practice.addTrailLine, { params: attempt, body: { kind: 'chart-opened', detail: { patient } } });
  if (doneSteps === exercise.gold.length) await learner.call(practice.submitAttempt, { params: attempt });
}

async function enter(db: Db, url: string, personIds: readonly string[], clock: DemoClock): Promise<Learner[]> {
  const people = new Map((await findPeople(db, personIds)).map((one) => [one.personId, one]));
  const learners: Learner[] = [];
  for (const [n, personId] of personIds.entries()) {
    const { givenName, familyName } = defined(people.get(personId), `person ${personId}`);
    const given = { email: `practice-${n + 1}@lakeview.example`, name: `${givenName} ${familyName}`, roles: ['clinician'], personId };
    const token = await db.tx(async (tx) => {
      const accountId = await demoAccount(tx, given, clock.now());
      return openSession(tx, accountId, 'demo', clock.now());
    });
    const own: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', `atelbow=${token}`);
      return fetch(typeof input === 'string' && input.startsWith('/') ? `${url}${input}` : input, { ...init, headers });
    };
    learners.push({ call: makeCall(url, own), fetch: own });
  }
  return learners;
}
