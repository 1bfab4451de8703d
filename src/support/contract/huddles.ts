import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

export const resolutionStages = ['found', 'working', 'answer-ready', 'closed'] as const;
export const answerKinds = ['fix', 'tip-sheet', 'training', 'as-designed'] as const;

/** A known issue on its way: found, worked on, answer ready, closed with an answer that was told to its askers. */
export const ResolutionLine = z.object({
  issueId: z.string(),
  title: z.string(),
  workaround: z.string(),
  stage: z.enum(resolutionStages),
  ownerName: z.string(),
  ownerId: z.string().nullable(),
  dueAt: InstantMs.nullable(),
  overdue: z.boolean(),
  answerKind: z.enum(answerKinds).nullable(),
  answer: z.string(),
  /** Sheets of the library that answer it. */
  tips: z.array(z.object({ tipId: z.string(), title: z.string(), retired: z.boolean() })),
  /** What a refresher should teach, if people should have known. */
  refresher: z.string(),
  createdAt: InstantMs,
  createdBy: z.string(),
  closedAt: InstantMs.nullable(),
  closedBy: z.string().nullable(),
  requests: z.number().int(),
  openRequests: z.number().int(),
  units: z.number().int(),
  /** Major incident declared for it. */
  incidentTitle: z.string().nullable(),
  version: z.number().int(),
});
export type ResolutionLine = z.infer<typeof ResolutionLine>;

export const listResolutions = route({
  method: 'GET',
  path: '/api/support/resolutions',
  summary: 'The issue resolution plan: every known issue with owner, date, stage, answer, and how many requests hang on it.',
  access: 'support.answer',
  response: z.object({ lines: z.array(ResolutionLine) }),
});

const TipIds = z.array(z.string().max(64)).max(10);
const issueParams = z.object({ issueId: z.string() });

export const changeResolution = route({
  method: 'PUT',
  path: '/api/support/resolutions/:issueId',
  summary: 'Who sees to it until when, how far it is, what the answer is. Closing is another act.',
  access: 'support.desk',
  params: issueParams,
  body: z.object({
    stage: z.enum(['found', 'working', 'answer-ready']),
    ownerName: z.string().trim().max(120),
    ownerId: z.string().nullable(),
    dueAt: InstantMs.nullable(),
    answerKind: z.enum(answerKinds).nullable(),
    answer: z.string().trim().max(2000),
    /** Left out: as they are. */
    tipIds: TipIds.optional(),
    refresher: z.string().trim().max(500),
    version: z.number().int(),
  }),
  response: ResolutionLine,
});

export const closeResolution = route({
  method: 'POST',
  path: '/api/support/resolutions/:issueId/close',
  summary:
    'Close a known issue: never silently. The answer is told to everybody who asked; those whose requests are open are asked whether it is solved for them.',
  access: 'support.desk',
  params: issueParams,
  body: z.object({
    answerKind: z.enum(answerKinds),
    answer: z.string().trim().min(10).max(1000),
    tipIds: TipIds.optional(),
    refresher: z.string().trim().max(500).default(''),
    version: z.number().int(),
  }),
  response: z.object({ line: ResolutionLine, told: z.number().int(), answered: z.number().int() }),
});

/** A list of things to speak about, made from what happened; each item names what it is about. */
export const HuddleAgenda = z.object({
  since: InstantMs,
  until: InstantMs,
  figures: z.object({
    asked: z.number().int(),
    helped: z.number().int(),
    gaveUp: z.number().int(),
    p50Minutes: z.number().nullable(),
    p90Minutes: z.number().nullable(),
  }),
  topProblems: z.array(z.object({ issueId: z.string().nullable(), title: z.string(), count: z.number().int(), open: z.number().int() })),
  unsolved: z.array(
    z.object({ issueId: z.string(), title: z.string(), ownerName: z.string(), dueAt: InstantMs.nullable(), overdue: z.boolean() }),
  ),
  newAnswers: z.array(z.object({ issueId: z.string(), title: z.string(), kind: z.string(), answer: z.string() })),
  gapsAhead: z.array(z.object({ unitId: z.string().nullable(), start: InstantMs, end: InstantMs, missing: z.number(), topic: z.string() })),
  openActions: z.array(z.object({ actionId: z.string(), text: z.string(), ownerName: z.string(), overdue: z.boolean() })),
  /** Whom to thank, in order of name, never of rank: who helped, and how often. */
  thanks: z.array(z.object({ personId: z.string(), name: z.string(), helped: z.number().int() })),
});
export type HuddleAgenda = z.infer<typeof HuddleAgenda>;

export const ActionItem = z.object({
  actionId: z.string(),
  huddleId: z.string(),
  text: z.string(),
  ownerName: z.string(),
  ownerId: z.string().nullable(),
  dueAt: InstantMs.nullable(),
  issueId: z.string().nullable(),
  doneAt: InstantMs.nullable(),
  doneBy: z.string().nullable(),
  overdue: z.boolean(),
});
export type ActionItem = z.infer<typeof ActionItem>;

export const Huddle = z.object({
  huddleId: z.string(),
  at: InstantMs,
  agenda: HuddleAgenda,
  minutes: z.string(),
  createdBy: z.string(),
  heldAt: InstantMs.nullable(),
  version: z.number().int(),
  actions: z.array(ActionItem),
});
export type Huddle = z.infer<typeof Huddle>;

export const listHuddles = route({
  method: 'GET',
  path: '/api/support/huddles',
  summary: 'Huddles, newest first.',
  access: 'support.answer',
  response: z.object({ huddles: z.array(Huddle) }),
});

export const createHuddle = route({
  method: 'POST',
  path: '/api/support/huddles',
  summary: 'A huddle at a time, its agenda made from what happened since the last one (a day at most).',
  access: 'support.desk',
  body: z.object({ at: InstantMs }),
  response: Huddle,
});

const huddleParams = z.object({ huddleId: z.string() });

export const changeHuddle = route({
  method: 'PUT',
  path: '/api/support/huddles/:huddleId',
  summary: 'Minutes, and whether it was held.',
  access: 'support.desk',
  params: huddleParams,
  body: z.object({ minutes: z.string().trim().max(8000), held: z.boolean(), version: z.number().int() }),
  response: Huddle,
});

export const addAction = route({
  method: 'POST',
  path: '/api/support/huddles/:huddleId/actions',
  summary: 'Something that somebody will do until a date.',
  access: 'support.desk',
  params: huddleParams,
  body: z.object({
    text: z.string().trim().min(3).max(300),
    ownerName: z.string().trim().min(1).max(120),
    ownerId: z.string().nullable().default(null),
    dueAt: InstantMs.nullable().default(null),
    issueId: z.string().nullable().default(null),
  }),
  response: ActionItem,
});

export const finishAction = route({
  method: 'POST',
  path: '/api/support/actions/:actionId/done',
  summary: 'Done, or not after all.',
  access: 'support.desk',
  params: z.object({ actionId: z.string() }),
  body: z.object({ done: z.boolean() }),
  response: ActionItem,
});

/** A message of the command centre, and who has read it. */
export const SentMessage = z.object({
  broadcastId: z.string(),
  issueId: z.string().nullable(),
  issueTitle: z.string().nullable(),
  text: z.string(),
  at: InstantMs,
  byName: z.string(),
  answers: z.boolean(),
  told: z.number().int(),
  read: z.number().int(),
});
export type SentMessage = z.infer<typeof SentMessage>;

export const listSentMessages = route({
  method: 'GET',
  path: '/api/support/messages',
  summary: 'What the command centre told, newest first, and how many have read it.',
  access: 'support.answer',
  response: z.object({ messages: z.array(SentMessage) }),
});

export const sendMessage = route({
  method: 'POST',
  path: '/api/support/messages',
  summary: 'Tell those on duty on these units (none named: everywhere) and those whose requests are open there.',
  access: 'support.desk',
  body: z.object({ text: z.string().trim().min(3).max(1000), unitIds: z.array(ExternalId).max(500).default([]) }),
  response: z.object({ broadcastId: z.string(), told: z.number().int() }),
});

export const listReceipts = route({
  method: 'GET',
  path: '/api/support/messages/:broadcastId/receipts',
  summary: 'Who was told, and when each said that they had read it.',
  access: 'support.desk',
  params: z.object({ broadcastId: z.string() }),
  response: z.object({ receipts: z.array(z.object({ personId: z.string(), name: z.string(), readAt: InstantMs.nullable() })) }),
});
