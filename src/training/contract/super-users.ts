import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';

/* Super-users: peers of a unit who help first. Volunteers before those who are proposed. */

export const SuperUserStateName = z.enum(['nominated', 'accepted', 'declined', 'ended']);
export const SuperUserView = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  unitId: z.string().nullable(),
  state: SuperUserStateName,
  volunteered: z.boolean(),
  proposedBy: z.string(),
  reason: z.string(),
  proposedAt: z.number(),
  /** What speaks against them, in words; empty: nothing. */
  against: z.array(z.string()),
  /** Of the super-users' own curriculum. */
  modulesPassed: z.int(),
  modulesAsked: z.int(),
  /** People whom they taught something in the last 28 days, by the teach-log. */
  taught: z.int(),
  thanks: z.array(z.object({ text: z.string(), byName: z.string(), at: z.number() })),
});
export type SuperUserView = z.infer<typeof SuperUserView>;

export const CoverRow = z.object({
  unitId: z.string(),
  part: z.enum(['day', 'evening', 'night']).nullable(),
  dates: z.int(),
  people: z.number(),
  superUsers: z.number(),
  datesShort: z.int(),
});
export type CoverRow = z.infer<typeof CoverRow>;

const params = z.object({ personId: ExternalId });
const done = z.object({ done: z.literal(true) });

export const getSuperUsers = route({
  method: 'GET',
  path: '/api/training/super-users',
  summary: 'The programme: who is one, who was asked, and which unit and shift is short of them.',
  access: 'training.readiness',
  response: z.object({ peoplePerSuperUser: z.int(), superUsers: z.array(SuperUserView), cover: z.array(CoverRow) }),
});

export const proposeSuperUser = route({
  method: 'POST',
  path: '/api/training/super-users/:personId',
  summary: 'Propose somebody; they are asked and answer themselves.',
  access: 'training.readiness',
  params,
  body: z.object({ reason: z.string().trim().max(300).default('') }),
  response: done,
});

export const endSuperUser = route({
  method: 'POST',
  path: '/api/training/super-users/:personId/end',
  summary: 'They are no longer a super-user; what they did stays on record.',
  access: 'training.readiness',
  params,
  response: done,
});

export const thankSuperUser = route({
  method: 'POST',
  path: '/api/training/super-users/:personId/thanks',
  summary: 'Thank somebody; they and the programme see it.',
  access: 'training.read',
  params,
  body: z.object({ text: z.string().trim().min(3).max(300) }),
  response: done,
});

export const getOwnSuperUser = route({
  method: 'GET',
  path: '/api/training/super-users/own',
  summary: 'Whether I am a super-user, or was asked; thanks that I had.',
  access: 'self.read',
  response: z.object({ own: SuperUserView.nullable() }),
});

export const answerSuperUser = route({
  method: 'POST',
  path: '/api/training/super-users/own',
  summary: 'I volunteer, accept, decline, or stop.',
  access: 'self.change',
  body: z.object({ word: z.enum(['volunteer', 'accept', 'decline', 'stop']), reason: z.string().trim().max(300).default('') }),
  response: done,
});
