import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

export const Incident = z.object({
  incidentId: z.string(),
  title: z.string(),
  text: z.string(),
  issueId: z.string().nullable(),
  declaredAt: InstantMs,
  declaredBy: z.string(),
  stoodDownAt: InstantMs.nullable(),
  stoodDownBy: z.string().nullable(),
  outcome: z.string(),
});
export type Incident = z.infer<typeof Incident>;

export const Downtime = z.object({
  downtimeId: z.string(),
  /** Null: the whole hospital. */
  unitId: z.string().nullable(),
  startsAt: InstantMs,
  endsAt: InstantMs.nullable(),
  reason: z.string(),
  procedure: z.string(),
  issueId: z.string(),
  declaredBy: z.string(),
  endedBy: z.string().nullable(),
});
export type Downtime = z.infer<typeof Downtime>;

export const getSituation = route({
  method: 'GET',
  path: '/api/support/situation',
  summary:
    'What everybody must know now: the major incident, downtime, how many messages of the command centre I have not read, who asks to see my screen.',
  access: 'support.ask',
  response: z.object({
    incident: Incident.nullable(),
    downtimes: z.array(Downtime),
    unread: z.number().int(),
    screens: z.array(z.object({ requestId: z.string(), agentName: z.string() })),
  }),
});

export const declareIncident = route({
  method: 'POST',
  path: '/api/support/incidents',
  summary: 'Declare a major incident: its banner is on every page until it is stood down. One at a time.',
  access: 'support.desk',
  body: z.object({
    title: z.string().trim().min(3).max(120),
    text: z.string().trim().max(1000).default(''),
    issueId: z.string().nullable().default(null),
  }),
  response: Incident,
});

export const standDownIncident = route({
  method: 'POST',
  path: '/api/support/incidents/:incidentId/stand-down',
  summary: 'It is over; `outcome` says how.',
  access: 'support.desk',
  params: z.object({ incidentId: z.string() }),
  body: z.object({ outcome: z.string().trim().min(3).max(1000) }),
  response: Incident,
});

export const listIncidents = route({
  method: 'GET',
  path: '/api/support/incidents',
  summary: 'Major incidents, newest first.',
  access: 'support.answer',
  response: z.object({ incidents: z.array(Incident) }),
});

export const declareDowntime = route({
  method: 'POST',
  path: '/api/support/downtimes',
  summary:
    'The EHR is not available on a unit, or (null) in the whole hospital: paper is legitimate there. Requests about paper are answered with the procedure.',
  access: 'support.desk',
  body: z.object({
    unitId: ExternalId.nullable(),
    startsAt: InstantMs,
    /** Null: until somebody ends it. */
    endsAt: InstantMs.nullable().default(null),
    reason: z.string().trim().min(3).max(160),
    procedure: z.string().trim().min(3).max(2000),
  }),
  response: Downtime,
});

export const endDowntime = route({
  method: 'POST',
  path: '/api/support/downtimes/:downtimeId/end',
  summary: 'The EHR is back, as of this moment.',
  access: 'support.desk',
  params: z.object({ downtimeId: z.string() }),
  response: Downtime,
});

export const listDowntimes = route({
  method: 'GET',
  path: '/api/support/downtimes',
  summary: 'Downtime, planned and past, newest first.',
  access: 'support.answer',
  response: z.object({ downtimes: z.array(Downtime) }),
});
