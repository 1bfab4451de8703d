import { sql } from 'kysely';
import { tablesIn } from '#platform/db/open.ts';
import type { Reader } from './tables.ts';

/** A pause longer than this is not learning: whoever stops for a shift does not make a module long. Ours. */
const pauseMinutesMax = 10;

export interface TimeSpent {
  readonly module_id: string;
  readonly people: number;
  readonly median_minutes: number;
}

/** Minutes at work, of runs of the present versions that were passed page by page: the steps of a run, long pauses cut short. */
export async function timeSpent(reader: Reader): Promise<TimeSpent[]> {
  const { rows } = await sql<TimeSpent>`
    with run as (
      select r.run_id, r.module_id, r.person_id, r.started_at, r.passed_at from training_module_run r
      join training_module m on m.module_id = r.module_id and m.current_version = r.version
      where r.passed_at is not null and not r.tested_out
    ), step as (
      select run_id, started_at as at from run
      union all select run_id, passed_at from run
      union all select a.run_id, a.answered_at from training_answer a join run using (run_id)
      union all select c.run_id, unnest(array[c.started_at, c.ended_at]) from training_check c join run using (run_id)
      union all select run.run_id, f.at from training_fact f join run on run.run_id = f.body->>'attemptId' where f.kind = 'page-seen'
    ), pause as (
      select run_id, extract(epoch from at - lag(at) over (partition by run_id order by at)) / 60 as minutes from step where at is not null
    ), spent as (
      select run_id, sum(least(minutes, ${pauseMinutesMax})) as minutes from pause group by run_id
    )
    select run.module_id, count(distinct run.person_id)::int as people,
      percentile_cont(0.5) within group (order by spent.minutes) as median_minutes
    from run join spent using (run_id) group by run.module_id`.execute(tablesIn(reader));
  return rows;
}

export interface PageEnd {
  readonly module_id: string;
  /** Where a run of the present version stands, or ended. */
  readonly furthest_page: number;
  readonly passed: boolean;
  readonly runs: number;
}

/** Runs whose end is known: passed, given up, or begun before `before`. Testing out reads no page. */
export async function pageEnds(reader: Reader, before: Date): Promise<PageEnd[]> {
  const { rows } = await sql<PageEnd>`
    select r.module_id, r.furthest_page, r.passed_at is not null as passed, count(*)::int as runs from training_module_run r
    join training_module m on m.module_id = r.module_id and m.current_version = r.version
    where not r.tested_out and (r.ended_at is not null or r.started_at < ${before})
    group by r.module_id, r.furthest_page, r.passed_at is not null`.execute(tablesIn(reader));
  return rows;
}
