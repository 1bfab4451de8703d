import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { CompetencyId, JobRoleName, Level } from './matrix.ts';

/* Needs assessment: workflow maps, tasks, what hurts, what people say, and what follows for the requirements. */

export const stepKindNames = ['start', 'work', 'paper', 'ehr', 'decision', 'wait', 'end'] as const;
export const WorkflowStepView = z.object({
  stepId: z.string().trim().min(1).max(40),
  kind: z.enum(stepKindNames),
  name: z.string().trim().min(1).max(120),
  who: z.string().trim().min(1).max(60),
  next: z.array(z.object({ to: z.string().trim().min(1).max(40), when: z.string().trim().max(60) })).max(8),
});
export type WorkflowStepView = z.infer<typeof WorkflowStepView>;
const Map = z.array(WorkflowStepView).max(60);

const Figure = z.int().min(1).max(5);
export const TaskBody = z.object({
  jobRole: JobRoleName,
  name: z.string().trim().min(3).max(160),
  timesAWeek: z.number().min(0).max(2000),
  /** 1: a nuisance when it goes wrong … 5: somebody is harmed. */
  harm: Figure,
  /** 1: like today … 5: wholly other than today. */
  change: Figure,
  competencyId: CompetencyId.nullable(),
});
export const painSources = ['interview', 'survey', 'observation', 'ticket'] as const;
export const PainPoint = z.object({
  painId: z.string(),
  text: z.string(),
  severity: Figure,
  source: z.enum(painSources),
  at: z.number(),
  byName: z.string(),
});
export const TaskView = TaskBody.extend({
  taskId: z.string(),
  version: z.int(),
  pains: z.array(PainPoint),
  /** Null: fewer answers than may be shown. */
  survey: z.object({ answers: z.int(), timesAWeek: z.number(), worry: z.number() }).nullable(),
  answers: z.int(),
  score: z.int(),
  band: z.enum(['high', 'middle', 'low']),
  why: z.string(),
});
export type TaskView = z.infer<typeof TaskView>;

export const Proposal = z.object({
  competencyId: z.string(),
  name: z.string(),
  kind: z.enum(['add', 'raise', 'make-mandatory', 'question']),
  level: Level,
  mandatory: z.boolean(),
  reason: z.string(),
});
export type Proposal = z.infer<typeof Proposal>;

export const RoleNeeds = z.object({
  jobRole: z.string(),
  people: z.int(),
  tasks: z.int(),
  high: z.int(),
  pains: z.int(),
  answers: z.int(),
  proposals: z.int(),
  hasMap: z.boolean(),
});
export type RoleNeeds = z.infer<typeof RoleNeeds>;

const MapIssueView = z.object({ stepId: z.string().nullable(), text: z.string() });
export const NeedsPage = z.object({
  jobRole: z.string(),
  today: Map,
  future: Map,
  /** 0: nothing saved yet. */
  version: z.int(),
  changedAt: z.number().nullable(),
  changedBy: z.string().nullable(),
  issues: z.object({ today: z.array(MapIssueView), future: z.array(MapIssueView) }),
  tasks: z.array(TaskView),
  proposals: z.array(Proposal),
});
export type NeedsPage = z.infer<typeof NeedsPage>;

const roleParams = z.object({ jobRole: JobRoleName });
const taskParams = z.object({ taskId: z.string().max(64) });
const done = z.object({ done: z.literal(true) });

export const listNeeds = route({
  method: 'GET',
  path: '/api/training/needs',
  summary: 'Job roles with how far their assessment is.',
  access: 'training.read',
  response: z.object({ roles: z.array(RoleNeeds) }),
});

export const getNeeds = route({
  method: 'GET',
  path: '/api/training/needs/:jobRole',
  summary: 'The assessment of one job role: maps, tasks by priority, what would change in its requirements.',
  access: 'training.read',
  params: roleParams,
  response: NeedsPage,
});

export const addStartingMaps = route({
  method: 'POST',
  path: '/api/training/needs/starting-maps',
  summary: 'Maps and tasks of ten job roles to begin with. What is there already stays as it is.',
  access: 'training.change',
  response: z.object({ roles: z.int(), tasks: z.int() }),
});

export const saveWorkflow = route({
  method: 'PUT',
  path: '/api/training/needs/:jobRole/workflow',
  summary: 'Both maps of a job role. A map with issues may be saved: it is a draft until they are gone.',
  access: 'training.change',
  params: roleParams,
  body: z.object({ today: Map, future: Map, version: z.int() }),
  response: NeedsPage,
});

export const saveTask = route({
  method: 'PUT',
  path: '/api/training/tasks/:taskId',
  summary: 'Add (version 0) or change a task.',
  access: 'training.change',
  params: taskParams,
  body: TaskBody.extend({ version: z.int() }),
  response: done,
});

export const removeTask = route({
  method: 'DELETE',
  path: '/api/training/tasks/:taskId',
  summary: 'Take a task out, with what was said of it.',
  access: 'training.change',
  params: taskParams,
  response: done,
});

export const addPainPoint = route({
  method: 'POST',
  path: '/api/training/tasks/:taskId/pain-points',
  summary: 'What hurts today, as it was heard or seen.',
  access: 'training.change',
  params: taskParams,
  body: z.object({ text: z.string().trim().min(3).max(500), severity: Figure, source: z.enum(painSources) }),
  response: done,
});

export const removePainPoint = route({
  method: 'DELETE',
  path: '/api/training/pain-points/:painId',
  summary: 'Take a pain point out.',
  access: 'training.change',
  params: z.object({ painId: z.string().max(64) }),
  response: done,
});

export const getOwnSurvey = route({
  method: 'GET',
  path: '/api/training/survey',
  summary: 'The tasks of my job role, and what I said of them.',
  access: 'self.read',
  response: z.object({
    jobRole: z.string().nullable(),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        name: z.string(),
        own: z.object({ timesAWeek: z.number(), worry: Figure, comment: z.string() }).nullable(),
      }),
    ),
  }),
});

export const answerSurvey = route({
  method: 'PUT',
  path: '/api/training/survey/:taskId',
  summary: 'How often I do it and how much it worries me. Shown in sums of at least three people only; a comment without my name.',
  access: 'self.change',
  params: taskParams,
  body: z.object({ timesAWeek: z.number().min(0).max(2000), worry: Figure, comment: z.string().trim().max(500).default('') }),
  response: done,
});
