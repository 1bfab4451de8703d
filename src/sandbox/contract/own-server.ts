import { z } from 'zod';
import { route } from '#platform/http/route.ts';

/** The FHIR server of the hospital's own that learners may practise on. It is read, never written. */
export const OwnServerView = z.object({
  /** Null: none is set up. */
  address: z.string().nullable(),
});

export const getOwnServer = route({
  method: 'GET',
  path: '/api/practice/own-server',
  summary: "The hospital's own FHIR server to practise on, if one is set up.",
  access: 'sandbox.practise',
  response: OwnServerView,
});

export const OwnServerTest = z.object({
  ok: z.boolean(),
  /** In words: what was found, or what is wrong. */
  text: z.string(),
  fhirVersion: z.string().nullable(),
  software: z.string().nullable(),
  /** Resource types that R4 has and the server declares. */
  types: z.array(z.object({ type: z.string(), canRead: z.boolean(), canSearch: z.boolean(), parameters: z.array(z.string()) })),
  /** What practising needs and the server does not declare, in words. */
  gaps: z.array(z.string()),
});
export type OwnServerTest = z.infer<typeof OwnServerTest>;

export const testOwnServer = route({
  method: 'POST',
  path: '/api/practice/own-server/test',
  summary: "Ask the hospital's own FHIR server what it can do.",
  access: 'sandbox.settings',
  response: OwnServerTest,
  callsPerMinuteMax: 30,
});
