import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { causes } from '../core/feedback/trouble.ts';

/*
 * What learners say of modules and exercises, and what becomes of it. Authors see what was said and never who said it, unless the learner
 * let their name be seen.
 */
const At = z.number().int();

export const saidKinds = ['wrong', 'unclear', 'too-long', 'does-not-fit', 'good'] as const;
export const SaidKind = z.enum(saidKinds);
export type SaidKind = z.infer<typeof SaidKind>;

/** What is spoken of: a module or exercise as a whole, a page (`0` is the first), an item, a task of an exercise. */
export const FeedbackPlace = z.object({
  activity: z.enum(['module', 'exercise']),
  activityId: z.string().min(1).max(100),
  part: z.enum(['whole', 'page', 'item', 'task']),
  partId: z.string().max(100),
});
export type FeedbackPlace = z.infer<typeof FeedbackPlace>;

/** In words: the module's or exercise's title; the page's title, the item's question or the task's text, empty for the whole. */
const named = { title: z.string(), partText: z.string() };

const Outcome = z.enum(['repaired', 'answered']);
/** For everybody, in an author's words. */
const ChangeLine = FeedbackPlace.extend({
  ...named,
  repairId: z.string(),
  outcome: Outcome,
  version: z.number().int().nullable(),
  youSaid: z.string(),
  answer: z.string(),
  at: At,
});
export type ChangeLine = z.infer<typeof ChangeLine>;

export const giveFeedback = route({
  method: 'POST',
  path: '/api/learning/feedback',
  summary:
    'Say what is wrong, unclear, too long, does not fit, or good. Authors see no name unless `named`. The same key twice is said once.',
  access: 'training.learn',
  body: FeedbackPlace.extend({
    key: z.uuid(),
    version: z.number().int().min(0).default(0),
    said: SaidKind,
    comment: z.string().trim().max(500).default(''),
    named: z.boolean().default(false),
  }),
  /** What was taken out of the comment because it may point to a patient. */
  response: z.object({ removed: z.array(z.string()) }),
});

export const OwnFeedback = FeedbackPlace.extend({
  ...named,
  feedbackId: z.string(),
  said: SaidKind,
  comment: z.string(),
  at: At,
  state: z.enum(['waits', 'taken', 'repaired', 'answered', 'thanked']),
  version: z.number().int().nullable(),
  answer: z.string(),
  answeredAt: At.nullable(),
  /** Answered, and not looked at yet. */
  isNews: z.boolean(),
});
export type OwnFeedback = z.infer<typeof OwnFeedback>;

export const listOwnFeedback = route({
  method: 'GET',
  path: '/api/learning/feedback',
  summary: 'What I said, and what became of it',
  access: 'training.learn',
  response: z.object({ feedback: z.array(OwnFeedback) }),
});

export const seeAnswers = route({
  method: 'POST',
  path: '/api/learning/feedback/seen',
  summary: 'I have read the answers to what I said',
  access: 'training.learn',
  response: z.object({}),
});

export const listChanges = route({
  method: 'GET',
  path: '/api/learning/changes',
  summary: 'What learners said and what was changed, or why nothing was: the newest first, of all or of one module or exercise',
  access: 'training.learn',
  query: z.object({ activity: z.enum(['module', 'exercise']).optional(), activityId: z.string().max(100).optional() }),
  response: z.object({ changes: z.array(ChangeLine) }),
});

export const RepairLine = FeedbackPlace.extend({
  ...named,
  /** Present version of a module; null: an exercise. */
  version: z.number().int().nullable(),
  state: z.enum(['open', 'taken']),
  repairId: z.string().nullable(),
  takenBy: z.string(),
  /** People: those who said so, weighed, and those whom the figures show. */
  hindered: z.number(),
  from: z.array(z.object({ cause: z.enum(causes), amount: z.number(), value: z.number() })),
  people: z.number().int(),
  /** Learners who said it, by their gravest word that nothing answers yet. */
  said: z.record(SaidKind, z.number().int()),
  comments: z.number().int(),
});
export type RepairLine = z.infer<typeof RepairLine>;

export const listRepairs = route({
  method: 'GET',
  path: '/api/training/repairs',
  summary: 'The repair queue: places that are in learners’ way, the worst first',
  access: 'training.progress',
  query: z.object({ activityId: z.string().max(100).optional() }),
  response: z.object({ lines: z.array(RepairLine), closed: z.array(ChangeLine), smallGroupPeople: z.number() }),
});

export const getRepairPlace = route({
  method: 'GET',
  path: '/api/training/repairs/place',
  summary: 'What was said of one place, without names, and what was answered there before',
  access: 'training.progress',
  query: FeedbackPlace,
  response: z.object({
    /** `week`: the Monday of it; null where so few people came that a date would name who it was. */
    comments: z.array(
      z.object({ said: SaidKind, comment: z.string(), week: z.string().nullable(), version: z.number().int(), by: z.string() }),
    ),
    before: z.array(ChangeLine),
  }),
});

export const takeRepair = route({
  method: 'POST',
  path: '/api/training/repairs',
  summary: 'I see to this place. 409 when somebody else does already.',
  access: 'training.change',
  body: FeedbackPlace,
  response: z.object({ repairId: z.string() }),
});

const repairParams = z.object({ repairId: z.string().max(64) });

export const giveBackRepair = route({
  method: 'DELETE',
  path: '/api/training/repairs/:repairId',
  summary: 'I do not see to it after all: it is open again',
  access: 'training.change',
  params: repairParams,
  response: z.object({}),
});

export const closeRepair = route({
  method: 'POST',
  path: '/api/training/repairs/:repairId/close',
  summary: 'Repaired, or left as it is with the reason. Told to everybody who said something of it, and public in the change log.',
  access: 'training.change',
  params: repairParams,
  body: z.object({
    outcome: Outcome,
    /** The version that has it; null: an exercise, or nothing was changed. */
    version: z.number().int().min(1).nullable(),
    youSaid: z.string().trim().min(5, 'Say in a few words what learners said.').max(300),
    answer: z.string().trim().min(5, 'Say what was changed, or why it stays.').max(500),
  }),
  response: z.object({ told: z.number().int() }),
});
