import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { attemptParams, InstantMs } from './terms.ts';

/** A go at an exercise, or free practice, as its learner sees it. */
export const AttemptView = z.object({
  attemptId: z.string(),
  /** Null: free practice. */
  exerciseId: z.string().nullable(),
  exerciseTitle: z.string().nullable(),
  classId: z.string().nullable(),
  learnerName: z.string(),
  /** Where this attempt's own hospital is: FHIR R4. */
  fhirPath: z.string(),
  cdsPath: z.string(),
  state: z.enum(['open', 'submitted']),
  /** An examination: no progress, no hints, nothing taken back. */
  exam: z.boolean(),
  startedAt: InstantMs,
  /** When it ends by itself; null: never. */
  endsAt: InstantMs.nullable(),
  submittedAt: InstantMs.nullable(),
  lastEntryAt: InstantMs,
  entryCount: z.number().int(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** An attempt with what is only known by opening it. */
export const AttemptDetail = AttemptView.extend({
  /** "Now" in the practice hospital, and its time zone. The clock runs on from `virtualNow` while the learner works. */
  virtualNow: InstantMs,
  virtualStart: InstantMs,
  timeZone: z.string(),
  canUndo: z.boolean(),
  resetCount: z.number().int(),
  hintsUsed: z.number().int(),
  /** Real time of the first thing done since the start or the last reset. */
  begunAt: InstantMs.nullable(),
});
export type AttemptDetail = z.infer<typeof AttemptDetail>;

export const startAttempt = route({
  method: 'POST',
  path: '/api/practice/attempts',
  summary: "Begin an exercise, or free practice, with a hospital of one's own. `classCode`: join a class; its exercise is then the one.",
  access: 'sandbox.practise',
  body: z.object({
    exerciseId: z.string().max(100).nullable(),
    classCode: z.string().trim().max(20).optional(),
    /** Free practice on the FHIR server that the hospital set up, instead of the synthetic hospital. */
    onOwnServer: z.boolean().optional(),
  }),
  response: AttemptDetail,
  callsPerMinuteMax: 600,
});

export const listOwnAttempts = route({
  method: 'GET',
  path: '/api/practice/attempts/own',
  summary: 'What I practised, newest first.',
  access: 'sandbox.practise',
  response: z.object({ attempts: z.array(AttemptView) }),
});

export const getAttempt = route({
  method: 'GET',
  path: '/api/practice/attempts/:attemptId',
  summary: 'An attempt as it stands. Its learner and instructors may see it.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: AttemptDetail,
});

export const addTrailLine = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/trail',
  summary: 'Something that was done and wrote nothing: a chart opened, a bar code scanned, an alert overridden with its reason.',
  access: 'sandbox.practise',
  params: attemptParams,
  body: z.object({
    /** `chart-opened`, `barcode-scanned`, `alert-shown`, `alert-overridden` …: see `trailKinds` of the exercises. */
    kind: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    detail: z
      .record(z.string().max(64), z.json())
      .default({})
      .refine((detail) => JSON.stringify(detail).length <= 4000, 'up to 4,000 characters of JSON'),
  }),
  response: z.object({ seq: z.number().int(), virtualNow: InstantMs }),
});

export const undoInAttempt = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/undo',
  summary: 'Take the last change back, with what the hospital did since. `undone` false: there is nothing to take back.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: z.object({ undone: z.boolean(), attempt: AttemptDetail }),
});

export const resetAttempt = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/reset',
  summary: 'Begin anew on the untouched hospital. What was done before stays in the journal.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: AttemptDetail,
});

export const advanceClock = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/clock',
  summary: 'Move the virtual clock forward: what is due until then happens (results come, the pharmacy verifies).',
  access: 'sandbox.practise',
  params: attemptParams,
  body: z.object({ minutes: z.number().int().min(1).max(1440) }),
  response: z.object({ happened: z.array(z.object({ eventId: z.string(), text: z.string() })), attempt: AttemptDetail }),
});

export const submitAttempt = route({
  method: 'POST',
  path: '/api/practice/attempts/:attemptId/submit',
  summary: 'Hand in. Nothing can be written afterwards; an exercise is graded.',
  access: 'sandbox.practise',
  params: attemptParams,
  response: AttemptDetail,
});
