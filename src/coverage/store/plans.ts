import { sql, type Selectable } from 'kysely';
import type { Instant, LocalDate } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { notFound, changedMeanwhile } from '#platform/http/problem.ts';
import { publishedPlanId, type PlanProgress, type PlanResult, type PlanSummary, type WhatIf } from '../contract.ts';
import { tables, type PlanTable, type Reader } from './tables.ts';

export type PlanRow = Selectable<PlanTable>;

export interface NewRun {
  readonly planId: string;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly seed: number;
  readonly secondsMax: number;
  readonly settings: Readonly<Record<string, number>>;
  readonly changes: readonly WhatIf[];
  readonly by: string;
  readonly at: Instant;
}

const listedMax = 200;

export async function listPlanRows(reader: Reader): Promise<PlanRow[]> {
  return tables(reader)
    .selectFrom('coverage_plan')
    .selectAll()
    .where('plan_id', '!=', publishedPlanId)
    .orderBy('created_at', 'desc')
    .limit(listedMax)
    .execute();
}

export async function findPlan(reader: Reader, planId: string): Promise<PlanRow> {
  const row = await tables(reader).selectFrom('coverage_plan').selectAll().where('plan_id', '=', planId).executeTakeFirst();
  if (!row) throw notFound('This plan');
  return row;
}

/** Everything that changes a plan's assignments holds this lock, so versions and gaps are never computed from half a change. */
export async function lockPlan(tx: Tx, planId: string): Promise<PlanRow> {
  const row = await tables(tx).selectFrom('coverage_plan').selectAll().where('plan_id', '=', planId).forUpdate().executeTakeFirst();
  if (!row) throw notFound('This plan');
  return row;
}

/** The next version of a locked plan; rows that change now carry it. */
export async function nextVersion(tx: Tx, plan: PlanRow): Promise<number> {
  const version = plan.version + 1;
  await tables(tx).updateTable('coverage_plan').set({ version }).where('plan_id', '=', plan.plan_id).execute();
  return version;
}

/** Boards that have seen less than this version fetch everything again. */
export async function setWholeSince(tx: Tx, planId: string, version: number): Promise<void> {
  await tables(tx).updateTable('coverage_plan').set({ whole_since: version }).where('plan_id', '=', planId).execute();
}

export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tables(tx)
    .insertInto('coverage_plan')
    .values({
      plan_id: run.planId,
      name: run.name,
      status: 'waiting',
      from_date: run.from,
      to_date: run.to,
      seed: run.seed,
      seconds_max: run.secondsMax,
      settings: JSON.stringify(run.settings),
      changes: JSON.stringify(run.changes),
      created_at: new Date(run.at),
      created_by: run.by,
    })
    .execute();
}

export async function askToStop(tx: Tx, planId: string): Promise<void> {
  await tables(tx).updateTable('coverage_plan').set({ stop_asked: true }).where('plan_id', '=', planId).execute();
}

export async function deletePlanRow(tx: Tx, planId: string): Promise<void> {
  await tables(tx).deleteFrom('coverage_plan').where('plan_id', '=', planId).execute();
}

/*
 * The queue of runs. Leases are timed by the database's clock: instances may disagree about the time, it can not.
 */
export const attemptsMax = 3;
const leaseSeconds = 30;
const lease = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;

/** Takes the oldest run that nobody works on: new, or left behind by a process that died. */
export async function claimRun(db: Db, holder: string): Promise<PlanRow | null> {
  const taken = await db
    .for<{ coverage_plan: PlanTable }>()
    .updateTable('coverage_plan')
    .set((e) => ({ status: 'running', lease_holder: holder, lease_until: lease, attempts: e('attempts', '+', 1), problem: null }))
    .where('plan_id', '=', (e) =>
      e
        .selectFrom('coverage_plan')
        .select('plan_id')
        .where((w) => w.or([w('status', '=', 'waiting'), w.and([w('status', '=', 'running'), w('lease_until', '<', sql<Date>`now()`)])]))
        .orderBy('created_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
  return taken ?? null;
}

/** Keeps the lease and notes the progress. `stop`: somebody asked to stop, or the run is not ours any more. */
export async function keepRun(
  db: Tx,
  planId: string,
  holder: string,
  progress: PlanProgress | null,
): Promise<{ stop: boolean; ours: boolean }> {
  const row = await tables(db)
    .updateTable('coverage_plan')
    .set({ lease_until: lease, ...(progress ? { progress: JSON.stringify(progress) } : {}) })
    .where('plan_id', '=', planId)
    .where('lease_holder', '=', holder)
    .where('status', '=', 'running')
    .returning(['stop_asked'])
    .executeTakeFirst();
  return { stop: row?.stop_asked ?? true, ours: row !== undefined };
}

/** Back to the queue: this process closes before the run is done. */
export async function releaseRun(db: Db, planId: string, holder: string): Promise<void> {
  await tables(db)
    .updateTable('coverage_plan')
    .set((e) => ({ status: 'waiting', lease_holder: null, lease_until: null, attempts: e('attempts', '-', 1) }))
    .where('plan_id', '=', planId)
    .where('lease_holder', '=', holder)
    .where('status', '=', 'running')
    .execute();
}

export async function endRun(tx: Tx, planId: string, end: { result: PlanResult } | { problem: string }): Promise<void> {
  const made = 'result' in end;
  await tables(tx)
    .updateTable('coverage_plan')
    .set({
      status: made ? 'draft' : 'failed',
      result: made ? JSON.stringify(end.result) : null,
      problem: made ? null : end.problem,
      lease_holder: null,
      lease_until: null,
    })
    .where('plan_id', '=', planId)
    .execute();
}

export function mustBeOpen(plan: PlanRow): void {
  if (plan.status === 'waiting' || plan.status === 'running') throw changedMeanwhile('This plan is still being made: it');
}

export function summaryOf(row: PlanRow): PlanSummary {
  return {
    planId: row.plan_id,
    name: row.name,
    status: row.status as PlanSummary['status'],
    from: row.from_date ?? '',
    to: row.to_date ?? '',
    seed: row.seed,
    secondsMax: row.seconds_max,
    version: row.version,
    settings: row.settings as Record<string, number>,
    changes: row.changes as WhatIf[],
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    stopAsked: row.stop_asked,
    progress: row.progress as PlanProgress | null,
    result: row.result as PlanResult | null,
    problem: row.problem,
    publishedAt: row.published_at?.getTime() ?? null,
  };
}
