import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { MeetingRow } from './meetings.ts';
import { classTables, type ClassTables, type Reader } from './tables.ts';
import type { Selectable } from 'kysely';

export type ClassNotice = Selectable<ClassTables['class_notice']>;

/** Our figure: long enough to change a shift, short enough to be remembered. */
const reminderDays = 2;

/** Invitations with a reminder, or the end of both. In the transaction that changed the seat. */
export async function addNotices(
  on: Reader,
  { meetingId, sequence, start }: MeetingRow,
  personIds: readonly string[],
  kind: 'invite' | 'cancel',
  now: Instant,
): Promise<void> {
  if (personIds.length === 0) return;
  const row = { meeting_id: meetingId, sequence: kind === 'cancel' ? sequence + 1 : sequence, lease_until: null };
  const at = (due: Instant, of: ClassNotice['kind']) =>
    personIds.map((person_id) => ({ ...row, notice_id: newId('cnt'), person_id, kind: of, due_at: new Date(due) }));
  const reminderAt = start - reminderDays * dayMs;
  const rows = [...at(now, kind), ...(kind === 'invite' && reminderAt > now ? at(reminderAt, 'reminder') : [])];
  await classTables(on).insertInto('class_notice').values(rows).execute();
}

const leaseSeconds = 60;
const triesMax = 5;

/** Takes what is due; a lease keeps two instances from sending one notice at once. */
export async function leaseNotices(db: Db, now: Instant, limit: number): Promise<ClassNotice[]> {
  const { rows } = await sql<ClassNotice>`update class_notice
    set lease_until = ${new Date(now + leaseSeconds * 1000)}, tries = tries + 1
    where notice_id in (select notice_id from class_notice
      where state = 'due' and due_at <= ${new Date(now)} and (lease_until is null or lease_until < ${new Date(now)})
      order by due_at, notice_id limit ${limit} for update skip locked)
    returning *`.execute(classTables(db));
  return rows.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.notice_id < b.notice_id ? -1 : 1));
}

export const settleNotice = (db: Db, { notice_id, tries }: ClassNotice, outcome: 'sent' | 'none' | 'again') =>
  classTables(db)
    .updateTable('class_notice')
    .set({ state: outcome === 'again' ? (tries >= triesMax ? 'none' : 'due') : outcome })
    .where('notice_id', '=', notice_id)
    .execute();

/** The seat is no more what the notice speaks of: a reminder of a seat that was given up, an invitation that was overtaken. */
export async function isOvertaken(tx: Tx | Db, notice: ClassNotice): Promise<boolean> {
  const seat = await classTables(tx)
    .selectFrom('class_seat')
    .select('state')
    .where('meeting_id', '=', notice.meeting_id)
    .where('person_id', '=', notice.person_id)
    .executeTakeFirst();
  return notice.kind === 'cancel' ? seat?.state === 'seated' : seat?.state !== 'seated';
}
