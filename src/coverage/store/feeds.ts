import { sql, type Selectable } from 'kysely';
import { hourMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { assignmentOf, type PlacedAssignment } from './rows.ts';
import { tables, type CoverageTables, type Reader } from './tables.ts';
import { publishedPlanId } from '../contract.ts';
import type { Interval } from '#kernel/interval.ts';

type FeedRow = Selectable<CoverageTables['coverage_feed']>;

export async function feedOf(reader: Reader, personId: string): Promise<FeedRow | null> {
  const row = await tables(reader).selectFrom('coverage_feed').selectAll().where('person_id', '=', personId).executeTakeFirst();
  return row ?? null;
}

export async function findFeed(reader: Reader, tokenHash: Buffer): Promise<FeedRow | null> {
  const row = await tables(reader).selectFrom('coverage_feed').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row ?? null;
}

/** A new token takes the place of the old one. */
export const saveFeed = (tx: Tx, personId: string, tokenHash: Buffer, at: Instant): Promise<unknown> =>
  tables(tx)
    .insertInto('coverage_feed')
    .values({ person_id: personId, token_hash: tokenHash, created_at: new Date(at), last_read_at: null })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ token_hash: tokenHash, created_at: new Date(at), last_read_at: null }),
    )
    .execute();

export const deleteFeed = (tx: Tx, personId: string): Promise<unknown> =>
  tables(tx).deleteFrom('coverage_feed').where('person_id', '=', personId).execute();

/** Calendars ask every few minutes; once an hour is enough to know that somebody does. */
export const noteRead = (reader: Reader, personId: string, at: Instant): Promise<unknown> =>
  tables(reader)
    .updateTable('coverage_feed')
    .set({ last_read_at: new Date(at) })
    .where('person_id', '=', personId)
    .where(sql<boolean>`coalesce(last_read_at, 'epoch') < ${new Date(at - hourMs)}`)
    .execute();

/** Published assignments of a person in a window, those that were taken away too. */
export async function assignmentsEver(reader: Reader, personId: string, window: Interval): Promise<PlacedAssignment[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', publishedPlanId)
    .where('person_id', '=', personId)
    .where('starts_at', '<', new Date(window.end))
    .where('ends_at', '>', new Date(window.start))
    .orderBy('starts_at')
    .orderBy('assignment_id')
    .execute();
  return rows.map(assignmentOf);
}
