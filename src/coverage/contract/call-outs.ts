import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { GapLine } from './plans.ts';
import { InstantMs } from './terms.ts';

/** One change of a repair, as a person reads it. */
export const RepairChange = z.object({
  kind: z.enum(['moved', 'added', 'removed', 'changed']),
  personId: z.string(),
  personName: z.string(),
  start: InstantMs,
  end: InstantMs,
  unitId: z.string().nullable(),
  text: z.string(),
});

export const CallOut = z.object({
  callOutId: z.string(),
  personId: z.string(),
  personName: z.string(),
  at: InstantMs,
  until: InstantMs,
  reason: z.string(),
  /** `proposed`: the mended plan waits for a yes. `accepted`: in force. `withdrawn`: the person comes after all. */
  status: z.enum(['proposed', 'accepted', 'withdrawn']),
  createdAt: InstantMs,
  createdBy: z.string(),
  repair: z.object({
    /** Others who get another, an added or no assignment; the absent person is not counted. */
    disturbed: z.array(z.object({ personId: z.string(), name: z.string() })),
    changes: z.array(RepairChange),
    /** Needs that the absence leaves short and the repair could not cover. */
    uncovered: z.array(GapLine),
    /** Time that the repair took, in milliseconds. */
    ms: z.number(),
  }),
});
export type CallOut = z.infer<typeof CallOut>;

const params = z.object({ callOutId: z.string() });

export const createCallOut = route({
  method: 'POST',
  path: '/api/coverage/call-outs',
  summary:
    'Somebody can not come: mends the published plan with the fewest people disturbed, and proposes it. A supporter may say so for themselves.',
  access: 'self.change',
  body: z.object({ personId: ExternalId, at: InstantMs.optional(), until: InstantMs.optional(), reason: z.string().max(200).default('') }),
  response: CallOut,
});

export const listCallOuts = route({
  method: 'GET',
  path: '/api/coverage/call-outs',
  summary: 'Call-outs, newest first; those that wait for a yes before all others. With `waiting`, only these, while there is time.',
  access: 'coverage.read',
  query: z.object({ waiting: z.stringbool().default(false) }),
  response: z.object({ callOuts: z.array(CallOut) }),
});

export const acceptCallOut = route({
  method: 'POST',
  path: '/api/coverage/call-outs/:callOutId/accept',
  summary: 'Put the proposed repair in force and notify all whom it concerns. Refused if the plan changed meanwhile: propose again.',
  access: 'coverage.plan',
  params,
  response: CallOut,
});

export const reproposeCallOut = route({
  method: 'POST',
  path: '/api/coverage/call-outs/:callOutId/repropose',
  summary: 'Mend again from the plan as it is now.',
  access: 'coverage.plan',
  params,
  response: CallOut,
});

export const withdrawCallOut = route({
  method: 'POST',
  path: '/api/coverage/call-outs/:callOutId/withdraw',
  summary: 'The person comes after all, or it was a mistake. A repair that is in force stays.',
  access: 'self.change',
  params,
  response: CallOut,
});
