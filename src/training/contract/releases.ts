import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { CompetencyId } from './matrix.ts';

/** T10: what in the use of the EHR says that training is needed again. */
export const signalKinds = [
  'errors',
  'paper-workarounds',
  'low-use-of-features',
  'tickets-on-routine',
  'frustration',
  'throughput',
  'audit-flags',
  'struggling-new-hire',
] as const;
export const SignalKind = z.enum(signalKinds);
export type SignalKind = z.infer<typeof SignalKind>;

const ModuleId = z.string().trim().min(1).max(400);

export const ReleaseView = z.object({
  releaseId: z.string(),
  title: z.string().trim().min(3).max(160),
  change: z.string().trim().min(3).max(2000),
  announcedAt: z.number().int(),
  due: LocalDateText,
  competencies: z.array(CompetencyId).min(1).max(20),
  moduleId: ModuleId,
  mandatory: z.boolean(),
  byName: z.string(),
  withdrawnAt: z.number().int().nullable(),
  /** Whom it reaches, by job role, and how many of them have done the burst. */
  reach: z.array(z.object({ jobRole: z.string(), people: z.int(), done: z.int() })),
});
export type ReleaseView = z.infer<typeof ReleaseView>;

export const listReleases = route({
  method: 'GET',
  path: '/api/training/releases',
  summary: 'What changed in the EHR, whom it reaches, who knows by now',
  access: 'training.read',
  response: z.object({ releases: z.array(ReleaseView) }),
});

export const announceRelease = route({
  method: 'POST',
  path: '/api/training/releases',
  summary: 'Announce a change of the EHR to just those whose tasks it touches',
  access: 'training.change',
  body: ReleaseView.pick({ title: true, change: true, due: true, competencies: true, moduleId: true, mandatory: true }),
  response: ReleaseView,
});

export const withdrawRelease = route({
  method: 'POST',
  path: '/api/training/releases/:releaseId/withdraw',
  summary: 'The change does not come after all: nobody needs its burst',
  access: 'training.change',
  params: z.object({ releaseId: z.string() }),
  response: z.object({}),
});

export const Refresher = z.object({
  ruleId: z.string(),
  signal: SignalKind,
  competencyId: CompetencyId.nullable(),
  offer: z.enum(['burst', 'module', 'outreach']),
  moduleId: z.string().trim().max(400),
  dueDays: z.int().min(0).max(90),
});
export type Refresher = z.infer<typeof Refresher>;

export const listRefreshers = route({
  method: 'GET',
  path: '/api/training/refreshers',
  summary: 'Which signal calls for which refresher',
  access: 'training.read',
  response: z.object({ refreshers: z.array(Refresher) }),
});

/** 422 when a burst or module is named without its id. */
export const addRefresher = route({
  method: 'POST',
  path: '/api/training/refreshers',
  summary: 'Add a rule: signal -> burst, module or outreach',
  access: 'training.change',
  body: Refresher.omit({ ruleId: true }),
  response: Refresher,
});

export const removeRefresher = route({
  method: 'DELETE',
  path: '/api/training/refreshers/:ruleId',
  summary: 'Remove a rule',
  access: 'training.change',
  params: z.object({ ruleId: z.string() }),
  response: z.object({}),
});

/** What a person saw counts as the same signal that a feed would notice; once a day for each kind. The rules say what follows. */
export const noticeByHand = route({
  method: 'POST',
  path: '/api/training/people/:personId/signals',
  summary: 'I saw that they could do with training again: the refresher rules offer what fits',
  access: 'training.notice',
  params: z.object({ personId: ExternalId }),
  body: z.object({ signal: SignalKind, competencyId: CompetencyId.nullable() }),
  /** Empty: no rule answers this signal. */
  response: z.object({ offers: z.array(z.enum(['burst', 'module', 'outreach'])) }),
});
