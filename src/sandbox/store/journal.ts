import { sql } from 'kysely';
import type { Db } from '#platform/db/open.ts';
import type { Change, Entry } from '../core/sitting/entry.ts';
import { tables } from './tables.ts';

/** NOTIFY of `attempt seq` for every attempt whose journal went on: other processes then know that what they hold is old. */
export const journalChannel = 'sandbox_journal';

/** Entries of one attempt, in order, that are to be kept together or not at all. */
export interface JournalPart {
  readonly attemptId: string;
  readonly entries: readonly Entry[];
}

/**
 * Keeps the parts in one transaction.
 * @throws when the journal of one of them does not end where its part begins: an earlier part was lost, or another process
 * works on the same attempt. Nothing is kept then.
 */
export async function insertParts(db: Db, parts: readonly JournalPart[]): Promise<void> {
  const rows = parts.flatMap(({ attemptId, entries }) => entries.map((entry) => ({ attemptId, entry })));
  const spans = [...Map.groupBy(rows, ({ attemptId }) => attemptId)].map(([attemptId, own]) => ({
    attemptId,
    before: (own[0]?.entry.seq ?? 1) - 1,
    last: own.at(-1)?.entry,
    submittedAt: own.find(({ entry }) => entry.change.kind === 'submit')?.entry.at ?? null,
  }));
  const time = (ms: number): string => new Date(ms).toISOString();
  await db.tx(async (tx) => {
    const moved = await sql`
      update sandbox_attempt a
      set entry_count = n.seq, last_entry_at = n.at, submitted_at = coalesce(a.submitted_at, n.submitted_at)
      from unnest(${spans.map((span) => span.attemptId)}::text[], ${spans.map((span) => span.before)}::int[],
        ${spans.map((span) => span.last?.seq)}::int[], ${spans.map((span) => time(span.last?.at ?? 0))}::timestamptz[],
        ${spans.map((span) => (span.submittedAt === null ? null : time(span.submittedAt)))}::timestamptz[])
        as n (id, before, seq, at, submitted_at)
      where a.attempt_id = n.id and a.entry_count = n.before`.execute(tx);
    if (moved.numAffectedRows !== BigInt(spans.length)) throw new Error('The journal of an attempt goes on elsewhere.');
    await sql`
      insert into sandbox_entry (attempt_id, seq, at, virtual_at, account_id, kind, change)
      select * from unnest(
        ${rows.map(({ attemptId }) => attemptId)}::text[], ${rows.map(({ entry }) => entry.seq)}::int[],
        ${rows.map(({ entry }) => time(entry.at))}::timestamptz[], ${rows.map(({ entry }) => time(entry.virtualAt))}::timestamptz[],
        ${rows.map(({ entry }) => entry.by)}::text[], ${rows.map(({ entry }) => entry.change.kind)}::text[],
        ${rows.map(({ entry }) => JSON.stringify(entry.change))}::text[])`.execute(tx);
    await sql`
      select pg_notify(${journalChannel}, id || ' ' || seq)
      from unnest(${spans.map((span) => span.attemptId)}::text[], ${spans.map((span) => span.last?.seq)}::int[]) as n (id, seq)`.execute(
      tx,
    );
  });
}

const rowsAtOnce = 2000;

/** The whole journal of an attempt, oldest first. @param through last entry wanted */
export async function loadJournal(db: Db, attemptId: string, through = Number.MAX_SAFE_INTEGER): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const rows = await tables(db)
      .selectFrom('sandbox_entry')
      .selectAll()
      .where('attempt_id', '=', attemptId)
      .where('seq', '>', entries.length)
      .orderBy('seq')
      .limit(rowsAtOnce)
      .execute();
    for (const row of rows)
      entries.push({
        seq: row.seq,
        at: row.at.getTime(),
        virtualAt: row.virtual_at.getTime(),
        by: row.account_id,
        change: JSON.parse(row.change) as Change,
      });
    if (rows.length < rowsAtOnce || entries.length >= through) return entries.length > through ? entries.slice(0, through) : entries;
  }
}
