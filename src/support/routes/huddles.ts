import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { changedMeanwhile, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { isOverdue } from '../core/huddle/agenda.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { huddleChanged } from '../events.ts';
import type { DeskDeps } from '../shell/change-desk.ts';
import { agendaNow } from '../shell/huddle.ts';
import * as store from '../store/huddles.ts';
import { loadResolutions } from '../store/resolutions.ts';
import type { Reader } from '../store/tables.ts';

/** Daily briefings: an agenda made from what happened, minutes, action items. */
export function huddleRoutes({ db, server }: Deps, desk: DeskDeps): void {
  bind(server, contract.listHuddles, () =>
    db.tx(async (tx) => ({ huddles: await viewsOf(tx, await store.loadHuddles(tx), await desk.now(tx)) })),
  );

  bind(server, contract.createHuddle, ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const huddleId = newId('hud');
      const agenda = await agendaNow(tx, now);
      const row = { huddle_id: huddleId, at: new Date(body.at), since: new Date(agenda.since), agenda, created_by: actor.name };
      await store.insertHuddle(tx, row);
      await audit(tx, actor, { action: 'support.huddle-called', subjectKind: 'huddle', subjectId: huddleId }, now);
      await tell(tx, [huddleChanged(huddleId)], now);
      return huddleOf(tx, huddleId, now);
    }),
  );

  bind(server, contract.changeHuddle, ({ params: { huddleId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const { heldAt } = await huddleOf(tx, huddleId, now);
      const held_at = body.held ? new Date(heldAt ?? now) : null;
      const saved = await store.saveHuddle(tx, huddleId, { minutes: stripIdentifiers(body.minutes).text, held_at }, body.version);
      if (!saved) throw changedMeanwhile('These minutes');
      await audit(tx, actor, { action: 'support.huddle-minuted', subjectKind: 'huddle', subjectId: huddleId }, now);
      await tell(tx, [huddleChanged(huddleId)], now);
      return huddleOf(tx, huddleId, now);
    }),
  );

  bind(server, contract.addAction, ({ params: { huddleId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      await huddleOf(tx, huddleId, now);
      if (body.issueId !== null && (await loadResolutions(tx, body.issueId)).length === 0) throw notFound('This issue');
      const action_id = newId('act');
      const row = await store.insertAction(tx, {
        action_id,
        huddle_id: huddleId,
        text: stripIdentifiers(body.text).text,
        owner_name: body.ownerName,
        owner_id: body.ownerId,
        due_at: body.dueAt === null ? null : new Date(body.dueAt),
        issue_id: body.issueId,
        created_at: new Date(now),
      });
      await audit(tx, actor, { action: 'support.action-added', subjectKind: 'action', subjectId: action_id }, now);
      await tell(tx, [huddleChanged(huddleId)], now);
      return actionView(row, now);
    }),
  );

  bind(server, contract.finishAction, ({ params: { actionId }, body, actor }) =>
    db.tx(async (tx) => {
      const now = await desk.now(tx);
      const row = await store.setActionDone(tx, actionId, body.done ? new Date(now) : null, body.done ? actor.name : null);
      if (!row) throw notFound('This action item');
      const action = body.done ? 'support.action-done' : 'support.action-reopened';
      await audit(tx, actor, { action, subjectKind: 'action', subjectId: actionId }, now);
      await tell(tx, [huddleChanged(row.huddle_id)], now);
      return actionView(row, now);
    }),
  );
}

async function viewsOf(reader: Reader, rows: readonly store.HuddleRow[], now: Instant): Promise<contract.Huddle[]> {
  const actions = Map.groupBy(await store.loadActions(reader, { huddleIds: rows.map((row) => row.huddle_id) }), (one) => one.huddle_id);
  return rows.map((row) => ({
    huddleId: row.huddle_id,
    at: row.at.getTime(),
    agenda: row.agenda as contract.HuddleAgenda,
    minutes: row.minutes,
    createdBy: row.created_by,
    heldAt: row.held_at?.getTime() ?? null,
    version: row.version,
    actions: (actions.get(row.huddle_id) ?? []).map((one) => actionView(one, now)),
  }));
}

async function huddleOf(reader: Reader, huddleId: string, now: Instant): Promise<contract.Huddle> {
  const [huddle] = await viewsOf(reader, await store.loadHuddles(reader, huddleId), now);
  if (!huddle) throw notFound('This huddle');
  return huddle;
}

function actionView(row: store.ActionRow, now: Instant): contract.ActionItem {
  const dueAt = row.due_at?.getTime() ?? null;
  return {
    actionId: row.action_id,
    huddleId: row.huddle_id,
    text: row.text,
    ownerName: row.owner_name,
    ownerId: row.owner_id,
    dueAt,
    issueId: row.issue_id,
    doneAt: row.done_at?.getTime() ?? null,
    doneBy: row.done_by,
    overdue: row.done_at === null && isOverdue({ dueAt }, now),
  };
}
