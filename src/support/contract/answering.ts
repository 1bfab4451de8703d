import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { AskedRequest, AskerClassName } from './asking.ts';

export const TierName = z.enum(['super-user', 'ate', 'zone-lead', 'help-desk', 'analyst', 'vendor']);

/** A request as those who help see it. */
export const RequestView = AskedRequest.extend({
  askerClass: AskerClassName,
  /** Null: asked without an account, or by an account with nobody behind it. */
  askerName: z.string().nullable(),
  /** The directory's person who asks, where there is one: to log what they were taught. */
  askerPersonId: z.string().nullable(),
  waitingSince: InstantMs,
  stateSince: InstantMs,
  impact: z.string(),
  urgency: z.string(),
  holder: z.string().nullable(),
  attempts: z.number().int(),
  /** Who is being called for it at this moment. */
  calling: z.array(z.object({ personId: z.string(), name: z.string(), expiresAt: InstantMs })),
});
export type RequestView = z.infer<typeof RequestView>;

/** A call to this supporter. `why` says why them. */
export const OfferView = z.object({
  offerId: z.string(),
  expiresAt: InstantMs,
  why: z.string(),
  walkSeconds: z.number(),
  request: RequestView,
});
export type OfferView = z.infer<typeof OfferView>;

const Duty = z.object({
  /** By the server's clock: phones go wrong, and an offer's time is counted from this. */
  at: InstantMs,
  onDuty: z.boolean(),
  tier: TierName.nullable(),
  unitId: z.string().nullable(),
  state: z.enum(['free', 'offered', 'busy']).nullable(),
  heartbeatAt: InstantMs.nullable(),
  offers: z.array(OfferView),
  /** What I have and what waits for its asker's word. */
  holding: z.array(RequestView),
});

export const getOwnDuty = route({
  method: 'GET',
  path: '/api/support/duty',
  summary: 'My duty: free or busy, who calls me, what I have.',
  access: 'support.answer',
  response: Duty,
});

export const sendHeartbeat = route({
  method: 'POST',
  path: '/api/support/duty/heartbeat',
  summary: 'I can be reached (and am here). A phone that is silent for too long is not called.',
  access: 'support.answer',
  body: z.object({ unitId: ExternalId.optional() }),
  response: Duty,
});

export const signOn = route({
  method: 'POST',
  path: '/api/support/duty',
  summary: 'Come on duty beyond the published plan, or in another place or tier than it says. Zone leads need the permission of the desk.',
  access: 'support.answer',
  body: z.object({ tier: TierName, unitId: ExternalId.nullable() }),
  response: Duty,
});

export const signOff = route({
  method: 'DELETE',
  path: '/api/support/duty',
  summary: 'Go off duty. Refused while I have a request; whoever was calling me calls the next.',
  access: 'support.answer',
  response: Duty,
});

const offerParams = z.object({ offerId: z.string() });

export const acceptOffer = route({
  method: 'POST',
  path: '/api/support/offers/:offerId/accept',
  summary: 'I take it. Exactly one wins; everybody else is refused and reads who has it.',
  access: 'support.answer',
  params: offerParams,
  response: RequestView,
});

export const declineOffer = route({
  method: 'POST',
  path: '/api/support/offers/:offerId/decline',
  summary: 'I cannot. The next person is called at once.',
  access: 'support.answer',
  params: offerParams,
  response: z.object({ done: z.literal(true) }),
});

export const reportProgress = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/progress',
  summary: 'On the way, arrived, done; or given back to the queue with its age. Saying the same twice does no harm.',
  access: 'support.answer',
  params: z.object({ requestId: z.string() }),
  body: z.object({ step: z.enum(['on-the-way', 'arrived', 'done', 'given-back']) }),
  response: RequestView,
});
