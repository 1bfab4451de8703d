import * as training from '#training/contract.ts';
import { course, startClassHospital, type ClassHospital } from '#test/harness/class-hospital.ts';
import { until } from '#test/harness/support-desk.ts';
import type { Client } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Everybody who needs a class has a seat before their own go-live; a full class has a line that is served in order, however many hands pull at
 * it; a trainer's sick day moves as few people as it can; being there is what the gate reads.
 */
let hospital: ClassHospital;
let lead: Client;
const phones = new Map<string, Client>();
/** The account of a nurse, made when it is first needed. */
async function phone(personId = ''): Promise<Client> {
  const made = phones.get(personId) ?? (await hospital.app.signIn('clinician', personId));
  phones.set(personId, made);
  return made;
}
const span = { from: '2027-03-02', to: '2027-03-26' };
const week = { from: Date.parse('2027-03-01T00:00:00Z'), to: Date.parse('2027-03-29T00:00:00Z') };
const meetings = async (): Promise<training.MeetingLine[]> => (await lead.call(training.listMeetings, { query: week })).meetings;
const page = (meetingId: string): Promise<training.MeetingPage> => lead.call(training.getMeeting, { params: { meetingId } });

beforeAll(async () => {
  hospital = await startClassHospital(10);
  lead = hospital.lead;
});
afterAll(() => hospital.app.close());

test('nobody without an account, and no learner, makes a timetable', async () => {
  const body = { ...span, seconds: 1 };
  await expect(hospital.app.visitor().call(training.startTimetable, { body })).rejects.toMatchObject({ status: 401 });
  const nurse = await phone('N00');
  await expect(nurse.call(training.startTimetable, { body })).rejects.toMatchObject({ status: 403 });
});

test('the search seats all ten in three classes of four, and nobody is told before it is published', async () => {
  const { runId } = await lead.call(training.startTimetable, { body: { ...span, seconds: 2 } });
  const run = await until(async () => {
    const seen = await lead.call(training.getTimetable, { params: { runId } });
    if (seen.problem) throw new Error(seen.problem);
    return seen.summary ? seen : undefined;
  }, 'a timetable');
  expect(run.summary).toMatchObject({ meetings: 3, bound: 3, seats: 10, seated: 10, unplaced: 0 });
  expect(hospital.mails).toEqual([]);
  expect(await lead.call(training.publishTimetable, { params: { runId } })).toEqual({ meetings: 3, seats: 10, left: 0 });
  await until(async () => hospital.mails.length >= 10 || undefined, 'ten invitations');
  expect(new Set(hospital.mails.map(({ to }) => to)).size).toBe(10);
  expect(hospital.mails.every(({ invitation }) => invitation?.method === 'REQUEST')).toBe(true);
  await expect(lead.call(training.publishTimetable, { params: { runId } })).rejects.toMatchObject({ status: 409 });
});

test('a full class has a line; a seat that is given up goes to who has waited longest', async () => {
  const full = (await meetings()).find((one) => one.taken === one.seats);
  const { meetingId = '' } = full ?? {};
  const sitters = (await page(meetingId)).people.map((one) => one.personId);
  const [outsider = '', later = ''] = hospital.nurses.filter((personId) => !sitters.includes(personId));
  for (const personId of [outsider, later])
    expect(await lead.call(training.seatPerson, { params: { meetingId }, body: { personId } })).toEqual({ state: 'waiting' });
  const nurse = await phone(sitters[0]);
  await nurse.call(training.giveUpOwnSeat, { params: { meetingId } });
  const now = (await page(meetingId)).people;
  expect(now.find((one) => one.personId === outsider)?.state).toBe('seated');
  expect(now.find((one) => one.personId === later)?.state).toBe('waiting');
  await expect(nurse.call(training.giveUpOwnSeat, { params: { meetingId } })).rejects.toMatchObject({ code: 'not-in-class' });
  const own = await nurse.call(training.getOwnClasses, {});
  expect(own.open.map((one) => one.courseId)).toEqual([course]);
});

test('fifty hands at once: never more in class than seats, nobody waits beside a free seat', async () => {
  const [line] = await meetings();
  const { meetingId = '', seats = 0 } = line ?? {};
  await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => {
      const personId = hospital.nurses[(i * 7) % hospital.nurses.length] ?? '';
      return i % 3 === 0
        ? lead.call(training.unseatPerson, { params: { meetingId, personId } })
        : lead.call(training.seatPerson, { params: { meetingId }, body: { personId } });
    }),
  );
  const { people } = await page(meetingId);
  const seated = people.filter((one) => one.state === 'seated').length;
  expect(seated).toBeLessThanOrEqual(seats);
  expect(seated === seats || people.every((one) => one.state !== 'waiting')).toBe(true);
  const everywhere = (await Promise.all((await meetings()).map((one) => page(one.meetingId)))).flatMap((one) =>
    one.people.filter(({ state }) => state === 'seated').map(({ personId }) => personId),
  );
  expect(new Set(everywhere).size).toBe(everywhere.length);
  // Whoever ended without a seat takes one again, for what follows.
  const without = hospital.nurses.filter((personId) => !everywhere.includes(personId));
  for (const personId of without)
    for (const one of await meetings())
      if (
        one.taken < one.seats &&
        !(await page(one.meetingId)).people.some((seat) => seat.personId === personId && seat.state === 'seated')
      )
        await lead.call(training.seatPerson, { params: { meetingId: one.meetingId }, body: { personId } }).catch(() => undefined);
});

test('a trainer is sick: the other takes the class and no learner moves', async () => {
  const [first] = await meetings();
  const sick = first?.trainerId ?? '';
  const body = { start: first?.start ?? 0, end: first?.end ?? 0 };
  const asked = await lead.call(training.reportTrainerAway, { params: { personId: sick }, body: { ...body, apply: false } });
  expect(asked).toMatchObject({ cancelled: 0, moved: [], substitutions: [{ meetingId: first?.meetingId }] });
  expect((await meetings())[0]?.trainerId).toBe(sick);
  await lead.call(training.reportTrainerAway, { params: { personId: sick }, body: { ...body, apply: true } });
  expect((await meetings())[0]?.trainerId).not.toBe(sick);
});

test('both are away: the class is cancelled and its people sit elsewhere', async () => {
  const [first] = await meetings();
  const before = (await page(first?.meetingId ?? '')).people.filter((one) => one.state === 'seated').map((one) => one.personId);
  const body = { start: first?.start ?? 0, end: first?.end ?? 0 };
  const done = await lead.call(training.reportTrainerAway, {
    params: { personId: first?.trainerId ?? '' },
    body: { ...body, apply: true },
  });
  expect(done.cancelled).toBe(1);
  expect(done.moved.filter((one) => one.to === null)).toEqual([]);
  const seats = await Promise.all((await meetings()).map((one) => page(one.meetingId)));
  const sits = new Set(seats.flatMap(({ people }) => people.filter((one) => one.state === 'seated').map((one) => one.personId)));
  expect(before.filter((personId) => !sits.has(personId))).toEqual([]);
});

test('who is in the room says so by its code; the record is what the gate reads, and an absence stays in it', async () => {
  const [line] = await meetings();
  const first = await page(line?.meetingId ?? '');
  const seated = first.people.filter((one) => one.state === 'seated').map((one) => one.personId);
  const there = seated.find((personId) => !phones.has(personId));
  const absent = seated.find((personId) => personId !== there);
  const code = first.attendPath.split('/').at(-1) ?? '';
  hospital.app.clock.set(new Date(first.start - 31 * 60_000).toISOString());
  const nurse = await phone(there);
  await expect(nurse.call(training.attendByCode, { params: { code } })).rejects.toMatchObject({ code: 'too-early' });
  hospital.app.clock.advanceMinutes(32);
  await nurse.call(training.attendByCode, { params: { code } });
  lead = await hospital.app.signIn('trainer');
  const held = await lead.call(training.markAttendance, {
    params: { meetingId: first.meetingId },
    body: { attended: [], missed: [], held: true },
  });
  expect(held.people.find((one) => one.personId === there)?.state).toBe('attended');
  expect(held.people.find((one) => one.personId === absent)?.state).toBe('missed');
  expect((await nurse.call(training.getOwnClasses, {})).open).toEqual([]);
});
