import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { nextRung, type Attempt, type ChannelName, type Ladder } from '../core/ladder/ladder.ts';
import { tables, type PageTable } from './tables.ts';

/** Nothing sent yet: by which channel a call goes out first. */
const first: ChannelName = 'push';

/**
 * The first page of each offer. Its text is made here, from the unit, the priority and the call-back code: the words of the asker are not
 * even read.
 */
export async function insertPages(tx: Tx, offerIds: readonly string[], at: Instant): Promise<void> {
  if (offerIds.length > 0) await insertRung(tx, offerIds, first, at);
}

/** The key of a page, the same for every attempt: what comes twice can be known as one. */
const insertRung = (tx: Tx, offerIds: readonly string[], channel: ChannelName, at: Instant) =>
  sql`insert into support_page (page_id, offer_id, person_id, text, at, state, channel)
    select 'pge.' || offer_id || '.' || ${channel}, offer_id, support_offer.person_id,
      'AtElbow: ' || unit_id || ', ' || priority || '. Call-back ' || number, ${new Date(at)}, 'due', ${channel}
    from support_offer join support_request using (request_id)
    where offer_id = any(${[...offerIds]}::text[])
    on conflict do nothing`.execute(tx);

const leaseSeconds = 20;
const triesMax = 5;

/** A page to be sent, with what it may say. */
export interface LeasedPage extends Selectable<PageTable> {
  readonly unit_id: string;
  readonly priority: string;
  readonly number: number;
  readonly expires_at: Date;
}

/** Takes pages to send that are due by the desk's clock. Whose offer is no longer open calls nobody: it is `over`. */
export async function leasePages(db: Db, limit: number, now: Instant): Promise<LeasedPage[]> {
  await sql`update support_page set state = 'over' from support_offer
    where support_page.offer_id = support_offer.offer_id and support_page.state = 'due' and support_offer.state <> 'open'
      and (lease_until is null or lease_until < now())`.execute(db.for());
  const { rows } = await sql<LeasedPage>`update support_page
    set lease_until = now() + make_interval(secs => ${leaseSeconds}), tries = tries + 1
    from support_offer join support_request using (request_id)
    where support_offer.offer_id = support_page.offer_id
      and page_id in (select page_id from support_page
        where state = 'due' and at <= ${new Date(now)} and (lease_until is null or lease_until < now())
        order by at limit ${limit} for update skip locked)
    returning support_page.*, unit_id, priority, number, expires_at`.execute(db.for());
  return rows;
}

type Outcome = 'sent' | 'none' | 'again';
type Noted = Pick<LeasedPage, 'page_id' | 'offer_id' | 'tries'>;

/**
 * `again`: due once more when its lease ends, and given up after five tries. In the same transaction the next channel gets its page, so that a
 * crash loses no rung: whichever instance sends it finds it there.
 */
export async function notePage(db: Db, { page_id, offer_id, tries }: Noted, outcome: Outcome, ladder: Ladder, now: Instant): Promise<void> {
  const state = outcome === 'again' ? (tries >= triesMax ? 'failed' : 'due') : outcome;
  await db.tx(async (tx) => {
    await tables(tx)
      .updateTable('support_page')
      .set({ state, ...(outcome === 'sent' ? { sent_at: new Date(now) } : {}) })
      .where('page_id', '=', page_id)
      .execute();
    const rows = await tables(tx).selectFrom('support_page').selectAll().where('offer_id', '=', offer_id).execute();
    const next = nextRung(rows.map(attemptOf), ladder, now);
    if (next) await insertRung(tx, [offer_id], next.channel, next.dueAt);
  });
}

function attemptOf({ channel, state, sent_at, tries }: Selectable<PageTable>): Attempt {
  if (state === 'sent') return { channel, outcome: 'sent', sentAt: sent_at?.getTime() ?? 0 };
  // Tried and not given up: it goes on by itself, and the next channel does not wait for it.
  if (state === 'due') return { channel, outcome: tries > 0 ? 'failing' : 'due', sentAt: null };
  return { channel, outcome: 'none', sentAt: null };
}

export const declinePages = (db: Db) => tables(db).updateTable('support_page').set({ state: 'none' }).where('state', '=', 'due').execute();
