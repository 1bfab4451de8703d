import { sql } from 'kysely';
import { tablesIn } from '#platform/db/open.ts';
import type { Given } from '../../core/modules/question.ts';
import type { Reader } from './tables.ts';

export interface CheckAnswer {
  readonly module_id: string;
  readonly item_id: string;
  readonly item_hash: string;
  readonly points: number;
  readonly given: Given;
  /** Points of the other items of the same attempt / their number. */
  readonly rest_share: number;
}

/** First answers of people to items of knowledge checks that have ended; of one module or of all. */
export async function checkAnswers(reader: Reader, moduleId: string | null): Promise<CheckAnswer[]> {
  const { rows } = await sql<CheckAnswer>`
    select module_id, item_id, item_hash, points, given, rest_share from (
      select a.module_id, a.item_id, a.item_hash, a.points, a.given, a.first,
        (sum(greatest(a.points, 0)) over (partition by a.check_id) - greatest(a.points, 0))
          / greatest(1, cardinality(c.item_ids) - 1) as rest_share
      from training_answer a join training_check c on c.check_id = a.check_id
      where c.ended_at is not null and c.kind = 'check' ${moduleId === null ? sql`` : sql`and a.module_id = ${moduleId}`}
    ) answered where first`.execute(tablesIn(reader));
  return rows;
}

export interface ModuleCounts {
  readonly begun: number;
  readonly passed: number;
  readonly attempts: number;
  readonly passed_attempts: number;
  readonly median_minutes: number | null;
}

export async function moduleCounts(reader: Reader, moduleId: string): Promise<ModuleCounts> {
  const { rows } = await sql<ModuleCounts>`
    select (select count(distinct person_id) from training_module_run where module_id = ${moduleId}) as begun,
      (select count(distinct person_id) from training_module_run where module_id = ${moduleId} and passed_at is not null) as passed,
      (select count(*) from training_check c join training_module_run r using (run_id) where r.module_id = ${moduleId} and c.ended_at is not null)
        as attempts,
      (select count(*) from training_check c join training_module_run r using (run_id) where r.module_id = ${moduleId} and c.passed)
        as passed_attempts,
      (select percentile_cont(0.5) within group (order by extract(epoch from passed_at - started_at) / 60)
        from training_module_run where module_id = ${moduleId} and passed_at is not null) as median_minutes`.execute(tablesIn(reader));
  return rows[0] ?? { begun: 0, passed: 0, attempts: 0, passed_attempts: 0, median_minutes: null };
}

/** Furthest page of each run of this version that was gone through page by page. */
export async function furthestPages(reader: Reader, moduleId: string, version: number): Promise<number[]> {
  const { rows } = await sql<{ furthest_page: number }>`
    select furthest_page from training_module_run where module_id = ${moduleId} and version = ${version} and not tested_out`.execute(
    tablesIn(reader),
  );
  return rows.map((row) => row.furthest_page);
}

export interface ProgressRow {
  readonly person_id: string;
  readonly module_id: string;
  readonly passed: boolean;
  readonly running: boolean;
  readonly attempts: number;
  readonly failed: number;
  readonly last_at: Date;
}

/** By person and module. */
export async function progressRows(reader: Reader): Promise<ProgressRow[]> {
  const { rows } = await sql<ProgressRow>`
    select r.person_id, r.module_id, bool_or(r.passed_at is not null) as passed, bool_or(r.ended_at is null) as running,
      coalesce(sum(c.attempts), 0)::int as attempts, coalesce(sum(c.failed), 0)::int as failed,
      max(greatest(r.started_at, coalesce(r.ended_at, r.started_at), coalesce(c.last_at, r.started_at))) as last_at
    from training_module_run r left join (
      select run_id, count(*) filter (where ended_at is not null) as attempts, count(*) filter (where passed = false) as failed,
        max(coalesce(ended_at, started_at)) as last_at
      from training_check group by run_id
    ) c using (run_id)
    group by r.person_id, r.module_id`.execute(tablesIn(reader));
  return rows;
}
