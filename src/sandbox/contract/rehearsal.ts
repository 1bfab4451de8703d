import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { AuthorIssue, exerciseParams, ExerciseSource, InstantMs } from './terms.ts';

/* What an exercise's file is worth, while it is written: what is wrong and on which line, what its runs show, what each rule sees. */

const access = 'sandbox.author' as const;
/** While somebody types, a check follows every pause. */
const callsPerMinuteMax = 600;

/** What one of the exercise's own runs showed. */
export const RunVerdict = z.object({
  run: z.enum(['gold', 'empty', 'mutant']),
  /** Of a mutant: which, from 0. */
  index: z.number().int(),
  /** Of a mutant: the task that must fail. */
  breaks: z.string().nullable(),
  score: z.number(),
  passed: z.boolean(),
  /** Ids of tasks that are not whole in it. */
  failing: z.array(z.string()),
  /** It shows what it is there to show. */
  holds: z.boolean(),
});
export type RunVerdict = z.infer<typeof RunVerdict>;

export const Checked = z.object({
  issues: z.array(AuthorIssue),
  /** Empty while the file can't be read or names what is not there. */
  verdicts: z.array(RunVerdict),
  /** Null while the file can't be read as an exercise. */
  title: z.string().nullable(),
});
export type Checked = z.infer<typeof Checked>;

export const checkExercise = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/check',
  summary: 'What is wrong in a file, line by line, and what its gold run, the empty one and each mutant show. Nothing is kept.',
  access,
  params: exerciseParams,
  body: z.object({ source: ExerciseSource }),
  response: Checked,
  callsPerMinuteMax,
});

/** Something that an expression found. */
export const Seen = z.object({
  /** `Type/id`, or the place in words; null: a plain value. */
  place: z.string().nullable(),
  title: z.string(),
  /** Minutes after the start; null: it has no time. */
  minute: z.number().nullable(),
  /** False: outside the order or the time that its task allows. */
  counts: z.boolean(),
  /** As JSON, cut where it is long. */
  json: z.string(),
});
export type Seen = z.infer<typeof Seen>;

const Found = z.object({
  expression: z.string(),
  /** Why it could not be evaluated; null: it could. */
  fault: z.string().nullable(),
  count: z.number().int(),
  /** The first of them. */
  seen: z.array(Seen),
});
export type Found = z.infer<typeof Found>;

export const RuleResult = z.object({
  taskId: z.string(),
  text: z.string(),
  phase: z.string(),
  kind: z.enum(['find', 'never']),
  weight: z.number(),
  critical: z.boolean(),
  achieved: z.number(),
  /** Minutes after the start at which it was made whole, or the fault committed. */
  minute: z.number().nullable(),
  why: z.string().nullable(),
  /** One for each expression: several where the task has parts. */
  found: z.array(Found),
});
export type RuleResult = z.infer<typeof RuleResult>;

/** One thing of a run, for the time line. */
export const RunMoment = z.object({
  minute: z.number(),
  by: z.string(),
  text: z.string(),
  place: z.string().nullable(),
});

export const Rehearsal = z.object({
  issues: z.array(AuthorIssue),
  /** Null: the file can't be read as an exercise; `issues` says why. */
  result: z
    .object({
      score: z.number(),
      passed: z.boolean(),
      unsafe: z.boolean(),
      minutes: z.number(),
      rules: z.array(RuleResult),
      moments: z.array(RunMoment),
      /** What the record refused. */
      faults: z.array(z.string()),
      /** What the asked expression selects; null: none was asked. */
      asked: Found.nullable(),
    })
    .nullable(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

export const rehearseExercise = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/rehearsals',
  summary: 'Play the gold run, nothing, a mutant or an attempt by the rules of a file, and see what each rule saw. Nothing is kept.',
  access,
  params: exerciseParams,
  body: z.object({
    source: ExerciseSource,
    play: z.discriminatedUnion('run', [
      z.object({ run: z.enum(['gold', 'empty']) }),
      z.object({ run: z.literal('mutant'), index: z.number().int().min(0).max(500) }),
      z.object({ run: z.literal('attempt'), attemptId: z.string().max(64) }),
    ]),
    /** To see what it selects over the record of that run. */
    expression: z.string().max(4000).default(''),
  }),
  response: Rehearsal,
  callsPerMinuteMax,
});

export const suggestMutants = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/mutants',
  summary: 'For each task that no mutant shows to fail: the gold run without one step, if that makes it fail. Nothing is kept.',
  access,
  params: exerciseParams,
  body: z.object({ source: ExerciseSource }),
  response: z.object({
    mutants: z.array(z.object({ breaks: z.string(), also: z.array(z.string()), without: z.array(z.string()) })),
    /** Tasks for which leaving a step out is not enough. */
    left: z.array(z.string()),
  }),
});

export const tryExercise = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/trials',
  summary: 'Begin an attempt of my own at a draft, in the practice EHR.',
  access,
  params: exerciseParams,
  body: z.object({ source: ExerciseSource }),
  response: z.object({ attemptId: z.string() }),
});

export const listAttemptsForAuthor = route({
  method: 'GET',
  path: '/api/practice/authoring/exercises/:exerciseId/attempts',
  summary: 'Attempts that rules can be tried on: my trials of drafts, and the newest of learners at what is published.',
  access,
  params: exerciseParams,
  response: z.object({
    attempts: z.array(
      z.object({
        attemptId: z.string(),
        learnerName: z.string(),
        own: z.boolean(),
        trial: z.boolean(),
        startedAt: InstantMs,
        submittedAt: InstantMs.nullable(),
        entryCount: z.number().int(),
      }),
    ),
  }),
});

export const attemptAsSteps = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/steps',
  summary: 'What was done in an attempt of mine, as the steps of a gold run in YAML.',
  access,
  params: exerciseParams,
  body: z.object({ attemptId: z.string().max(64) }),
  response: z.object({ yaml: z.string(), stepCount: z.number().int() }),
});

/** A short form of a change, and what each of its fields takes. */
const ChangeForm = z.object({
  form: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['text', 'number', 'amount', 'flag', 'choice', 'other']),
      choices: z.array(z.string()),
      required: z.boolean(),
      otherwise: z.string().nullable(),
    }),
  ),
});

export const getHospitalForAuthors = route({
  method: 'GET',
  path: '/api/practice/authoring/hospital',
  summary: 'Whom and what an exercise can name: patients, staff, screens, kinds of the trail, short forms.',
  access,
  response: z.object({
    patients: z.array(z.object({ reference: z.string(), name: z.string(), birthDate: z.string(), gender: z.string() })),
    learners: z.array(z.object({ reference: z.string(), name: z.string() })),
    screens: z.array(z.string()),
    trailKinds: z.array(z.string()),
    forms: z.array(ChangeForm),
  }),
});
