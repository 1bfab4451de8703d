import { z } from 'zod';
import { InstantMs } from './terms.ts';
import { OutreachView } from './clinicians.ts';
import { route } from '#platform/http/route.ts';

/*
 * Visits that training's refresher rules ask for. A person arranges them or sets them aside: to help, never to judge.
 */
export const VisitLine = z.object({
  visitId: z.string(),
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  homeUnit: z.string().nullable(),
  wantedAt: InstantMs,
  /** What use showed since; the kinds of training's signals. */
  signals: z.array(z.string()),
});
export type VisitLine = z.infer<typeof VisitLine>;

export const listVisits = route({
  method: 'GET',
  path: '/api/coverage/visits',
  summary: 'Who would be helped by somebody who comes along, as use of the EHR showed. Each reading is written to the audit log.',
  access: 'coverage.clinician',
  response: z.object({
    visits: z.array(VisitLine),
    closed: z.array(
      VisitLine.omit({ signals: true }).extend({
        outcome: z.enum(['arranged', 'set-aside']),
        reason: z.string(),
        closedBy: z.string(),
        closedAt: InstantMs,
      }),
    ),
  }),
});

const visitParams = z.object({ visitId: z.string().max(64) });

export const arrangeVisit = route({
  method: 'POST',
  path: '/api/coverage/visits/:visitId/arrange',
  summary: 'Arrange it: a one-to-one session somewhere in a window; the planner finds the time and the person',
  access: 'coverage.clinician',
  params: visitParams,
  body: z.object({
    start: InstantMs,
    end: InstantMs,
    minutes: z.number().int().min(5).max(720).default(30),
    note: z.string().max(500).default(''),
  }),
  response: OutreachView,
});

export const setVisitAside = route({
  method: 'POST',
  path: '/api/coverage/visits/:visitId/set-aside',
  summary: 'No visit this time, with the reason; another signal may ask again',
  access: 'coverage.clinician',
  params: visitParams,
  body: z.object({ reason: z.string().trim().min(3, 'Say why, in a few words.').max(300) }),
  response: z.object({}),
});
