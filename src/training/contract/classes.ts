import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

/** Milliseconds since 1970. */
const InstantMs = z.number();
const Span = z.object({ start: InstantMs, end: InstantMs }).refine(({ start, end }) => start < end, 'The end must be after the start.');
export const CourseId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'Use lower case letters, digits and hyphens.');

export const Course = z.object({
  courseId: CourseId,
  name: z.string().trim().min(3).max(120),
  minutes: z.int().min(15).max(600),
  seatsMax: z.int().min(1).max(200),
  /** Courses that must be over before this one begins. */
  after: z.array(CourseId).max(10),
});
export type Course = z.infer<typeof Course>;

export const Room = z.object({
  roomId: ExternalId,
  name: z.string().trim().min(1).max(120),
  siteId: ExternalId,
  seats: z.int().min(1).max(500),
});
export const ClosedRoom = z.object({ closedId: z.string(), roomId: z.string(), start: InstantMs, end: InstantMs, reason: z.string() });

export const Trainer = z.object({ personId: ExternalId, courses: z.array(CourseId), sites: z.array(ExternalId) });
export const TrainerView = Trainer.extend({
  name: z.string(),
  away: z.array(z.object({ awayId: z.string(), start: InstantMs, end: InstantMs })),
  /** Of classes that are planned from now on. */
  hoursAhead: z.number(),
});

export const SeatStateName = z.enum(['seated', 'waiting', 'given-up', 'attended', 'missed']);
export const MeetingStateName = z.enum(['planned', 'held', 'cancelled']);

export const MeetingLine = z.object({
  meetingId: z.string(),
  courseId: z.string(),
  courseName: z.string(),
  roomId: z.string(),
  roomName: z.string(),
  siteId: z.string(),
  trainerId: z.string(),
  trainerName: z.string(),
  start: InstantMs,
  end: InstantMs,
  seats: z.int(),
  taken: z.int(),
  waiting: z.int(),
  state: MeetingStateName,
});
export type MeetingLine = z.infer<typeof MeetingLine>;

export const MeetingPage = MeetingLine.extend({
  /** For the code on the wall of the room. */
  attendPath: z.string(),
  /** Its class in the practice EHR; null: none was opened. */
  practice: z.object({ practiceClassId: z.string(), code: z.string() }).nullable(),
  people: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      jobRole: z.string(),
      unitId: z.string().nullable(),
      state: SeatStateName,
      askedAt: InstantMs,
    }),
  ),
});
export type MeetingPage = z.infer<typeof MeetingPage>;

const done = z.object({ done: z.literal(true) });
const meetingParams = z.object({ meetingId: z.string() });

export const getClassSetUp = route({
  method: 'GET',
  path: '/api/training/class-set-up',
  summary: 'Courses, rooms and trainers of classes.',
  access: 'training.read',
  response: z.object({
    courses: z.array(Course),
    rooms: z.array(Room.extend({ closed: z.array(ClosedRoom) })),
    trainers: z.array(TrainerView),
    unitLimits: z.array(z.object({ unitId: z.string(), awayMax: z.int() })),
  }),
});

export const saveCourse = route({
  method: 'PUT',
  path: '/api/training/courses/:courseId',
  summary: 'Add or change a course.',
  access: 'training.classes',
  params: z.object({ courseId: CourseId }),
  body: Course.omit({ courseId: true }),
  response: Course,
});

export const saveRoom = route({
  method: 'PUT',
  path: '/api/training/rooms/:roomId',
  summary: 'Add or change a room.',
  access: 'training.classes',
  params: z.object({ roomId: ExternalId }),
  body: Room.omit({ roomId: true }),
  response: Room,
});

export const closeRoom = route({
  method: 'POST',
  path: '/api/training/rooms/:roomId/closed',
  summary: 'A room cannot be used for a time. Classes in it are not moved by this: mend the timetable.',
  access: 'training.classes',
  params: z.object({ roomId: ExternalId }),
  body: Span.and(z.object({ reason: z.string().trim().max(200).default('') })),
  response: ClosedRoom,
});

export const saveTrainer = route({
  method: 'PUT',
  path: '/api/training/trainers/:personId',
  summary: 'What somebody is credentialed to teach, and where.',
  access: 'training.classes',
  params: z.object({ personId: ExternalId }),
  body: Trainer.omit({ personId: true }),
  response: Trainer,
});

export const setUnitLimit = route({
  method: 'PUT',
  path: '/api/training/unit-limits/:unitId',
  summary: 'How many of a unit may be in class at once; null: the share of the settings.',
  access: 'training.classes',
  params: z.object({ unitId: ExternalId }),
  body: z.object({ awayMax: z.int().min(0).max(500).nullable() }),
  response: done,
});

export const listMeetings = route({
  method: 'GET',
  path: '/api/training/meetings',
  summary: 'Class meetings that begin in a stretch of time.',
  access: 'training.read',
  query: z.object({ from: z.coerce.number(), to: z.coerce.number() }),
  response: z.object({ meetings: z.array(MeetingLine) }),
});

export const addMeeting = route({
  method: 'POST',
  path: '/api/training/meetings',
  summary: 'A class meeting by hand. Refused when its room or trainer is taken or away.',
  access: 'training.classes',
  body: Span.and(z.object({ courseId: CourseId, roomId: ExternalId, trainerId: ExternalId })),
  response: MeetingLine,
});

export const getMeeting = route({
  method: 'GET',
  path: '/api/training/meetings/:meetingId',
  summary: 'A class meeting with who sits in it and who waits.',
  access: 'training.class-list',
  params: meetingParams,
  response: MeetingPage,
});

export const startPracticeClass = route({
  method: 'POST',
  path: '/api/training/meetings/:meetingId/practice-class',
  summary: 'Open a class in the practice EHR for a class meeting: those who have a seat are its roster, and stay so when seats change.',
  access: 'training.class-list',
  params: meetingParams,
  body: z.object({
    exerciseId: z.string().max(100).nullable(),
    exam: z.boolean().default(false),
    limitMinutes: z.number().int().min(1).max(1440).nullable().default(null),
  }),
  response: z.object({ practiceClassId: z.string(), code: z.string() }),
});

export const cancelMeeting = route({
  method: 'POST',
  path: '/api/training/meetings/:meetingId/cancel',
  summary: 'The class does not take place; everybody in it is told, and needs another seat.',
  access: 'training.classes',
  params: meetingParams,
  response: MeetingLine,
});

export const seatPerson = route({
  method: 'POST',
  path: '/api/training/meetings/:meetingId/seats',
  summary: 'A seat for somebody, or a place in the waiting list.',
  access: 'training.class-list',
  params: meetingParams,
  body: z.object({ personId: ExternalId }),
  response: z.object({ state: SeatStateName }),
});

export const unseatPerson = route({
  method: 'DELETE',
  path: '/api/training/meetings/:meetingId/seats/:personId',
  summary: 'Give up a seat for somebody; whoever waits longest and can come gets it.',
  access: 'training.class-list',
  params: meetingParams.extend({ personId: z.string() }),
  response: done,
});

export const markAttendance = route({
  method: 'POST',
  path: '/api/training/meetings/:meetingId/attendance',
  summary: 'Who was there and who was not; with `held` the class is over and the record is written.',
  access: 'training.class-list',
  params: meetingParams,
  body: z.object({ attended: z.array(ExternalId).max(500), missed: z.array(ExternalId).max(500), held: z.boolean() }),
  response: MeetingPage,
});

export const OwnSeat = MeetingLine.extend({ own: SeatStateName });
export const getOwnClasses = route({
  method: 'GET',
  path: '/api/training/classes/own',
  summary: 'My classes, and those that I can take for what I still need.',
  access: 'self.read',
  response: z.object({
    seats: z.array(OwnSeat),
    open: z.array(z.object({ courseId: z.string(), courseName: z.string(), due: z.string().nullable(), meetings: z.array(MeetingLine) })),
  }),
});

export const takeOwnSeat = route({
  method: 'POST',
  path: '/api/training/classes/own/:meetingId',
  summary: 'I take a seat, or a place in the waiting list.',
  access: 'self.change',
  params: meetingParams,
  response: z.object({ state: SeatStateName }),
});

export const giveUpOwnSeat = route({
  method: 'DELETE',
  path: '/api/training/classes/own/:meetingId',
  summary: 'I give up my seat or my place in the waiting list.',
  access: 'self.change',
  params: meetingParams,
  response: done,
});

export const attendByCode = route({
  method: 'POST',
  path: '/api/training/attend/:code',
  summary: 'I am in the room: the code on its wall says which class.',
  access: 'self.change',
  params: z.object({ code: z.string().max(64) }),
  response: MeetingLine,
});
