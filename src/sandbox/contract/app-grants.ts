import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { InstantMs } from './terms.ts';

/** What I allowed an app, as long as it can still use it. */
export const OwnAppGrant = z.object({
  grantId: z.string(),
  appName: z.string(),
  attemptId: z.string(),
  exerciseTitle: z.string().nullable(),
  /** In words, for people. */
  allowed: z.array(z.string()),
  grantedAt: InstantMs,
  /** When it ends by itself. */
  endsAt: InstantMs,
});
export type OwnAppGrant = z.infer<typeof OwnAppGrant>;

export const listOwnAppGrants = route({
  method: 'GET',
  path: '/api/practice/app-grants/own',
  summary: 'Apps of others that I allowed something in my practice hospitals, newest first.',
  access: 'sandbox.practise',
  response: z.object({ grants: z.array(OwnAppGrant) }),
});

export const endOwnAppGrant = route({
  method: 'DELETE',
  path: '/api/practice/app-grants/own/:grantId',
  summary: 'End what I allowed an app: its tokens open nothing any more.',
  access: 'sandbox.practise',
  params: z.object({ grantId: z.string().min(1).max(64) }),
  response: z.object({ ok: z.literal(true) }),
});
