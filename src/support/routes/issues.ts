import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import { stripIdentifiers } from '../core/intake/strip.ts';
import { broadcastSent, issueChanged } from '../events.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { broadcastsTo, insertBroadcast, insertIssue, loadIssues, noteRead, solveIssue, type IssueRow } from '../store/issues.ts';
import { attachTo, requestsOfIssue } from '../store/requests.ts';
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

/** To the askers of the issue's requests and to who is on duty on their units; with `answers`, those that wait need nobody any more. */
function broadcast(desk: DeskDeps, issueId: string, { text, answers, solved }: Told, actor: Actor) {
  return changeDesk(desk, async (state, now, tx) => {
    await findIssue(tx, issueId);
    const requests = await requestsOfIssue(tx, issueId);
    const units = new Set(requests.map((row) => row.unit_id));
    const onDuty = state.supporters.filter(({ unitId }) => unitId !== null && units.has(unitId)).map(({ supporterId }) => supporterId);
    const told = [...new Set([...requests.flatMap((row) => row.person_id ?? []), ...onDuty])];
    const waiting = new Set(requests.filter((row) => answers && row.state === 'waiting').map((row) => row.request_id));
    const broadcastId = newId('bro');
    const row = { broadcast_id: broadcastId, issue_id: issueId, at: new Date(now), by_name: actor.name, answers };
    await insertBroadcast(tx, { ...row, text: stripIdentifiers(text).text }, told);
    if (solved) await solveIssue(tx, issueId, now);
    const detail = { issueId, told: told.length, answered: waiting.size };
    await audit(tx, actor, { action: 'support.broadcast', subjectKind: 'broadcast', subjectId: broadcastId, detail }, now);
    return {
      state: answerByDesk(state, waiting, now),
      events: [...waiting].map((requestId) => ({ requestId, kind: 'answered', by: actor.personId, detail: { broadcastId } })),
      news: [broadcastSent(broadcastId, issueId), issueChanged(issueId)],
      answer: { broadcastId, told: told.length, answered: waiting.size },
    };
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
