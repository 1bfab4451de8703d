import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/* For trainers: how items do, and how learners get on. Few answers show nothing. */
const At = z.number().int();
const access = 'training.progress' as const;
const Share = z.number().nullable();

export const itemVerdicts = ['too-few', 'fine', 'too-easy', 'too-hard', 'does-not-tell-apart', 'turns-the-wrong-way'] as const;

export const ItemLine = z.object({
  moduleId: z.string(),
  moduleTitle: z.string(),
  itemId: z.string(),
  kind: z.string(),
  ask: z.string(),
  task: z.string(),
  /** First answers of people, in knowledge checks, to these words. */
  n: z.number().int(),
  /** Answers to earlier wordings, which are left out. */
  earlier: z.number().int(),
  difficulty: Share,
  discrimination: Share,
  upperLower: Share,
  /** Elo: log odds at which a middling learner is right half of the time, and its 80% interval. */
  rating: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
  choices: z.array(z.object({ text: z.string(), right: z.boolean(), share: Share })),
  verdict: z.enum(itemVerdicts),
  trouble: z.number(),
});
export type ItemLine = z.infer<typeof ItemLine>;

export const ModuleStatistics = z.object({
  moduleId: z.string(),
  title: z.string(),
  version: z.number().int(),
  begun: z.number().int(),
  passed: z.number().int(),
  /** All attempts that ended, given-up ones too: the denominator of `passRate`. */
  attempts: z.number().int(),
  passRate: Share,
  medianMinutes: z.number().nullable(),
  /** Of those who began: how many reached each page, the check last. */
  reached: z.array(z.object({ title: z.string(), people: z.number().int() })),
  items: z.array(ItemLine),
  suppressBelow: z.number().int(),
});
export type ModuleStatistics = z.infer<typeof ModuleStatistics>;

export const getModuleStatistics = route({
  method: 'GET',
  path: '/api/training/modules/:moduleId/statistics',
  summary: 'A module: attempts, where learners stop, and its items with difficulty, discrimination and what was chosen.',
  access,
  params: z.object({ moduleId: z.string().max(100) }),
  response: ModuleStatistics,
});

export const listTrouble = route({
  method: 'GET',
  path: '/api/training/trouble',
  summary: 'Items of all modules that need a look, the worst first.',
  access,
  response: z.object({ items: z.array(ItemLine), answered: z.number().int() }),
});

export const LearnerLine = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  unitId: z.string().nullable(),
  /** Modules of the role that are not optional. */
  toDo: z.number().int(),
  passed: z.number().int(),
  running: z.number().int(),
  attempts: z.number().int(),
  failedAttempts: z.number().int(),
  lastAt: At.nullable(),
});
export type LearnerLine = z.infer<typeof LearnerLine>;

export const learnerSorts = ['name', 'role', 'unit', 'passed', 'running', 'attempts', 'last'] as const;

export const listLearners = route({
  method: 'GET',
  path: '/api/training/learners',
  summary: 'How far people are with the modules of their role.',
  access,
  query: z.object({
    jobRole: z.string().max(64).default(''),
    /** A part of the name. */
    q: z.string().max(200).default(''),
    sort: z.enum(learnerSorts).default('name'),
    descending: z.stringbool().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  /** `fitting`: how many there are of whom this is a page. */
  response: z.object({ learners: z.array(LearnerLine), fitting: z.int(), jobRoles: z.array(z.string()) }),
});

export const getLearner = route({
  method: 'GET',
  path: '/api/training/learners/:personId',
  summary: 'One person: modules with every attempt, and proficiency by task with its uncertainty. Each read is written to the audit log.',
  access,
  params: z.object({ personId: z.string().max(64) }),
  response: z.object({
    personId: z.string(),
    name: z.string(),
    jobRole: z.string(),
    modules: z.array(
      z.object({
        moduleId: z.string(),
        title: z.string(),
        version: z.number().int(),
        startedAt: At,
        passedAt: At.nullable(),
        testedOut: z.boolean(),
        attempts: z.array(z.object({ share: z.number(), passed: z.boolean(), kind: z.enum(['check', 'test-out']), endedAt: At })),
      }),
    ),
    proficiency: z.array(z.object({ task: z.string(), answers: z.number().int(), low: z.number(), middle: z.number(), high: z.number() })),
  }),
});
