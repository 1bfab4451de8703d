import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { route } from '#platform/http/route.ts';
import { RequestView, TierName } from './answering.ts';
import { ImpactName, UrgencyName } from './asking.ts';

export const getQueue = route({
  method: 'GET',
  path: '/api/support/queue',
  summary:
    'All open requests: those waiting in the order in which they are served, then those that somebody has, then those to be confirmed.',
  access: 'support.answer',
  response: z.object({
    requests: z.array(RequestView),
    onDuty: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        tier: TierName,
        unitId: z.string().nullable(),
        state: z.enum(['free', 'offered', 'busy']),
        reachable: z.boolean(),
      }),
    ),
  }),
});

const params = z.object({ requestId: z.string() });

export const getRequest = route({
  method: 'GET',
  path: '/api/support/requests/:requestId',
  summary: 'A request with everything that happened to it.',
  access: 'support.answer',
  params,
  response: RequestView.extend({
    events: z.array(
      z.object({ seq: z.number(), kind: z.string(), by: z.string().nullable(), at: InstantMs, detail: z.record(z.string(), z.unknown()) }),
    ),
  }),
});

export const triageRequest = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/triage',
  summary: 'Impact x urgency, of which the priority follows (P1 to P4).',
  access: 'support.desk',
  params,
  body: z.object({ impact: ImpactName, urgency: UrgencyName }),
  response: RequestView,
});

export const releaseRequest = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/release',
  summary: 'Take it from whoever has it, back to the queue with its age.',
  access: 'support.desk',
  params,
  response: RequestView,
});

export const checkLog = route({
  method: 'GET',
  path: '/api/support/log/check',
  summary: 'Whether the log of requests is intact; otherwise its first line that does not follow from the one before.',
  access: 'support.desk',
  response: z.object({ intact: z.boolean(), firstBroken: z.number().nullable() }),
});

/** A known issue: what lies behind many requests, and what to do meanwhile. */
export const Issue = z.object({
  issueId: z.string(),
  title: z.string(),
  workaround: z.string(),
  state: z.enum(['open', 'solved']),
  createdAt: InstantMs,
  createdBy: z.string(),
  requests: z.number().int(),
});

export const createIssue = route({
  method: 'POST',
  path: '/api/support/issues',
  summary: 'Record a known issue.',
  access: 'support.desk',
  body: z.object({ title: z.string().trim().min(3).max(160), workaround: z.string().trim().max(2000).default('') }),
  response: Issue,
});

export const listIssues = route({
  method: 'GET',
  path: '/api/support/issues',
  summary: 'Known issues, open ones first.',
  access: 'support.answer',
  response: z.object({ issues: z.array(Issue) }),
});

const issueParams = z.object({ issueId: z.string() });

export const attachRequests = route({
  method: 'POST',
  path: '/api/support/issues/:issueId/attach',
  summary: 'These requests are of this issue. Nothing else changes for them until a broadcast answers them.',
  access: 'support.desk',
  params: issueParams,
  body: z.object({ requestIds: z.array(z.string()).min(1).max(2000) }),
  response: Issue,
});

export const broadcast = route({
  method: 'POST',
  path: '/api/support/issues/:issueId/broadcast',
  summary:
    'Tell those concerned: the askers of its requests, and who is on duty on their units. With `answers`, requests that wait are answered by ' +
    'it: nobody walks there, and each asker confirms or opens again.',
  access: 'support.desk',
  params: issueParams,
  body: z.object({ text: z.string().trim().min(3).max(1000), answers: z.boolean(), solved: z.boolean().default(false) }),
  response: z.object({ broadcastId: z.string(), told: z.number().int(), answered: z.number().int() }),
});

export const listBroadcasts = route({
  method: 'GET',
  path: '/api/support/broadcasts',
  summary: 'What the command centre told me, newest first.',
  access: 'support.ask',
  response: z.object({
    broadcasts: z.array(
      z.object({
        broadcastId: z.string(),
        issueId: z.string().nullable(),
        text: z.string(),
        at: InstantMs,
        byName: z.string(),
        read: z.boolean(),
      }),
    ),
  }),
});

export const readBroadcast = route({
  method: 'POST',
  path: '/api/support/broadcasts/:broadcastId/read',
  summary: 'I have read it.',
  access: 'support.ask',
  params: z.object({ broadcastId: z.string() }),
  response: z.object({ done: z.literal(true) }),
});

/** One figure that dispatch decides by. `source` says where the default comes from. */
export const DispatchSettingView = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  source: z.string(),
  byDefault: z.number(),
  value: z.number(),
  min: z.number(),
  max: z.number(),
});
const Settings = z.object({ settings: z.array(DispatchSettingView) });

export const getDispatchSettings = route({
  method: 'GET',
  path: '/api/support/settings',
  summary: 'Every figure that dispatch decides by, with its source.',
  access: 'support.answer',
  response: Settings,
});

export const changeDispatchSettings = route({
  method: 'PATCH',
  path: '/api/support/settings',
  summary: 'Override settings; null puts the default back. All or none; in force at once.',
  access: 'support.settings',
  body: z.object({ values: z.record(z.string(), z.number().nullable()) }),
  response: Settings,
});
