import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { attemptParams, InstantMs } from './terms.ts';

/** An app of others that may be launched against an attempt's FHIR server. */
export const PracticeApp = z.object({
  clientId: z.string(),
  name: z.string(),
  redirectUris: z.array(z.string()),
  /** Null: it is not launched from the EHR, it begins by itself. */
  launchUri: z.string().nullable(),
  /** How it shows who it is at the token endpoint: not at all, by a secret, by a signature (`private_key_jwt`). */
  authentication: z.enum(['none', 'secret', 'keys']),
  /** Where an app that signs publishes its keys; null: they were pasted here. */
  jwksUri: z.string().nullable(),
  /** Its keys as they were pasted here: kind and, where it has one, name. */
  keys: z.array(z.object({ kid: z.string(), alg: z.string() })),
  /** What it may be allowed at most; empty: whatever it asks for and can be given. */
  scopes: z.array(z.string()),
  registeredByName: z.string(),
  registeredAt: InstantMs,
});
export type PracticeApp = z.infer<typeof PracticeApp>;

/** Public keys of an app that signs for itself: where it publishes them, or the key set itself (JSON), where that address can't be reached from here. */
const keysBody = { jwksUri: z.string().trim().max(500).nullable().default(null), jwks: z.string().max(20_000).nullable().default(null) };
const address = z.string().trim().min(1).max(500);

export const listApps = route({
  method: 'GET',
  path: '/api/practice/apps',
  summary: 'SMART apps that are registered for the practice EHR.',
  access: 'sandbox.practise',
  response: z.object({ apps: z.array(PracticeApp) }),
});

export const registerApp = route({
  method: 'POST',
  path: '/api/practice/apps',
  summary:
    'Register a SMART app. Of one that can keep a secret, the answer holds it: it is never shown again. Addresses are https, or http on this machine, and must later match letter by letter.',
  access: 'sandbox.instruct',
  body: z.object({
    name: z.string().trim().min(1).max(100),
    redirectUris: z.array(address).min(1).max(10),
    launchUri: address.nullable().default(null),
    authentication: PracticeApp.shape.authentication.default('none'),
    ...keysBody,
    scopes: z.array(z.string().trim().min(1).max(100).regex(/^\S+$/)).max(50).default([]),
  }),
  response: PracticeApp.extend({ secret: z.string().nullable() }),
});

export const renewAppSecret = route({
  method: 'POST',
  path: '/api/practice/apps/:clientId/secret',
  summary: 'Give a confidential app another secret: the old one opens nothing from now on. It is shown this once.',
  access: 'sandbox.instruct',
  params: z.object({ clientId: z.string().min(1).max(64) }),
  response: z.object({ secret: z.string() }),
});

export const changeAppKeys = route({
  method: 'PUT',
  path: '/api/practice/apps/:clientId/keys',
  summary: 'Give an app that signs for itself other keys: those before open nothing from now on.',
  access: 'sandbox.instruct',
  params: z.object({ clientId: z.string().min(1).max(64) }),
  body: z.object(keysBody),
  response: PracticeApp,
});

export const removeApp = route({
  method: 'DELETE',
  path: '/api/practice/apps/:clientId',
  summary: 'Remove a SMART app: all that was allowed to it ends at once.',
  access: 'sandbox.instruct',
  params: z.object({ clientId: z.string().min(1).max(64) }),
  response: z.object({ ok: z.literal(true) }),
});

export const launchApp = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/launches',
  summary: "Launch a SMART app for a patient of one's attempt: the address to open. It works once, for five minutes, for oneself.",
  access: 'sandbox.practise',
  params: attemptParams,
  body: z.object({
    clientId: z.string().min(1).max(64),
    patientId: z.string().max(64),
    encounterId: z.string().max(64).nullable().default(null),
  }),
  response: z.object({ url: z.string() }),
});
