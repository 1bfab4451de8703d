import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

export const TimetableProgressView = z.object({ tries: z.int(), meetings: z.int(), unplaced: z.int(), bound: z.int() });

export const RunMeeting = z.object({
  courseId: z.string(),
  start: z.number(),
  end: z.number(),
  roomId: z.string(),
  trainerId: z.string(),
  learners: z.int(),
});
export const UnplacedLine = z.object({
  personId: z.string(),
  name: z.string(),
  courseId: z.string(),
  reason: z.string(),
  text: z.string(),
});

export const TimetableRun = z.object({
  runId: z.string(),
  from: z.string(),
  to: z.string(),
  createdAt: z.number(),
  createdBy: z.string(),
  state: z.enum(['due', 'running', 'made', 'failed', 'published']),
  progress: TimetableProgressView.nullable(),
  problem: z.string().nullable(),
  /** Of a finished run. */
  summary: z
    .object({ meetings: z.int(), bound: z.int(), seats: z.int(), seated: z.int(), unplaced: z.int(), seconds: z.number() })
    .nullable(),
});
export type TimetableRun = z.infer<typeof TimetableRun>;

const params = z.object({ runId: z.string() });

export const startTimetable = route({
  method: 'POST',
  path: '/api/training/timetables',
  summary: 'Start to look for a timetable: everybody who still needs a class, within their own window, in as few classes as possible.',
  access: 'training.classes',
  body: z.object({ from: LocalDateText, to: LocalDateText, seconds: z.int().min(1).max(3600).default(60), seed: z.int().default(1) }),
  response: TimetableRun,
});

export const listTimetables = route({
  method: 'GET',
  path: '/api/training/timetables',
  summary: 'Timetable runs, newest first.',
  access: 'training.read',
  response: z.object({ runs: z.array(TimetableRun) }),
});

export const getTimetable = route({
  method: 'GET',
  path: '/api/training/timetables/:runId',
  summary: 'A run with its classes, and everybody without a seat with the reason.',
  access: 'training.class-list',
  params,
  response: TimetableRun.extend({ meetings: z.array(RunMeeting), unplaced: z.array(UnplacedLine) }),
});

export const stopTimetable = route({
  method: 'POST',
  path: '/api/training/timetables/:runId/stop',
  summary: 'End the search and keep the best so far.',
  access: 'training.classes',
  params,
  response: TimetableRun,
});

export const publishTimetable = route({
  method: 'POST',
  path: '/api/training/timetables/:runId/publish',
  summary: 'The classes become real: seats are taken, invitations go out. Whoever got a seat elsewhere meanwhile keeps that one.',
  access: 'training.classes',
  params,
  response: z.object({ meetings: z.int(), seats: z.int(), left: z.int() }),
});

const Moved = z.object({ personId: z.string(), name: z.string(), courseId: z.string(), from: z.number(), to: z.number().nullable() });

export const reportTrainerAway = route({
  method: 'POST',
  path: '/api/training/trainers/:personId/away',
  summary:
    'A trainer is away for a time: other trainers take their classes where one can, and as few learners as possible move. Without `apply` it only says what would happen.',
  access: 'training.classes',
  params: z.object({ personId: ExternalId }),
  body: z.object({ start: z.number(), end: z.number(), apply: z.boolean() }),
  response: z.object({
    substitutions: z.array(
      z.object({ meetingId: z.string().nullable(), courseId: z.string(), start: z.number(), from: z.string(), to: z.string() }),
    ),
    cancelled: z.int(),
    added: z.int(),
    moved: z.array(Moved),
  }),
});

export const UnitReadiness = z.object({
  unitId: z.string(),
  unitName: z.string(),
  date: z.string(),
  people: z.int(),
  certified: z.int(),
  expected: z.number(),
  probability: z.number(),
  bottleneck: z
    .object({ kind: z.enum(['seats', 'passing', 'coming']), courseId: z.string(), people: z.int(), text: z.string() })
    .nullable(),
});

export const forecastUnits = route({
  method: 'GET',
  path: '/api/training/forecast',
  summary:
    'For each unit that goes live: how probable it is that enough of its people are certified by then, and what stands in the way most.',
  access: 'training.read',
  response: z.object({ shareWanted: z.number(), units: z.array(UnitReadiness) }),
});
