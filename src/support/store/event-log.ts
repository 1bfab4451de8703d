import { createHash } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { insertRows } from './bulk.ts';
import { tables, type Reader } from './tables.ts';

/** What happened to a request. `by`: the person, or null for an asker without an account and for what dispatch did by itself. */
export interface RequestEvent {
  readonly requestId: string;
  readonly kind: string;
  readonly by: string | null;
  /** Ids and figures only, never what a person typed. */
  readonly detail: Readonly<Record<string, unknown>>;
}

const columns = { seq: 'bigint', request_id: 'text', kind: 'text', by: 'text', detail: 'text', at: 'timestamptz', hash: 'bytea' };

/** Appends, each line carrying the hash of the one before. Only while holding the desk's lock: it keeps the chain in one line. */
export async function appendEvents(tx: Tx, events: readonly RequestEvent[], at: Instant): Promise<void> {
  if (events.length === 0) return;
  const last = await tables(tx).selectFrom('support_event').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  let before: Buffer | null = last?.hash ?? null;
  let seq = last?.seq ?? 0;
  const rows = events.map(({ requestId, kind, by, detail }) => {
    const row = { seq: ++seq, request_id: requestId, kind, by, detail: JSON.stringify(detail), at: new Date(at) };
    before = chain(before, row);
    return { ...row, at: row.at.toISOString(), hash: `\\x${before.toString('hex')}` };
  });
  await insertRows(tx, 'support_event', columns, rows);
}

interface Hashed {
  readonly seq: number;
  readonly request_id: string;
  readonly kind: string;
  readonly by: string | null;
  readonly detail: string;
  readonly at: Date;
}

const chain = (before: Buffer | null, { seq, request_id, kind, by, detail, at }: Hashed): Buffer =>
  createHash('sha256')
    .update(before ?? '')
    .update(JSON.stringify([seq, request_id, kind, by, detail, at.toISOString()]))
    .digest();

/** The first line that does not follow from the one before it; null when the whole log is intact. */
export async function firstBrokenEvent(db: Db): Promise<number | null> {
  const batch = 2000;
  let before: Buffer | null = null;
  for (let expected = 1; ;) {
    const rows = await tables(db)
      .selectFrom('support_event')
      .selectAll()
      .where('seq', '>=', expected)
      .orderBy('seq')
      .limit(batch)
      .execute();
    for (const row of rows) {
      if (row.seq !== expected || !chain(before, row).equals(row.hash)) return expected;
      before = row.hash;
      expected++;
    }
    if (rows.length < batch) return null;
  }
}

export const eventsOf = (reader: Reader, requestId: string) =>
  tables(reader)
    .selectFrom('support_event')
    .select(['seq', 'kind', 'by', 'detail', 'at'])
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .execute();
