import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { RequestView, TierName } from './answering.ts';
import { AskerClassName, PriorityName, RequestStateName, UrgencyName } from './asking.ts';
import { RequestNote } from './notes.ts';

export const PauseReasonName = z.enum(['asker', 'vendor', 'maintenance']);
export const RemoteTierName = z.enum(['help-desk', 'analyst', 'vendor']);

export const SystemName = z.enum(['servicenow', 'jira']);

/** One target of a request. `dueAt` null: unknown while the clock stands. */
export const ClockView = z.object({
  targetMinutes: z.number(),
  elapsedMs: z.number(),
  state: z.enum(['running', 'paused', 'met', 'missed']),
  dueAt: InstantMs.nullable(),
  breached: z.boolean(),
});
export type ClockView = z.infer<typeof ClockView>;

/** A request as the desk sees it in its queue. */
export const DeskRow = RequestView.extend({
  response: ClockView,
  resolution: ClockView,
  pausedFor: PauseReasonName.nullable(),
  sentTo: RemoteTierName.nullable(),
  notes: z.number().int(),
  /** What it hangs on, and how many hang on it. */
  linkedTo: z.object({ kind: z.enum(['child', 'duplicate']), requestId: z.string(), callBackCode: z.string() }).nullable(),
  linked: z.number().int(),
});
export type DeskRow = z.infer<typeof DeskRow>;

const OnDuty = z.object({
  personId: z.string(),
  name: z.string(),
  tier: TierName,
  unitId: z.string().nullable(),
  state: z.enum(['free', 'offered', 'busy']),
  reachable: z.boolean(),
});

export const getDesk = route({
  method: 'GET',
  path: '/api/support/desk',
  summary: 'The queue in serving order with clocks, links and pauses, and who is on duty.',
  access: 'support.answer',
  response: z.object({ now: InstantMs, requests: z.array(DeskRow), onDuty: z.array(OnDuty) }),
});

const params = z.object({ requestId: z.string() });

const LinkedRequest = z.object({
  requestId: z.string(),
  callBackCode: z.string(),
  kind: z.enum(['child', 'duplicate']),
  state: RequestStateName,
  unitId: z.string(),
});

export const getDeskRequest = route({
  method: 'GET',
  path: '/api/support/desk/:requestId',
  summary: 'A request with all that happened, was written and hangs on it.',
  access: 'support.answer',
  params,
  response: DeskRow.extend({
    events: z.array(
      z.object({
        seq: z.number(),
        kind: z.string(),
        byName: z.string().nullable(),
        at: InstantMs,
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    conversation: z.array(RequestNote),
    links: z.array(LinkedRequest),
    /** Ticket systems that have it, or are about to. */
    handedOver: z.array(
      z.object({
        system: SystemName,
        /** Their own number; null: not there yet. */
        number: z.string().nullable(),
        state: z.enum(['open', 'resolved', 'on-its-way', 'failed']),
        /** Why the last attempt failed, in their words. */
        error: z.string().nullable(),
      }),
    ),
    /** Ticket systems that are set up, and whether they may have the asker's words. */
    systems: z.array(z.object({ system: SystemName, takesText: z.boolean() })),
    /** Where an answer goes by mail; null: nowhere, tell them. */
    mailTo: z.string().nullable(),
  }),
});

export type DeskRequest = z.infer<typeof getDeskRequest.response>;

const Suggestions = z.object({
  issues: z.array(
    z.object({ issueId: z.string(), title: z.string(), workaround: z.string(), requests: z.number().int(), likeness: z.number() }),
  ),
  duplicates: z.array(
    z.object({
      requestId: z.string(),
      callBackCode: z.string(),
      unitId: z.string(),
      topic: z.string(),
      text: z.string(),
      state: RequestStateName,
      priority: PriorityName,
      createdAt: InstantMs,
      likeness: z.number(),
    }),
  ),
  tips: z.array(z.object({ tipId: z.string(), version: z.number().int(), title: z.string() })),
});
export type Suggestions = z.infer<typeof Suggestions>;

export const suggest = route({
  method: 'POST',
  path: '/api/support/desk/suggest',
  summary:
    'Known issues, likely duplicates and tip sheets for a text, while it is typed or read. Suggests and decides nothing: nobody waits for it. ' +
    'A POST, so that the text stands in no address.',
  access: 'support.answer',
  body: z.object({
    text: z.string().max(1000),
    unitId: z.string().max(64).default(''),
    topic: z.string().max(64).default(''),
    requestId: z.string().optional(),
  }),
  response: Suggestions,
});

export const takeRequest = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/take',
  summary: 'I solve it from the desk: whoever was being called is free.',
  access: 'support.desk',
  params,
  response: RequestView,
});

export const sendRequestOn = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/send-on',
  summary: 'On to help desk, analyst or vendor, with its age; an empty tier is skipped for the next.',
  access: 'support.desk',
  params,
  body: z.object({ tier: RemoteTierName }),
  response: RequestView,
});

export const pauseClock = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/pause',
  summary: 'The resolution clock stands, because it is somebody else’s turn. Null: it goes on.',
  access: 'support.desk',
  params,
  body: z.object({ reason: PauseReasonName.nullable() }),
  response: RequestView,
});

export const writeNote = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/notes',
  summary:
    'A note for colleagues, or an answer to the asker (by mail too, where the address is known). `ends`: the help has ended by it, and the ' +
    'asker is asked whether it is solved. What looks like a patient identifier is taken out first.',
  access: 'support.answer',
  params,
  body: z.object({
    kind: z.enum(['note', 'answer']),
    text: z.string().trim().max(4000).default(''),
    ends: z.boolean().default(false),
    tipIds: z.array(z.string()).max(5).default([]),
    macroId: z.string().optional(),
  }),
  response: z.object({ note: RequestNote, removed: z.array(z.string()), mailed: z.boolean() }),
});

export const linkRequest = route({
  method: 'PUT',
  path: '/api/support/requests/:requestId/link',
  summary: 'It is a part of what another request is about (`child`), or the same asked twice (`duplicate`). Dispatch goes on as before.',
  access: 'support.desk',
  params,
  body: z.object({ kind: z.enum(['child', 'duplicate']), callBackCode: z.string().trim().min(1).max(20) }),
  response: z.object({ linked: z.literal(true) }),
});

export const unlinkRequest = route({
  method: 'DELETE',
  path: '/api/support/requests/:requestId/link',
  summary: 'It hangs on nothing any more.',
  access: 'support.desk',
  params,
  response: z.object({ linked: z.literal(false) }),
});

export const askForCaller = route({
  method: 'POST',
  path: '/api/support/desk/requests',
  summary: 'A request that somebody telephoned: it is theirs, and the log says who took it down.',
  access: 'support.desk',
  body: z.object({
    unitId: ExternalId,
    topic: z.string().trim().max(64).default(''),
    text: z.string().trim().max(1000).default(''),
    urgency: UrgencyName.default('stopped'),
    askerClass: AskerClassName.default('other'),
    /** Who calls, where the directory knows them: their job role then says their class. */
    personId: ExternalId.nullable().default(null),
    clientKey: z.uuid().optional(),
  }),
  response: RequestView.extend({ removed: z.array(z.string()) }),
});

export const passOnRequest = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/ticket',
  summary:
    'Make a ticket of it in the hospital’s own system: topic, unit, priority and a link; the asker’s words only where that is allowed.',
  access: 'support.desk',
  params,
  body: z.object({ system: SystemName, withText: z.boolean().default(false) }),
  response: z.object({ queued: z.literal(true) }),
});

const Target = z.object({ key: z.string(), label: z.string(), source: z.string(), byDefault: z.number(), value: z.number() });
const Targets = z.object({ targets: z.array(Target), min: z.number(), max: z.number() });

export const getDeskTargets = route({
  method: 'GET',
  path: '/api/support/targets',
  summary: 'Within how many minutes the desk wants to respond and to solve, by priority, each with its source.',
  access: 'support.answer',
  response: Targets,
});

export const changeDeskTargets = route({
  method: 'PATCH',
  path: '/api/support/targets',
  summary: 'Override targets; null puts the default back. All or none; clocks are read by them at once.',
  access: 'support.settings',
  body: z.object({ values: z.record(z.string(), z.number().nullable()) }),
  response: Targets,
});
