import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { CompetencyId, JobRoleName, Level } from './matrix.ts';

/*
 * What one must do, how one stands, who is let in. Computed each time from the matrix and the ledger.
 */
const InstantMs = z.number().int();

export const dutyStates = ['open', 'done', 'waived', 'lapsing', 'lapsed', 'expired'] as const;

export const Duty = z.object({
  competencyId: z.string(),
  name: z.string(),
  level: z.int(),
  mandatory: z.boolean(),
  state: z.enum(dutyStates),
  reason: z.enum(['go-live', 'start', 'refresh']),
  /** Why this role needs it, from the matrix. */
  why: z.string(),
  due: LocalDateText.nullable(),
  overdue: z.boolean(),
  provedAt: InstantMs.nullable(),
  coveredUntil: InstantMs.nullable(),
  failedAttempts: z.int(),
  /** What proves it: ours or elsewhere. `title` null: it is not to be had here. */
  provedBy: z.array(z.object({ activity: z.enum(['module', 'exercise', 'class']), activityId: z.string(), title: z.string().nullable() })),
});
export type Duty = z.infer<typeof Duty>;

export const BurstView = z.object({
  reason: z.enum(['release', 'signal']),
  sourceId: z.string(),
  title: z.string(),
  text: z.string(),
  moduleId: z.string(),
  /** Null: it is not one of ours. */
  moduleTitle: z.string().nullable(),
  due: LocalDateText,
  mandatory: z.boolean(),
  doneAt: InstantMs.nullable(),
});
export type BurstView = z.infer<typeof BurstView>;

export const RetrievalCheckView = z.object({
  competencyId: z.string(),
  name: z.string(),
  step: z.int(),
  dueAt: InstantMs,
  isDue: z.boolean(),
  /** A module has questions about it (`beginRecall`); otherwise one's own word is asked (`answerCheck`). */
  hasItems: z.boolean(),
});
export type RetrievalCheckView = z.infer<typeof RetrievalCheckView>;

export const MissingView = z.object({
  kind: z.enum(['competency', 'release', 'role', 'employment']),
  id: z.string(),
  name: z.string(),
  why: z.enum(['never-proved', 'level-too-low', 'expired', 'not-done', 'no-requirements-set', 'role-not-held', 'not-here']),
  failedAttempts: z.int(),
});
export type MissingView = z.infer<typeof MissingView>;

export const DecisionView = z.object({
  jobRole: z.string(),
  allow: z.boolean(),
  by: z.enum(['certification', 'nothing-needed', 'break-glass']).nullable(),
  missing: z.array(MissingView),
  until: InstantMs.nullable(),
  /** What it opens in the EHR. */
  accessProfiles: z.array(z.string()),
});
export type DecisionView = z.infer<typeof DecisionView>;

export const Standing = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  homeUnit: z.string().nullable(),
  goLive: LocalDateText.nullable(),
  decision: DecisionView,
  duties: z.array(Duty),
  bursts: z.array(BurstView),
  checks: z.array(RetrievalCheckView),
});
export type Standing = z.infer<typeof Standing>;

/** An attempt that has begun and has no result: where to go on. */
export const Begun = z.object({ moduleId: z.string(), attemptId: z.string().nullable(), at: InstantMs, pagesSeen: z.int() });

export const getOwnTraining = route({
  method: 'GET',
  path: '/api/training/me',
  summary: 'What I must do, by when and why; how far I am; where I was',
  access: 'self.read',
  /** null: this account belongs to no person. */
  response: z.object({ standing: Standing.nullable(), begun: z.array(Begun), breakGlassHoursMax: z.number() }),
});

/** `recalled`: own word, where no module has a question about it; 409 `has-items` where one has. */
export const answerCheck = route({
  method: 'POST',
  path: '/api/training/me/checks',
  summary: 'Answer a retrieval check; recalled once, it is asked no more',
  access: 'self.change',
  body: z.object({ competencyId: CompetencyId, step: z.int().min(1).max(3), recalled: z.boolean() }),
  response: z.object({ next: RetrievalCheckView.nullable() }),
});

export const RecordLine = z.object({
  factId: z.string(),
  at: InstantMs,
  kind: z.string(),
  /** The activity, competency or role that it is about. */
  about: z.string(),
  score: z.number().nullable(),
  voided: z.boolean(),
  outside: z.boolean(),
  by: z.string(),
  reason: z.string(),
  until: InstantMs.nullable(),
});
export type RecordLine = z.infer<typeof RecordLine>;

const personParams = z.object({ personId: ExternalId });

/** Each read is written to the audit log, with who read. */
export const getTrainingRecord = route({
  method: 'GET',
  path: '/api/training/people/:personId',
  summary: "A person's training record: duties, decision, everything that counts for it",
  access: 'training.person',
  params: personParams,
  response: z.object({ standing: Standing, lines: z.array(RecordLine), breakGlassHoursMax: z.number() }),
});

const Reason = z.string().trim().min(5, 'Say why, in a few words.').max(500);

/** Only with a reason. Refused with 409 `not-asked` when their role does not need it. `until`: the last day of it; null: for good. */
export const waiveDuty = route({
  method: 'POST',
  path: '/api/training/people/:personId/waivers',
  summary: 'Set a duty aside for one person',
  access: 'training.waive',
  params: personParams,
  body: z.object({ competencyId: CompetencyId, reason: Reason, until: LocalDateText.nullable() }),
  response: z.object({ decision: DecisionView }),
});

/** `shown`: somebody saw it done. `equivalence`: learned elsewhere; `reason` says where and how that was seen. */
export const grantCompetency = route({
  method: 'POST',
  path: '/api/training/people/:personId/grants',
  summary: 'Recognise what somebody can do: shown to a trainer, or learned elsewhere',
  access: 'training.grant',
  params: personParams,
  body: z.object({
    competencyId: CompetencyId,
    level: Level,
    kind: z.enum(['shown', 'equivalence']),
    reason: Reason,
    until: LocalDateText.nullable(),
  }),
  response: z.object({ decision: DecisionView }),
});

export const withdrawGrant = route({
  method: 'POST',
  path: '/api/training/people/:personId/withdrawals',
  summary: 'Take back what was waived or recognised for a competency',
  access: 'training.waive',
  params: personParams,
  body: z.object({ competencyId: CompetencyId, reason: Reason }),
  response: z.object({ decision: DecisionView }),
});

/** For oneself, or (with `training.break-glass`) for somebody else. 409 `no-glass-needed` where the gate lets them in anyway. */
export const breakGlass = route({
  method: 'POST',
  path: '/api/training/break-glass',
  summary: 'Access without certification, in an emergency: with a reason and an end; the leads are told',
  access: 'self.change',
  body: z.object({ personId: ExternalId.nullable(), jobRole: JobRoleName.nullable(), reason: Reason, hours: z.number().min(0.5).max(72) }),
  response: z.object({ decision: DecisionView }),
});

export const mendGlass = route({
  method: 'POST',
  path: '/api/training/break-glass/:personId/end',
  summary: 'End somebody’s break-glass access now',
  access: 'training.waive',
  params: personParams,
  body: z.object({ jobRole: JobRoleName, reason: Reason }),
  response: z.object({ decision: DecisionView }),
});

export const GlassLine = z.object({
  factId: z.string(),
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  at: InstantMs,
  until: InstantMs,
  endedAt: InstantMs.nullable(),
  active: z.boolean(),
  by: z.string(),
  reason: z.string(),
  seenBy: z.array(z.string()),
  seenByMe: z.boolean(),
});
export type GlassLine = z.infer<typeof GlassLine>;

export const listGlass = route({
  method: 'GET',
  path: '/api/training/break-glass',
  summary: 'Every break-glass access, newest first, with who of the leads has seen it',
  access: 'training.readiness',
  response: z.object({ lines: z.array(GlassLine) }),
});

export const seeGlass = route({
  method: 'POST',
  path: '/api/training/break-glass/seen/:factId',
  summary: 'I have seen that this glass was broken',
  access: 'training.readiness',
  params: z.object({ factId: z.uuid() }),
  response: z.object({}),
});

export const readinessStates = ['certified', 'lapsing', 'in-progress', 'not-started', 'blocked', 'break-glass'] as const;

/** One person in the readiness list. To plan help and seats with, never to judge by. */
export const ReadinessLine = z.object({
  personId: z.string(),
  name: z.string(),
  jobRole: z.string(),
  unitId: z.string().nullable(),
  goLive: LocalDateText.nullable(),
  state: z.enum(readinessStates),
  allow: z.boolean(),
  done: z.int(),
  mandatory: z.int(),
  missing: z.array(MissingView),
  due: LocalDateText.nullable(),
  overdue: z.boolean(),
  /** A duty that was tried twice and more without success: somebody should sit down with them. */
  stuckOn: z.array(z.string()),
});
export type ReadinessLine = z.infer<typeof ReadinessLine>;

export const ReadinessGroup = z.object({
  key: z.string(),
  people: z.int(),
  certified: z.int(),
  /** null: so few people that a share would name them. */
  share: z.number().nullable(),
});

export const PassRateView = z.object({
  activity: z.enum(['module', 'exercise']),
  activityId: z.string(),
  /** Null: it is not to be had here. */
  title: z.string().nullable(),
  attempts: z.int(),
  passed: z.int(),
  failed: z.int(),
  abandoned: z.int(),
  voided: z.int(),
  /** passed / attempts; null where so few people tried that it would name them. */
  rate: z.number().nullable(),
  exclusions: z.array(z.object({ factId: z.string(), at: InstantMs, why: z.enum(['voided', 'abandoned']) })),
});

export const readinessSorts = ['need', 'name', 'role', 'unit', 'state', 'done', 'due'] as const;
const readinessPeopleMax = 500;

/**
 * `people`: a page of those who fit, from `offset` on; `need` puts first whom it helps most. Sums and rates are of everybody, whatever is
 * asked for.
 */
export const getReadiness = route({
  method: 'GET',
  path: '/api/training/readiness',
  summary: 'Who is certified, who is on the way, who is kept out and by what; by unit, role and wave',
  access: 'training.readiness',
  query: z.object({
    /** A part of the name. */
    q: z.string().max(200).default(''),
    unitId: z.string().max(64).optional(),
    jobRole: z.string().max(64).optional(),
    state: z.enum(readinessStates).optional(),
    /** Kept out by this competency or release. */
    missing: z.string().max(100).optional(),
    sort: z.enum(readinessSorts).default('need'),
    descending: z.stringbool().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(0).max(readinessPeopleMax).default(100),
  }),
  response: z.object({
    people: z.array(ReadinessLine),
    /** How many fit. */
    fitting: z.int(),
    everybody: z.object({
      people: z.int(),
      certified: z.int(),
      states: z.array(z.object({ state: z.enum(readinessStates), people: z.int() })),
    }),
    byUnit: z.array(ReadinessGroup),
    byRole: z.array(ReadinessGroup),
    byWave: z.array(ReadinessGroup),
    /** Competencies by how many people they keep out. */
    bottlenecks: z.array(z.object({ competencyId: z.string(), name: z.string(), people: z.int(), stuck: z.int() })),
    passRates: z.array(PassRateView),
    smallGroupPeople: z.number(),
  }),
});

export const DeliveryLine = z.object({
  deliveryId: z.string(),
  target: z.string(),
  personId: z.string(),
  state: z.enum(['due', 'sent', 'superseded', 'failed']),
  allow: z.boolean(),
  tries: z.int(),
  problem: z.string(),
  at: InstantMs,
});

export const listDeliveries = route({
  method: 'GET',
  path: '/api/training/deliveries',
  summary: 'Decisions on their way to other systems: what waits, what failed and why',
  access: 'training.readiness',
  response: z.object({ targets: z.array(z.string()), deliveries: z.array(DeliveryLine) }),
});

export const retryDelivery = route({
  method: 'POST',
  path: '/api/training/deliveries/:deliveryId/retry',
  summary: 'Send a failed one again',
  access: 'training.waive',
  params: z.object({ deliveryId: z.string() }),
  response: z.object({}),
});
