import type { Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import type { Macro } from '../contract.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { macrosChanged } from '../events.ts';
import { loadIssues } from '../store/issues.ts';
import { findMacro, isMacroName, listMacroRows, removeMacroRow, saveMacro } from '../store/macros.ts';
import type { MacroTable } from '../store/tables.ts';
import { findTip } from '../store/tips.ts';

export function macroRoutes({ db, clock, server }: Deps): void {
  bind(server, contract.listMacros, async () => ({ macros: (await listMacroRows(db)).map(macroView) }));

  bind(server, contract.createMacro, ({ body, actor }) => save(newId('mac'), body, actor));

  bind(server, contract.changeMacro, async ({ params, body, actor }) => {
    if (!(await findMacro(db, params.macroId))) throw notFound('This macro');
    return save(params.macroId, body, actor);
  });

  bind(server, contract.removeMacro, ({ params, actor }) =>
    db.tx(async (tx) => {
      if (!(await removeMacroRow(tx, params.macroId))) throw notFound('This macro');
      await noted(tx, params.macroId, 'support.macro-removed', actor);
      return { done: true as const };
    }),
  );

  const save = (macroId: string, body: Omit<Macro, 'macroId' | 'used'>, actor: Actor) =>
    db.tx(async (tx) => {
      if (await isMacroName(tx, body.name, macroId)) throw invalid(`There is a macro “${body.name}” already. Choose another name.`);
      if (body.issueId !== null && (await loadIssues(tx, [body.issueId])).length === 0) throw notFound('This issue');
      if (body.tipId !== null && !(await findTip(tx, body.tipId))) throw notFound('This tip sheet');
      await saveMacro(tx, {
        macro_id: macroId,
        name: stripIdentifiers(body.name).text,
        text: stripIdentifiers(body.text).text,
        ends: body.ends,
        impact: body.triage?.impact ?? null,
        urgency: body.triage?.urgency ?? null,
        issue_id: body.issueId,
        tip_id: body.tipId,
        by_name: actor.name,
        changed_at: new Date(clock.now()),
      });
      await noted(tx, macroId, 'support.macro-changed', actor);
      const row = await findMacro(tx, macroId);
      if (!row) throw new Error('bug: a macro that was saved is gone');
      return macroView(row);
    });

  async function noted(tx: Tx, macroId: string, action: string, actor: Actor): Promise<void> {
    await audit(tx, actor, { action, subjectKind: 'macro', subjectId: macroId }, clock.now());
    await tell(tx, [macrosChanged()], clock.now());
  }
}

const macroView = (row: Selectable<MacroTable>): Macro => ({
  macroId: row.macro_id,
  name: row.name,
  text: row.text,
  ends: row.ends,
  triage: row.impact && row.urgency ? { impact: row.impact, urgency: row.urgency } : null,
  issueId: row.issue_id,
  tipId: row.tip_id,
  used: row.used,
});
