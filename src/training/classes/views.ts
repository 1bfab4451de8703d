import { findPeople } from '#directory/index.ts';
import type { MeetingLine, MeetingPage } from '../contract/classes.ts';
import { loadSeats, type MeetingRow } from './meetings.ts';
import { findPractice } from './practice.ts';
import { loadCourses, loadRooms } from './set-up.ts';
import type { Reader } from './tables.ts';

const nameOf = (person: { readonly givenName: string; readonly familyName: string } | undefined, id: string): string =>
  person ? `${person.givenName} ${person.familyName}` : id;

/** Meetings as lists show them: names instead of ids, how full. */
export async function linesOf(on: Reader, meetings: readonly MeetingRow[]): Promise<MeetingLine[]> {
  const [courses, rooms, seats, trainers] = await Promise.all([
    loadCourses(on),
    loadRooms(on),
    loadSeats(
      on,
      meetings.map(({ meetingId }) => meetingId),
    ),
    findPeople(on, [...new Set(meetings.map(({ trainerId }) => trainerId))]),
  ]);
  const courseOf = new Map(courses.map((one) => [one.courseId, one]));
  const roomOf = new Map(rooms.map((one) => [one.roomId, one]));
  const trainerOf = new Map(trainers.map((one) => [one.personId, one]));
  const seatsOf = Map.groupBy(seats, ({ meetingId }) => meetingId);
  return meetings.map((one) => {
    const own = seatsOf.get(one.meetingId) ?? [];
    const { meetingId, courseId, roomId, trainerId, start, end, state } = one;
    return {
      meetingId,
      courseId,
      roomId,
      trainerId,
      start,
      end,
      state,
      seats: one.seats,
      courseName: courseOf.get(courseId)?.name ?? courseId,
      roomName: roomOf.get(roomId)?.name ?? roomId,
      siteId: roomOf.get(roomId)?.siteId ?? '',
      trainerName: nameOf(trainerOf.get(trainerId), trainerId),
      taken: own.filter((seat) => seat.state === 'seated' || seat.state === 'attended' || seat.state === 'missed').length,
      waiting: own.filter((seat) => seat.state === 'waiting').length,
    };
  });
}

export async function pageOf(on: Reader, meeting: MeetingRow): Promise<MeetingPage> {
  const [line] = await linesOf(on, [meeting]);
  const seats = await loadSeats(on, [meeting.meetingId]);
  const people = new Map(
    (
      await findPeople(
        on,
        seats.map(({ personId }) => personId),
      )
    ).map((one) => [one.personId, one]),
  );
  return {
    ...(line as MeetingLine),
    attendPath: `/learn/attend/${meeting.code}`,
    practice: await findPractice(on, meeting.meetingId),
    people: seats
      .filter(({ state }) => state !== 'given-up')
      .map(({ personId, state, askedAt }) => {
        const person = people.get(personId);
        return {
          personId,
          name: nameOf(person, personId),
          jobRole: person?.jobRole ?? '',
          unitId: person?.homeUnit ?? null,
          state,
          askedAt,
        };
      }),
  };
}
