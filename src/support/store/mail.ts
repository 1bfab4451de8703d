import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { anyOf, tables, type MailOutTable, type Reader } from './tables.ts';

export async function findThread(reader: Reader, by: { readonly requestId: string } | { readonly tokens: readonly string[] }) {
  const row = await tables(reader)
    .selectFrom('support_mail_thread')
    .selectAll()
    .where('requestId' in by ? anyOf('request_id', [by.requestId]) : anyOf('token', by.tokens))
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export const insertThread = (tx: Tx, thread: { request_id: string; address: string; token: string }) =>
  tables(tx)
    .insertInto('support_mail_thread')
    .values(thread)
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const threadsOf = (reader: Reader, requestIds: readonly string[]) =>
  tables(reader).selectFrom('support_mail_thread').selectAll().where(anyOf('request_id', requestIds)).execute();

type InOutcome = 'asked' | 'written' | 'automatic' | 'unknown-sender' | 'no-place' | 'empty';

/** False: this message was taken before. */
export async function noteMailIn(tx: Tx, messageId: string, outcome: InOutcome, requestId: string | null, at: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('support_mail_in')
    .values({ message_id: messageId, outcome, request_id: requestId, at: new Date(at) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function wasTaken(reader: Reader, messageId: string): Promise<boolean> {
  const row = await tables(reader)
    .selectFrom('support_mail_in')
    .select('message_id')
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface NewMail {
  readonly mail_id: string;
  readonly request_id: string | null;
  readonly to_address: string;
  readonly kind: MailOutTable['kind'];
  readonly note_id?: string | null;
  readonly in_reply_to?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

export const queueMail = (tx: Tx, mail: NewMail) =>
  tables(tx)
    .insertInto('support_mail_out')
    .values({ note_id: null, in_reply_to: null, ...mail, detail: JSON.stringify(mail.detail ?? {}), state: 'due', lease_until: null })
    .execute();

/** Whether this address was told of late that it is not known: once a day is enough, and two programs cannot talk to each other for ever. */
export async function wasRefused(reader: Reader, address: string, since: Instant): Promise<boolean> {
  const row = await tables(reader)
    .selectFrom('support_mail_out')
    .select('mail_id')
    .where('to_address', '=', address)
    .where('kind', 'in', ['unknown-sender', 'no-place'])
    .where('at', '>', new Date(since))
    .executeTakeFirst();
  return row !== undefined;
}

type MailOutRow = Selectable<MailOutTable>;

const leaseSeconds = 60;
const triesMax = 8;

export async function leaseMails(db: Db, limit: number): Promise<MailOutRow[]> {
  const { rows } = await sql<MailOutRow>`update support_mail_out
    set lease_until = now() + make_interval(secs => ${leaseSeconds} * power(2, least(tries, 6))), tries = tries + 1
    where mail_id in (select mail_id from support_mail_out where state = 'due' and (lease_until is null or lease_until < now())
      order by at limit ${limit} for update skip locked)
    returning *`.execute(db.for());
  return rows;
}

export const noteMailOut = (db: Db, { mail_id, tries }: { mail_id: string; tries: number }, outcome: 'sent' | 'again' | 'none') =>
  tables(db)
    .updateTable('support_mail_out')
    .set({ state: outcome === 'again' ? (tries >= triesMax ? 'failed' : 'due') : outcome })
    .where('mail_id', '=', mail_id)
    .execute();

/** Ids of what went out before about a request, oldest first: the References of the next. Ids of one thread are in the order of their birth. */
export async function earlierMails(reader: Reader, requestId: string, before: string): Promise<string[]> {
  const rows = await tables(reader)
    .selectFrom('support_mail_out')
    .select(['mail_id'])
    .where('request_id', '=', requestId)
    .where('mail_id', '<', before)
    .orderBy('mail_id')
    .execute();
  return rows.map((row) => row.mail_id);
}

export const insertFollow = (db: Db, tokenHash: Buffer, requestId: string, at: Instant) =>
  tables(db)
    .insertInto('support_follow')
    .values({ token_hash: tokenHash, request_id: requestId, created_at: new Date(at) })
    .execute();
