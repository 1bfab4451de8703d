import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { exerciseParams, ExerciseSource, InstantMs } from './terms.ts';

/* Exercises of the organisation's own: copied or begun, written, tried out, published as versions. */

const access = 'sandbox.author' as const;
const OwnExerciseId = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'Small letters, digits and hyphens, beginning with a letter.');

/** Why what is published does not work for learners, since when. Null: nothing is known to be wrong. */
const Trouble = z.object({ kind: z.enum(['slow', 'unreadable']), foundAt: InstantMs }).nullable();

export const AuthorLine = z.object({
  exerciseId: z.string(),
  title: z.string(),
  role: z.string(),
  /** `shipped`: comes with the product and is copied to be changed. */
  origin: z.enum(['shipped', 'own']),
  /** Newest published; null: none yet. */
  version: z.number().int().nullable(),
  publishedAt: InstantMs.nullable(),
  withdrawn: z.boolean(),
  draft: z.object({ savedAt: InstantMs, savedByName: z.string() }).nullable(),
  taskCount: z.number().int().nullable(),
  trouble: Trouble,
});
export type AuthorLine = z.infer<typeof AuthorLine>;

export const listForAuthors = route({
  method: 'GET',
  path: '/api/practice/authoring/exercises',
  summary: "Every exercise for its author: the product's, and the organisation's own with their drafts.",
  access,
  response: z.object({ exercises: z.array(AuthorLine) }),
});

export const createExercise = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises',
  summary: 'Begin an exercise: a copy of another (`copyOf`), or a small one that runs.',
  access,
  body: z.object({ exerciseId: OwnExerciseId, title: z.string().trim().min(3).max(90), copyOf: z.string().max(100).nullable() }),
  response: z.object({ exerciseId: z.string() }),
});

export const ExerciseVersion = z.object({
  version: z.number().int(),
  publishedAt: InstantMs,
  publishedByName: z.string(),
  changeNote: z.string(),
});

export const getForAuthor = route({
  method: 'GET',
  path: '/api/practice/authoring/exercises/:exerciseId',
  summary: 'An exercise for its author: the file of the draft if there is one, otherwise of the newest version.',
  access,
  params: exerciseParams,
  response: z.object({
    exerciseId: z.string(),
    origin: z.enum(['shipped', 'own']),
    source: z.string(),
    draft: z
      .object({ revision: z.number().int(), baseVersion: z.number().int().nullable(), savedAt: InstantMs, savedByName: z.string() })
      .nullable(),
    version: z.number().int().nullable(),
    withdrawn: z.boolean(),
    trouble: Trouble,
    versions: z.array(ExerciseVersion),
  }),
});

export const getExerciseSource = route({
  method: 'GET',
  path: '/api/practice/authoring/exercises/:exerciseId/versions/:version',
  summary: 'The file of a published version.',
  access,
  params: exerciseParams.extend({ version: z.coerce.number().int() }),
  response: z.object({ source: z.string() }),
});

export const saveExerciseDraft = route({
  method: 'PUT',
  path: '/api/practice/authoring/exercises/:exerciseId/draft',
  summary: 'Keep a draft, however unfinished. `revision` is the one that was read, 0 for the first.',
  access,
  params: exerciseParams,
  body: z.object({ source: ExerciseSource, revision: z.number().int().min(0) }),
  response: z.object({ revision: z.number().int() }),
});

export const dropExerciseDraft = route({
  method: 'DELETE',
  path: '/api/practice/authoring/exercises/:exerciseId/draft',
  summary: 'Throw the draft away; what is published stays.',
  access,
  params: exerciseParams,
  response: z.object({ done: z.literal(true) }),
});

export const publishExercise = route({
  method: 'POST',
  path: '/api/practice/authoring/exercises/:exerciseId/versions',
  summary:
    'Publish the draft as a version that never changes. Refused while its gold run is not worth all, doing nothing is worth something, or a mutant fails no rule meant for it; `issues` says what and where.',
  access,
  params: exerciseParams,
  body: z.object({
    revision: z.number().int().min(1),
    changeNote: z.string().trim().min(3, 'Say what is different, for those who know the last one.').max(500),
  }),
  response: z.object({ version: z.number().int() }),
});

export const withdrawExercise = route({
  method: 'PUT',
  path: '/api/practice/authoring/exercises/:exerciseId/withdrawn',
  summary: 'Nobody begins it any more; who has begun may finish. It can be given out again.',
  access,
  params: exerciseParams,
  body: z.object({ withdrawn: z.boolean() }),
  response: z.object({ withdrawn: z.boolean() }),
});

export const tryExerciseAgain = route({
  method: 'DELETE',
  path: '/api/practice/authoring/exercises/:exerciseId/trouble',
  summary:
    'Ask the rules of what is published again, after they had been given up on. If they are as slow as before, they are given up on again.',
  access,
  params: exerciseParams,
  response: z.object({ done: z.literal(true) }),
});
