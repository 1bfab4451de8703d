import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { tables, type PageTable } from './tables.ts';

/**
 * One page for each offer. Its text is made here, from the unit's name, the priority and the call-back code: the words of the asker are not
 * even read.
 */
export async function insertPages(tx: Tx, offerIds: readonly string[], at: Instant): Promise<void> {
  if (offerIds.length === 0) return;
  await sql`insert into support_page (page_id, offer_id, person_id, text, at, state)
    select 'pge.' || offer_id, offer_id, support_offer.person_id, 'AtElbow: ' || unit_id || ', ' || priority || '. Call-back ' || number,
      ${new Date(at)}, 'due'
    from support_offer join support_request using (request_id)
    where offer_id = any(${[...offerIds]}::text[])`.execute(tx);
}

const leaseSeconds = 20;
const triesMax = 5;

/** Takes pages to send. Whose offer is no longer open calls nobody: it is `over`. */
export async function leasePages(db: Db, limit: number): Promise<PageTable[]> {
  await sql`update support_page set state = 'over' from support_offer
    where support_page.offer_id = support_offer.offer_id and support_page.state = 'due' and support_offer.state <> 'open'
      and (lease_until is null or lease_until < now())`.execute(db.for());
  const { rows } = await sql<PageTable>`update support_page
    set lease_until = now() + make_interval(secs => ${leaseSeconds}), tries = tries + 1
    where page_id in (select page_id from support_page where state = 'due' and (lease_until is null or lease_until < now())
      order by at limit ${limit} for update skip locked)
    returning *`.execute(db.for());
  return rows;
}

/** `again`: due once more when its lease ends, and given up after five tries. */
export const notePage = (db: Db, { page_id, tries }: { page_id: string; tries: number }, outcome: 'sent' | 'none' | 'again') =>
  tables(db)
    .updateTable('support_page')
    .set({ state: outcome === 'again' ? (tries >= triesMax ? 'failed' : 'due') : outcome })
    .where('page_id', '=', page_id)
    .execute();

export const declinePages = (db: Db) => tables(db).updateTable('support_page').set({ state: 'none' }).where('state', '=', 'due').execute();
