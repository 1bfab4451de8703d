import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { tablesOf, type Db, type Tx } from '../db/open.ts';
import type { Actor } from '../http/actor.ts';

/** One line of the audit log: who did what to what. `detail` holds changed fields and ids, never what a person typed freely. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: Record<string, unknown>;
}

export interface AuditRow {
  readonly seq: number;
  readonly at: Date;
  readonly account_id: string | null;
  readonly actor: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly detail: Record<string, unknown>;
  readonly hash: Buffer;
}

interface AuditTables {
  audit: Omit<AuditRow, 'detail'> & { detail: unknown };
}

const lockKey = 724_003;
/** Actor of what nobody in particular did: imports by command line, timers. */
export type AuditActor = Pick<Actor, 'accountId' | 'name'> | { readonly accountId: null; readonly name: string };

/** Appends to the log in the caller's transaction, so that no change is ever without its line. */
export async function audit(tx: Tx, actor: AuditActor, entry: AuditEntry, at: Instant): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
  const tables = tablesOf<AuditTables>(tx);
  const last = await tables.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date(at),
    account_id: actor.accountId,
    actor: actor.name,
    action: entry.action,
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    detail: entry.detail ?? {},
  };
  const hash = chain(last?.hash ?? null, row);
  await tables
    .insertInto('audit')
    .values({ ...row, detail: JSON.stringify(row.detail), hash })
    .execute();
}

type Hashed = Omit<AuditRow, 'hash'>;

function chain(before: Buffer | null, row: Hashed): Buffer {
  const fields = [
    row.seq,
    row.at.toISOString(),
    row.account_id,
    row.actor,
    row.action,
    row.subject_kind,
    row.subject_id,
    sortedJson(row.detail),
  ];
  return createHash('sha256')
    .update(before ?? '')
    .update(JSON.stringify(fields))
    .digest();
}

/** JSON whose keys are in order at every depth: the database gives `jsonb` back in an order of its own. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The first line whose hash does not follow from the one before it; null when the whole log is intact. */
export async function firstBrokenLine(db: Db): Promise<number | null> {
  let before: Buffer | null = null;
  let expected = 1;
  for (;;) {
    const rows = (await db
      .for<AuditTables>()
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>=', expected)
      .orderBy('seq')
      .limit(2000)
      .execute()) as AuditRow[];
    for (const row of rows) {
      if (row.seq !== expected || !chain(before, row).equals(row.hash)) return expected;
      before = row.hash;
      expected++;
    }
    if (rows.length < 2000) return null;
  }
}
