import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { RetrievalCheckView } from './gate.ts';
import { Feedback, Given, QuestionView } from './learning.ts';
import { CompetencyId } from './matrix.ts';

/* Retrieval checks: a few items of what one learned, 7, 30 and 90 days after, until they are recalled. */
const At = z.number().int();

export const RecallView = z.object({
  recallId: z.string(),
  competencyId: z.string(),
  name: z.string(),
  step: z.int(),
  /** With the module that each is from: there it can be read again. */
  items: z.array(z.object({ moduleId: z.string(), moduleTitle: z.string(), version: z.int(), question: QuestionView })),
  answers: z.array(z.object({ moduleId: z.string(), itemId: z.string(), given: Given, feedback: Feedback })),
  endedAt: At.nullable(),
  /** 0 to 1 of the points; null: it goes on. */
  share: z.number().nullable(),
  recalled: z.boolean().nullable(),
  /** What is asked next of this competency; null: no more, or it goes on. */
  next: RetrievalCheckView.nullable(),
});
export type RecallView = z.infer<typeof RecallView>;

/** 409 `not-asked` where nothing is due; 409 `no-items` where no module has one: then one's own word is asked (`answerCheck`). */
export const beginRecall = route({
  method: 'POST',
  path: '/api/training/me/recalls',
  summary: 'Begin the retrieval check that is due of a competency, or go on with it',
  access: 'self.change',
  body: z.object({ competencyId: CompetencyId }),
  response: RecallView,
});

export const answerRecall = route({
  method: 'POST',
  path: '/api/training/me/recalls/:recallId/answers',
  summary: 'Answer an item; what was answered stays. After the last one it is told whether it was recalled.',
  access: 'self.change',
  params: z.object({ recallId: z.string().max(64) }),
  body: z.object({ moduleId: z.string().max(100), itemId: z.string().max(64), given: Given }),
  response: RecallView,
});
