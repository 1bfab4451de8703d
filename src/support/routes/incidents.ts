import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { downtimeChanged, incidentChanged, issueChanged } from '../events.ts';
import { wallBoard } from '../shell/board.ts';
import { sharedLook } from '../shell/in-rounds.ts';
import { tellThose } from '../shell/broadcast.ts';
import { changeDesk, type DeskDeps } from '../shell/change-desk.ts';
import { closeIssue } from '../shell/close-issue.ts';
import { isUnit } from '../shell/describe.ts';
import * as store from '../store/incidents.ts';
import { insertIssue, loadIssues, unreadBroadcasts } from '../store/issues.ts';

import { sharesAskedOf } from '../store/shares.ts';

/** The wall, major incidents, and what everybody must know now. */
export function incidentRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(
    server,
    contract.getWallBoard,
    sharedLook(() => wallBoard(desk)),
  );

  bind(server, contract.getSituation, ({ actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      return {
        incident: await store.openIncident(tx),
        downtimes: await store.loadDowntimes(tx, now, now),
        screens: await sharesAskedOf(tx, actor.accountId),
        unread: actor.personId === null ? 0 : await unreadBroadcasts(tx, actor.personId),
      };
    }),
  );

  bind(server, contract.declareIncident, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const incidentId = newId('inc');
      if (body.issueId !== null && (await loadIssues(tx, [body.issueId])).length === 0) throw notFound('This issue');
      const [title, text] = [stripIdentifiers(body.title).text, stripIdentifiers(body.text).text];
      const row = { incident_id: incidentId, title, text, issue_id: body.issueId, declared_at: new Date(now), declared_by: actor.name };
      const incident = await store.insertIncident(tx, row);
      if (!incident)
        throw new Problem(
          409,
          'incident-open',
          'A major incident is open already. Stand it down first, or change nothing: its banner shows.',
        );
      await audit(tx, actor, { action: 'support.incident-declared', subjectKind: 'incident', subjectId: incidentId }, now);
      await tell(tx, [incidentChanged(incidentId)], now);
      return incident;
    }),
  );

  bind(server, contract.standDownIncident, ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const ended = await store.endIncident(tx, params.incidentId, actor.name, stripIdentifiers(body.outcome).text, now);
      if (!ended) throw notFound('This incident');
      await audit(tx, actor, { action: 'support.incident-stood-down', subjectKind: 'incident', subjectId: params.incidentId }, now);
      await tell(tx, [incidentChanged(params.incidentId)], now);
      return ended;
    }),
  );

  bind(server, contract.listIncidents, async () => ({ incidents: await store.loadIncidents(db) }));
}

export function downtimeRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.declareDowntime, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { unitId, startsAt, endsAt } = body;
      if (unitId !== null && !(await isUnit(tx, unitId))) throw invalid(`There is no unit ${unitId}. Choose one from the list.`);
      if (endsAt !== null && endsAt <= startsAt) throw invalid('Downtime must end after it begins.');
      const [downtimeId, issueId] = [newId('dwn'), newId('iss')];
      const [reason, workaround] = [stripIdentifiers(body.reason).text, stripIdentifiers(body.procedure).text];
      const by = { created_at: new Date(now), created_by: actor.name };
      await insertIssue(tx, { issue_id: issueId, title: `Downtime${unitId === null ? '' : `, ${unitId}`}: ${reason}`, workaround, ...by });
      await store.insertDowntime(tx, {
        downtime_id: downtimeId,
        unit_id: unitId,
        starts_at: new Date(startsAt),
        ends_at: endsAt === null ? null : new Date(endsAt),
        reason,
        issue_id: issueId,
        declared_at: new Date(now),
        declared_by: actor.name,
      });
      const detail = { unitId, startsAt, endsAt };
      await audit(tx, actor, { action: 'support.downtime-declared', subjectKind: 'downtime', subjectId: downtimeId, detail }, now);
      await tell(tx, [downtimeChanged(downtimeId), issueChanged(issueId)], now);
      return known(await store.findDowntime(tx, downtimeId));
    }),
  );

  bind(server, contract.endDowntime, ({ params, actor }) =>
    changeDesk(desk, async (state, now, tx) => {
      const { downtimeId } = params;
      const downtime = known(await store.findDowntime(tx, downtimeId));
      if (downtime.endsAt !== null && downtime.endsAt <= now) throw new Problem(409, 'ended', 'This downtime has ended already.');
      await store.endDowntimeAt(tx, downtimeId, actor.name, now);
      const { issueId, unitId, startsAt } = downtime;
      const answer = startsAt > now ? 'This downtime does not take place.' : backAgain;
      await closeIssue(tx, issueId, { answerKind: 'fix', answer, refresher: null, version: null }, actor, now);
      await audit(tx, actor, { action: 'support.downtime-ended', subjectKind: 'downtime', subjectId: downtimeId }, now);
      const told = await tellThose(
        tx,
        state,
        { text: answer, issueId, unitIds: unitId === null ? ('everywhere' as const) : [unitId], answers: false },
        actor,
        now,
      );
      return {
        ...told,
        news: [...(told.news ?? []), downtimeChanged(downtimeId)],
        answer: known(await store.findDowntime(tx, downtimeId)),
      };
    }),
  );

  bind(server, contract.listDowntimes, async () => ({ downtimes: await store.listDowntimes(db) }));
}

const backAgain = 'The EHR is back: orders belong into it again. Enter what was written on paper, marked “downtime”.';

function known<T>(downtime: T | null): T {
  if (downtime === null) throw notFound('This downtime');
  return downtime;
}
