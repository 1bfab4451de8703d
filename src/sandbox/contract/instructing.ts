import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { Mark } from './goals.ts';
import { attemptParams, InstantMs } from './terms.ts';

/** One entry of an attempt's journal, as an instructor reads it. */
export const ReplayStep = z.object({
  seq: z.number().int(),
  at: InstantMs,
  virtualAt: InstantMs,
  /** `learner`, the `hospital` by itself, or an `instructor`. */
  by: z.enum(['learner', 'hospital', 'instructor']),
  kind: z.enum(['start', 'write', 'event', 'trail', 'clock', 'hint', 'undo', 'reset', 'submit']),
  /** What was done, in plain words. */
  text: z.string(),
  /** What was written: `Type/id` and the verb. */
  written: z.array(z.object({ reference: z.string(), title: z.string(), verb: z.enum(['created', 'changed', 'deleted']) })),
  /** Tasks that stand otherwise than before, 0 to 1. */
  changed: z.array(z.object({ taskId: z.string(), achieved: z.number() })),
  /** As it would be graded after this step; null in free practice. */
  score: z.number().nullable(),
});
export type ReplayStep = z.infer<typeof ReplayStep>;

export const AttemptReplay = z.object({
  learnerName: z.string(),
  exerciseTitle: z.string().nullable(),
  timeZone: z.string(),
  tasks: z.array(
    z.object({ taskId: z.string(), text: z.string(), phase: z.string(), critical: z.boolean(), kind: z.enum(['find', 'never']) }),
  ),
  steps: z.array(ReplayStep),
  /** There are more steps than are told at once. */
  isCut: z.boolean(),
  mark: Mark.nullable(),
});
export type AttemptReplay = z.infer<typeof AttemptReplay>;

export const replayAttempt = route({
  method: 'GET',
  path: '/api/practice/attempts/:attemptId/replay',
  summary:
    'What was done in an attempt, step by step, and where its tasks stood after each. Its learner sees it once the mark is theirs to see. Its chart at a step, for instructors: /sandbox/ID/at/SEQ/fhir',
  access: 'sandbox.practise',
  params: attemptParams,
  response: AttemptReplay,
});

export const overrideMark = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/mark',
  summary: "An instructor's word over the grade, with a reason. The grade stays as it was.",
  access: 'sandbox.instruct',
  params: attemptParams,
  body: z.object({ score: z.number().min(0).max(1), passed: z.boolean(), reason: z.string().trim().min(10).max(500) }),
  response: Mark,
});

export const gradeAgain = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/regrade',
  summary: 'Grade again what was handed in, by the exercise as it is today. Earlier grades stay.',
  access: 'sandbox.instruct',
  params: attemptParams,
  response: Mark,
});

/** How one task did over everybody's first attempt. */
export const TaskDifficulty = z.object({
  taskId: z.string(),
  text: z.string(),
  kind: z.enum(['find', 'never']),
  critical: z.boolean(),
  /** Mean of what was achieved, 0 to 1: the item's difficulty as test theory has it. */
  share: z.number(),
  /** Correlation with the rest of the tasks, -1 to 1; null: everybody did the same, or too few. */
  discrimination: z.number().nullable(),
});
export type TaskDifficulty = z.infer<typeof TaskDifficulty>;

export const getDifficulty = route({
  method: 'GET',
  path: '/api/practice/exercises/:exerciseId/difficulty',
  summary: "How hard each task is, from everybody's first attempt that was handed in.",
  access: 'sandbox.instruct',
  params: z.object({ exerciseId: z.string().max(100) }),
  response: z.object({
    exerciseTitle: z.string(),
    attemptCount: z.number().int(),
    passedCount: z.number().int(),
    unsafeCount: z.number().int(),
    medianMinutes: z.number().nullable(),
    minutesExpected: z.number(),
    tasks: z.array(TaskDifficulty),
  }),
});
