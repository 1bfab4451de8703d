import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { Feedback, Given, ModuleView, QuestionView } from './learning.ts';

/* Authors: versions, drafts, pictures, the curriculum. */
const At = z.number().int();
const moduleParams = z.object({ moduleId: z.string().min(1).max(100) });
const read = 'training.read' as const;
const author = 'training.change' as const;
const Source = z.string().max(200_000);

export const LintIssue = z.object({ line: z.number().int(), severity: z.enum(['error', 'warning']), text: z.string() });
export type LintIssue = z.infer<typeof LintIssue>;

export const ModuleLine = z.object({
  moduleId: z.string(),
  title: z.string(),
  kind: z.enum(['module', 'burst']),
  roles: z.array(z.string()),
  minutes: z.number(),
  teaches: z.array(z.object({ competencyId: z.string(), level: z.number().int() })),
  prerequisites: z.array(z.string()),
  equivalents: z.array(z.string()),
  version: z.number().int().nullable(),
  publishedAt: At.nullable(),
  withdrawn: z.boolean(),
  draft: z.boolean(),
  items: z.number().int(),
  running: z.number().int(),
  passed: z.number().int(),
});
export type ModuleLine = z.infer<typeof ModuleLine>;

export const listModules = route({
  method: 'GET',
  path: '/api/training/modules',
  summary: 'All modules with their present version, draft, and how many are on their way or through.',
  access: read,
  response: z.object({ modules: z.array(ModuleLine) }),
});

export const ModuleVersion = z.object({
  version: z.number().int(),
  publishedAt: At,
  publishedBy: z.string(),
  changeNote: z.string(),
  answers: z.array(z.string()),
  contentHash: z.string(),
});
export type ModuleVersion = z.infer<typeof ModuleVersion>;

export const getModule = route({
  method: 'GET',
  path: '/api/training/modules/:moduleId',
  summary: 'A module for its author: the draft, or the present version to begin one from, and all versions.',
  access: author,
  params: moduleParams,
  response: z.object({
    moduleId: z.string(),
    /** Of the draft if there is one, otherwise of the present version. */
    source: z.string(),
    draft: z.object({ revision: z.number().int(), baseVersion: z.number().int().nullable(), savedAt: At, savedBy: z.string() }).nullable(),
    currentVersion: z.number().int().nullable(),
    withdrawn: z.boolean(),
    versions: z.array(ModuleVersion),
  }),
});

export const getModuleSource = route({
  method: 'GET',
  path: '/api/training/modules/:moduleId/versions/:version',
  summary: 'The file of a published version.',
  access: author,
  params: moduleParams.extend({ version: z.coerce.number().int() }),
  response: z.object({ source: z.string() }),
});

/** Every item with its answer: for authors. */
const PreviewItem = z.object({
  question: QuestionView,
  solution: z.array(z.string()),
  task: z.string(),
  pool: z.boolean(),
  line: z.number().int(),
});
export const Preview = z.object({ issues: z.array(LintIssue), module: ModuleView.nullable(), items: z.array(PreviewItem) });
export type Preview = z.infer<typeof Preview>;

export const previewModule = route({
  method: 'POST',
  path: '/api/training/modules/preview',
  summary: 'What a file would look like, and what is to be said of it, line by line. Nothing is kept.',
  access: author,
  body: z.object({ source: Source }),
  response: Preview,
});

export const tryAnswer = route({
  method: 'POST',
  path: '/api/training/modules/preview/answer',
  summary: 'What a learner would be told who answers so. Nothing is kept.',
  access: author,
  body: z.object({ source: Source, itemId: z.string().max(64), given: Given }),
  response: Feedback,
});

export const saveDraft = route({
  method: 'PUT',
  path: '/api/training/modules/:moduleId/draft',
  summary: 'Keep a draft, however unfinished. `revision` is the one that was read, 0 for the first.',
  access: author,
  params: moduleParams,
  body: z.object({ source: Source, revision: z.number().int().min(0) }),
  response: z.object({ revision: z.number().int() }),
});

export const dropDraft = route({
  method: 'DELETE',
  path: '/api/training/modules/:moduleId/draft',
  summary: 'Throw the draft away; what is published stays.',
  access: author,
  params: moduleParams,
  response: z.object({ done: z.literal(true) }),
});

export const publishModule = route({
  method: 'POST',
  path: '/api/training/modules/:moduleId/versions',
  summary:
    'Publish the draft as a new version. Refused while it has errors, closes a circle of prerequisites, or says what a version says already.',
  access: author,
  params: moduleParams,
  body: z.object({
    revision: z.number().int().min(1),
    changeNote: z.string().trim().min(3, 'Say what is different, for those who know the last one.').max(500),
    /** Repairs that this version ends: everybody who said something there is told. */
    answers: z
      .array(
        z.object({ repairId: z.string().max(64), youSaid: z.string().trim().min(5, 'Say in a few words what learners said.').max(300) }),
      )
      .max(50)
      .default([]),
  }),
  response: z.object({ version: z.number().int() }),
});

export const withdrawModule = route({
  method: 'PUT',
  path: '/api/training/modules/:moduleId/withdrawn',
  summary: 'Nobody begins it any more; whoever has begun may finish. It can be given out again.',
  access: author,
  params: moduleParams,
  body: z.object({ withdrawn: z.boolean() }),
  response: z.object({ withdrawn: z.boolean() }),
});

export const importModules = route({
  method: 'POST',
  path: '/api/training/modules/files',
  summary:
    'Publish modules from their files. What is there already changes nothing; each file is taken or left out by itself, with the reason and line.',
  access: author,
  body: z.object({
    files: z
      .array(z.object({ name: z.string().max(200), source: Source }))
      .min(1)
      .max(100),
    changeNote: z.string().trim().max(500).default(''),
  }),
  response: z.object({
    files: z.array(
      z.object({
        name: z.string(),
        moduleId: z.string().nullable(),
        outcome: z.enum(['published', 'unchanged', 'refused']),
        version: z.number().int().nullable(),
        issues: z.array(LintIssue),
      }),
    ),
  }),
});

export const addStarterModules = route({
  method: 'POST',
  path: '/api/training/modules/starter',
  summary: 'Add the modules that come with AtElbow, with their pictures and curriculum. Those that are there already stay as they are.',
  access: author,
  response: z.object({ published: z.number().int(), unchanged: z.number().int() }),
});

export const CurriculumEntry = z.object({ moduleId: z.string().max(100), optional: z.boolean() });

export const getCurriculum = route({
  method: 'GET',
  path: '/api/training/curricula/:jobRole',
  summary: 'The modules of a job role in their order: those placed here, then those that name the role in their head.',
  access: read,
  params: z.object({ jobRole: z.string().min(1).max(64) }),
  response: z.object({
    jobRole: z.string(),
    jobRoles: z.array(z.string()),
    entries: z.array(CurriculumEntry.extend({ placed: z.boolean() })),
  }),
});

export const saveCurriculum = route({
  method: 'PUT',
  path: '/api/training/curricula/:jobRole',
  summary: 'Place modules in an order. Refused where one would stand before its own prerequisite.',
  access: author,
  params: z.object({ jobRole: z.string().min(1).max(64) }),
  body: z.object({ entries: z.array(CurriculumEntry).max(200) }),
  response: z.object({ done: z.literal(true) }),
});

export const listMedia = route({
  method: 'GET',
  path: '/api/training/media',
  summary: 'Pictures that pages may show.',
  access: read,
  response: z.object({ media: z.array(z.object({ name: z.string(), contentType: z.string(), sizeBytes: z.number().int() })) }),
});

export const saveMedia = route({
  method: 'PUT',
  path: '/api/training/media/:name',
  summary: 'Add or replace a picture (SVG, PNG, JPEG or WebP, 512 KiB at most), as base64.',
  access: author,
  params: z.object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*\.(svg|png|jpg|webp)$/, 'Name it like bar-code-scan.svg.')
      .max(80),
  }),
  body: z.object({ base64: z.base64().max(700_000) }),
  response: z.object({ name: z.string() }),
});
