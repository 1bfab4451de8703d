import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/* A learner and their modules. Answers are scored by the server: what is right never reaches a browser before it was answered. */
const At = z.number().int();
const Labelled = z.object({ key: z.string(), text: z.string() });
const Key = z.string().max(64);

export const QuestionView = z.discriminatedUnion('kind', [
  z.object({ itemId: z.string(), ask: z.string(), kind: z.enum(['single', 'multiple']), choices: z.array(Labelled) }),
  z.object({ itemId: z.string(), ask: z.string(), kind: z.enum(['true-false', 'text']) }),
  z.object({ itemId: z.string(), ask: z.string(), kind: z.literal('order'), steps: z.array(Labelled) }),
  z.object({ itemId: z.string(), ask: z.string(), kind: z.literal('match'), lefts: z.array(Labelled), rights: z.array(Labelled) }),
  z.object({ itemId: z.string(), ask: z.string(), kind: z.literal('number'), unit: z.string() }),
  z.object({ itemId: z.string(), ask: z.string(), kind: z.literal('sort'), groups: z.array(Labelled), entries: z.array(Labelled) }),
]);
export type QuestionView = z.infer<typeof QuestionView>;

export const Given = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), choice: Key }),
  z.object({ kind: z.literal('multiple'), choices: z.array(Key).max(20) }),
  z.object({ kind: z.literal('true-false'), value: z.boolean(), confidence: z.enum(['guess', 'fairly', 'sure']) }),
  z.object({ kind: z.literal('order'), order: z.array(Key).max(20) }),
  z.object({ kind: z.literal('match'), pairs: z.record(Key, Key) }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string().trim().max(200) }),
  z.object({ kind: z.literal('sort'), places: z.record(Key, Key) }),
]);
export type Given = z.infer<typeof Given>;

export const Feedback = z.object({
  points: z.number(),
  right: z.boolean(),
  marks: z.record(z.string(), z.boolean()),
  remarks: z.array(z.string()),
  why: z.string(),
  solution: z.array(z.string()),
});
export type Feedback = z.infer<typeof Feedback>;

const PartView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), markdown: z.string() }),
  z.object({ kind: z.literal('question'), question: QuestionView }),
  z.object({ kind: z.literal('exercise'), exerciseId: z.string(), title: z.string(), required: z.boolean() }),
]);

export const ModuleView = z.object({
  moduleId: z.string(),
  version: z.number().int(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(['module', 'burst']),
  minutes: z.number(),
  passShare: z.number(),
  draw: z.number().int(),
  feedback: z.enum(['each', 'end']),
  testOut: z.boolean(),
  pages: z.array(z.object({ title: z.string(), parts: z.array(PartView) })),
});
export type ModuleView = z.infer<typeof ModuleView>;

/** An answer that is stored. `feedback` is null while a check with feedback at its end goes on. */
const AnswerView = z.object({ itemId: z.string(), given: Given, feedback: Feedback.nullable() });
export type AnswerView = z.infer<typeof AnswerView>;

export const CheckView = z.object({
  checkId: z.string(),
  number: z.number().int(),
  kind: z.enum(['check', 'test-out']),
  items: z.array(QuestionView),
  answers: z.array(AnswerView),
  startedAt: At,
  endedAt: At.nullable(),
  share: z.number().nullable(),
  passed: z.boolean().nullable(),
});
export type CheckView = z.infer<typeof CheckView>;

export const RunView = z.object({
  runId: z.string(),
  version: z.number().int(),
  /** 0 is the first page; one past the last is the knowledge check. */
  page: z.number().int(),
  furthestPage: z.number().int(),
  startedAt: At,
  passedAt: At.nullable(),
  testedOut: z.boolean(),
  /** Answers on the pages, the latest of each item. */
  practice: z.array(AnswerView),
  /** The one that goes on, or the last. */
  check: CheckView.nullable(),
  /** All attempts that have ended; none is ever left out. */
  attempts: z.array(
    z.object({ number: z.number().int(), kind: z.enum(['check', 'test-out']), share: z.number(), passed: z.boolean(), endedAt: At }),
  ),
  exercises: z.array(
    z.object({
      exerciseId: z.string(),
      /** `not-yet`: handed in and not passed; `held`: handed in, the marks of its class are not shown yet; `unknown`: not in this practice EHR. */
      state: z.enum(['none', 'begun', 'not-yet', 'held', 'achieved', 'unknown']),
      bestScore: z.number().nullable(),
      attempts: z.number().int(),
      openAttemptId: z.string().nullable(),
      gradedAttemptId: z.string().nullable(),
    }),
  ),
  /** What is still to be done before the module is passed, in words. */
  toDo: z.array(z.string()),
});
export type RunView = z.infer<typeof RunView>;

const moduleParams = z.object({ moduleId: z.string().max(100) });
const runParams = z.object({ runId: z.string().max(64) });
const access = 'training.learn' as const;

export const LearningModule = z.object({
  moduleId: z.string(),
  title: z.string(),
  summary: z.string(),
  kind: z.enum(['module', 'burst']),
  minutes: z.number(),
  version: z.number().int(),
  optional: z.boolean(),
  /** By when it is asked of this learner, by a duty or a change of the EHR; null: nothing asks for it now. */
  due: z.string().nullable(),
  pages: z.number().int(),
  state: z.enum(['locked', 'open', 'running', 'passed', 'counted']),
  /** Titles of what comes first, while it is locked. */
  missing: z.array(z.string()),
  page: z.number().int(),
  attempts: z.number().int(),
  passedAt: At.nullable(),
});
export type LearningModule = z.infer<typeof LearningModule>;

export const listOwnModules = route({
  method: 'GET',
  path: '/api/learning/modules',
  summary: 'My modules: those of my job role in their order, and those that I began besides.',
  access,
  response: z.object({ jobRole: z.string(), modules: z.array(LearningModule) }),
});

export const getOwnModule = route({
  method: 'GET',
  path: '/api/learning/modules/:moduleId',
  summary: 'A module to read, and how far I am. Whoever began a version keeps it until it is finished; `newer` says that there is another.',
  access,
  params: moduleParams,
  response: z.object({ module: ModuleView, run: RunView.nullable(), newer: z.number().int().nullable(), missing: z.array(z.string()) }),
});

export const startRun = route({
  method: 'POST',
  path: '/api/learning/modules/:moduleId/runs',
  summary: 'Begin a module, or go on with it. `again`: leave the open run as it is and begin the newest version.',
  access,
  params: moduleParams,
  body: z.object({ again: z.boolean().default(false) }),
  response: RunView,
});

export const savePosition = route({
  method: 'PUT',
  path: '/api/learning/runs/:runId/position',
  summary: 'The page that I am on. One past the last is the knowledge check.',
  access,
  params: runParams,
  body: z.object({ page: z.number().int().min(0).max(200) }),
  response: RunView,
});

export const sendAnswers = route({
  method: 'POST',
  path: '/api/learning/runs/:runId/answers',
  summary: 'Answers, also some that waited on the device. The same key twice is one answer; `refused` says why one was not taken.',
  access,
  params: runParams,
  body: z.object({
    answers: z
      .array(z.object({ key: z.uuid(), itemId: z.string().max(64), checkId: z.string().max(64).nullable(), given: Given, answeredAt: At }))
      .min(1)
      .max(100),
  }),
  response: z.object({ refused: z.array(z.object({ key: z.string(), text: z.string() })), run: RunView }),
});

export const startCheck = route({
  method: 'POST',
  path: '/api/learning/runs/:runId/checks',
  summary: 'Begin the knowledge check. `test-out`: without the pages, one item at a time, until the answers have shown enough.',
  access,
  params: runParams,
  body: z.object({ kind: z.enum(['check', 'test-out']).default('check') }),
  response: RunView,
});

export const endCheck = route({
  method: 'POST',
  path: '/api/learning/runs/:runId/checks/end',
  summary: 'End the check as it stands. What was not answered has no points.',
  access,
  params: runParams,
  response: RunView,
});

export const listModulesOfExercise = route({
  method: 'GET',
  path: '/api/learning/exercises/:exerciseId/modules',
  summary: 'Modules of mine that have this exercise on a page, those that I am on first: the way back from the practice EHR',
  access,
  params: z.object({ exerciseId: z.string().max(100) }),
  response: z.object({ modules: z.array(z.object({ moduleId: z.string(), title: z.string(), running: z.boolean() })) }),
});

export const getMedia = '/api/training/media/:name';
