import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { attemptParams } from './terms.ts';

/* CDS Hooks 2.0 (https://cds-hooks.hl7.org/2.0/), of each attempt's own decision support. Field names are the standard's. */

const serviceParams = attemptParams.extend({ serviceId: z.string().min(1).max(64) });
const Coding = z.looseObject({ code: z.string().optional(), system: z.string().optional(), display: z.string().optional() });

const Service = z.object({ hook: z.string(), title: z.string(), description: z.string(), id: z.string() });

export const CdsCard = z.object({
  uuid: z.uuid(),
  /** Under 140 characters. */
  summary: z.string(),
  /** Markdown. */
  detail: z.string(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: z.object({ label: z.string(), topic: z.object({ system: z.string(), code: z.string(), display: z.string() }) }),
  /** What an override may be reasoned with; none: the order can't be signed as it is. */
  overrideReasons: z.array(z.object({ system: z.string(), code: z.string(), display: z.string() })).optional(),
});
export type CdsCard = z.infer<typeof CdsCard>;

export const discoverServices = route({
  method: 'GET',
  path: '/sandbox/:attemptId/cds-services',
  summary: 'CDS Hooks 2.0: what decision support this attempt has.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: z.object({ services: z.array(Service) }),
});

export const callService = route({
  method: 'POST',
  path: '/sandbox/:attemptId/cds-services/:serviceId',
  summary: 'CDS Hooks 2.0: call a service. Cards that are shown are noted in the trail.',
  access: 'sandbox.practise',
  params: serviceParams,
  body: z.looseObject({
    hook: z.string(),
    hookInstance: z.string(),
    context: z.looseObject({
      patientId: z.string().max(80),
      selections: z.array(z.string().max(200)).max(200).optional(),
      draftOrders: z
        .looseObject({
          entry: z
            .array(z.looseObject({ resource: z.looseObject({ resourceType: z.string() }) }))
            .max(200)
            .optional(),
        })
        .optional(),
    }),
  }),
  response: z.object({ cards: z.array(CdsCard) }),
});

export const giveFeedback = route({
  method: 'POST',
  path: '/sandbox/:attemptId/cds-services/:serviceId/feedback',
  summary: 'CDS Hooks 2.0: what became of cards. An override needs a reason; it is noted in the trail.',
  access: 'sandbox.practise',
  params: serviceParams,
  body: z.object({
    feedback: z
      .array(
        z.looseObject({
          card: z.string().max(80),
          outcome: z.enum(['accepted', 'overridden']),
          overrideReason: z.looseObject({ reason: Coding.optional(), userComment: z.string().max(500).optional() }).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.object({}),
});
