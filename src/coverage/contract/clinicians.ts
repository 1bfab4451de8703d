import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { Done, ExposureStateName, InstantMs } from './terms.ts';

export const ClockView = z.object({
  state: ExposureStateName,
  since: LocalDateText.nullable(),
  liveRounds: z.number().int(),
  supportedRounds: z.number().int(),
  next: z.object({ state: ExposureStateName, supportedRounds: z.number() }).nullable(),
  lapsesAfter: LocalDateText.nullable(),
  why: z.string(),
});
export type ClockView = z.infer<typeof ClockView>;

export const ClinicianLine = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  specialty: z.string(),
  practiceGroup: z.string(),
  clock: ClockView,
  /** The next planned presence, and whether somebody is published to be there. */
  next: z.object({ start: InstantMs, end: InstantMs, unitId: z.string(), kind: z.string(), supported: z.boolean() }).nullable(),
});
export type ClinicianLine = z.infer<typeof ClinicianLine>;

export const clinicianSorts = ['need', 'name', 'specialty', 'state', 'rounds', 'next', 'where', 'support'] as const;

export const listClinicians = route({
  method: 'GET',
  path: '/api/coverage/clinicians',
  summary: 'Everybody who rounds or has rounded, with their day-one clock; most in need of help first.',
  access: 'coverage.clinician',
  query: z.object({
    state: ExposureStateName.optional(),
    search: z.string().max(80).optional(),
    sort: z.enum(clinicianSorts).default('need'),
    descending: z.stringbool().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  /** `fitting`: how many there are of whom this is a page. `counts`: by state, of everybody. */
  response: z.object({
    clinicians: z.array(ClinicianLine),
    fitting: z.number().int(),
    counts: z.record(z.string(), z.number().int()),
  }),
});

export const OutreachView = z.object({
  outreachId: z.string(),
  personId: z.string(),
  start: InstantMs,
  end: InstantMs,
  minutes: z.number().int(),
  note: z.string(),
  source: z.enum(['file', 'page']),
  by: z.string(),
  cancelled: z.boolean(),
  version: z.number().int(),
});
export type OutreachView = z.infer<typeof OutreachView>;

/** `supporters`: those published to be beside them; `gap`: in words, if nobody is. */
export const PlannedRound = z.object({
  presenceId: z.string(),
  start: InstantMs,
  end: InstantMs,
  unitId: z.string(),
  kind: z.string(),
  source: z.string(),
  confidence: z.number(),
  supporters: z.array(z.object({ personId: z.string(), name: z.string(), start: InstantMs, end: InstantMs })),
  gap: z.string().nullable(),
});

export const ClinicianPage = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  specialty: z.string(),
  practiceGroup: z.string(),
  homeUnit: z.string().nullable(),
  timeZone: z.string(),
  clock: ClockView,
  planned: z.array(PlannedRound),
  lived: z.array(
    z.object({
      date: LocalDateText,
      unitId: z.string(),
      liveRounds: z.number().int(),
      supportedRounds: z.number().int(),
      version: z.number().int(),
    }),
  ),
  /** Where and when they will next be, from schedules and from past presence; surest first. */
  forecast: z.array(z.object({ start: InstantMs, end: InstantMs, unitId: z.string(), confidence: z.number(), because: z.string() })),
  outreaches: z.array(OutreachView),
});
export type ClinicianPage = z.infer<typeof ClinicianPage>;

const personParams = z.object({ personId: ExternalId });

export const getClinician = route({
  method: 'GET',
  path: '/api/coverage/clinicians/:personId',
  summary: "A clinician's page: clock, rounds, support, forecast, outreach. Each reading is written to the audit log.",
  access: 'coverage.clinician',
  params: personParams,
  response: ClinicianPage,
});

export const getOwnClock = route({
  method: 'GET',
  path: '/api/coverage/my-clock',
  summary: 'My own page as a clinician.',
  access: 'self.read',
  response: ClinicianPage.nullable(),
});

const OutreachAsked = z.object({
  start: InstantMs,
  end: InstantMs,
  minutes: z.number().int().min(5).max(720).default(30),
  note: z.string().max(500).default(''),
});

export const createOutreach = route({
  method: 'POST',
  path: '/api/coverage/clinicians/:personId/outreaches',
  summary: "'I'll meet you …': ask for a one-to-one session somewhere in a window; the planner finds the time and the person.",
  access: 'coverage.clinician',
  params: personParams,
  body: OutreachAsked,
  response: OutreachView,
});

/** As long as its window: somebody stays beside the whole round. Refused with 409 `not-a-person` where the account has no person. */
export const askOwnOutreach = route({
  method: 'POST',
  path: '/api/coverage/my-clock/outreaches',
  summary: 'As a clinician: say when I round, and ask for somebody beside me.',
  access: 'self.change',
  body: OutreachAsked,
  response: OutreachView,
});

export const cancelOutreach = route({
  method: 'DELETE',
  path: '/api/coverage/outreaches/:outreachId',
  summary: 'Cancel a session that was asked for.',
  access: 'coverage.clinician',
  params: z.object({ outreachId: z.string() }),
  response: OutreachView,
});

export const recordExposure = route({
  method: 'POST',
  path: '/api/coverage/clinicians/:personId/exposure',
  summary:
    'Record live rounds of a day on a unit, and how many had a supporter beside them. Replaces what was recorded for that day and unit.',
  access: 'coverage.clinician',
  params: personParams,
  body: z.object({
    date: LocalDateText,
    unitId: ExternalId,
    liveRounds: z.number().int().min(0).max(100),
    supportedRounds: z.number().int().min(0).max(100),
  }),
  response: ClockView,
});

export const SignOffView = z.object({
  signOffId: z.string(),
  unitId: z.string(),
  shiftId: z.string(),
  from: LocalDateText,
  note: z.string(),
  by: z.string(),
  at: InstantMs,
  withdrawnAt: InstantMs.nullable(),
});
export type SignOffView = z.infer<typeof SignOffView>;

export const listSignOffs = route({
  method: 'GET',
  path: '/api/coverage/sign-offs',
  summary: 'Which shifts of which units have said that they are comfortable.',
  access: 'coverage.read',
  response: z.object({ signOffs: z.array(SignOffView) }),
});

export const signOff = route({
  method: 'POST',
  path: '/api/coverage/sign-offs',
  summary: "A unit's shift says itself that it needs no more support from a date on. The next plan leaves it out.",
  access: 'coverage.sign-off',
  body: z.object({ unitId: ExternalId, shiftId: ExternalId, from: LocalDateText, note: z.string().max(300).default('') }),
  response: SignOffView,
});

export const withdrawSignOff = route({
  method: 'DELETE',
  path: '/api/coverage/sign-offs/:signOffId',
  summary: 'Not comfortable after all.',
  access: 'coverage.sign-off',
  params: z.object({ signOffId: z.string() }),
  response: Done,
});
