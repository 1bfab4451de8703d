import { z } from 'zod';
import { route } from '#platform/http/route.ts';

const Ice = z.array(z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }));

export const offerShare = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/share',
  summary: 'Ask to see the screen of whoever asked. They are shown who asks, and consent or not; the code lets them join by telephone.',
  access: 'support.answer',
  params: z.object({ requestId: z.string() }),
  response: z.object({ shareId: z.string(), code: z.string(), token: z.string(), ice: Ice }),
});

export const joinShare = route({
  method: 'POST',
  path: '/share/join',
  summary: 'The side that shows: by the six digits, by an own request, or by the key to the answer of a request asked without an account.',
  access: 'public',
  body: z.union([
    z.object({ code: z.string().regex(/^\d{6}$/, 'six digits') }),
    z.object({ followToken: z.string().min(1).max(100) }),
    z.object({ requestId: z.string() }),
  ]),
  response: z.object({ shareId: z.string(), token: z.string(), agentName: z.string(), callBackCode: z.string(), ice: Ice }),
  callsPerMinuteMax: 20,
});

export const sharePath = '/api/support/shares/signal';

/** What a browser sends on the signalling socket. */
export const FromBrowser = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), shareId: z.string().max(80), token: z.string().max(100) }),
  /** For the other side; not read here. */
  z.object({ kind: z.literal('signal'), data: z.string().max(30_000) }),
  /** The caller consented and shows. */
  z.object({ kind: z.literal('shown') }),
  z.object({ kind: z.literal('declined') }),
  z.object({ kind: z.literal('end') }),
]);
export type FromBrowser = z.infer<typeof FromBrowser>;

/** What it is sent. */
export const ToBrowser = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signal'), data: z.string() }),
  z.object({
    kind: z.literal('state'),
    state: z.enum(['asked', 'joined', 'shown', 'ended']),
    endedBy: z.enum(['agent', 'caller', 'lost', 'declined', 'not-joined']).nullable(),
  }),
]);
export type ToBrowser = z.infer<typeof ToBrowser>;
