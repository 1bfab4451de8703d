import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { BoardRequest } from '../core/board/facts.ts';
import { tables, type Reader } from './tables.ts';

/** Everything that is open, and everything asked since a moment: by the indexes on what is open and on time. */
export async function boardRequests(reader: Reader, since: Instant): Promise<BoardRequest[]> {
  const rows = await tables(reader)
    .selectFrom('support_request')
    .select([
      'request_id',
      'asker_class',
      'unit_id',
      'topic',
      'issue_id',
      'priority',
      'state',
      'created_at',
      'waiting_since',
      'state_since',
      sql<boolean>`gap is not null`.as('gap'),
      sql<Date | null>`(select min(at) from support_event where support_event.request_id = support_request.request_id
        and kind in ('arrived', 'done', 'answered'))`.as('helped_at'),
    ])
    .where((e) => e.or([e('state', 'not in', ['resolved', 'withdrawn']), e('created_at', '>', new Date(since))]))
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    askerClass: row.asker_class,
    unitId: row.unit_id,
    topic: row.topic,
    issueId: row.issue_id,
    priority: row.priority,
    state: row.state,
    createdAt: row.created_at.getTime(),
    waitingSince: row.waiting_since.getTime(),
    stateSince: row.state_since.getTime(),
    helpedAt: row.helped_at?.getTime() ?? null,
    gap: row.gap,
  }));
}

/** What happened since a moment, in figures. */
export async function countsSince(
  reader: Reader,
  since: Instant,
): Promise<{ asked: number; closed: number; escalated: number; broadcasts: number }> {
  const at = new Date(since);
  const { rows } = await sql<{ asked: number; closed: number; escalated: number; broadcasts: number }>`select
    (select count(*) from support_request where created_at > ${at})::int as asked,
    (select count(*) from support_event where at > ${at} and kind in ('confirmed', 'withdrawn'))::int as closed,
    (select count(*) from support_event where at > ${at} and kind = 'escalated')::int as escalated,
    (select count(*) from support_broadcast where at > ${at})::int as broadcasts`.execute(
    'pool' in reader ? reader.for<unknown>() : reader,
  );
  return rows[0] ?? { asked: 0, closed: 0, escalated: 0, broadcasts: 0 };
}
