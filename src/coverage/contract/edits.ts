import { z } from 'zod';
import { ExternalId } from '#directory/contract.ts';
import { route } from '#platform/http/route.ts';
import { AssignmentView, InstantMs, NeedKindName, PersonName, UncoveredView } from './terms.ts';

/*
 * One edit by hand. Every applied edit answers its `inverse`: undo is applying that. `version` is the assignment's, as the
 * board showed it: if somebody was faster, nothing happens.
 */
const existing = { assignmentId: z.string(), version: z.number().int() };

export const Edit = z.discriminatedUnion('kind', [
  /** A new assignment that serves one need (and may serve sharable rounds on the same unit besides). */
  z.object({ kind: z.literal('assign'), personId: ExternalId, needId: z.string() }),
  /** Another person, another need, or both. What is left out stays. */
  z.object({ kind: z.literal('move'), ...existing, personId: ExternalId.optional(), needId: z.string().optional() }),
  z.object({ kind: z.literal('remove'), ...existing }),
  /** Undo of a removal. */
  z.object({ kind: z.literal('restore'), ...existing }),
  /** Undo of a move: exactly what it was. */
  z.object({
    kind: z.literal('put-back'),
    ...existing,
    to: AssignmentView.pick({ personId: true, start: true, end: true, kind: true, unitId: true, shiftId: true, needIds: true }),
  }),
  z.object({ kind: z.literal('lock'), ...existing, locked: z.boolean() }),
]);
export type Edit = z.infer<typeof Edit>;

/** What a rule says of an edit. A `hard` breach forbids it; a `soft` one is a cost that a person may choose to pay. */
export const Verdict = z.object({ rule: z.string(), level: z.enum(['hard', 'soft']), text: z.string() });
export type Verdict = z.infer<typeof Verdict>;

const planParams = z.object({ planId: z.string().min(1).max(64) });

export const judgeEdit = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/judge',
  summary: 'What the rules say of an edit. Nothing changes. `planId` may be `published`.',
  access: 'coverage.plan',
  params: planParams,
  body: z.object({ edit: Edit }),
  response: z.object({ allowed: z.boolean(), verdicts: z.array(Verdict) }),
});

export const JudgedPerson = PersonName.extend({ allowed: z.boolean(), verdicts: z.array(Verdict) });
export type JudgedPerson = z.infer<typeof JudgedPerson>;

export const judgePeople = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/judge-people',
  summary: 'Who may serve a need, with the verdicts for each: for a drop target or a list to choose from. Nothing changes.',
  access: 'coverage.plan',
  params: planParams,
  body: z.object({ needId: z.string(), /** Moved from there, if it is a move. */ assignmentId: z.string().optional() }),
  response: z.object({ people: z.array(JudgedPerson) }),
});

export const applyEdit = route({
  method: 'POST',
  path: '/api/coverage/plans/:planId/move',
  summary:
    'Apply an edit. A hard breach is refused (409, `breaks-rule`, with the verdicts). In the published plan those concerned are notified.',
  access: 'coverage.plan',
  params: planParams,
  body: z.object({ edit: Edit }),
  response: z.object({
    /** Of the plan. */
    version: z.number().int(),
    assignment: AssignmentView,
    removed: z.boolean(),
    inverse: Edit,
    verdicts: z.array(Verdict),
    /** Gaps of the needs concerned, as they are now. */
    uncovered: z.array(UncoveredView),
  }),
});

/** Why, in sentences: the most telling first. `others` are those who might have been chosen and why they were not. */
export const Explanation = z.object({
  title: z.string(),
  lines: z.array(z.string()),
  others: z.array(PersonName.extend({ text: z.string() })),
});
export type Explanation = z.infer<typeof Explanation>;

export const explainAssignment = route({
  method: 'GET',
  path: '/api/coverage/plans/:planId/assignments/:assignmentId/why',
  summary: 'Why this person, here, then.',
  access: 'coverage.read',
  params: planParams.extend({ assignmentId: z.string() }),
  response: Explanation,
});

export const explainNeed = route({
  method: 'GET',
  path: '/api/coverage/plans/:planId/needs/:needId/why',
  summary: 'Where a need comes from, who serves it, and why it is short if it is.',
  access: 'coverage.read',
  params: planParams.extend({ needId: z.string() }),
  response: Explanation.extend({
    need: z.object({
      id: z.string(),
      kind: NeedKindName,
      unitId: z.string().nullable(),
      personId: z.string().nullable(),
      start: InstantMs,
      end: InstantMs,
      headcount: z.number().int(),
      topic: z.string(),
    }),
    served: z.array(AssignmentView),
    uncovered: z.array(UncoveredView),
  }),
});
