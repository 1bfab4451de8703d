import * as practice from '#sandbox/contract.ts';
import { playSteps, readExercises } from '#sandbox/index.ts';
import * as training from '#training/contract.ts';
import { course, startClassHospital, type ClassHospital } from '#test/harness/class-hospital.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A trainer opens the practice class of her class meeting: who has a seat is expected, and stays so when seats change. Learners join by the
 * code, once; an examination ends by itself, gives nothing away and is taken once; marks and steps are theirs when they are released.
 */
let hospital: ClassHospital;
let ann: Client;
let meetingId: string;
const nurse = readExercises().find(({ exercise }) => exercise?.id === 'nurse-care-plan')?.exercise;
const exerciseId = 'nurse-care-plan';

beforeAll(async () => {
  hospital = await startClassHospital(3);
  ann = await hospital.app.signIn('clinician', 'N00');
  const start = Date.parse('2027-03-02T15:00:00Z');
  const body = { courseId: course, roomId: 'R1', trainerId: 'TARA', start, end: start + 240 * 60_000 };
  meetingId = (await hospital.lead.call(training.addMeeting, { body })).meetingId;
});
afterAll(() => hospital.app.close());

const seat = (personId: string) => hospital.lead.call(training.seatPerson, { params: { meetingId }, body: { personId } });
const grid = (classId: string) => hospital.lead.call(practice.getClassGrid, { params: { classId } });
const open = (body: { exam?: boolean; limitMinutes?: number }) =>
  hospital.lead.call(practice.openClass, { body: { name: 'Care plans', exerciseId, ...body } });
const join = (client: Client, classCode: string) => client.call(practice.startAttempt, { body: { exerciseId: null, classCode } });

test('only who leads classes opens one', async () => {
  const start = { params: { meetingId }, body: { exerciseId } };
  await expect(hospital.app.visitor().call(training.startPracticeClass, start)).rejects.toMatchObject({ status: 401 });
  await expect(ann.call(training.startPracticeClass, start)).rejects.toMatchObject({ status: 403 });
  await expect(hospital.app.visitor().call(practice.lookAtClass, { params: { code: 'ABCDEF' } })).rejects.toMatchObject({ status: 401 });
});

test('who has a seat in the class meeting is on the list of its practice class, from then on too', async () => {
  await seat('N00');
  await seat('N01');
  const start = { params: { meetingId }, body: { exerciseId } };
  const { practiceClassId, code } = await hospital.lead.call(training.startPracticeClass, start);
  await expect(hospital.lead.call(training.startPracticeClass, start)).rejects.toMatchObject({ code: 'practice-begun' });
  expect((await hospital.lead.call(training.getMeeting, { params: { meetingId } })).practice).toEqual({ practiceClassId, code });
  const expected = async () => (await grid(practiceClassId)).rows.map(({ personId, state }) => `${personId} ${state}`).toSorted();
  expect(await expected()).toEqual(['N00 not-begun', 'N01 not-begun']);
  await seat('N02');
  await hospital.lead.call(training.unseatPerson, { params: { meetingId, personId: 'N01' } });
  expect(await expected()).toEqual(['N00 not-begun', 'N02 not-begun']);
  const { attemptId } = await join(ann, code);
  expect(await expected()).toEqual(['N00 working', 'N02 not-begun']);
  expect(await join(ann, code)).toMatchObject({ attemptId });
});

test('the grid says when somebody will be idle though nothing happens', async () => {
  const { classId, code } = await open({});
  await join(ann, code);
  const { lookedAt, nextChangeAt, rows } = await grid(classId);
  expect(rows[0]?.state).toBe('working');
  expect(nextChangeAt).toBeGreaterThan(lookedAt);
  hospital.app.clock.set(new Date(nextChangeAt ?? 0).toISOString());
  expect((await grid(classId)).rows[0]?.state).not.toBe('working');
});

test('a code is looked at before anything begins, however it is typed; too late is said in words', async () => {
  const { classId, code } = await open({});
  const typed = ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
  expect(await ann.call(practice.lookAtClass, { params: { code: typed } })).toMatchObject({ name: 'Care plans', own: null, closed: false });
  expect((await grid(classId)).rows).toEqual([]);
  await expect(ann.call(practice.lookAtClass, { params: { code: 'ZZZZZZ' } })).rejects.toMatchObject({ code: 'no-such-class' });
  await hospital.lead.call(practice.changeClass, { params: { classId }, body: { closed: true } });
  await expect(join(ann, code)).rejects.toMatchObject({ code: 'class-closed', message: expect.stringContaining('too late') as string });
});

test('an examination gives nothing away, ends by itself, and is taken once', async () => {
  const { classId, code } = await open({ exam: true, limitMinutes: 20 });
  const attempt = await join(ann, code);
  expect(attempt).toMatchObject({ exam: true, canUndo: false, exercise: { role: 'nurse' } });
  const taskId = nurse?.tasks[0]?.id ?? '';
  await expect(ann.call(practice.takeHint, { params: attempt, body: { taskId } })).rejects.toMatchObject({ code: 'examination' });
  await expect(ann.call(practice.undoInAttempt, { params: attempt })).rejects.toMatchObject({ code: 'examination' });
  await expect(ann.call(practice.resetAttempt, { params: attempt })).rejects.toMatchObject({ code: 'examination' });
  if (nurse) await playSteps(ann, attempt, nurse, nurse.gold.slice(0, 2));
  hospital.app.clock.advanceMinutes(21);
  expect((await ann.call(practice.getAttempt, { params: attempt })).state).toBe('submitted');
  await expect(join(ann, code)).rejects.toMatchObject({ code: 'examination-over' });
  const own = async () => {
    const { attempts } = await ann.call(practice.listOwnAttempts, {});
    return attempts.find(({ attemptId }) => attemptId === attempt.attemptId);
  };
  await ann.call(practice.getResult, { params: attempt });
  expect(await own()).toMatchObject({ held: true, mark: null, className: 'Care plans' });
  await expect(ann.call(practice.replayAttempt, { params: attempt })).rejects.toMatchObject({ code: 'marks-held' });
  await hospital.lead.call(practice.changeClass, { params: { classId }, body: { marksReleased: true } });
  expect(await own()).toMatchObject({ held: false, mark: { passed: false } });
  const { steps } = await ann.call(practice.replayAttempt, { params: attempt });
  expect(steps.at(-1)).toMatchObject({ kind: 'submit', by: 'hospital' });
  const bea = await hospital.app.signIn('clinician', 'N01');
  await expect(bea.call(practice.replayAttempt, { params: attempt })).rejects.toMatchObject({ status: 404 });
});
