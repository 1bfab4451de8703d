import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { commandTables } from './command-tables.ts';
import type { Reader } from './tables.ts';

/** A known issue with its line of the plan; an issue without one was just found. */
export interface ResolutionRow {
  issue_id: string;
  title: string;
  workaround: string;
  stage: 'found' | 'working' | 'answer-ready' | 'closed';
  owner_name: string;
  owner_id: string | null;
  due_at: Date | null;
  answer_kind: 'fix' | 'tip-sheet' | 'training' | 'as-designed' | null;
  answer: string;
  refresher: string;
  tips: readonly { readonly tipId: string; readonly title: string; readonly retired: boolean }[];
  created_at: Date;
  created_by: string;
  changed_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  requests: number;
  open_requests: number;
  units: number;
  incident_title: string | null;
  version: number;
}

const listMax = 500;

/** Open ones first, then what was closed last. `only`: this issue. */
export async function loadResolutions(reader: Reader, only: string | null = null): Promise<ResolutionRow[]> {
  const { rows } = await sql<ResolutionRow>`
    select i.issue_id, i.title, i.workaround, i.created_at, i.created_by,
      coalesce(case when i.state = 'solved' then 'closed' end, r.stage, 'found') as stage,
      coalesce(r.owner_name, '') as owner_name, r.owner_id, r.due_at, r.answer_kind, coalesce(r.answer, '') as answer,
      coalesce(r.refresher, '') as refresher,
      coalesce((select json_agg(json_build_object('tipId', t.tip_id, 'title', t.title, 'retired', t.retired) order by n.place)
        from unnest(r.tip_ids) with ordinality as n(tip_id, place) join support_tip t on t.tip_id = n.tip_id), '[]'::json) as tips, coalesce(r.changed_at, i.solved_at, i.created_at) as changed_at,
      coalesce(r.closed_at, i.solved_at) as closed_at, r.closed_by, coalesce(r.version, 0) as version,
      count(q.request_id)::int as requests,
      (count(q.request_id) filter (where q.state not in ('resolved', 'withdrawn')))::int as open_requests,
      count(distinct q.unit_id)::int as units,
      (select title from support_incident where support_incident.issue_id = i.issue_id order by declared_at desc limit 1) as incident_title
    from support_issue i
      left join support_resolution r using (issue_id)
      left join support_request q on q.issue_id = i.issue_id
    where ${only}::text is null or i.issue_id = ${only}
    group by i.issue_id, r.issue_id
    order by (i.state = 'solved'), coalesce(r.due_at, 'infinity'), coalesce(r.closed_at, i.created_at) desc
    limit ${listMax}`.execute('pool' in reader ? reader.for<unknown>() : reader);
  return rows;
}

export interface ResolutionChange {
  readonly stage: 'found' | 'working' | 'answer-ready' | 'closed';
  readonly owner_name: string;
  readonly owner_id: string | null;
  readonly due_at: Date | null;
  readonly answer_kind: ResolutionRow['answer_kind'];
  readonly answer: string;
  readonly refresher: string;
  readonly tip_ids: string[];
  readonly closed_at: Date | null;
  readonly closed_by: string | null;
}

/** False: somebody else changed it meanwhile (`version` is the one that was looked at; 0: there was no line yet). */
export async function saveResolution(tx: Tx, issueId: string, change: ResolutionChange, version: number, at: Instant): Promise<boolean> {
  const changed_at = new Date(at);
  const written =
    version === 0
      ? await commandTables(tx)
          .insertInto('support_resolution')
          .values({ issue_id: issueId, ...change, changed_at })
          .onConflict((conflict) => conflict.doNothing())
          .returning('issue_id')
          .executeTakeFirst()
      : await commandTables(tx)
          .updateTable('support_resolution')
          .set({ ...change, changed_at, version: version + 1 })
          .where('issue_id', '=', issueId)
          .where('version', '=', version)
          .returning('issue_id')
          .executeTakeFirst();
  return written !== undefined;
}
