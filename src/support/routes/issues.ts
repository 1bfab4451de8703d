import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { issueChanged } from '../events.ts';
import { tellThose } from '../shell/broadcast.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { closeIssue } from '../shell/close-issue.ts';
import { broadcastsTo, insertIssue, loadIssues, noteRead, type IssueRow } from '../store/issues.ts';
import { attachTo } from '../store/requests.ts';
import type { Reader } from '../store/tables.ts';

export function issueRoutes({ db, clock, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.createIssue, ({ body, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      const issue_id = newId('iss');
      const [title, workaround] = [stripIdentifiers(body.title).text, stripIdentifiers(body.workaround).text];
      await insertIssue(tx, { issue_id, title, workaround, created_at: new Date(now), created_by: actor.name });
      await audit(tx, actor, { action: 'support.issue-recorded', subjectKind: 'issue', subjectId: issue_id }, now);
      return { state, news: [issueChanged(issue_id)], answer: issueView(await findIssue(tx, issue_id)) };
    }),
  );

  bind(server, contract.listIssues, async () => ({ issues: (await loadIssues(db)).map(issueView) }));

  bind(server, contract.attachRequests, ({ params, body, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      const { issueId } = params;
      await findIssue(tx, issueId);
      const attached = await attachTo(tx, issueId, body.requestIds);
      await audit(
        tx,
        actor,
        { action: 'support.attached', subjectKind: 'issue', subjectId: issueId, detail: { requests: attached.length } },
        now,
      );
      return {
        state,
        events: attached.map((requestId) => ({ requestId, kind: 'attached', by: actor.personId, detail: { issueId } })),
        news: [issueChanged(issueId)],
        answer: issueView(await findIssue(tx, issueId)),
      };
    }),
  );

  bind(server, contract.broadcast, ({ params, body, actor }) => broadcast(desk, params.issueId, body, actor));

  bind(server, contract.listBroadcasts, async ({ actor }) => ({
    broadcasts: (actor.personId === null ? [] : await broadcastsTo(db, actor.personId)).map((row) => ({
      broadcastId: row.broadcast_id,
      issueId: row.issue_id,
      text: row.text,
      at: row.at.getTime(),
      byName: row.by_name,
      read: row.read_at !== null,
    })),
  }));

  bind(server, contract.readBroadcast, ({ params, actor }) =>
    db.tx(async (tx) => {
      if (actor.personId === null || !(await noteRead(tx, params.broadcastId, actor.personId, clock.now())))
        throw notFound('This broadcast');
      return { done: true as const };
    }),
  );
}

interface Told {
  readonly text: string;
  readonly answers: boolean;
  readonly solved: boolean;
}

/** With `solved` the issue closes, and what was told is its answer. */
function broadcast(desk: DeskDeps, issueId: string, { text, answers, solved }: Told, actor: Actor) {
  return changeDesk(desk, async (state, now, tx) => {
    await findIssue(tx, issueId);
    if (solved) await closeIssue(tx, issueId, { answerKind: 'fix', answer: text, refresher: null, version: null }, actor, now);
    return tellThose(tx, state, { text, answers, issueId, unitIds: [] }, actor, now);
  });
}

async function findIssue(reader: Reader | Tx, issueId: string): Promise<IssueRow> {
  const [issue] = await loadIssues(reader, [issueId]);
  if (!issue) throw notFound('This issue');
  return issue;
}

const issueView = (row: IssueRow) => ({
  issueId: row.issue_id,
  title: row.title,
  workaround: row.workaround,
  state: row.state,
  createdAt: row.created_at.getTime(),
  createdBy: row.created_by,
  requests: Number(row.requests),
});
