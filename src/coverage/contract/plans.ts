import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { DateSpan, Done, InstantMs, Reason } from './terms.ts';

/** A question of the form 'what if': applied to the facts before the run, never to the hospital's own records. */
export const WhatIf = z.discriminatedUnion('kind', [
  /** Take away (or bring down to `headcount`) a unit's support on a shift. */
  DateSpan.extend({ kind: z.literal('cut'), unitId: ExternalId, shiftId: ExternalId, headcount: z.number().int().min(0).default(0) }),
  /** These persons are not there. */
  DateSpan.extend({ kind: z.literal('absent'), personIds: z.array(ExternalId).min(1).max(500) }),
]);
export type WhatIf = z.infer<typeof WhatIf>;

/** How a run gets on. `incumbent`: cost of the best plan so far; `bound`: no plan can cost less. Null until known. */
export const PlanProgress = z.object({
  phase: z.string(),
  incumbent: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  seconds: z.number(),
});
export type PlanProgress = z.infer<typeof PlanProgress>;

export const PlanResult = z.object({
  status: z.enum(['optimal', 'feasible']),
  cost: z.object({ wages: z.number(), missing: z.number(), preferences: z.number(), total: z.number() }),
  bound: z.number(),
  gap: z.number(),
  seconds: z.number(),
  assignments: z.number().int(),
  needs: z.number().int(),
  uncoveredNeeds: z.number().int(),
  uncoveredHours: z.number(),
  people: z.number().int(),
});
export type PlanResult = z.infer<typeof PlanResult>;

export const planStatuses = ['waiting', 'running', 'draft', 'failed', 'published'] as const;
/** `draft`: made and open to edits. `published`: was published once; what is in force now is the plan `published`. */
export const PlanSummary = z.object({
  planId: z.string(),
  name: z.string(),
  status: z.enum(planStatuses),
  from: LocalDateText,
  to: LocalDateText,
  seed: z.number().int(),
  secondsMax: z.number(),
  version: z.number().int(),
  settings: z.record(z.string(), z.number()),
  changes: z.array(WhatIf),
  createdAt: InstantMs,
  createdBy: z.string(),
  stopAsked: z.boolean(),
  progress: PlanProgress.nullable(),
  result: PlanResult.nullable(),
  /** Why a failed run failed, and what to do. */
  problem: z.string().nullable(),
  publishedAt: InstantMs.nullable(),
});
export type PlanSummary = z.infer<typeof PlanSummary>;

const planParams = z.object({ planId: z.string().min(1).max(64) });

export const listPlans = route({
  method: 'GET',
  path: '/api/coverage/plans',
  summary: 'Plan runs and drafts, newest first.',
  access: 'coverage.read',
  response: z.object({ plans: z.array(PlanSummary) }),
});

export const startPlan = route({
  method: 'POST',
  path: '/api/coverage/plans',
  summary: 'Start a plan run. News: coverage.plan-progressed, then coverage.plan-made or coverage.plan-failed.',
  access: 'coverage.plan',
  body: DateSpan.extend({
    name: z.string().trim().min(1).max(120),
    seconds: z.number().min(1).max(3600).default(60),
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
    /** Coverage settings for this run alone. */
    settings: z.record(z.string(), z.number()).default({}),
    changes: z.array(WhatIf).max(50).default([]),
  }),
  response: PlanSummary,
});

export const getPlan = route({
  method: 'GET',
  path: '/api/coverage/plans/:planId',
  summary: 'A plan: how its run gets on, and its result.',
  access: 'coverage.read',
  params: planParams,
  /** `supposes`: what a 'what if' run changes, a sentence each. */
  response: PlanSummary.extend({ supposes: z.array(z.string()) }),
});

export const stopPlan = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/stop',
  summary: 'Stop a run; the best plan found so far is kept.',
  access: 'coverage.plan',
  params: planParams,
  response: PlanSummary,
});

export const deletePlan = route({
  method: 'DELETE',
  path: '/api/coverage/plans/:planId',
  summary: 'Delete a draft or a run. What was published stays.',
  access: 'coverage.plan',
  params: planParams,
  response: Done,
});

/** One gap as a sentence says it. */
export const GapLine = z.object({
  needId: z.string(),
  kind: z.enum(['unit', 'round', 'outreach']),
  unitId: z.string().nullable(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  date: LocalDateText,
  start: InstantMs,
  end: InstantMs,
  missing: z.number(),
  reason: Reason,
  /** 'Dr. Chen, first live round, Thu 12 Mar 06:30-08:00 on 4 West: nobody free' */
  text: z.string(),
});

export type GapLine = z.infer<typeof GapLine>;

/** Two plans compared by whom they leave uncovered; `left` is the plan that is asked about, `right` the one it would replace. */
export const PlanComparison = z.object({
  summary: z.string(),
  wages: z.object({ left: z.number(), right: z.number() }),
  hours: z.object({ left: z.number(), right: z.number() }),
  cost: z.object({ left: z.number().nullable(), right: z.number().nullable() }),
  onlyLeft: z.array(GapLine),
  onlyRight: z.array(GapLine),
  both: z.number().int(),
});
export type PlanComparison = z.infer<typeof PlanComparison>;

export const comparePlans = route({
  method: 'GET',
  path: '/api/coverage/plan-comparison',
  summary: 'Compare two plans by the needs that each leaves uncovered. `published` is a plan too.',
  access: 'coverage.read',
  query: z.object({ left: z.string(), right: z.string() }),
  response: PlanComparison,
});

export const askTaper = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/taper',
  summary: "What it would mean to take a unit's support away on a shift: who is left without, and what is saved. Nothing changes.",
  access: 'coverage.plan',
  params: planParams,
  body: DateSpan.extend({ unitId: ExternalId, shiftId: ExternalId }),
  response: z.object({ summary: z.string(), savedHours: z.number(), savedWages: z.number(), lost: z.array(GapLine) }),
});

/** What publishing changes for one person. */
export const PersonDiff = z.object({
  personId: z.string(),
  name: z.string(),
  gains: z.number().int(),
  loses: z.number().int(),
  changes: z.number().int(),
  /** Each change in words, in order of time; at most 40. */
  lines: z.array(z.object({ kind: z.enum(['gains', 'loses', 'changes']), text: z.string(), start: InstantMs })),
});
export type PersonDiff = z.infer<typeof PersonDiff>;

export const PublishDiff = z.object({
  planId: z.string(),
  planVersion: z.number().int(),
  publishedVersion: z.number().int(),
  gains: z.number().int(),
  loses: z.number().int(),
  changes: z.number().int(),
  unchanged: z.number().int(),
  people: z.array(PersonDiff),
  uncoveredNow: z.number().int(),
  uncoveredThen: z.number().int(),
  /** Hard rules that the roster would break where the plan meets what was published around it; publishing is refused while any stands. */
  breaches: z.array(z.object({ personId: z.string(), text: z.string() })),
});
export type PublishDiff = z.infer<typeof PublishDiff>;

export const diffPlan = route({
  method: 'GET',
  path: '/api/coverage/plans/:planId/diff',
  summary: 'What publishing this plan would change, person by person.',
  access: 'coverage.publish',
  params: planParams,
  response: PublishDiff,
});

export const Published = z.object({ publicationId: z.string(), version: z.number().int(), notified: z.number().int() });
export type Published = z.infer<typeof Published>;

export const publishPlan = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/publish',
  summary: 'Publish a plan: all of it or nothing, and everybody concerned is notified. What has begun already stays as it is.',
  access: 'coverage.publish',
  params: planParams,
  /** The versions that were looked at in the diff: if one changed meanwhile, nothing is published. */
  body: z.object({ planVersion: z.number().int(), publishedVersion: z.number().int(), note: z.string().max(500).default('') }),
  response: Published,
});

export const listPublications = route({
  method: 'GET',
  path: '/api/coverage/publications',
  summary: 'What was published when and by whom, newest first.',
  access: 'coverage.read',
  response: z.object({
    publications: z.array(
      z.object({
        publicationId: z.string(),
        planId: z.string(),
        name: z.string(),
        from: LocalDateText,
        to: LocalDateText,
        at: InstantMs,
        by: z.string(),
        note: z.string(),
        gains: z.number().int(),
        loses: z.number().int(),
        changes: z.number().int(),
        notified: z.number().int(),
      }),
    ),
  }),
});
