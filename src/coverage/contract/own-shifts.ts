import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { Verdict } from './edits.ts';
import { AssignmentView, Done, InstantMs, NeedKindName } from './terms.ts';

/** A shift as the phone shows it: the place in words, and beside whom. */
export const ShiftCard = AssignmentView.extend({
  unitName: z.string().nullable(),
  siteName: z.string().nullable(),
  timeZone: z.string(),
  where: z.string(),
  /** Clinicians whom it accompanies. */
  beside: z.array(z.object({ personId: z.string(), name: z.string(), state: z.string().nullable(), start: InstantMs, end: InstantMs })),
  topic: z.string(),
  /** Offered to others at this moment. */
  offerId: z.string().nullable(),
  swapId: z.string().nullable(),
});
export type ShiftCard = z.infer<typeof ShiftCard>;

export const getMyShifts = route({
  method: 'GET',
  path: '/api/coverage/my-shifts',
  summary: 'What I am published for, from now on unless `from` says otherwise (at most 120 days).',
  access: 'coverage.own-shifts',
  query: z.object({ from: z.coerce.number().int().optional(), to: z.coerce.number().int().optional() }),
  response: z.object({ personId: z.string(), name: z.string(), shifts: z.array(ShiftCard), hours: z.record(z.string(), z.number()) }),
});

/** Something that somebody may take: a shift that a colleague offers, or a need that nobody serves. */
export const OpenShift = z.object({
  /** Take it by this. */
  key: z.string(),
  offeredBy: z.object({ personId: z.string(), name: z.string() }).nullable(),
  kind: NeedKindName,
  start: InstantMs,
  end: InstantMs,
  timeZone: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  where: z.string(),
  topic: z.string(),
  /** May I take it, and if not, why not. */
  allowed: z.boolean(),
  verdicts: z.array(Verdict),
});
export type OpenShift = z.infer<typeof OpenShift>;

export const listOpenShifts = route({
  method: 'GET',
  path: '/api/coverage/open-shifts',
  summary: 'Shifts that colleagues offer and published needs that nobody serves, in the next 42 days; those that I may take first.',
  access: 'coverage.own-shifts',
  response: z.object({ openShifts: z.array(OpenShift) }),
});

export const offerShift = route({
  method: 'POST',
  path: '/api/coverage/offers',
  summary: 'Give a shift back: it stays mine until somebody takes it, and those who may are told.',
  access: 'coverage.own-shifts',
  body: z.object({ assignmentId: z.string(), note: z.string().max(200).default('') }),
  response: z.object({ offerId: z.string(), told: z.number().int() }),
});

export const withdrawOffer = route({
  method: 'DELETE',
  path: '/api/coverage/offers/:offerId',
  summary: 'Keep the shift after all.',
  access: 'coverage.own-shifts',
  params: z.object({ offerId: z.string() }),
  response: Done,
});

export const Taken = z.object({
  /** `done`: it is yours. `waiting`: a coordinator must say yes first. */
  status: z.enum(['done', 'waiting']),
  assignmentId: z.string().nullable(),
});

export type Taken = z.infer<typeof Taken>;

export const takeOpenShift = route({
  method: 'POST',
  path: '/api/coverage/open-shifts/take',
  summary: 'Take an open shift, if the hard rules allow it.',
  access: 'coverage.own-shifts',
  body: z.object({ key: z.string() }),
  response: Taken,
});

export const Swap = z.object({
  swapId: z.string(),
  status: z.enum(['proposed', 'waiting', 'done', 'declined', 'withdrawn']),
  from: z.object({ personId: z.string(), name: z.string() }),
  to: z.object({ personId: z.string(), name: z.string() }),
  /** What `from` gives. */
  gives: ShiftCard.nullable(),
  /** What `from` gets for it; null: nothing. */
  takes: ShiftCard.nullable(),
  note: z.string(),
  createdAt: InstantMs,
});
export type Swap = z.infer<typeof Swap>;
const swapParams = z.object({ swapId: z.string() });

export const listSwaps = route({
  method: 'GET',
  path: '/api/coverage/swaps',
  summary: 'Swaps that concern me; for coordinators also those that wait for approval.',
  access: 'coverage.own-shifts',
  response: z.object({ swaps: z.array(Swap) }),
});

export const listSwapChoices = route({
  method: 'GET',
  path: '/api/coverage/swap-choices',
  summary: 'With whom I could swap a shift of mine: shifts of colleagues for which the hard rules hold both ways.',
  access: 'coverage.own-shifts',
  query: z.object({ assignmentId: z.string() }),
  response: z.object({
    choices: z.array(z.object({ personId: z.string(), name: z.string(), takes: ShiftCard.nullable() })),
  }),
});

export const proposeSwap = route({
  method: 'POST',
  path: '/api/coverage/swaps',
  summary: 'Propose to a colleague to swap shifts, or to take one of mine.',
  access: 'coverage.own-shifts',
  body: z.object({
    assignmentId: z.string(),
    toPersonId: ExternalId,
    forAssignmentId: z.string().nullable().default(null),
    note: z.string().max(200).default(''),
  }),
  response: Swap,
});

export const answerSwap = route({
  method: 'POST',
  path: '/api/coverage/swaps/:swapId/answer',
  summary: 'Accept or decline a swap that was proposed to me.',
  access: 'coverage.own-shifts',
  params: swapParams,
  body: z.object({ accept: z.boolean() }),
  response: Swap,
});

export const withdrawSwap = route({
  method: 'DELETE',
  path: '/api/coverage/swaps/:swapId',
  summary: 'Take back a swap that I proposed.',
  access: 'coverage.own-shifts',
  params: swapParams,
  response: Swap,
});

export const approveSwap = route({
  method: 'POST',
  path: '/api/coverage/swaps/:swapId/approve',
  summary: 'A coordinator says yes or no, where the settings ask for it.',
  access: 'coverage.plan',
  params: swapParams,
  body: z.object({ approve: z.boolean() }),
  response: Swap,
});

/** Where notices lead, in the inbox and in mails: each is a page of the web. */
export const noticePages = { shifts: '/my', openShifts: '/my?show=open', swaps: '/my' } as const;
export type NoticePage = (typeof noticePages)[keyof typeof noticePages];

export const Notice = z.object({
  noticeId: z.string(),
  kind: z.string(),
  text: z.string(),
  at: InstantMs,
  readAt: InstantMs.nullable(),
  /** Where to look: a path of the web pages. */
  link: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const listNotices = route({
  method: 'GET',
  path: '/api/coverage/notices',
  summary: 'My notices, newest first (at most 200), and how many are unread.',
  access: 'self.read',
  response: z.object({ notices: z.array(Notice), unread: z.number().int() }),
});

export const readNotices = route({
  method: 'POST',
  path: '/api/coverage/notices/read',
  summary: 'Mark notices of mine as read; without ids, all of them.',
  access: 'self.change',
  body: z.object({ noticeIds: z.array(z.string()).max(500).optional() }),
  response: Done,
});
