import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { route } from '#platform/http/route.ts';

const Job = z.object({ text: z.string().trim().min(1).max(200), done: z.boolean() });

const Position = z.object({
  position: z.string().trim().min(1).max(80),
  /** Who holds it, as they should be read; empty: vacant. */
  holder: z.string().trim().max(120),
  personId: z.string().nullable(),
  /** Job action list: what this position sees to in the period. */
  jobs: z.array(Job).max(30),
});

const periodFields = {
  name: z.string().trim().min(1).max(80),
  startsAt: InstantMs,
  endsAt: InstantMs,
  objectives: z.array(Job).max(12),
  positions: z.array(Position).max(20),
};

export const Period = z.object({ periodId: z.string(), ...periodFields, version: z.number().int(), createdBy: z.string() });
export type Period = z.infer<typeof Period>;

export const listPeriods = route({
  method: 'GET',
  path: '/api/support/periods',
  summary: 'Operational periods, newest first.',
  access: 'support.answer',
  response: z.object({ periods: z.array(Period) }),
});

export const createPeriod = route({
  method: 'POST',
  path: '/api/support/periods',
  summary: 'Open an operational period: objectives, positions, who holds them, what each sees to.',
  access: 'support.desk',
  body: z.object(periodFields),
  response: Period,
});

export const changePeriod = route({
  method: 'PUT',
  path: '/api/support/periods/:periodId',
  summary: 'Change it, tick off an objective or a job. Refused when somebody else changed it meanwhile.',
  access: 'support.desk',
  params: z.object({ periodId: z.string() }),
  body: z.object({ ...periodFields, version: z.number().int() }),
  response: Period,
});

/** What must not be lost between two shifts: made from the live state, no words of askers. */
export const HandOverSheet = z.object({
  at: InstantMs,
  since: InstantMs,
  waiting: z.array(
    z.object({
      requestId: z.string(),
      callBackCode: z.string(),
      unitId: z.string(),
      topic: z.string(),
      priority: z.string(),
      askerClass: z.string(),
      state: z.string(),
      waitMinutes: z.number(),
      holderName: z.string().nullable(),
      /** Why nobody is being called for it. */
      gap: z.string().nullable(),
      /** What the command centre was told about it. */
      escalations: z.array(z.string()),
    }),
  ),
  /** Of those open how many there are in all; the list above has the most pressing. */
  openCount: z.number().int(),
  issues: z.array(
    z.object({
      issueId: z.string(),
      title: z.string(),
      stage: z.string(),
      ownerName: z.string(),
      dueAt: InstantMs.nullable(),
      requests: z.number().int(),
      isNew: z.boolean(),
    }),
  ),
  gaps: z.array(z.object({ unitId: z.string().nullable(), start: InstantMs, end: InstantMs, missing: z.number(), topic: z.string() })),
  changes: z.object({
    asked: z.number().int(),
    closed: z.number().int(),
    escalated: z.number().int(),
    issuesFound: z.number().int(),
    issuesClosed: z.number().int(),
    broadcasts: z.number().int(),
  }),
  actions: z.array(z.object({ text: z.string(), ownerName: z.string(), dueAt: InstantMs.nullable(), overdue: z.boolean() })),
  objectives: z.array(Job),
  incident: z.string().nullable(),
  downtimes: z.array(z.string()),
});
export type HandOverSheet = z.infer<typeof HandOverSheet>;

export const HandOver = z.object({
  handOverId: z.string(),
  at: InstantMs,
  byName: z.string(),
  notes: z.string(),
  acceptedAt: InstantMs.nullable(),
  acceptedBy: z.string().nullable(),
  sheet: HandOverSheet,
});
export type HandOver = z.infer<typeof HandOver>;

export const previewHandOver = route({
  method: 'GET',
  path: '/api/support/hand-overs/preview',
  summary:
    'The sheet as it would be handed over at this moment: open requests, gaps, known issues, escalations, what changed since the last one.',
  access: 'support.answer',
  response: HandOverSheet,
});

export const handOver = route({
  method: 'POST',
  path: '/api/support/hand-overs',
  summary: 'Hand over: the sheet as it is now, with what the outgoing lead adds.',
  access: 'support.desk',
  body: z.object({ notes: z.string().trim().max(4000).default('') }),
  response: HandOver,
});

export const acceptHandOver = route({
  method: 'POST',
  path: '/api/support/hand-overs/:handOverId/accept',
  summary: 'I take over. Not by whoever handed over.',
  access: 'support.desk',
  params: z.object({ handOverId: z.string() }),
  response: HandOver,
});

export const listHandOvers = route({
  method: 'GET',
  path: '/api/support/hand-overs',
  summary: 'What was handed over, newest first.',
  access: 'support.answer',
  response: z.object({ handOvers: z.array(HandOver) }),
});
