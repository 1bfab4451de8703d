import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, changedMeanwhile, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { isOverdue } from '../core/huddle/agenda.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { issueChanged } from '../events.ts';
import { tellThose } from '../shell/broadcast.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { closeIssue, knownTips } from '../shell/close-issue.ts';
import { loadResolutions, saveResolution, type ResolutionRow } from '../store/resolutions.ts';
import type { Reader } from '../store/tables.ts';

/** The issue resolution plan: incident, problem, answer, huddle, refresher; no silent closure. */
export function resolutionRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.listResolutions, () =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      return { lines: (await loadResolutions(tx)).map((row) => lineView(row, now)) };
    }),
  );

  bind(server, contract.changeResolution, ({ params: { issueId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const before = await lineOf(tx, issueId);
      if (before.stage === 'closed') throw new Problem(409, 'closed', 'This issue is closed. Record a new one if it is back.');
      const change = {
        stage: body.stage,
        owner_name: body.ownerName,
        owner_id: body.ownerId,
        due_at: body.dueAt === null ? null : new Date(body.dueAt),
        answer_kind: body.answerKind,
        answer: stripIdentifiers(body.answer).text,
        refresher: stripIdentifiers(body.refresher).text,
        tip_ids: await knownTips(tx, before, body.tipIds),
        closed_at: null,
        closed_by: null,
      };
      if (!(await saveResolution(tx, issueId, change, body.version, now))) throw changedMeanwhile('This line of the plan');
      const detail = { stage: body.stage, dueAt: body.dueAt };
      await audit(tx, actor, { action: 'support.issue-planned', subjectKind: 'issue', subjectId: issueId, detail }, now);
      await tell(tx, [issueChanged(issueId)], now);
      return lineView(await lineOf(tx, issueId), now);
    }),
  );

  bind(server, contract.closeResolution, ({ params: { issueId }, body, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      await closeIssue(tx, issueId, body, actor, now);
      const text = [body.answer, ...(await lineOf(tx, issueId)).tips.map(({ title }) => `Tip sheet: ${title}.`)].join(' ');
      const told = await tellThose(tx, state, { text, issueId, unitIds: [], answers: true }, actor, now);
      const { told: toldCount, answered } = told.answer;
      return { ...told, answer: { line: lineView(await lineOf(tx, issueId), now), told: toldCount, answered } };
    }),
  );
}

async function lineOf(reader: Reader, issueId: string): Promise<ResolutionRow> {
  const [line] = await loadResolutions(reader, issueId);
  if (!line) throw notFound('This issue');
  return line;
}

function lineView(row: ResolutionRow, now: number): contract.ResolutionLine {
  const dueAt = row.due_at?.getTime() ?? null;
  return {
    issueId: row.issue_id,
    title: row.title,
    workaround: row.workaround,
    stage: row.stage,
    ownerName: row.owner_name,
    ownerId: row.owner_id,
    dueAt,
    overdue: row.stage !== 'closed' && isOverdue({ dueAt }, now),
    answerKind: row.answer_kind,
    answer: row.answer,
    tips: [...row.tips],
    refresher: row.refresher,
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    closedAt: row.closed_at?.getTime() ?? null,
    closedBy: row.closed_by,
    requests: row.requests,
    openRequests: row.open_requests,
    units: row.units,
    incidentTitle: row.incident_title,
    version: row.version,
  };
}
