import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

/** `alone`: does it without help now; `with-help`: did it with help; `again`: needs another session. */
export const TeachingResult = z.enum(['alone', 'with-help', 'again']);
export type TeachingResult = z.infer<typeof TeachingResult>;

export const Teaching = z.object({
  teachingId: z.string(),
  byName: z.string(),
  personId: z.string(),
  personName: z.string(),
  topic: z.string(),
  result: TeachingResult,
  unitId: z.string().nullable(),
  at: InstantMs,
});
export type Teaching = z.infer<typeof Teaching>;

export const logTeaching = route({
  method: 'POST',
  path: '/api/support/teaching',
  summary:
    'Log that I taught somebody something. Sent twice with one key it is one line. `at` is the phone’s time, and never counts as later than now.',
  access: 'support.answer',
  body: z.object({
    clientKey: z.uuid(),
    personId: ExternalId,
    topic: z.string().trim().min(1).max(64),
    result: TeachingResult,
    unitId: ExternalId.nullable().default(null),
    at: InstantMs.optional(),
  }),
  response: Teaching,
});

export const listOwnTeaching = route({
  method: 'GET',
  path: '/api/support/teaching',
  summary: 'Whom I taught what, newest first, at most 200.',
  access: 'support.answer',
  response: z.object({ teaching: z.array(Teaching) }),
});

export const listTeachingOf = route({
  method: 'GET',
  path: '/api/support/teaching/of/:personId',
  summary: 'What somebody was taught, by whom, newest first: to go on from there. The reading is written to the audit log.',
  access: 'support.answer',
  params: z.object({ personId: ExternalId }),
  response: z.object({ teaching: z.array(Teaching) }),
});

export const getTeachingChoices = route({
  method: 'GET',
  path: '/api/support/teaching/choices',
  summary:
    'Whom I probably taught (those I help or helped today, then those of my unit), and topics. Kept by the phone for places without a network.',
  access: 'support.answer',
  response: z.object({
    people: z.array(z.object({ personId: z.string(), name: z.string(), jobRole: z.string() })),
    topics: z.array(z.string()),
  }),
});
