import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { RefresherRule, Release } from '../core/gate/model.ts';
import { tables, type GateTables, type Reader } from './tables.ts';

export interface KnownRelease extends Release {
  readonly title: string;
  readonly change: string;
  readonly byName: string;
  readonly withdrawnAt: Instant | null;
}

/** Newest first, withdrawn ones too. */
export async function loadReleases(on: Reader): Promise<readonly KnownRelease[]> {
  const rows = await tables(on).selectFrom('training_release').selectAll().orderBy('announced_at', 'desc').orderBy('release_id').execute();
  return rows.map((row) => ({
    releaseId: row.release_id,
    title: row.title,
    change: row.change,
    announcedAt: row.announced_at.getTime(),
    due: row.due,
    competencies: row.competencies,
    moduleId: row.module_id,
    mandatory: row.mandatory,
    byName: row.by_name,
    withdrawnAt: row.withdrawn_at?.getTime() ?? null,
  }));
}

export const insertRelease = (tx: Tx, row: GateTables['training_release']) =>
  tables(tx).insertInto('training_release').values(row).execute();

/** False: there is none of that id in force. */
export async function withdrawRelease(tx: Tx, releaseId: string, at: Instant): Promise<boolean> {
  const done = await tables(tx)
    .updateTable('training_release')
    .set({ withdrawn_at: new Date(at) })
    .where('release_id', '=', releaseId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function loadRefreshers(on: Reader): Promise<readonly RefresherRule[]> {
  const rows = await tables(on).selectFrom('training_refresher').selectAll().orderBy('signal').orderBy('rule_id').execute();
  return rows.map((row) => ({
    ruleId: row.rule_id,
    signal: row.signal,
    competencyId: row.competency_id,
    offer: row.offer,
    moduleId: row.module_id,
    dueDays: row.due_days,
  }));
}

export const insertRefresher = (tx: Tx, rule: RefresherRule) =>
  tables(tx)
    .insertInto('training_refresher')
    .values({
      rule_id: rule.ruleId,
      signal: rule.signal,
      competency_id: rule.competencyId,
      offer: rule.offer,
      module_id: rule.moduleId,
      due_days: rule.dueDays,
    })
    .execute();

export const deleteRefresher = (tx: Tx, ruleId: string) =>
  tables(tx).deleteFrom('training_refresher').where('rule_id', '=', ruleId).execute();
