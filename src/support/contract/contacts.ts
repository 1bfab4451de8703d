import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

const RingName = z.enum(['unit', 'floor', 'building', 'site', 'zone-lead', 'help-desk', 'analyst', 'vendor']);

export const ContactView = z.object({
  personId: z.string(),
  name: z.string(),
  ring: RingName,
  unitId: z.string().nullable(),
  knowsTopic: z.boolean(),
  /** Null: a later hour, by the plan alone. */
  reachable: z.boolean().nullable(),
  busy: z.boolean(),
  walkSeconds: z.number(),
});
export type ContactView = z.infer<typeof ContactView>;

const At = z.coerce.number().int().optional();

export const listContacts = route({
  method: 'GET',
  path: '/api/support/contacts',
  summary:
    'Whom to turn to for a topic at a place: who is truly on duty (the published plan, or signed on by hand, and a sign of life), first to last. ' +
    'With `at` (milliseconds), who is planned for that hour.',
  access: 'support.ask',
  query: z.object({ unitId: ExternalId, topic: z.string().max(64).optional(), at: At }),
  response: z.object({
    at: InstantMs,
    /** By the plan alone: nobody has signed on for a later hour. */
    planned: z.boolean(),
    contacts: z.array(ContactView),
    telephone: z.string().nullable(),
    topics: z.array(z.string()),
  }),
});

export const reachContact = route({
  method: 'GET',
  path: '/api/support/contacts/:personId',
  summary: 'How to reach somebody who is, or will be, on duty. Each look is written to the audit log.',
  access: 'support.ask',
  params: z.object({ personId: ExternalId }),
  query: z.object({ at: At }),
  response: z.object({ personId: z.string(), name: z.string(), phone: z.string(), pager: z.string(), email: z.string() }),
});
