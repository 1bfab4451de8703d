import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { Mark } from './goals.ts';
import { attemptParams, InstantMs } from './terms.ts';

const classParams = z.object({ classId: z.string().min(1).max(64) });

/** A named group of attempts that is watched together. */
export const PracticeClass = z.object({
  classId: z.string(),
  /** What learners type to join. */
  code: z.string(),
  name: z.string(),
  /** Null: free practice. */
  exerciseId: z.string().nullable(),
  exerciseTitle: z.string().nullable(),
  /** No progress, no hints, nothing taken back. */
  exam: z.boolean(),
  /** An attempt ends by itself after so long; null: never. */
  limitMinutes: z.number().int().nullable(),
  openedByName: z.string(),
  openedAt: InstantMs,
  /** Nobody can join any more. */
  closedAt: InstantMs.nullable(),
  /** Null: learners do not see their marks yet. */
  marksReleasedAt: InstantMs.nullable(),
});
export type PracticeClass = z.infer<typeof PracticeClass>;

/** One learner of a class, by their newest attempt. */
export const ClassRow = z.object({
  learnerName: z.string(),
  personId: z.string().nullable(),
  /** Null: expected, and has not begun. */
  attemptId: z.string().nullable(),
  attemptCount: z.number().int(),
  state: z.enum(['not-begun', 'working', 'idle', 'stuck', 'submitted']),
  startedAt: InstantMs.nullable(),
  lastEntryAt: InstantMs.nullable(),
  submittedAt: InstantMs.nullable(),
  entryCount: z.number().int(),
  resetCount: z.number().int(),
  hintsUsed: z.number().int(),
  /** By task of the exercise, in its order: 0 to 1. Empty in free practice. */
  achieved: z.array(z.number()),
  /** Something was done that could have harmed a patient. */
  unsafe: z.boolean(),
  /** When the last task was achieved. */
  lastAchievedAt: InstantMs.nullable(),
  /** The first task that is not achieved yet, among those that come next. */
  presentTaskId: z.string().nullable(),
  mark: Mark.nullable(),
});
export type ClassRow = z.infer<typeof ClassRow>;

export const ClassGrid = z.object({
  practiceClass: PracticeClass,
  tasks: z.array(z.object({ taskId: z.string(), text: z.string(), phase: z.string(), critical: z.boolean() })),
  rows: z.array(ClassRow),
  /** When it was looked at, and when somebody will be idle or stuck if nobody does anything; null: never. */
  lookedAt: InstantMs,
  nextChangeAt: InstantMs.nullable(),
});
export type ClassGrid = z.infer<typeof ClassGrid>;

export const listClasses = route({
  method: 'GET',
  path: '/api/practice/classes',
  summary: 'Classes, newest first, with how many learners have begun and handed in.',
  access: 'sandbox.instruct',
  response: z.object({
    classes: z.array(PracticeClass.extend({ learnerCount: z.number().int(), submittedCount: z.number().int() })),
  }),
});

export const openClass = route({
  method: 'POST',
  path: '/api/practice/classes',
  summary: 'Open a class. `expected`: people who should be there, so that those who have not begun are seen.',
  access: 'sandbox.instruct',
  body: z.object({
    name: z.string().trim().min(1).max(120),
    exerciseId: z.string().max(100).nullable(),
    expected: z.array(ExternalId).max(500).default([]),
    exam: z.boolean().default(false),
    limitMinutes: z.number().int().min(1).max(1440).nullable().default(null),
  }),
  response: PracticeClass,
});

export const lookAtClass = route({
  method: 'GET',
  path: '/api/practice/joining/:code',
  summary: 'What a class is that one would join by its code, and whether one has begun already. Nothing begins by looking.',
  access: 'sandbox.practise',
  params: z.object({ code: z.string().min(1).max(20) }),
  response: z.object({
    name: z.string(),
    exerciseTitle: z.string().nullable(),
    openedByName: z.string(),
    exam: z.boolean(),
    limitMinutes: z.number().int().nullable(),
    closed: z.boolean(),
    /** My newest attempt in it; null: none yet. */
    own: z.object({ attemptId: z.string(), submitted: z.boolean(), endsAt: InstantMs.nullable() }).nullable(),
  }),
  callsPerMinuteMax: 60,
});

export const getClassGrid = route({
  method: 'GET',
  path: '/api/practice/classes/:classId',
  summary: 'Everybody of a class: on which task they are, since when, idle or stuck.',
  access: 'sandbox.instruct',
  params: classParams,
  response: ClassGrid,
});

export const changeClass = route({
  method: 'PATCH',
  path: '/api/practice/classes/:classId',
  summary: 'Close a class to newcomers or open it again; release the marks of all, or hold them back.',
  access: 'sandbox.instruct',
  params: classParams,
  body: z.object({ closed: z.boolean().optional(), marksReleased: z.boolean().optional() }),
  response: PracticeClass,
});

export const expectInClass = route({
  method: 'PUT',
  path: '/api/practice/classes/:classId/expected',
  summary: 'Who should be there: so that those who have not begun are seen. Takes the place of whoever was expected before.',
  access: 'sandbox.instruct',
  params: classParams,
  body: z.object({ expected: z.array(ExternalId).max(500) }),
  response: z.object({ expectedCount: z.number().int() }),
});

export const resetClass = route({
  method: 'POST',
  path: '/api/practice/classes/:classId/reset',
  summary: 'Begin anew for everybody of the class who has not handed in.',
  access: 'sandbox.instruct',
  params: classParams,
  response: z.object({ resetCount: z.number().int() }),
});

export const resetForLearner = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/instructor-reset',
  summary: "Begin a learner's attempt anew for them.",
  access: 'sandbox.instruct',
  params: attemptParams,
  response: z.object({ resetCount: z.number().int() }),
});
