import { z } from 'zod';
import { route } from '#platform/http/route.ts';

export const getPush = route({
  method: 'GET',
  path: '/api/support/push',
  summary:
    'The key with which a browser subscribes to pushes; null: this installation does not push. `browsers`: how many of mine are subscribed.',
  access: 'support.answer',
  response: z.object({ publicKey: z.string().nullable(), browsers: z.number().int() }),
});

const base64Url = z
  .string()
  .regex(/^[\w-]+={0,2}$/)
  .max(200);

export const subscribePush = route({
  method: 'POST',
  path: '/api/support/push',
  summary: 'Call me on this browser. A push carries unit, priority and call-back code, nothing else.',
  access: 'support.answer',
  body: z.object({ endpoint: z.url().max(1000), keys: z.object({ p256dh: base64Url, auth: base64Url }) }),
  response: z.object({ done: z.literal(true) }),
});

export const unsubscribePush = route({
  method: 'POST',
  path: '/api/support/push/end',
  summary: 'Do not call me on this browser any more.',
  access: 'support.answer',
  body: z.object({ endpoint: z.string().max(1000) }),
  response: z.object({ done: z.literal(true) }),
});
