import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { insertRows } from './bulk.ts';
import { anyOf, tables, type Reader } from './tables.ts';

export interface NewIssue {
  readonly issue_id: string;
  readonly title: string;
  readonly workaround: string;
  readonly created_at: Date;
  readonly created_by: string;
}

export const insertIssue = (tx: Tx, issue: NewIssue) =>
  tables(tx)
    .insertInto('support_issue')
    .values({ ...issue, state: 'open', solved_at: null })
    .execute();

/** With how many requests are of it; `only`: of these. */
export async function loadIssues(reader: Reader, only?: readonly string[]) {
  const query = tables(reader)
    .selectFrom('support_issue')
    .selectAll()
    .select(sql<number>`(select count(*) from support_request where support_request.issue_id = support_issue.issue_id)`.as('requests'));
  const chosen = only ? query.where(anyOf('issue_id', only)) : query;
  return chosen.orderBy('state').orderBy('created_at', 'desc').execute();
}
export type IssueRow = Awaited<ReturnType<typeof loadIssues>>[number];

export const solveIssue = (tx: Tx, issueId: string, at: Instant) =>
  tables(tx)
    .updateTable('support_issue')
    .set({ state: 'solved', solved_at: new Date(at) })
    .where('issue_id', '=', issueId)
    .where('state', '=', 'open')
    .execute();

export interface NewBroadcast {
  readonly broadcast_id: string;
  /** Null: of no known issue; the command centre speaks to a place, or to everybody. */
  readonly issue_id: string | null;
  readonly text: string;
  readonly at: Date;
  readonly by_name: string;
  readonly answers: boolean;
}

export async function insertBroadcast(tx: Tx, row: NewBroadcast, personIds: readonly string[]): Promise<void> {
  await tables(tx).insertInto('support_broadcast').values(row).execute();
  await insertRows(
    tx,
    'support_broadcast_receipt',
    { broadcast_id: 'text', person_id: 'text' },
    personIds.map((person_id) => ({ broadcast_id: row.broadcast_id, person_id })),
  );
}

const shownMax = 50;

export const broadcastsTo = (reader: Reader, personId: string) =>
  tables(reader)
    .selectFrom('support_broadcast')
    .innerJoin('support_broadcast_receipt', 'support_broadcast_receipt.broadcast_id', 'support_broadcast.broadcast_id')
    .selectAll('support_broadcast')
    .select('read_at')
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .limit(shownMax)
    .execute();

export interface SentRow {
  broadcast_id: string;
  issue_id: string | null;
  issue_title: string | null;
  text: string;
  at: Date;
  by_name: string;
  answers: boolean;
  told: number;
  read: number;
}

/** What was told, newest first, and how many have read it. */
export async function loadSent(reader: Reader): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`select b.*, i.title as issue_title, count(r.person_id)::int as told, count(r.read_at)::int as read
    from (select * from support_broadcast order by at desc limit ${shownMax}) b
      left join support_issue i using (issue_id)
      left join support_broadcast_receipt r on r.broadcast_id = b.broadcast_id
    group by b.broadcast_id, b.issue_id, b.text, b.at, b.by_name, b.answers, i.title
    order by b.at desc`.execute('pool' in reader ? reader.for<unknown>() : reader);
  return rows;
}

export const receiptsOf = (reader: Reader, broadcastId: string) =>
  tables(reader).selectFrom('support_broadcast_receipt').select(['person_id', 'read_at']).where('broadcast_id', '=', broadcastId).execute();

export async function unreadBroadcasts(reader: Reader, personId: string): Promise<number> {
  const row = await tables(reader)
    .selectFrom('support_broadcast_receipt')
    .select((e) => e.fn.countAll<number>().as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.unread ?? 0);
}

export async function noteRead(tx: Tx, broadcastId: string, personId: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('support_broadcast_receipt')
    .set({ read_at: sql<Date>`coalesce(read_at, ${new Date(at)})` })
    .where('broadcast_id', '=', broadcastId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
