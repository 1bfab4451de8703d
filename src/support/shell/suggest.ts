import { hourMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Suggestions } from '../contract.ts';
import { duplicateRules, duplicatesOf, issuesFor, tokensOf } from '../core/desk/similar.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { loadIssues } from '../store/issues.ts';
import { recentRequests } from '../store/requests.ts';
import { tipsFor } from '../store/tips.ts';

export interface Looked {
  readonly text: string;
  readonly unitId: string;
  readonly topic: string;
  readonly requestId?: string | undefined;
}

/** What may lie behind a text. A look: nothing is locked, kept or changed. */
export async function suggestFor(tx: Tx, { text: given, unitId, topic, requestId }: Looked, now: Instant): Promise<Suggestions> {
  const { text } = stripIdentifiers(given);
  const recent = await recentRequests(tx, now - duplicateRules.withinHours * hourMs);
  const issues = (await loadIssues(tx)).filter(({ state }) => state === 'open');
  const wordsOf = Map.groupBy(recent, (row) => row.issue_id ?? '');
  const known = issues.map((issue) => ({
    id: issue.issue_id,
    title: issue.title,
    about: [issue.title, issue.workaround, ...(wordsOf.get(issue.issue_id) ?? []).slice(0, 40).map((row) => row.text)].join(' '),
  }));
  const at = recent.find((row) => row.request_id === requestId)?.created_at.getTime() ?? now;
  const told = recent.map((row) => ({
    id: row.request_id,
    text: row.text,
    topic: row.topic,
    unitId: row.unit_id,
    at: row.created_at.getTime(),
  }));
  const rows = new Map(recent.map((row) => [row.request_id, row]));
  return {
    issues: issuesFor(text, known).flatMap(({ id, likeness }) => {
      const issue = issues.find(({ issue_id }) => issue_id === id);
      return issue ? [{ issueId: id, title: issue.title, workaround: issue.workaround, requests: Number(issue.requests), likeness }] : [];
    }),
    duplicates: duplicatesOf({ id: requestId ?? '', text, topic, unitId, at }, told).flatMap(({ id, likeness }) => {
      const row = rows.get(id);
      if (!row) return [];
      const { state, priority } = row;
      const where = { unitId: row.unit_id, topic: row.topic, text: row.text, createdAt: row.created_at.getTime() };
      return [{ requestId: id, callBackCode: String(row.number), ...where, state, priority, likeness }];
    }),
    tips: await tipsFor(tx, tokensOf(text)),
  };
}
