import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { Problem, changedMeanwhile, notFound } from '#platform/http/problem.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { solveIssue } from '../store/issues.ts';
import { findTip } from '../store/tips.ts';
import { loadResolutions, saveResolution, type ResolutionRow } from '../store/resolutions.ts';

export interface Closing {
  readonly answerKind: NonNullable<ResolutionRow['answer_kind']>;
  readonly answer: string;
  /** Null: as it was. */
  readonly refresher: string | null;
  /** Undefined: as they were. */
  readonly tipIds?: readonly string[] | undefined;
  /** The version that was looked at; null: whichever it is. */
  readonly version: number | null;
}

/** Tip sheets that an issue names from now on. @throws Problem 422 for one that is not in the library */
export async function knownTips(tx: Tx, { tips }: Pick<ResolutionRow, 'tips'>, tipIds: readonly string[] | undefined): Promise<string[]> {
  if (tipIds === undefined) return tips.map(({ tipId }) => tipId);
  for (const tipId of tipIds)
    if (!(await findTip(tx, tipId)))
      throw new Problem(422, 'no-such-tip', 'One of the tip sheets is not in the library any more. Choose it again.');
  return [...new Set(tipIds)];
}

/** A known issue closes with an answer or not at all. Whoever calls tells its askers in the same change. */
export async function closeIssue(tx: Tx, issueId: string, closing: Closing, actor: Actor, now: Instant): Promise<void> {
  const [line] = await loadResolutions(tx, issueId);
  if (!line) throw notFound('This issue');
  if (line.stage === 'closed') throw new Problem(409, 'closed', 'This issue is closed already.');
  const change = {
    stage: 'closed' as const,
    owner_name: line.owner_name,
    owner_id: line.owner_id,
    due_at: line.due_at,
    answer_kind: closing.answerKind,
    answer: stripIdentifiers(closing.answer).text,
    refresher: closing.refresher === null ? line.refresher : stripIdentifiers(closing.refresher).text,
    tip_ids: await knownTips(tx, line, closing.tipIds),
    closed_at: new Date(now),
    closed_by: actor.name,
  };
  if (!(await saveResolution(tx, issueId, change, closing.version ?? line.version, now))) throw changedMeanwhile('This line of the plan');
  await solveIssue(tx, issueId, now);
  const detail = { answerKind: closing.answerKind };
  await audit(tx, actor, { action: 'support.issue-closed', subjectKind: 'issue', subjectId: issueId, detail }, now);
}
