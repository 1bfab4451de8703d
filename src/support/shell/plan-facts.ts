import type { ActionFact, ResolutionFact } from '../core/huddle/agenda.ts';
import type { ActionRow } from '../store/huddles.ts';
import type { ResolutionRow } from '../store/resolutions.ts';

/** Lines of the resolution plan and action items as the cores of huddle and hand-over see them. */
export const resolutionFact = (row: ResolutionRow): ResolutionFact => ({
  issueId: row.issue_id,
  title: row.title,
  stage: row.stage,
  ownerName: row.owner_name,
  dueAt: row.due_at?.getTime() ?? null,
  answerKind: row.answer_kind,
  answer: row.answer,
  changedAt: row.changed_at.getTime(),
  requests: row.requests,
});

export const actionFact = (row: ActionRow): ActionFact => ({
  actionId: row.action_id,
  text: row.text,
  ownerName: row.owner_name,
  dueAt: row.due_at?.getTime() ?? null,
});
