import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { attemptParams, InstantMs } from './terms.ts';

/** One task of an exercise as its learner sees it while they work. What must not be done is not told beforehand. */
export const Goal = z.object({
  taskId: z.string(),
  text: z.string(),
  phase: z.string(),
  critical: z.boolean(),
  /** 0 to 1; null where progress is not shown. */
  achieved: z.number().nullable(),
  hintTaken: z.boolean(),
  /** Shown once it was asked for. */
  hint: z.string().nullable(),
});
export type Goal = z.infer<typeof Goal>;

export const GoalsView = z.object({
  /** Empty in free practice. */
  goals: z.array(Goal),
  /** False in an examination. */
  showsProgress: z.boolean(),
  givesHints: z.boolean(),
  virtualNow: InstantMs,
  /** When the hospital will next do something by itself, on its clock; null: nothing waits. */
  nextEventAt: InstantMs.nullable(),
  /** Real time at which the attempt ends by itself; null: it does not. */
  endsAt: InstantMs.nullable(),
});
export type GoalsView = z.infer<typeof GoalsView>;

export const getGoals = route({
  method: 'GET',
  path: '/api/practice/attempts/:attemptId/goals',
  summary: 'The tasks and, but for examinations, how far each is. What is due in the hospital happens first.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: GoalsView,
});

export const takeHint = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/hints',
  summary: 'A hint for one task. Hints are counted.',
  access: 'sandbox.practise',
  params: attemptParams,
  body: z.object({ taskId: z.string().max(100) }),
  response: z.object({ hint: z.string() }),
});

/** What counts of an attempt: the newest grade, or an instructor's word over it. */
export const Mark = z.object({
  /** 0 to 1. */
  score: z.number(),
  passed: z.boolean(),
  /** Something was done that could have harmed a patient; no override takes that word away. */
  unsafe: z.boolean(),
  gradedAt: InstantMs,
  override: z.object({ score: z.number(), passed: z.boolean(), reason: z.string(), byName: z.string(), at: InstantMs }).nullable(),
});
export type Mark = z.infer<typeof Mark>;

export const TaskResult = z.object({
  taskId: z.string(),
  text: z.string(),
  phase: z.string(),
  weight: z.number(),
  /** `never`: something that must not be done; achieved is then 1 as long as it was not. */
  kind: z.enum(['find', 'never']),
  critical: z.boolean(),
  achieved: z.number(),
  /** Why not whole, in plain words. */
  why: z.string().nullable(),
  /** Resources that show it, or the place to look. */
  where: z.array(z.string()),
  /** On the hospital's clock. */
  at: InstantMs.nullable(),
});

export const AttemptResult = z.object({
  /** `held`: the instructor has not released the marks yet. `none`: nothing to grade, or not handed in. */
  state: z.enum(['none', 'held', 'shown']),
  mark: Mark.nullable(),
  tasks: z.array(TaskResult),
  /** Minutes on the hospital's clock, and of real time from the first thing done to handing in. */
  minutes: z.number().nullable(),
  realMinutes: z.number().nullable(),
  minutesExpected: z.number().nullable(),
  clicks: z.number().nullable(),
  clicksExpected: z.number().nullable(),
  hintsUsed: z.number().int(),
  resetCount: z.number().int(),
  undoCount: z.number().int(),
});
export type AttemptResult = z.infer<typeof AttemptResult>;

export const getResult = route({
  method: 'GET',
  path: '/api/practice/attempts/:attemptId/result',
  summary: 'The grade of what was handed in, task by task, with why and where to look.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: AttemptResult,
});

export const ExerciseView = z.object({
  exerciseId: z.string(),
  title: z.string(),
  /** Written by the organisation itself. */
  isOwn: z.boolean(),
  role: z.string(),
  minutes: z.number(),
  story: z.string(),
  /** Whom the learner plays. */
  learner: z.string(),
  screen: z.string(),
  patients: z.array(z.string()),
  passScore: z.number(),
  taskCount: z.number().int(),
  /** Of the asker: attempts, and whether one was passed. */
  own: z.object({ attemptCount: z.number().int(), passed: z.boolean(), openAttemptId: z.string().nullable() }),
});
export type ExerciseView = z.infer<typeof ExerciseView>;

export const listExercises = route({
  method: 'GET',
  path: '/api/practice/exercises',
  summary: 'Everything that can be practised.',
  access: 'sandbox.practise',
  /** `ownRole`: the asker's job role in the directory; null for an account of nobody there. */
  response: z.object({ ownRole: z.string().nullable(), exercises: z.array(ExerciseView) }),
});
