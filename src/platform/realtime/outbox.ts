import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '../db/open.ts';
import type { Generated } from 'kysely';
import { sql } from 'kysely';

/** Something that happened, told in the past tense: `coverage.plan-published`. `subject` is the id that it is about. */
export interface News {
  readonly kind: string;
  readonly subject: string;
  /** Ids and small facts only: whoever wants more asks an authorised route. Never text that a person typed. */
  readonly body?: Record<string, unknown>;
}

export interface OutboxRow {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly body: Record<string, unknown>;
  readonly at: Date;
}

interface OutboxTables {
  outbox: { seq: Generated<number>; kind: string; subject: string; body: string; at: Date };
}

const lockKey = 724_002;
export const outboxChannel = 'outbox';

/**
 * Tells the news, in the transaction that made it true. Appends wait for each other until commit: otherwise a lower
 * `seq` could become visible after a higher one and be skipped by readers. So tell the news last in a transaction.
 */
export async function tell(tx: Tx, news: readonly News[], at: Instant): Promise<void> {
  if (news.length === 0) return;
  const rows = news.map(({ kind, subject, body }) => ({ kind, subject, body: body ?? {} }));
  // One statement: each row's `seq` is drawn after the lock is had, since a row exists only once both sides of the join do.
  await sql`insert into outbox (kind, subject, body, at)
    select kind, subject, body, ${new Date(at)}
    from (select pg_advisory_xact_lock(${lockKey})) as locked
      cross join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(kind text, subject text, body jsonb)
    returning pg_notify(${outboxChannel}, '')`.execute(tx);
}

/** News after `seq`, oldest first. */
export async function newsAfter(db: Db, seq: number, limit = 500): Promise<OutboxRow[]> {
  const found = await db.for<OutboxTables>().selectFrom('outbox').selectAll().where('seq', '>', seq).orderBy('seq').limit(limit).execute();
  return found as unknown as OutboxRow[];
}

export async function lastSeq(db: Db): Promise<number> {
  const row = await db
    .for<OutboxTables>()
    .selectFrom('outbox')
    .select((e) => e.fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}
