import { sql, type Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { News } from '#platform/realtime/outbox.ts';
import type { NoticePage } from '../contract.ts';
import { insertRows, iso } from './bulk.ts';
import { tables, type NoticeTable, type Reader } from './tables.ts';

export type NoticeRow = Selectable<NoticeTable>;

/** What one person is told. `link`: the page to look at. */
export interface NewNotice {
  readonly personId: string;
  readonly kind: string;
  readonly text: string;
  readonly link: NoticePage;
}

const columns = {
  notice_id: 'text',
  person_id: 'text',
  kind: 'text',
  text: 'text',
  link: 'text',
  at: 'timestamptz',
  mail: 'text',
};

/** Writes notices in the transaction that made them true, and gives the news of them, to be told last. */
export async function notify(tx: Tx, notices: readonly NewNotice[], at: Instant): Promise<News[]> {
  await insertRows(
    tx,
    'coverage_notice',
    columns,
    notices.map((notice) => ({
      notice_id: newId('ntc'),
      person_id: notice.personId,
      kind: notice.kind,
      text: notice.text,
      link: notice.link,
      at: iso(at),
      mail: 'due',
    })),
  );
  return [...new Set(notices.map((notice) => notice.personId))].map((personId) => ({ kind: 'coverage.notified', subject: personId }));
}

const shownMax = 200;

export async function noticesOf(reader: Reader, personId: string): Promise<{ rows: NoticeRow[]; unread: number }> {
  const rows = await tables(reader)
    .selectFrom('coverage_notice')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(shownMax)
    .execute();
  const { unread } = await tables(reader)
    .selectFrom('coverage_notice')
    .select((e) => e.fn.countAll<number>().as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { rows, unread };
}

export async function markRead(reader: Reader, personId: string, ids: readonly string[] | undefined, at: Instant): Promise<void> {
  let query = tables(reader)
    .updateTable('coverage_notice')
    .set({ read_at: new Date(at) })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null);
  if (ids) query = query.where(sql<boolean>`notice_id = any(${[...ids]}::text[])`);
  await query.execute();
}

/*
 * Mail. A lease keeps two instances from sending the same notice at once; after a crash between sending and noting it, the
 * notice is sent again under the same Message-ID, which mail systems show once.
 */
const leaseSeconds = 60;
const attemptsMax = 5;

export async function leaseMail(db: Db, limit: number): Promise<NoticeRow[]> {
  const table = db.for<{ coverage_notice: NoticeTable }>();
  return table
    .updateTable('coverage_notice')
    .set((e) => ({
      mail_lease_until: sql<Date>`now() + make_interval(secs => ${leaseSeconds})`,
      mail_attempts: e('mail_attempts', '+', 1),
    }))
    .where('notice_id', 'in', (e) =>
      e
        .selectFrom('coverage_notice')
        .select('notice_id')
        .where('mail', '=', 'due')
        .where((w) => w.or([w('mail_lease_until', 'is', null), w('mail_lease_until', '<', sql<Date>`now()`)]))
        .orderBy('at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute();
}

export type MailOutcome = 'sent' | 'none' | 'again';

/** `again`: it could not be sent now; it is due again when the lease ends, and given up after five attempts. */
export async function noteMail(db: Db, row: NoticeRow, outcome: MailOutcome): Promise<void> {
  const mail = outcome !== 'again' ? outcome : row.mail_attempts >= attemptsMax ? 'failed' : 'due';
  await tables(db).updateTable('coverage_notice').set({ mail }).where('notice_id', '=', row.notice_id).execute();
}

/** Without a mail server nothing is due: a server that is configured next month must not send last month's notices. */
export const declineMail = (db: Db): Promise<unknown> =>
  tables(db).updateTable('coverage_notice').set({ mail: 'none' }).where('mail', '=', 'due').execute();
