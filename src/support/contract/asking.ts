import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { Downtime, Incident } from './incidents.ts';
import { RequestNote } from './notes.ts';

export const AskerClassName = z.enum(['provider', 'nurse', 'other']);
export const PriorityName = z.enum(['P1', 'P2', 'P3', 'P4']);
export const RequestStateName = z.enum(['waiting', 'accepted', 'on-the-way', 'arrived', 'done', 'resolved', 'withdrawn']);
export const ImpactName = z.enum(['one', 'unit', 'hospital']);
export const UrgencyName = z.enum(['can-wait', 'slowed', 'stopped']);
export const RemovedKindName = z.enum(['record-number', 'social-security-number', 'date', 'phone-number']);

const Asked = z.object({
  /** What it is about; empty: anybody can help. */
  topic: z.string().trim().max(64).default(''),
  text: z.string().trim().max(1000).default(''),
  urgency: UrgencyName.default('stopped'),
  /** Who asks, where the directory does not know it. */
  askerClass: AskerClassName.default('other'),
  /** Chosen by the device, the same when it sends again: one request comes of it. */
  clientKey: z.uuid().optional(),
});

/** A request as its asker sees it. */
export const AskedRequest = z.object({
  requestId: z.string(),
  /** To be named on the telephone. */
  callBackCode: z.string(),
  unitId: z.string(),
  topic: z.string(),
  text: z.string(),
  priority: PriorityName,
  state: RequestStateName,
  createdAt: InstantMs,
  /** Who comes, or came. */
  holderName: z.string().nullable(),
  expectedAt: InstantMs.nullable(),
  /** Why nobody is being called just now, and about how long it may last. */
  gap: z.object({ reason: z.string(), waitMinutes: z.number().nullable(), text: z.string() }).nullable(),
  issue: z.object({ issueId: z.string(), title: z.string(), workaround: z.string(), solved: z.boolean() }).nullable(),
  /** What the desk wrote to the asker and what they wrote back, oldest first. */
  messages: z.array(RequestNote.extend({ kind: z.enum(['answer', 'asker']) })),
});
export type AskedRequest = z.infer<typeof AskedRequest>;

const Answer = AskedRequest.extend({
  /** What looked like a patient's identifier and was not kept; the asker is told. */
  removed: z.array(RemovedKindName),
});

/** What a page that asks must know beforehand. Kept by the phone, so that it opens without a network. */
const AskingChoices = z.object({
  /** Topics that somebody here knows. */
  topics: z.array(z.string()),
  /** The telephone line of support, to be called where the network is down; null: none is set up. */
  telephone: z.string().nullable(),
});

export const getAskingChoices = route({
  method: 'GET',
  path: '/api/support/asking',
  summary: 'What I may choose when I ask, and what is known already: who I am, where I asked last or belong.',
  access: 'support.ask',
  response: AskingChoices.extend({
    /** Null: the directory does not know me, so the page asks. */
    askerClass: AskerClassName.nullable(),
    unitId: z.string().nullable(),
  }),
});

export const getPlaceChoices = route({
  method: 'GET',
  path: '/ask/:token',
  summary: 'Where a trusted workstation stands, and what may be chosen there.',
  access: 'public',
  params: z.object({ token: z.string().min(1).max(100) }),
  response: AskingChoices.extend({
    unitId: z.string(),
    unitName: z.string(),
    specialty: z.string(),
    label: z.string(),
    /** What everybody must know before they ask: a major incident while it lasts, and that this unit works on paper. */
    incident: Incident.pick({ title: true, text: true, declaredAt: true }).nullable(),
    downtime: Downtime.pick({ reason: true, procedure: true }).nullable(),
  }),
  callsPerMinuteMax: 120,
});

export const askForHelp = route({
  method: 'POST',
  path: '/api/support/requests',
  summary: 'Ask for help. What looks like a patient identifier is taken out of the text before anything is kept, and `removed` says so.',
  access: 'support.ask',
  body: Asked.extend({ unitId: ExternalId }),
  response: Answer,
});

export const askFromPlace = route({
  method: 'POST',
  path: '/ask/:token',
  summary: 'Ask for help from a trusted workstation, without an account: the link knows its place. `followToken` is the key to the answer.',
  access: 'public',
  params: z.object({ token: z.string().min(1).max(100) }),
  body: Asked,
  response: Answer.extend({ followToken: z.string() }),
  callsPerMinuteMax: 120,
});

export const listOwnRequests = route({
  method: 'GET',
  path: '/api/support/requests/own',
  summary: 'What I asked for: all that is open, and what ended in the last day.',
  access: 'support.ask',
  response: z.object({ requests: z.array(AskedRequest) }),
});

/** `solved` closes; `not-solved` opens again, with its age; `not-needed` takes it back. */
const Word = z.object({ word: z.enum(['solved', 'not-solved', 'not-needed']) });

export const sayOwnWord = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/word',
  summary: "The asker's own word: solved, not solved, not needed any more. The desk may pass on what an asker said by telephone.",
  access: 'support.ask',
  params: z.object({ requestId: z.string() }),
  body: Word,
  response: AskedRequest,
});

/** What the asker adds, or answers the desk. On a closed request it opens that again, as a mail does. */
const Message = z.object({ text: z.string().trim().min(1).max(1000) });

export const writeToDesk = route({
  method: 'POST',
  path: '/api/support/requests/:requestId/messages',
  summary: 'Write to the desk about what I asked. What looks like a patient identifier is taken out before anything is kept.',
  access: 'support.ask',
  params: z.object({ requestId: z.string() }),
  body: Message,
  response: Answer,
});

const followParams = z.object({ followToken: z.string().min(1).max(100) });

export const followRequest = route({
  method: 'GET',
  path: '/ask/follow/:followToken',
  summary: 'A request that was asked without an account, as it stands.',
  access: 'public',
  params: followParams,
  response: AskedRequest,
});

export const sayFollowedWord = route({
  method: 'POST',
  path: '/ask/follow/:followToken',
  summary: 'The word of an asker without an account.',
  access: 'public',
  params: followParams,
  body: Word,
  response: AskedRequest,
});

export const writeFollowed = route({
  method: 'POST',
  path: '/ask/follow/:followToken/messages',
  summary: 'What an asker without an account writes to the desk.',
  access: 'public',
  params: followParams,
  body: Message,
  response: Answer,
  callsPerMinuteMax: 60,
});

export const Place = z.object({
  placeId: z.string(),
  unitId: z.string(),
  label: z.string(),
  createdAt: InstantMs,
  createdBy: z.string(),
  revokedAt: InstantMs.nullable(),
});

export const createPlace = route({
  method: 'POST',
  path: '/api/support/places',
  summary: 'A link for a trusted workstation of a unit. Its path is shown once: only a hash of it is kept.',
  access: 'support.desk',
  body: z.object({ unitId: ExternalId, label: z.string().trim().max(80).default('') }),
  /** `page`: what a browser opens; its address goes into a QR code. `path`: the same for a program. */
  response: Place.extend({ path: z.string(), page: z.string() }),
});

export const listPlaceLinks = route({
  method: 'GET',
  path: '/api/support/places',
  summary: 'All links of workstations, those revoked too.',
  access: 'support.desk',
  response: z.object({ places: z.array(Place) }),
});

/** Answers a PDF: a page with a QR code for each unit. */
export const helpSheetsPath = '/api/support/places/sheets.pdf';
export const HelpSheetsWanted = z.object({
  unitIds: z.array(ExternalId).min(1).max(200),
  label: z.string().trim().max(80).default(''),
  /** The links that these units had before are revoked. */
  replaces: z.boolean().default(false),
});

export const listUnitCodes = route({
  method: 'GET',
  path: '/api/support/unit-codes',
  summary: 'What a caller of the support line keys in to say where they are.',
  access: 'support.desk',
  response: z.object({ codes: z.array(z.object({ unitId: z.string(), code: z.number().int() })) }),
});

export const revokePlace = route({
  method: 'DELETE',
  path: '/api/support/places/:placeId',
  summary: 'From now on the link asks for nothing.',
  access: 'support.desk',
  params: z.object({ placeId: z.string() }),
  response: z.object({ done: z.literal(true) }),
});
